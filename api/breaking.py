"""Names what a change of the schema breaks: `python -m api.breaking [REVISION]`.

Compares `schema.graphql` as it stands with that of a revision, the last commit's parent unless given. What
clients may have written and no longer works must stand in the changelog by its name (`Type.field`): the exit
code is 1 otherwise.
"""

import re
import subprocess
import sys
from collections.abc import Iterator

from graphql import build_schema
from graphql.utilities import find_breaking_changes

from api.schema import FILE

_BEFORE = "HEAD^"
_NAME = re.compile(r"\b[A-Za-z]\w*\.\w+|\b[A-Z]\w+")


def told(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What breaks from one schema's text to another's: the name of what does, and a sentence."""
    old, new = build_schema(before), build_schema(after)
    for change in find_breaking_changes(old, new):
        found = _NAME.findall(change.description)
        of_types = [each for each in found if each.partition(".")[0] in old.type_map]
        yield next((each for each in of_types if "." in each), (of_types or [""])[0]), change.description


def main() -> int:
    """Compare with a revision; a folder without one has nothing to break."""
    revision = sys.argv[1] if len(sys.argv) > 1 else _BEFORE
    git = ["git", "-C", str(FILE.parent), "show", f"{revision}:{FILE.name}"]
    found = subprocess.run(git, capture_output=True, text=True, check=False)  # noqa: S603 — a fixed program
    if found.returncode:
        sys.stdout.write(f"There is no schema at {revision} to compare with.\n")
        return 0
    known = FILE.with_name("CHANGELOG.md").read_text(encoding="utf-8")
    untold = 0
    for name, sentence in told(found.stdout, FILE.read_text(encoding="utf-8")):
        said = f"`{name}`" in known
        untold += not said
        sys.stdout.write(f"{sentence} {'' if said else '(not in the changelog)'}\n")
    return int(untold > 0)


if __name__ == "__main__":
    sys.exit(main())
