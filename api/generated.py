"""What is generated and committed: `uv run python -m api.generated` writes it, a test compares it."""

from pathlib import Path

from api.manual import catalogue
from api.schema import printed, standard
from api.sources import listed
from graph import layout
from schema import context, dictionary
from schema.subjects import MODEL

ROOT = Path(__file__).resolve().parent.parent


def texts() -> dict[Path, str]:
    """The text of each generated file, by its path."""
    made = {
        "schema.graphql": printed(standard()),
        "docs/dictionary.md": dictionary.markdown(MODEL),
        "docs/context.jsonld": context.context(MODEL),
        "docs/constraints.cypher": "".join(f"{each};\n" for each in layout.statements(MODEL)),
        "docs/questions.md": catalogue(),
        "docs/sources.md": listed(),
    }
    return {ROOT / name: text for name, text in made.items()}


def main() -> None:
    """Write every file."""
    for path, text in texts().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
