"""The agency that the names which a listing prints mean."""

from loaders.agency_names import Names

Found = dict[str, str | None]


def found(names: Names, top: str | None, office: str | None, wider: tuple[str, ...] = ()) -> Found:
    """The agency of an office of the department with that id, and whether the office has a code itself.

    An office without a code falls back to the first of the `wider` ones that has one, then to the department.
    """
    if not top or not office:
        return {"agency": top, "coded": top, "run_by": office}
    coded = names.office(top, office)
    near = next((each for name in wider if (each := names.office(top, name))), top)
    return {"agency": coded or near, "coded": coded, "run_by": office}


def split(names: Names, printed: str) -> tuple[str | None, str | None]:
    """The id of the department that ends a text such as “Forest Service, Department of Agriculture”.

    Its name may have a comma (AGRICULTURE, DEPARTMENT OF). The second value is what stands before it.
    """
    parts = [each.strip() for each in printed.split(",")]
    for place in range(len(parts)):
        if top := names.department(", ".join(parts[place:])):
            return top, ", ".join(parts[:place]) or None
    return None, printed
