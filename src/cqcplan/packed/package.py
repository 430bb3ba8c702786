"""How much is in a workbook or Word document, counted while it is unpacked and before anything is made of it.

A file of five kilobytes may unpack to gigabytes, and one line of it may join a million
cells. What a package says of its own sizes is not believed.
"""

import io
import re
import zlib
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

MEGABYTE = 1_048_576
MOST_PARTS = 2_000
LARGEST = 100 * MEGABYTE
"""The most a package may unpack to, pictures and all, in bytes."""
_XML = re.compile(rb"\.(?:xml|rels|vml)$", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PREFIX = rb"<(?:[\w.-]+:)?"
_CELL = re.compile(_PREFIX + rb"c[\s>/]")
_LIGHT = re.compile(_PREFIX + rb"(?:v|f|is|t|si|r)[\s>/]|</|<[?!]")
_MERGED = re.compile(
    _PREFIX + rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']\s*([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})"
)
_SHEET = re.compile(_PREFIX + rb"sheet\s")


class Limits(NamedTuple):
    """How much a package of one kind may hold."""

    xml: int
    """Bytes of XML, unpacked."""
    cells: int = 500_000
    merged: int = 100_000
    """Cells covered by merged ones."""
    sheets: int = 250
    others: int = 250_000
    """Elements other than cells and what stands in them: rows, styles, rules, links."""


WORKBOOK = Limits(xml=40 * MEGABYTE)
DOCUMENT = Limits(xml=20 * MEGABYTE)


class TooMuchError(Exception):
    """A package holds more than is read. The message says of what, and the limit."""


class NoPackageError(Exception):
    """This is no package, or a broken one."""


def check_package(raw: bytes, limits: Limits) -> None:
    """Count what is in a package.

    Raises:
        TooMuchError: where it holds more than the limits.
        NoPackageError: where it cannot be unpacked.
    """
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            names = package.infolist()
            if len(names) > MOST_PARTS:
                raise TooMuchError(f"has {len(names):,} parts; the limit is {MOST_PARTS:,}")
            _Count(limits).all(package)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise NoPackageError(type(error).__name__) from error


class _Count:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes = self.xml = self.cells = self.others = self.merged = self.sheets = 0

    def all(self, package: ZipFile) -> None:
        for info in package.infolist():
            is_xml = bool(_XML.search(info.filename.encode("utf-8", "replace")))
            room = min(LARGEST - self.bytes, self.limits.xml - self.xml if is_xml else LARGEST)
            with package.open(info) as part:
                data = part.read(room + 1)
            self.bytes += len(data)
            self.xml += len(data) if is_xml else 0
            if self.bytes > LARGEST or self.xml > self.limits.xml:
                most = self.limits.xml if is_xml else LARGEST
                raise TooMuchError(f"unpacks to more than {most // MEGABYTE} MB, which is the limit")
            if is_xml:
                self._xml(data)

    def _xml(self, data: bytes) -> None:
        if _DTD.search(data):
            raise NoPackageError("it holds a document type")
        opened = data.count(b"<")
        if self.cells + self.others + opened > min(self.limits.cells, self.limits.others):
            cells = _many(_CELL, data)
            self.cells += cells
            self.others += opened - cells - _many(_LIGHT, data)
        else:
            self.others += opened
        self.sheets += _many(_SHEET, data)
        for first, top, last, bottom in _MERGED.findall(data):
            self.merged += max(1, _number(last) - _number(first) + 1) * max(1, int(bottom) - int(top) + 1)
        for what, found, most in (
            ("cells", self.cells, self.limits.cells),
            ("cells that are covered by merged ones", self.merged, self.limits.merged),
            ("sheets", self.sheets, self.limits.sheets),
            ("rows, styles and rules", self.others, self.limits.others),
        ):
            if found > most:
                raise TooMuchError(f"has more than {most:,} {what}, which is the limit")


def _many(pattern: re.Pattern[bytes], data: bytes) -> int:
    return sum(1 for _ in pattern.finditer(data))


def _number(column: bytes) -> int:
    number = 0
    for sign in column.upper():
        number = number * 26 + sign - 64
    return number
