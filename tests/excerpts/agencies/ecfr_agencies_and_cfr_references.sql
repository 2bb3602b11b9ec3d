INSERT INTO title (number, name, latest_amended_on, latest_issue_date, up_to_date_as_of, reserved, last_seen_run_id) VALUES
  (2, 'Federal Financial Assistance', '2026-07-16', '2026-07-16', '2026-07-23', 0, 1),
  (7, 'Agriculture', '2026-07-09', '2026-07-16', '2026-07-23', 0, 1),
  (28, 'Judicial Administration', '2026-07-06', '2026-07-06', '2026-07-23', 0, 1)
ON CONFLICT (number) DO UPDATE SET name = excluded.name, latest_amended_on = excluded.latest_amended_on, latest_issue_date = excluded.latest_issue_date, up_to_date_as_of = excluded.up_to_date_as_of, reserved = excluded.reserved, last_seen_run_id = excluded.last_seen_run_id;
INSERT INTO agency (slug, name, short_name, display_name, sortable_name, parent_slug, depth, last_seen_run_id) VALUES
  ('agriculture-department', 'Department of Agriculture', 'USDA', 'Department of Agriculture', 'Agriculture, Department of', NULL, 0, 1),
  ('defense-department', 'Department of Defense', 'DOD', 'Department of Defense', 'Defense, Department of', NULL, 0, 1),
  ('health-and-human-services-department', 'Department of Health and Human Services', 'HHS', 'Department of Health and Human Services', 'Health and Human Services, Department of', NULL, 0, 1),
  ('homeland-security-department', 'Department of Homeland Security', 'DHS', 'Department of Homeland Security', 'Homeland Security, Department of', NULL, 0, 1),
  ('interior-department', 'Department of Interior', 'DOI', 'Department of Interior', 'Interior, Department of', NULL, 0, 1),
  ('justice-department', 'Department of Justice', 'DOJ', 'Department of Justice', 'Justice, Department of', NULL, 0, 1),
  ('labor-department', 'Department of Labor', 'DOL', 'Department of Labor', 'Labor, Department of', NULL, 0, 1),
  ('national-foundation-on-the-arts-and-the-humanities', 'National Foundation on the Arts and the Humanities', 'ARTS', 'National Foundation on the Arts and the Humanities', 'National Foundation on the Arts and the Humanities', NULL, 0, 1),
  ('pension-benefit-guaranty-corporation', 'Pension Benefit Guaranty Corporation', 'PBGC', 'Pension Benefit Guaranty Corporation', 'Pension Benefit Guaranty Corporation', NULL, 0, 1),
  ('president''s-commission-on-white-house-fellowships', 'President''s Commission on White House Fellowships', '', 'President''s Commission on White House Fellowships', 'White House Fellowships, President''s Commission on', NULL, 0, 1),
  ('farm-service-agency', 'Farm Service Agency', 'FSA', 'Farm Service Agency, Department of Agriculture', 'Farm Service Agency', 'agriculture-department', 1, 1),
  ('office-of-secretary-of-agriculture', 'Office of Secretary of Agriculture', '', 'Office of Secretary of Agriculture, Department of Agriculture', 'Secretary of Agriculture, Office of', 'agriculture-department', 1, 1),
  ('engineers-corps', 'Army Corps of Engineers', 'COE', 'Army Corps of Engineers, Department of Defense', 'Corps of Engineers', 'defense-department', 1, 1)
ON CONFLICT (slug) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, display_name = excluded.display_name, sortable_name = excluded.sortable_name, parent_slug = excluded.parent_slug, depth = excluded.depth, last_seen_run_id = excluded.last_seen_run_id;
INSERT INTO agency (slug, name, short_name, display_name, sortable_name, parent_slug, depth, last_seen_run_id) VALUES
  ('indian-health-service', 'Indian Health Service', 'IHS', 'Indian Health Service, Department of Health and Human Services', 'Indian Health Service', 'health-and-human-services-department', 1, 1),
  ('coast-guard-(great-lakes-pilotage)', 'Coast Guard (Great Lakes Pilotage)', '', 'Coast Guard (Great Lakes Pilotage), Department of Homeland Security', 'Coast Guard (Great Lakes Pilotage)', 'homeland-security-department', 1, 1),
  ('federal-emergency-management-agency', 'Federal Emergency Management Agency', 'FEMA', 'Federal Emergency Management Agency, Department of Homeland Security', 'Federal Emergency Management Agency', 'homeland-security-department', 1, 1),
  ('indian-affairs-bureau', 'Bureau of Indian Affairs', 'BIA', 'Bureau of Indian Affairs, Department of Interior', 'Indian Affairs, Bureau of', 'interior-department', 1, 1),
  ('prisons-bureau', 'Bureau of Prisons', 'BOP', 'Bureau of Prisons, Department of Justice', 'Prisons, Bureau of', 'justice-department', 1, 1),
  ('offices-of-independent-counsel', 'Offices of Independent Counsel', '', 'Offices of Independent Counsel, Department of Justice', 'Independent Counsel, Offices of', 'justice-department', 1, 1),
  ('institute-of-museum-and-library-services', 'Institute of Museum and Library Services', '', 'Institute of Museum and Library Services, National Foundation on the Arts and the Humanities', 'Museum and Library Services, Institute of', 'national-foundation-on-the-arts-and-the-humanities', 1, 1)
