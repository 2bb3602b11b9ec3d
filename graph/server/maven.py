"""Downloads from Maven Central, or from the mirror that the user's jgo configuration names `central`."""

import logging
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

from schema.errors import Unavailable

_TRIES = 3
_AT_ONCE = 8
_log = logging.getLogger(__name__)


def fetch(coordinates: Sequence[str], folder: Path, say: Callable[[str], None]) -> None:
    """Put the named jars into the folder, laid out as Maven does; what arrives half is never seen."""
    arriving = folder / "arriving"
    shutil.rmtree(arriving, ignore_errors=True)
    say(f"Downloading {len(coordinates)} files of Neo4j and GraphiQL, once (200 MB for all).")
    repositories = {"central": MAVEN_CENTRAL_URL, **GlobalSettings.load().repositories}
    context = MavenContext(repo_cache=arriving, remote_repos=repositories, timeout=30)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number, path in enumerate(pool.map(lambda each: _fetch(context, each), coordinates), 1):
            final = folder / path.relative_to(arriving)
            final.parent.mkdir(parents=True, exist_ok=True)
            path.replace(final)
            if number % 50 == 0:
                say(f"Downloaded {number} of {len(coordinates)} files.")
    shutil.rmtree(arriving, ignore_errors=True)


def _fetch(context: MavenContext, coordinate: str) -> Path:
    artifact = context.create_dependency(coordinate).artifact
    for _ in range(_TRIES):
        try:
            return artifact.resolve()
        except (OSError, RuntimeError) as error:
            _log.debug("%s: %s", coordinate, error)
            failure: Exception = error
            if artifact.cached_path:
                artifact.cached_path.unlink(missing_ok=True)
    raise Unavailable(
        f"{coordinate} could not be downloaded: {type(failure).__name__}.",
        "Check the network, then run it again: what has arrived is kept.",
    ) from failure
