"""How the states are abbreviated, beside their postal codes."""

import re

_TRADITIONAL = (
    "Ala.=AL Ariz.=AZ Ark.=AR Calif.=CA Cal.=CA Colo.=CO Conn.=CT Del.=DE D.C.=DC Fla.=FL Ga.=GA "
    "Ill.=IL Ind.=IN Kan.=KS Kans.=KS Ky.=KY La.=LA Md.=MD Mass.=MA Mich.=MI Minn.=MN Miss.=MS Mo.=MO "
    "Mont.=MT Neb.=NE Nebr.=NE Nev.=NV N.H.=NH N.J.=NJ N.M.=NM N.Y.=NY N.C.=NC N.D.=ND Okla.=OK "
    "Ore.=OR Pa.=PA P.R.=PR R.I.=RI S.C.=SC S.D.=SD Tenn.=TN Tex.=TX Vt.=VT Va.=VA Wash.=WA W.Va.=WV "
    "Wis.=WI Wisc.=WI Wyo.=WY "
)
ABBREVIATIONS = dict(pair.split("=") for pair in _TRADITIONAL.split())
"""Postal codes by the traditional abbreviations, which newspapers and courts print."""


class States:
    """The states and territories by name, code and abbreviation, as they follow the name of a place."""

    def __init__(self, names: dict[str, str]) -> None:
        """Take postal codes by full names."""
        self.codes = names | {code: code for code in names.values()} | ABBREVIATIONS
        self.names = names
        spelt = "|".join(re.escape(each) for each in sorted(self.codes, key=len, reverse=True))
        county = r"(?P<county>(?:[A-Z][\w.'’-]*\s){1,3}(?:County|Parish),\s)?"
        self._after = re.compile(rf",?\s{county}\(?(?P<state>{spelt})(?![\w])\)?")

    def after(self, text: str, place: int) -> tuple[str, int, str] | None:
        """The postal code of the state that qualifies a name ending there, where both end, and its words.

        Where a county stands between them the name ends before it: the county is named for itself.
        """
        found = self._after.match(text, place)
        if not found:
            return None
        words = found["state"]
        comma = found[0].startswith(",")
        if not comma and not re.match(r"\s\d{5}\b", text[found.end() :]):
            return None
        return self.codes[words], place if found["county"] else found.end(), words
