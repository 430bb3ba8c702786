"""A file of another kind is named, with what to do: nobody is told that their spreadsheet is broken."""

import io
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from tests.exchange.round_trip import EXAMPLESHIRE, run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE, COPY = "save it as an Excel workbook (.xlsx)", "copy its table into a workbook"


def packed(**parts: bytes) -> bytes:
    """Pack files whose names are written with __ for / and _ for a full stop."""
    written = io.BytesIO()
    with ZipFile(written, "w") as package:
        for name, data in parts.items():
            package.writestr(ZipInfo(name.replace("__", "/").replace("_", ".")), data)  # of no day: the same each time
    return written.getvalue()


def open_document(kind: str) -> bytes:
    return packed(mimetype=f"application/vnd.oasis.opendocument.{kind}".encode(), content_xml=b"<x/>")


@pytest.mark.parametrize(
    ("name", "raw", "what", "help_"),
    [
        ("plan.ods", open_document("spreadsheet"), "an OpenDocument spreadsheet (.ods)", SAVE),
        ("plan.xlsx", open_document("spreadsheet"), "an OpenDocument spreadsheet (.ods)", SAVE),
        ("plan.odt", open_document("text"), "an OpenDocument text (.odt)", COPY),
        ("plan.fods", b'<?xml version="1.0"?><office:document/>', "a web page or XML, whatever its name says", SAVE),
        ("plan.xls", OLE + "Workbook".encode("utf-16-le"), "an old Excel file (.xls)", SAVE),
        ("plan.xls", b"<html><table><tr><td>Action</td></tr></table>", "a web page or XML", SAVE),
        ("plan.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "take the password off"),
        ("plan.doc", OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)", COPY),
        ("plan.xlsb", packed(xl__workbook_bin=b"x"), "a binary Excel workbook (.xlsb)", SAVE),
        ("plan.docx", packed(word__document_xml=b"<x/>"), "a Word document", COPY),
        (
            "plan.numbers",
            packed(Index__Document_iwa=b"x"),
            "a document of Apple's Numbers",
            "export it as an Excel workbook",
        ),
        ("plan.zip", packed(plan_xlsx=b"x"), "a folder packed as .zip", "unpack it and give the workbook in it"),
        ("plan.pdf", b"%PDF-1.7\n", "a PDF", "ask for the workbook that it was made from"),
    ],
    ids=lambda value: value if isinstance(value, str) else "raw",
)
def test_what_a_file_is_and_what_to_do_is_said(tmp_path: Path, name: str, raw: bytes, what: str, help_: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    for words in ("--guess",), ("--dry-run",):
        result = run("import", file, "--plan", EXAMPLESHIRE, *words)
        said = " ".join(result.stderr.split())
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        assert f"{name} is {what}" in said
        assert help_ in said
