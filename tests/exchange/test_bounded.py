"""A workbook or Word document that would take more memory than it is worth is refused before anything is made of it."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.exchange import workbook_in
from cqcplan.exchange.sheets_in import read_sheets
from cqcplan.packed import package
from cqcplan.packed.package import DOCUMENT, WORKBOOK, NoPackageError, TooMuchError, check_package
from tests.exchange.round_trip import EXAMPLESHIRE

SHEET = "xl/worksheets/sheet1.xml"


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def workbook() -> bytes:
    book = Workbook()
    page: Any = book.active
    page.append(["Action", "Owner"])
    page.append(["Job", "Head"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(raw: bytes, name: str, change: bytes, by: bytes) -> bytes:
    """Return a package with a piece of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == name:
                assert change in data
                data = data.replace(change, by, 1)
            new.writestr(info.filename, data)
    return out.getvalue()


END = b"</sheetData>"
SHEETS = {
    "unpacked": (b"<c ", b" " * (WORKBOOK.xml + 1) + b"<c ", "unpacks to more than 40 MB"),
    "merged": (END, END + b'<mergeCells><mergeCell ref="A1:Z999999"/></mergeCells>', "covered by merged ones"),
    "merged, many": (END, END + b"<mergeCell ref='A1:XFD9'/>" * 9, "covered by merged ones"),
    "cells": (END, b"<row>" + b"<c/>" * 500_001 + b"</row>" + END, "500,000 cells"),
    "rows": (END, b'<row ht="1"/>' * 250_001 + END, "rows, styles and rules"),
}


@pytest.mark.parametrize(("change", "by", "said"), SHEETS.values(), ids=SHEETS)
def test_a_workbook_that_holds_too_much_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: bytes, by: bytes, said: str
) -> None:
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("it was opened"))
    file = tmp_path / "t.xlsx"
    file.write_bytes(with_part(workbook(), SHEET, change, by))
    assert file.stat().st_size < 2_000_000
    result = run("import", str(file), "--plan", str(EXAMPLESHIRE), "--guess")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "  = help: copy the rows that matter into a new workbook" in result.stderr


def test_one_sheet_named_a_thousand_times_is_refused(tmp_path: Path) -> None:
    raw = with_part(
        workbook(), "xl/workbook.xml", b"<sheet ", b'<sheet name="x" sheetId="1" r:id="rId1"/>' * 1000 + b"<sheet "
    )
    file = tmp_path / "t.xlsx"
    file.write_bytes(raw)
    assert "more than 250 sheets" in run("import", str(file), "--plan", str(EXAMPLESHIRE), "--guess").stderr


def test_rows_far_apart_do_not_fill_up_with_blank_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook_in.MOST_PLACES == 1_000_000
    monkeypatch.setattr(workbook_in, "MOST_PLACES", 20_000)
    rows = b"".join(b'<row r="%d"><c r="GR%d"><v>1</v></c></row>' % (n, n) for n in range(10, 16_000, 400))
    file = tmp_path / "t.xlsx"
    file.write_bytes(with_part(workbook(), SHEET, END, rows + END))
    result = run("import", str(file), "--plan", str(EXAMPLESHIRE), "--guess")
    assert result.exit_code == 2
    assert "more than 20,000 cells, blank ones among them" in result.stderr


def test_a_dimension_that_lies_costs_nothing(tmp_path: Path) -> None:
    raw = workbook()
    file = tmp_path / "t.xlsx"
    file.write_bytes(with_part(raw, SHEET, b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"'))
    assert run("import", str(file), "--plan", str(EXAMPLESHIRE), "--guess").exit_code == 0


def test_what_a_package_says_of_its_sizes_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", b"x" * 5000)
    raw = bytearray(out.getvalue())
    size = (5000).to_bytes(4, "little")
    while size in raw:
        at = raw.index(size)
        raw[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises((TooMuchError, NoPackageError)):
        check_package(bytes(raw), DOCUMENT)


def test_an_ordinary_workbook_and_document_pass() -> None:
    check_package(workbook(), WORKBOOK)
    out = io.BytesIO()
    Document().save(out)
    check_package(out.getvalue(), DOCUMENT)


def test_a_reference_document_that_holds_too_much_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Document().save(out)
    file = tmp_path / "ours.docx"
    file.write_bytes(
        with_part(out.getvalue(), "word/document.xml", b"<w:body>", b"<w:body>" + b" " * (DOCUMENT.xml + 1))
    )
    words = ("report", str(EXAMPLESHIRE), "--as-of", "2026-06-01", "--format", "docx", "-o", str(tmp_path / "p.docx"))
    result = run(*words, "--reference", str(file))
    assert result.exit_code == 2, result.output
    assert "unpacks to more than 20 MB, which is the limit" in result.stderr


@pytest.mark.parametrize("text", ["_x000B_", "_x000A_", "\u2028"])
def test_soft_line_breaks_of_word_end_a_line(tmp_path: Path, text: str) -> None:
    book = Workbook()
    page: Any = book.active
    page.append(["Title", "Owner", "Status", "Comment"])
    page.append(["Job", "", "In progress", f"first{text}second"])
    book.save(tmp_path / "t.xlsx")
    grid = next(iter(read_sheets(tmp_path / "t.xlsx").values()))
    assert grid.cell(1, 3).text == "first\nsecond"