ON CONFLICT (slug) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, display_name = excluded.display_name, sortable_name = excluded.sortable_name, parent_slug = excluded.parent_slug, depth = excluded.depth, last_seen_run_id = excluded.last_seen_run_id;
INSERT INTO agency_cfr_reference (agency_slug, ref_key, title_number, narrowest_level, subtitle_id, chapter_id, subchapter_id, part_id, node_citation, last_seen_run_id) VALUES
  ('agriculture-department', 'title-2/chapter-IV', 2, 'chapter', NULL, 'IV', NULL, NULL, NULL, 1),
  ('agriculture-department', 'title-5/chapter-LXXIII', 5, 'chapter', NULL, 'LXXIII', NULL, NULL, NULL, 1),
  ('agriculture-department', 'title-7/chapter-XVI', 7, 'chapter', NULL, 'XVI', NULL, NULL, NULL, 1),
  ('agriculture-department', 'title-7/chapter-XX', 7, 'chapter', NULL, 'XX', NULL, NULL, NULL, 1),
  ('agriculture-department', 'title-7/chapter-XXI', 7, 'chapter', NULL, 'XXI', NULL, NULL, NULL, 1),
  ('agriculture-department', 'title-48/chapter-4', 48, 'chapter', NULL, '4', NULL, NULL, NULL, 1),
  ('farm-service-agency', 'title-7/chapter-VII', 7, 'chapter', NULL, 'VII', NULL, NULL, NULL, 1),
  ('office-of-secretary-of-agriculture', 'title-7/subtitle-A', 7, 'subtitle', 'A', NULL, NULL, NULL, NULL, 1),
  ('defense-department', 'title-2/chapter-XI', 2, 'chapter', NULL, 'XI', NULL, NULL, NULL, 1),
  ('defense-department', 'title-5/chapter-XXVI', 5, 'chapter', NULL, 'XXVI', NULL, NULL, NULL, 1),
  ('defense-department', 'title-32/subtitle-A', 32, 'subtitle', 'A', NULL, NULL, NULL, NULL, 1),
  ('defense-department', 'title-40/chapter-VII', 40, 'chapter', NULL, 'VII', NULL, NULL, NULL, 1),
  ('engineers-corps', 'title-33/chapter-II', 33, 'chapter', NULL, 'II', NULL, NULL, NULL, 1),
  ('engineers-corps', 'title-36/chapter-III', 36, 'chapter', NULL, 'III', NULL, NULL, NULL, 1)
