"""Names of programs in everyday use, where the project keeps them."""

from functools import cache
from pathlib import Path

import yaml

CURATED = Path(__file__).resolve().parents[2] / "data" / "curated" / "program_names.yaml"


@cache
def everyday(path: Path = CURATED) -> dict[str, list[str]]:
    """Names in everyday use by the number of the listing."""
    if not path.exists():
        return {}
    kept = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {str(number): [str(name) for name in names] for number, names in kept.items()}
