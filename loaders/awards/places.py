"""The states and territories of awards' places, by the codes and names that the publications print."""

COUNTRY = "ocd-division/country:us"
STATES = {
    "ALABAMA": "AL",
    "ALASKA": "AK",
    "ARIZONA": "AZ",
    "ARKANSAS": "AR",
    "CALIFORNIA": "CA",
    "COLORADO": "CO",
    "CONNECTICUT": "CT",
    "DELAWARE": "DE",
    "FLORIDA": "FL",
    "GEORGIA": "GA",
    "HAWAII": "HI",
    "IDAHO": "ID",
    "ILLINOIS": "IL",
    "INDIANA": "IN",
    "IOWA": "IA",
    "KANSAS": "KS",
    "KENTUCKY": "KY",
    "LOUISIANA": "LA",
    "MAINE": "ME",
    "MARYLAND": "MD",
    "MASSACHUSETTS": "MA",
    "MICHIGAN": "MI",
    "MINNESOTA": "MN",
    "MISSISSIPPI": "MS",
    "MISSOURI": "MO",
    "MONTANA": "MT",
    "NEBRASKA": "NE",
    "NEVADA": "NV",
    "NEW HAMPSHIRE": "NH",
    "NEW JERSEY": "NJ",
    "NEW MEXICO": "NM",
    "NEW YORK": "NY",
    "NORTH CAROLINA": "NC",
    "NORTH DAKOTA": "ND",
    "OHIO": "OH",
    "OKLAHOMA": "OK",
    "OREGON": "OR",
    "PENNSYLVANIA": "PA",
    "RHODE ISLAND": "RI",
    "SOUTH CAROLINA": "SC",
    "SOUTH DAKOTA": "SD",
    "TENNESSEE": "TN",
    "TEXAS": "TX",
    "UTAH": "UT",
    "VERMONT": "VT",
    "VIRGINIA": "VA",
    "WASHINGTON": "WA",
    "WEST VIRGINIA": "WV",
    "WISCONSIN": "WI",
    "WYOMING": "WY",
}
TERRITORIES = {
    "AMERICAN SAMOA": "AS",
    "GUAM": "GU",
    "NORTHERN MARIANA ISLANDS": "MP",
    "PUERTO RICO": "PR",
    "VIRGIN ISLANDS": "VI",
}
OTHERS = {
    "DISTRICT OF COLUMBIA": "DC",
    "VIRGIN ISLANDS, U.S.": "VI",
    "VIRGIN ISLANDS OF THE U.S.": "VI",
    "U.S. VIRGIN ISLANDS": "VI",
    "COMMONWEALTH OF THE NORTHERN MARIANA ISLANDS": "MP",
    "FEDERATED STATES OF MICRONESIA": "FM",
    "MARSHALL ISLANDS": "MH",
    "REPUBLIC OF THE MARSHALL ISLANDS": "MH",
    "PALAU": "PW",
    "REPUBLIC OF PALAU": "PW",
}
_CODES = STATES | TERRITORIES | OTHERS
_DIVISIONS = (
    {code: f"{COUNTRY}/state:{code.lower()}" for code in STATES.values()}
    | {code: f"{COUNTRY}/territory:{code.lower()}" for code in TERRITORIES.values()}
    | {"DC": f"{COUNTRY}/district:dc"}
)


def division(state: str) -> str | None:
    """The Open Civic Data identifier of a postal code; none for the freely associated states."""
    return _DIVISIONS.get(state) or _DIVISIONS.get(state.upper())


def postal(name: str) -> str | None:
    """The postal code of a state's name, as USAspending prints it."""
    return _CODES.get(name.upper())
