"""`proviso fetch`: bring a source's official files here."""

from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from api.cli.app import DONE
from api.cli.printing import ERR, OUT, show_json
from loaders import catalogue, fetching


def fetch(source: str, /, *, into: Path | None = None, json: bool = False) -> int:
    """Fetch the official files of a source; what broke off is resumed.

    Parameters
    ----------
    source
        Name of the source; `proviso load` lists those there are.
    into
        Folder for the files; `downloads/<source>` unless given.
    json
        Print what was fetched as JSON: address, file, bytes, SHA-256 and date.
    """
    folder = into or Path("downloads") / source
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as progress:
        task = progress.add_task(source, total=None)
        records = fetching.fetch(
            catalogue.source(source, folder),
            folder,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    if json:
        show_json([{name: getattr(each, name) for name in each.__struct_fields__} for each in records])
        return DONE
    for each in records:
        OUT.print(f"{folder / each.file}: {each.bytes:,} bytes, SHA-256 {each.sha256}", markup=False)
    OUT.print(f"Load it: proviso load {source} {folder}", markup=False)
    return DONE
