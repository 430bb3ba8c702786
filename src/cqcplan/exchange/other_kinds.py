"""Files that people have and that are not read, known by what is in them: each with what it is and what to do."""

import io
import re
from zipfile import BadZipFile, ZipFile

_SAVE = "open it and save it as an Excel workbook (.xlsx), then give that"
_COPY = "copy its table into a workbook, save that as .xlsx, and give that"
_OPEN_DOCUMENT = {
    b"spreadsheet": ("an OpenDocument spreadsheet (.ods)", f"{_SAVE}; LibreOffice and Excel both open it"),
    b"text": ("an OpenDocument text (.odt)", _COPY),
    b"presentation": ("an OpenDocument presentation (.odp)", _COPY),
}
_PACKAGES = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", _SAVE),
    ("word/document.xml", "a Word document", _COPY),
    ("ppt/presentation.xml", "a PowerPoint presentation", _COPY),
    ("Index/Document.iwa", "a document of Apple's Numbers or Pages", "export it as an Excel workbook (.xlsx)"),
)
_OLD: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "locked with a password", "open it, take the password off, save it, and give that"),
    ("WordDocument", "an old Word document (.doc)", _COPY),
    ("", "an old Excel file (.xls)", _SAVE),
)
"""Files that Office packed before 2007, and those with a password, by the name of a stream in them."""
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|table|meta|\?xml|workbook|style)", re.IGNORECASE)


def other_kind(raw: bytes) -> tuple[str, str] | None:
    """Return what a file is that is neither a workbook of Excel's nor CSV, and what to do; None where it may be."""
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        return next((what, help_) for name, what, help_ in _OLD if name.encode("utf-16-le") in raw)
    if raw[:2] == b"PK":
        return _packed(raw)
    if raw[:5] == b"%PDF-":
        return "a PDF", "ask for the workbook that it was made from, or " + _COPY
    # what many systems call "export to Excel"
    return ("a web page or XML, whatever its name says", _SAVE) if _PAGE.match(raw) else None


def _packed(raw: bytes) -> tuple[str, str] | None:
    try:
        with ZipFile(io.BytesIO(raw)) as parts:
            names = {*parts.namelist()}
            if "mimetype" in names:
                with parts.open("mimetype") as part:
                    found = re.match(rb"application/vnd\.oasis\.opendocument\.(\w+)", part.read(100))
                if found:
                    return _OPEN_DOCUMENT.get(found[1], ("an OpenDocument file", _SAVE))
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return None  # what is wrong with it is told where it is opened
    for part_name, what, help_ in _PACKAGES:
        if part_name in names:
            return what, help_
    if not any(name.startswith(("xl/", "[Content_Types]")) for name in names):
        return "a folder packed as .zip", "unpack it and give the workbook in it"
    return None
