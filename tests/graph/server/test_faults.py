"""What goes wrong before or while the server starts is told in one sentence, with what to do."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.server import Managed, configuration, jars, java, password
from graph.server.home import Home, cache
from graph.server.jars import Jars, locked
from schema.errors import Unavailable


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.make()
    return made


@pytest.fixture
def sentence() -> Callable[[Unavailable], None]:
    def check(error: Unavailable) -> None:
        assert error.message.endswith((".", ")"))
        assert error.remedy
        assert "\n" not in str(error)

    return check


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(java, "_bundled", lambda: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_java")
def test_missing_java(sentence: Callable[[Unavailable], None]) -> None:
    with pytest.raises(Unavailable, match="Java 21 or later: there is none") as raised:
        java.find()
    sentence(raised.value)


@pytest.mark.usefixtures("no_java")
def test_java_that_is_too_old(tmp_path: Path, sentence: Callable[[Unavailable], None]) -> None:
    program = tmp_path / "java"
    program.write_text("#!/bin/sh\necho 'openjdk version \"17.0.2\"' >&2\n")
    program.chmod(0o755)
    with pytest.raises(Unavailable, match=r"17\.0\.2") as raised:
        java.find()
    sentence(raised.value)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB, which only the administrator may mount."""
    place = tmp_path / "full"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("This user may not mount a small disk.")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_full_disk(full: Path, sentence: Callable[[Unavailable], None]) -> None:
    server = Managed(full / "home")
    with pytest.raises(Unavailable, match=r"is full: \d MB are free") as raised:
        server.start()
    sentence(raised.value)
    assert server.running() is None
    assert any("is full" in each.message for each in server.problems())


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.unlink(), "cannot be read"),
        (lambda file: file.write_text(""), "is empty"),
        (lambda file: file.chmod(0o644), "open to other users"),
    ],
    ids=["missing", "empty", "open"],
)
def test_password_file(
    home: Home, spoil: Callable[[Path], None], told: str, sentence: Callable[[Unavailable], None]
) -> None:
    password.settle(home)
    spoil(home.password)
    with pytest.raises(Unavailable, match=told) as raised:
        password.read(home)
    sentence(raised.value)


def test_amount_of_memory_that_is_none(
    monkeypatch: pytest.MonkeyPatch, sentence: Callable[[Unavailable], None]
) -> None:
    monkeypatch.setenv("PROVISO_HEAP", "plenty")
    with pytest.raises(Unavailable, match="PROVISO_HEAP") as raised:
        configuration.memory()
    sentence(raised.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="The administrator may write everywhere.")
def test_home_that_may_not_be_written(tmp_path: Path, sentence: Callable[[Unavailable], None]) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Unavailable, match="cannot be made") as raised:
        Home(tmp_path / "home").make()
    sentence(raised.value)


@pytest.fixture
def own(tmp_path: Path) -> Jars:
    """A folder of jars of this test's own; the real ones are copied, never touched."""
    Jars().server(lambda _: None)
    folder = tmp_path / "jars"
    shutil.copytree(cache() / "jars", folder, copy_function=shutil.copyfile)
    (folder / "verified.json").unlink()
    return Jars(folder)


@pytest.mark.database
@pytest.mark.parametrize("harm", ["cut", "changed"])
def test_damaged_jar_is_told_and_downloaded_again(own: Jars, harm: str) -> None:
    run = [each for each in locked() if not each.served]
    jar = min(run, key=lambda each: (own.folder / each.path).stat().st_size)
    path = own.folder / jar.path
    sound = path.read_bytes()
    path.write_bytes(sound[:-10] if harm == "cut" else sound[:-1] + bytes([sound[-1] ^ 1]))
    assert own.damaged() == [jar]
    said: list[str] = []
    own.server(said.append)
    assert any(f"{jar.coordinate} is damaged" in each for each in said)
    assert path.read_bytes() == sound
    assert own.damaged() == []


@pytest.mark.database
def test_download_that_is_not_the_locked_file_is_thrown_away(
    own: Jars, monkeypatch: pytest.MonkeyPatch, sentence: Callable[[Unavailable], None]
) -> None:
    jar = next(each for each in locked() if not each.served)
    path = own.folder / jar.path
    path.unlink()
    monkeypatch.setattr(jars, "fetch", lambda names, folder, say: path.write_bytes(b"something else"))
    with pytest.raises(Unavailable, match=jar.coordinate) as raised:
        own.server(lambda _: None)
    sentence(raised.value)
    assert not path.exists()