ON CONFLICT (agency_slug, ref_key) DO UPDATE SET title_number = excluded.title_number, narrowest_level = excluded.narrowest_level, subtitle_id = excluded.subtitle_id, chapter_id = excluded.chapter_id, subchapter_id = excluded.subchapter_id, part_id = excluded.part_id, node_citation = excluded.node_citation, last_seen_run_id = excluded.last_seen_run_id;
INSERT INTO agency_cfr_reference (agency_slug, ref_key, title_number, narrowest_level, subtitle_id, chapter_id, subchapter_id, part_id, node_citation, last_seen_run_id) VALUES
  ('health-and-human-services-department', 'title-2/chapter-III', 2, 'chapter', NULL, 'III', NULL, NULL, NULL, 1),
  ('health-and-human-services-department', 'title-5/chapter-XLV', 5, 'chapter', NULL, 'XLV', NULL, NULL, NULL, 1),
  ('health-and-human-services-department', 'title-45/subtitle-A', 45, 'subtitle', 'A', NULL, NULL, NULL, NULL, 1),
  ('health-and-human-services-department', 'title-48/chapter-3', 48, 'chapter', NULL, '3', NULL, NULL, NULL, 1),
  ('indian-health-service', 'title-25/chapter-V', 25, 'chapter', NULL, 'V', NULL, NULL, NULL, 1),
  ('indian-health-service', 'title-42/chapter-I/subchapter-M', 42, 'subchapter', NULL, 'I', 'M', NULL, NULL, 1),
  ('homeland-security-department', 'title-2/chapter-XXX', 2, 'chapter', NULL, 'XXX', NULL, NULL, NULL, 1),
  ('homeland-security-department', 'title-5/chapter-XXXVI', 5, 'chapter', NULL, 'XXXVI', NULL, NULL, NULL, 1),
  ('homeland-security-department', 'title-8/chapter-I', 8, 'chapter', NULL, 'I', NULL, NULL, NULL, 1),
  ('coast-guard-(great-lakes-pilotage)', 'title-46/chapter-III', 46, 'chapter', NULL, 'III', NULL, NULL, NULL, 1),
  ('federal-emergency-management-agency', 'title-44/chapter-I', 44, 'chapter', NULL, 'I', NULL, NULL, NULL, 1),
  ('interior-department', 'title-2/chapter-XIV', 2, 'chapter', NULL, 'XIV', NULL, NULL, NULL, 1),
  ('interior-department', 'title-5/chapter-XXV', 5, 'chapter', NULL, 'XXV', NULL, NULL, NULL, 1),
  ('interior-department', 'title-41/chapter-114', 41, 'chapter', NULL, '114', NULL, NULL, NULL, 1),
  ('interior-department', 'title-48/chapter-14', 48, 'chapter', NULL, '14', NULL, NULL, NULL, 1),
  ('indian-affairs-bureau', 'title-25/chapter-I', 25, 'chapter', NULL, 'I', NULL, NULL, NULL, 1),
  ('indian-affairs-bureau', 'title-25/chapter-V', 25, 'chapter', NULL, 'V', NULL, NULL, NULL, 1),
  ('justice-department', 'title-2/chapter-XXVIII', 2, 'chapter', NULL, 'XXVIII', NULL, NULL, NULL, 1),
  ('justice-department', 'title-5/chapter-XXVIII', 5, 'chapter', NULL, 'XXVIII', NULL, NULL, NULL, 1),
  ('justice-department', 'title-28/chapter-I', 28, 'chapter', NULL, 'I', NULL, NULL, NULL, 1),
  ('justice-department', 'title-28/chapter-XI', 28, 'chapter', NULL, 'XI', NULL, NULL, NULL, 1),
  ('justice-department', 'title-31/chapter-IX', 31, 'chapter', NULL, 'IX', NULL, NULL, NULL, 1),
  ('justice-department', 'title-40/chapter-IV', 40, 'chapter', NULL, 'IV', NULL, NULL, NULL, 1),
  ('justice-department', 'title-41/chapter-128', 41, 'chapter', NULL, '128', NULL, NULL, NULL, 1),
  ('justice-department', 'title-48/chapter-28', 48, 'chapter', NULL, '28', NULL, NULL, NULL, 1),
  ('prisons-bureau', 'title-28/chapter-V', 28, 'chapter', NULL, 'V', NULL, NULL, NULL, 1),
  ('offices-of-independent-counsel', 'title-28/chapter-VI', 28, 'chapter', NULL, 'VI', NULL, NULL, NULL, 1),
  ('labor-department', 'title-2/chapter-XXIX', 2, 'chapter', NULL, 'XXIX', NULL, NULL, NULL, 1),
  ('labor-department', 'title-5/chapter-XLII', 5, 'chapter', NULL, 'XLII', NULL, NULL, NULL, 1),
  ('labor-department', 'title-41/chapter-50', 41, 'chapter', NULL, '50', NULL, NULL, NULL, 1),
  ('labor-department', 'title-48/chapter-29', 48, 'chapter', NULL, '29', NULL, NULL, NULL, 1),
  ('national-foundation-on-the-arts-and-the-humanities', 'title-45/chapter-XI', 45, 'chapter', NULL, 'XI', NULL, NULL, NULL, 1),
  ('institute-of-museum-and-library-services', 'title-2/chapter-XXXI', 2, 'chapter', NULL, 'XXXI', NULL, NULL, NULL, 1),
  ('institute-of-museum-and-library-services', 'title-5/chapter-LXVII', 5, 'chapter', NULL, 'LXVII', NULL, NULL, NULL, 1)
ON CONFLICT (agency_slug, ref_key) DO UPDATE SET title_number = excluded.title_number, narrowest_level = excluded.narrowest_level, subtitle_id = excluded.subtitle_id, chapter_id = excluded.chapter_id, subchapter_id = excluded.subchapter_id, part_id = excluded.part_id, node_citation = excluded.node_citation, last_seen_run_id = excluded.last_seen_run_id;
INSERT INTO agency_cfr_reference (agency_slug, ref_key, title_number, narrowest_level, subtitle_id, chapter_id, subchapter_id, part_id, node_citation, last_seen_run_id) VALUES
  ('pension-benefit-guaranty-corporation', 'title-29/chapter-XL', 29, 'chapter', NULL, 'XL', NULL, NULL, NULL, 1),
  ('president''s-commission-on-white-house-fellowships', 'title-1/chapter-IV/part-425', 1, 'part', NULL, 'IV', NULL, '425', 'title-1/chapter-IV/part-425', 1)
ON CONFLICT (agency_slug, ref_key) DO UPDATE SET title_number = excluded.title_number, narrowest_level = excluded.narrowest_level, subtitle_id = excluded.subtitle_id, chapter_id = excluded.chapter_id, subchapter_id = excluded.subchapter_id, part_id = excluded.part_id, node_citation = excluded.node_citation, last_seen_run_id = excluded.last_seen_run_id;
