"""Plans handed out as tables: everything in them, nothing above the audience, the same every time, in every format."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyarrow import parquet

from cqcplan.exchange.csv_text import plain, read_csv, safe, write_csv
from cqcplan.model.dates import parse_when
from cqcplan.yamltext.reader import read
from tests.exchange.round_trip import DAY, EXAMPLESHIRE, PLANS, bytes_of, copy_of, fine, run
from tests.places import ROOT

every_plan = pytest.mark.parametrize("plan", sorted(PLANS))


def exported(plan: Path, audience: str = "confidential") -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a plan."""
    data = json.loads(fine("export", plan, "--format", "json", "--as-of", DAY, "--audience", audience))
    assert data["version"] == 1
    tables: dict[str, list[dict[str, Any]]] = data["tables"]
    return tables


def leaves(node: object) -> Iterator[object]:
    """Find every value in plain data."""
    match node:
        case dict():
            for value in node.values():
                yield from leaves(value)
        case list():
            for value in node:
                yield from leaves(value)
        case _:
            yield node


def is_date(text: str) -> bool:
    try:
        parse_when(text)
    except ValueError:
        return False
    return True


@every_plan
def test_everything_in_the_plan_comes_out(plan: str) -> None:
    tables = exported(PLANS[plan])
    del tables["dictionary"]
    texts = "\n".join({str(cell) for rows in tables.values() for row in rows for cell in row.values()})
    for path in sorted(PLANS[plan].rglob("*.y*ml")):
        data = read(path.read_text(encoding="utf-8")).data
        for leaf in leaves(data):
            said = str(leaf).strip()
            if leaf is not None and not is_date(said):
                # a source and the place in it stand in two columns
                parts = said.split(" ", 1) if said not in texts else [said]
                assert all(part in texts for part in parts), (path.name, said)


@every_plan
def test_keys_tell_rows_apart_and_pointers_lead_somewhere(plan: str) -> None:
    tables = exported(PLANS[plan])
    keys: dict[str, list[str]] = {}
    points = []
    for row in tables["dictionary"]:
        assert row["meaning"], f"no meaning: {row}"
        if row["key"]:
            keys.setdefault(row["table"], []).append(row["column"])
        if row["points_at"]:
            points.append((row["table"], row["column"], row["points_at"]))
    assert set(keys) == set(tables)
    for name, columns in keys.items():
        found = [tuple(row[column] for column in columns) for row in tables[name]]
        assert len(set(found)) == len(found), name
    assert len(points) > 20
    for name, column, target in points:
        ids = {row["id"] for row in tables.get(target, [])}
        pointing = {row[column] for row in tables[name]} - {None}
        assert pointing <= ids, (name, column, pointing - ids)


def test_states_stand_apart_and_are_those_of_the_day() -> None:
    rows = {row["id"]: row for row in exported(EXAMPLESHIRE)["milestones"]}
    cleared = rows["ot-backlog-cleared"]
    assert (cleared["due"], cleared["due_earliest"], cleared["due_latest"]) == (
        "Quarter 1 2026/27",
        "2026-04-01",
        "2026-06-30",
    )
    assert (cleared["as_of_due"], cleared["as_of_due_latest"]) == ("spring 2027", "2027-05-31")
    assert (cleared["as_of_rag"], cleared["as_of_rag_word"], cleared["as_of_times_moved"]) == ("amber", "At risk", 1)
    early = json.loads(fine("export", EXAMPLESHIRE, "--format", "json", "--as-of", "2026-04-01"))["tables"]
    assert next(row for row in early["milestones"] if row["id"] == "ot-backlog-cleared")["as_of_rag"] is None


def test_what_is_restricted_says_so_wherever_it_stands(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    file = plan / "priorities.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "    theme: working", "    visibility: internal\n    theme: working"
    )
    file.write_text(text, encoding="utf-8")
    rows = {row["id"]: row for row in exported(plan)["milestones"]}
    assert rows["offer-made"]["visibility"] == "exempt"
    assert rows["ot-external-live"]["visibility"] == "internal", "as what it stands in"


