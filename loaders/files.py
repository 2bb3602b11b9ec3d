"""Files as their publishers give them, opened with care: packed or plain, a line or an element at a time.

A file may come from anywhere: nothing of it is trusted. Lines, elements and unpacked sizes have limits, no
entity of an XML document is resolved, and a file that breaks off is refused with the place where it does.
"""

import csv
import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from lxml import etree

from loaders.meter import metered
from schema.errors import InvalidSource

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of one line; the longest published one has 2.4 MB."""
_HIGHEST_RATIO = 200
_BLOCK, _TAR_BLOCK = 1024 * 1024, 512
_CHECKED_FROM = 256 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_CUT = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)
_REMEDY = "Fetch it again."


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked when it is a gzip or a zip of one file."""
    with ExitStack() as stack, _told(path):
        plain = stack.enter_context(metered(path))
        magic = plain.read(4)
        plain.seek(0)
        if magic.startswith(_GZIP):
            yield _guarded(stack.enter_context(_unzipped(plain)), path)
        elif magic == _ZIP:
            yield _guarded(stack.enter_context(_only(zipfile.ZipFile(plain), path)), path)
        else:
            yield plain


def members(path: Path, ending: str) -> Iterator[tuple[str, IO[bytes]]]:
    """The files with that ending in a folder, a zip or a tar, with their paths in it; a file is its own."""
    if path.is_dir():
        for each in sorted(each for each in path.rglob(f"*{ending}") if each.is_file()):
            with opened(each) as file:
                yield each.relative_to(path).as_posix(), file
        return
    with _told(path), metered(path) as plain:
        if zipfile.is_zipfile(plain):
            plain.seek(0)
            yield from _zipped(zipfile.ZipFile(plain), path, ending)
        elif _is_tar(plain):
            yield from _tarred(plain, path, ending)
        else:
            with opened(path) as file:
                yield path.name, file


def head(path: Path, size: int = 65_536) -> bytes:
    """The first unpacked bytes of a file, without a byte order mark; nothing of what can not be read."""
    if not path.is_file():
        return b""
    with suppress(InvalidSource, OSError, *_CUT), opened(path) as file:
        return file.read(size).removeprefix(_BOM)
    return b""


def encoding(path: Path) -> str:
    """UTF-8, unless the first line that is not plain ASCII is not written in it: then windows-1252."""
    with opened(path) as file:
        for _, line in lines(file, path):
            if not line.isascii():
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    return "cp1252"
                break
    return "utf-8-sig"


