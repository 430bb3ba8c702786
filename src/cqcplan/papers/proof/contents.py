"""Everything that can be read out of a produced file: its text, and what does not show on the page."""

import base64
import binascii
import html.parser
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "tspan", "wbr"})
"""Elements of HTML that break no word."""
_RUNS = re.compile(r"^(?!w:(?:p|tc|br|tab|cr)$)w:")
"""Elements of Word that break no word."""
_DATA = re.compile(r"data:[^;,\s]*;base64,([A-Za-z0-9+/=]+)")
_MOST = 64 * 1024 * 1024
"""The largest part of a file that is read, unpacked."""


class UnreadableError(ValueError):
    """A produced file cannot be read back, so nothing can be proved of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text of a produced file."""

    where: str
    """The place in the file, for people: ``line 12``, ``page 3``, ``word/document.xml``."""
    text: str
    is_shown: bool = True
    """Whether it is the text of the page; else what stands behind it: metadata, addresses, names, comments."""


@lru_cache(maxsize=1)  # to read a PDF back takes longer than to make it, and some ask twice
def contents_of(produced: bytes, output_format: str) -> tuple[Passage, ...]:
    """Return every text in a produced file: markdown, html, docx or pdf.

    Raises:
        UnreadableError: where it is no such file, or is encrypted.
    """
    if output_format == "docx":
        return tuple(_archive(produced, ""))
    if output_format == "pdf":
        return tuple(_pdf(produced))
    try:
        text = produced.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("the file is not UTF-8") from error
    if output_format == "markdown":
        lines = (Passage(f"line {number}", line) for number, line in enumerate(text.split("\n"), 1))
        return (*lines, *_behind(text, ""))
    if output_format == "html":
        return tuple(_markup(text, ""))
    raise UnreadableError(f"there is no way to read {output_format} back")


class _Reader(html.parser.HTMLParser):
    """Reads HTML and XML alike: text, attributes, comments, declarations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[tuple[int, str]] = []
        self.behind: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        line = self.getpos()[0]
        self.behind += [(line, f"{value}") for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self.text.append((self.getpos()[0], data))

    def handle_comment(self, data: str) -> None:
        self.behind.append((self.getpos()[0], data))

    def handle_decl(self, decl: str) -> None:
        self.behind.append((self.getpos()[0], decl))

    def handle_pi(self, data: str) -> None:
        self.behind.append((self.getpos()[0], data))

    def unknown_decl(self, data: str) -> None:
        # what XML calls CDATA is text
        self.text.append((self.getpos()[0], data.removeprefix("CDATA[")))

    def _break(self, tag: str) -> None:
        if tag not in _INLINE and not _RUNS.match(tag):
            self.text.append((self.getpos()[0], "\n"))


def _markup(text: str, name: str) -> Iterator[Passage]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lead = f"{name}, " if name else ""
    for line, said in reader.text:
        yield Passage(f"{lead}line {line}", said)
    for line, said in reader.behind:
        yield Passage(f"{lead}line {line}, in the markup", said, is_shown=False)
        yield from _behind(said, f"{lead}line {line}, in the markup")


def _behind(text: str, where: str) -> list[Passage]:
    """Return what is packed into addresses: signs written in per cent, and files inside."""
    found = [Passage(where or "an address", unquote(text), is_shown=False)] if "%" in text else []
    for packed in _DATA.findall(text):
        try:
            inside = base64.b64decode(packed, validate=False)
        except binascii.Error:
            continue
        found += [Passage(where or "a file inside", said.text, is_shown=False) for said in _any_file(inside, where)]
    return found


def _archive(produced: bytes, above: str) -> Iterator[Passage]:
    try:
        with zipfile.ZipFile(io.BytesIO(produced)) as archive:
            yield Passage("the archive's comment", archive.comment.decode("latin-1"), is_shown=False)
            for part in archive.infolist():
                if part.file_size > _MOST:
                    raise UnreadableError(f"{part.filename} is larger than {_MOST // 1024 // 1024} MB unpacked")
                name = f"{above}{part.filename}"
                yield Passage(name, part.filename, is_shown=False)
                yield from _any_file(archive.read(part), name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise UnreadableError(f"the file is not a Word document that can be opened: {error}") from error


def _any_file(data: bytes, name: str) -> Iterator[Passage]:
    """Read a file inside another: markup, an archive, or whatever letters stand in it."""
    if data[:4] == b"PK\x03\x04":
        yield from _archive(data, f"{name}/")
        return
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        yield from _markup(data.decode("utf-8", "replace"), name)
        return
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        yield Passage(name, text, is_shown=False)


def _pdf(produced: bytes) -> Iterator[Passage]:
    from pypdf import PdfReader  # noqa: PLC0415 - optional packages, and slow ones
    from pypdf.errors import PyPdfError  # noqa: PLC0415
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(produced))
        if reader.is_encrypted:
            raise UnreadableError("the PDF is encrypted")
        for number, page in enumerate(PdfDocument(produced), 1):
            yield Passage(f"page {number}", f"{page.get_textpage().get_text_range()}\n".replace("\r\n", "\n"))
        for number in sorted({*reader.xref_objStm, *(n for known in reader.xref.values() for n in known)}):
            yield from _pdf_object(reader.get_object(number), f"object {number}")
    except (PyPdfError, PdfiumError, OSError, KeyError) as error:
        raise UnreadableError(f"the file is not a PDF that can be opened: {error}") from error


_UNREAD = ("/Image", "/XRef", "/ObjStm")
_FONT = ("/FontFile", "/FontFile2", "/FontFile3")


def _pdf_object(found: Any, where: str) -> Iterator[Passage]:
    """Read one object: alternative texts, titles, names, addresses, and what a stream of text holds."""
    from pypdf.generic import StreamObject  # noqa: PLC0415

    yield from _pdf_strings(found, where)
    if not isinstance(found, StreamObject) or found.get("/Subtype") in _UNREAD or found.get("/Type") in _UNREAD:
        return
    data = found.get_data()
    if found.get("/Type") in ("/Metadata", "/EmbeddedFile"):
        yield from _any_file(data, f"{where}, a file inside")
    elif b"BDC" in data or b"DP" in data:
        # texts spoken in place of what is drawn stand among the drawing
        for packed in re.findall(rb"<(FEFF[0-9A-Fa-f\s]*)>", data, re.IGNORECASE):
            digits = re.sub(rb"\s", b"", packed)
            yield Passage(where, bytes.fromhex(digits.decode())[2:].decode("utf-16-be", "replace"), is_shown=False)
        for plain in re.findall(rb"/(?:ActualText|Alt|E) ?\(((?:[^()\\]|\\.)*)\)", data, re.DOTALL):
            yield Passage(where, re.sub(rb"\\(.)", rb"\1", plain).decode("latin-1"), is_shown=False)


def _pdf_strings(found: Any, where: str) -> Iterator[Passage]:
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject  # noqa: PLC0415

    if isinstance(found, (TextStringObject, NameObject)):
        yield Passage(where, str(found), is_shown=False)
    elif isinstance(found, ByteStringObject):
        yield Passage(where, bytes(found).decode("latin-1"), is_shown=False)
    elif isinstance(found, ArrayObject):
        for item in found:
            yield from _pdf_strings(item, where)
    elif isinstance(found, DictionaryObject):
        for key, value in found.items():
            if key.startswith("/") and key not in _FONT:
                yield Passage(where, str(key)[1:], is_shown=False)
            yield from _pdf_strings(value, f"{where}, {str(key)[1:]}")