@pytest.mark.parametrize("output_format", ["xlsx", "csv", "json", "parquet", "tracker", "tracker-csv"])
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_nothing_above_the_audience(output_format: str, audience: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    fine("export", EXAMPLESHIRE, "--format", output_format, "-o", out, "--audience", audience, "--as-of", DAY)
    said = b"".join(_everything(out))
    hidden = ["Offer made", "provider-exit", "not to disclose this", "Night rate"]
    hidden += ["long-term leave", "A. N. Example", "Half a week"] if audience == "public" else []
    for secret in hidden:
        assert secret.encode() not in said, secret
    assert b"Recruit social workers" in said
    if audience == "internal" and not output_format.startswith("tracker"):
        assert b"long-term leave" in said


def _everything(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.suffix == ".parquet":
                yield json.dumps(parquet.read_table(file).to_pylist(), default=str).encode()
            yield file.read_bytes()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield book.read(name)
    else:
        yield path.read_bytes()


def test_every_format_says_the_same(tmp_path: Path) -> None:
    tables = exported(EXAMPLESHIRE, "internal")
    words = ("--audience", "internal", "--as-of", DAY)
    fine("export", EXAMPLESHIRE, "-o", tmp_path / "p.xlsx", *words)
    fine("export", EXAMPLESHIRE, "--format", "csv", "-o", tmp_path / "csv", *words)
    fine("export", EXAMPLESHIRE, "--format", "parquet", "-o", tmp_path / "parquet", *words)
    book = load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames[0] == "dictionary"
    assert len(book.sheetnames) == len(tables)
    for name, rows in tables.items():
        sheet = book[name[:31]]
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        in_book = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        expected = [list(row.values()) for row in rows]
        assert [[_plain(value) for value in row] for row in in_book][: len(rows)] == expected, name
        arrow = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist()
        assert [[_plain(value) for value in row.values()] for row in arrow] == expected, name
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *in_csv = [[plain(value) for value in row] for row in csv.reader(file)]
        assert head == [str(cell.value) for cell in sheet[1]]
        assert not rows or head == list(rows[0])
        assert in_csv == [[_in_csv(value) for value in row] for row in expected], name


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else value


def _in_csv(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_days_and_figures_are_real_in_the_workbook(tmp_path: Path) -> None:
    fine("export", EXAMPLESHIRE, "-o", tmp_path / "p.xlsx", "--as-of", DAY)
    sheet = load_workbook(tmp_path / "p.xlsx")["observations"]
    head = {str(cell.value): place for place, cell in enumerate(sheet[1], 1)}
    assert sheet.cell(3, head["on_earliest"]).value == datetime(2026, 4, 30)  # noqa: DTZ001
    assert sheet.cell(3, head["value"]).value == 551


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    file = plan / "measures.yaml"
    text = file.read_text(encoding="utf-8").replace("title: Reviews completed", 'title: \'=HYPERLINK("http://x","y")\'')
    file.write_text(text, encoding="utf-8")
    fine("export", plan, "-o", tmp_path / "p.xlsx", "--as-of", DAY)
    fine("export", plan, "--format", "csv", "-o", tmp_path / "csv", "--as-of", DAY)
    fine("export", plan, "--format", "tracker", "-o", tmp_path / "t.xlsx", "--as-of", DAY)
    for book, sheet in (("p.xlsx", "measures"), ("t.xlsx", "Measures")):
        cells = [cell for row in load_workbook(tmp_path / book)[sheet].iter_rows() for cell in row]
        assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"]
    assert "\nreviews-done,\"'=HYPER" in (tmp_path / "csv" / "measures.csv").read_text(encoding="utf-8-sig")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
# what stands between cells is told by what parts most: two rows of ";" and ";" would be four of nothing
PROSE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0;|\t"))


@given(st.lists(st.lists(PROSE, min_size=2, max_size=2)))
def test_csv_gives_back_every_text(rows: list[list[str]]) -> None:
    raw = write_csv(["one", "two"], rows)
    assert read_csv(raw)[1:] == [[text.replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in rows]


@given(TEXTS)
def test_no_text_is_a_formula(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("output_format", ["xlsx", "csv", "parquet", "tracker", "tracker-csv"])
def test_same_bytes_whatever_the_machine(output_format: str, tmp_path: Path) -> None:
    made = []
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Los_Angeles")):
        out = tmp_path / seed
        words = ["export", str(EXAMPLESHIRE), "--format", output_format, "-o", str(out), "--as-of", DAY]
        environment = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-m", "cqcplan", *words]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
        files = [out] if out.is_file() else sorted(out.iterdir())
        made.append([(file.name.replace(seed, ""), file.read_bytes()) for file in files])
    assert made[0] == made[1]
    if zipfile.is_zipfile(tmp_path / "1"):
        with zipfile.ZipFile(tmp_path / "1") as book:
            assert b">2026-07-12T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml")
            assert {part.date_time[0] for part in book.infolist()} == {1980}


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = run("export", EXAMPLESHIRE)
    assert (result.exit_code, "name the file with -o" in result.stderr) == (2, True)
    tracker = tmp_path / "tracker.xlsx"
    tracker.write_bytes(b"what somebody typed")
    result = run("export", EXAMPLESHIRE, "--format", "tracker", "-o", tracker)
    assert (result.exit_code, "may hold what people have filled in" in result.stderr) == (2, True)
    assert tracker.read_bytes() == b"what somebody typed"
    result = run("export", EXAMPLESHIRE, "--format", "csv", "-o", tmp_path)
    assert (result.exit_code, "has other files in it, such as tracker.xlsx" in result.stderr) == (2, True)
    result = run("export", EXAMPLESHIRE, "-o", tmp_path / "nowhere" / "p.xlsx")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_a_plan_that_is_not_for_the_audience(tmp_path: Path) -> None:
    plan = copy_of(EXAMPLESHIRE, tmp_path)
    file = plan / "plan.yaml"
    text = file.read_text(encoding="utf-8").replace("visibility: public", "visibility: internal")
    file.write_text(text, encoding="utf-8")
    before = bytes_of(plan)
    result = run("export", plan, "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--audience internal" in result.stderr
    assert fine("export", plan, "--format", "json", "--audience", "internal")
    assert bytes_of(plan) == before, "reading never writes"


@pytest.mark.parametrize(
    ("output_format", "package", "extra"),
    [("xlsx", "xlsxwriter", "xlsx"), ("tracker", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "parquet")],
)
def test_a_missing_package_is_named(
    output_format: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = run("export", EXAMPLESHIRE, "--format", output_format, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"pip install 'cqcplan[{extra}]'" in result.stderr
    assert not (tmp_path / "out").exists()
