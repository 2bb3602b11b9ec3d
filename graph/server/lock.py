"""Renews the lock: `python -m graph.server.lock` resolves jgo.toml anew and writes jgo.lock.toml."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from jgo.env import EnvironmentBuilder, EnvironmentSpec, LockFile, compute_spec_hash
from jgo.maven import MavenContext

WANTED = Path(__file__).with_name("jgo.toml")
LOCKED = Path(__file__).with_name("jgo.lock.toml")


def renew() -> int:
    """Write the lock from what Maven Central has, and return its number of jars."""
    spec = EnvironmentSpec.load(WANTED)
    with TemporaryDirectory() as fresh:
        context = MavenContext(repo_cache=Path(fresh))
        wanted = EnvironmentBuilder(context).spec_to_dependencies(spec)
        named, needed = context.resolver.resolve(wanted)
        jars = [each for each in (*named, *needed) if each.type == "jar"]
        mark = compute_spec_hash(WANTED)
        LockFile.from_resolved_dependencies(jars, environment_name=spec.name, spec_hash=mark).save(LOCKED)
    return len(jars)


if __name__ == "__main__":
    sys.stdout.write(f"{renew()} jars are locked in {LOCKED.name}.\n")