def lines(file: IO[bytes], path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers from 1; refuses one that is too long to be a line."""
    number = 0
    with _told(path):
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise InvalidSource(
                    f"Line {number} of {path.name} is longer than {LONGEST_LINE:,} bytes.",
                    "This is not a file of lines: check that it is what its name says.",
                )
            line = line.removeprefix(_BOM) if number == 1 else line
            if line := line.rstrip(b"\r\n"):
                yield number, line


def table(
    path: Path, columns: Iterable[str], encoding: str = "utf-8-sig", delimiter: str = ","
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with a header, each with the number of its last line.

    Raises InvalidSource when a column is missing or the text is not in the encoding.
    """
    with opened(path) as file:
        yield from rows(file, path, columns, encoding, delimiter)


def rows(
    file: IO[bytes],
    path: Path,
    columns: Iterable[str],
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    names: Sequence[str] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of an opened CSV file, as `table`; with the names of the columns where its header was read."""
    csv.field_size_limit(LONGEST_LINE)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.DictReader(text, delimiter=delimiter, fieldnames=names)
    try:
        missing = sorted(set(columns) - set(reader.fieldnames or ()))
        if missing:
            raise InvalidSource(f"{path.name} lacks the columns {', '.join(missing)}.", _REMEDY)
        for row in reader:
            yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{path.name} is not written in {encoding.removesuffix('-sig')}, near line {reader.line_num}.",
            "Check that it is the file as its publisher gives it.",
        ) from error
    except csv.Error as error:
        raise InvalidSource(f"{path.name}, line {reader.line_num}: {error}.", _REMEDY) from error
    finally:
        with suppress(ValueError):
            text.detach()


def elements(file: IO[bytes], path: Path, tags: Iterable[str]) -> Iterator[etree._Element]:
    """The elements of an XML file that have one of the tags, whole, in the order in which they end.

    A tag is written `{*}section` to mean any namespace. What was yielded is emptied before the next one is
    read, so that memory does not grow with the file. No entity is resolved and no address is opened.
    """
    events = _parsed(file, tags, ("end",))
    try:
        for _, element in events:
            _refuse_entities(element, path)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InvalidSource(f"{path.name} is not whole XML: {error.msg}.", _REMEDY) from error


def outermost(
    file: IO[bytes], path: Path, whole: Iterable[str], around: Iterable[str]
) -> Iterator[etree._Element]:
    """Elements that lie in one another, as they end: those named in `whole` or `around`, by any namespace.

    What lies in a `whole` one comes with it and not by itself. An element of `around` comes after all that it
    holds, emptied of the `whole` ones but with the rest; while it is open, it is an ancestor of what comes.
    Refuses more than 256 levels.
    """
    inner, names = frozenset(whole), frozenset((*whole, *around))
    events = _parsed(file, [f"{{*}}{name}" for name in names], ("start", "end"), deep=False)
    depth = 0
    try:
        for event, element in events:
            kept = element.tag.rpartition("}")[2] in inner
            depth += kept if event == "start" else -kept
            if event == "start" or depth:
                continue
            _refuse_entities(element, path)
            yield element
            element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise InvalidSource(f"{path.name} is not whole XML: {error.msg}.", _REMEDY) from error


def _parsed(
    file: IO[bytes], tags: Iterable[str], events: tuple[str, ...], *, deep: bool = True
) -> etree.iterparse:
    return etree.iterparse(
        file,
        events=events,
        tag=list(tags),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=deep,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_entities(element: etree._Element, path: Path) -> None:
    if element.getroottree().docinfo.internalDTD is not None and any(
        True for _ in element.iter(etree.Entity)
    ):
        raise InvalidSource(
            f"{path.name} uses entities of its own, which are not resolved.",
            "Official files have none: check where it comes from.",
        )


def _unzipped(plain: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=plain))


def _only(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    names = [each for each in archive.infolist() if not each.is_dir()]
    if len(names) != 1:
        raise InvalidSource(f"{path.name} holds {len(names)} files where one is expected.", "Unpack it.")
    return archive.open(names[0])


def _zipped(archive: zipfile.ZipFile, path: Path, ending: str) -> Iterator[tuple[str, IO[bytes]]]:
    for each in archive.infolist():
        if not each.is_dir() and each.filename.endswith(ending):
            with archive.open(each) as file:
                yield each.filename, _guarded(file, path)


def _tarred(plain: IO[bytes], path: Path, ending: str) -> Iterator[tuple[str, IO[bytes]]]:
    _refuse_cut_tar(plain, path)
    unpacked = _guarded_tar(plain, path)
    with tarfile.open(fileobj=unpacked, mode="r|*") as archive:
        for each in archive:
            if each.isfile() and each.name.endswith(ending):
                file = archive.extractfile(each)
                if file:
                    yield each.name, file
    while unpacked.read(_BLOCK):
        pass


def _refuse_cut_tar(plain: IO[bytes], path: Path) -> None:
    """A tar ends with blocks of zeros; Python's reader takes one that is cut between members for whole."""
    header = plain.read(_TAR_BLOCK)
    plain.seek(-min(_TAR_BLOCK, path.stat().st_size), io.SEEK_END)
    end = plain.read(_TAR_BLOCK)
    plain.seek(0)
    if header[257:262] == b"ustar" and end.strip(b"\0"):
        raise InvalidSource(f"{path.name} is cut: it lacks the end of an archive.", _REMEDY)


def _guarded_tar(plain: IO[bytes], path: Path) -> IO[bytes]:
    magic = plain.read(2)
    plain.seek(0)
    return _guarded(_unzipped(plain), path) if magic == _GZIP else plain


def _is_tar(plain: IO[bytes]) -> bool:
    plain.seek(0)
    try:
        with tarfile.open(fileobj=plain, mode="r:*"):
            return True
    except (tarfile.TarError, EOFError, zlib.error):
        return False
    finally:
        plain.seek(0)


def _guarded(file: IO[bytes], path: Path) -> IO[bytes]:
    return io.BufferedReader(_Guarded(file, path), 1024 * 1024)


class _Guarded(io.RawIOBase):
    """Unpacked bytes, refused when there are far more of them than the packed file could honestly hold."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path
        self._most = max(_CHECKED_FROM, _HIGHEST_RATIO * path.stat().st_size)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # type: ignore[override]  # io.RawIOBase is wider
        data = self._file.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise InvalidSource(
                f"{self._path.name} unpacks to more than {self._most:,} bytes, as no honest file does.",
                "Unpack it yourself if you trust it.",
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InvalidSource(f"There is no file {path}.") from error
    except _CUT as error:
        raise InvalidSource(f"{path.name} is cut or damaged ({error}).", _REMEDY) from error
