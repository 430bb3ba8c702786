"""Results of a council's own: from YAML, from CSV, and from CQC's pages saved by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.framework.vintage import load_vintage

IDS = [item.id for item in load_vintage("la-2026-04").statements]


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["score", *words])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def said_of(folder: Path, name: str, text: str) -> str:
    """Return what is said of a file of results that is refused."""
    (folder / name).write_text(text, encoding="utf-8")
    return run("--scores", ",".join("2" * 9), "--results", str(folder / name), code=1)


@pytest.mark.parametrize(
    ("facts", "column", "told"),
    [
        ("overall_percent: 40, rating: outstanding", 53, "40 per cent is requires improvement, not outstanding"),
        ("overall_percent: 40", 45, "no nine scores make 40 per cent: 14 points make 39 and 15 points make 42"),
        ("overall_percent: 53, rating: good", 57, "53 per cent is requires improvement, not good"),
        ("rating: good, scores: [2, 2, 2, 2, 2, 2, 2, 2, 2]", 36, "nine scores of 18 points make requires"),
        ("overall_percent: 53, scores: [2, 2, 2, 2, 2, 2, 2, 2, 2]", 45, "cannot make 53 per cent: they make 50"),
        ("points_known: 22, scores: [2, 2, null, 2, 2, 2, 2, 2, 2]", 42, "they make between 17 and 20"),
        ("rating: good, scores: [4, 4, 4, 4, 4, 4, 4, null, 4]", 36, "make outstanding, not good"),
        ("rating: inadequate, points_known: 14", 36, "14 points make requires improvement, not inadequate"),
        ("withdrawn: 2026-01-15, published: 2026-02", 39, "cannot be taken back on 15 January 2026, before"),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_place(tmp_path: Path, facts: str, column: int, told: str) -> None:
    text = f"collected: 2026-11\nlimits: Typed in.\nresults:\n  - {{council: Exampleshire, {facts}}}\n"
    said = said_of(tmp_path, "own.yaml", text)
    assert told in said
    assert any(f"own.yaml:4:{at}: " in said for at in range(column - 8, column + 9)), said


HEAD = f"council,published,rating,overall_percent,{','.join(IDS)},url,collected,limits\n"


def test_a_table_says_the_same_as_yaml(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    rows = (
        "Northshire,3/4/2026,Outstanding,100%,4,4,4,4,4,4,4,4,4,https://example.org/n,2026-11,Typed by the team.\n"
        '"Southshire, the",April 2026,requires improvement,,-,,,,,,,,,,,\n'
    )
    table.write_text(HEAD + rows, encoding="utf-8-sig")
    words = ("--scores", ",".join("2" * 9), "--compare", "--format", "json")
    before = json.loads(run(*words))["scores"][0]["comparison"]
    after = json.loads(run(*words, "--results", str(table)))["scores"][0]["comparison"]
    assert (after["n"], after["rank"], after["total"]) == (before["n"] + 1, before["rank"] + 1, before["total"] + 2)
    assert after["collections"][1] == {"collected": "2026-11", "limits": "Typed by the team."}
    text = " ".join(run("--scores", ",".join("2" * 9), "--results", str(table)).split())
    assert "a file made in November 2026. Typed by the team." in text


def test_a_table_that_says_nothing_of_itself_is_told_of(tmp_path: Path) -> None:
    table = tmp_path / "own.CSV"
    table.write_text("Local authority;Overall rating\r\nNorthshire;Good\r\n", encoding="utf-8")
    text = " ".join(run("--scores", ",".join("2" * 9), "--results", str(table)).split())
    assert "a file that bears no date. The file does not say what is missing from it." in text


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        ("A,,outstanding,40" + "," * 12, "2:8", "no nine scores make 40 per cent"),
        ("A,,goo," + "," * 12, "2:4", '"goo" is not a rating'),
        ("A,,,lots" + "," * 12, "2:5", '"lots" is not a percentage'),
        ("A,,,,5" + "," * 11, "2:6", '"5" is not a score'),
        ('"A\nB",soon' + "," * 14, "3:4", '"soon" is not a date'),
        ("A" + "," * 15 + "\nA Council" + "," * 15, "3:1", "stands here twice"),
        (",,good" + "," * 13, "2:1", "this row names no council"),
        ("A,b" + "," * 16, "2:1", "this row has 18 cells and the first line 16"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_cell(tmp_path: Path, rows: str, place: str, told: str) -> None:
    said = said_of(tmp_path, "own.csv", HEAD + rows + "\n")
    assert told in said
    line, column = place.split(":")
    assert f"own.csv:{line}:{column}" in said or told.startswith("no nine"), said


def test_a_column_that_nothing_reads_is_told_with_the_nearest(tmp_path: Path) -> None:
    said = said_of(tmp_path, "own.csv", "council,ratng\nA,good\n")
    assert "own.csv:1:9" in said
    assert 'there is no column "ratng"' in said
    assert 'did you mean "rating"?' in said


ADDRESS = "https://www.cqc.org.uk/care-services/local-authority-assessment-reports/exampleshire-0926/summary"
PAGE = f"""\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Exampleshire County Council: local authority assessment - Care Quality Commission</title>
<link rel="canonical" href="{ADDRESS}">
<script>var known = "Safeguarding Score: 4";</script></head>
<body><nav><a href="/">Home</a> Safeguarding 4</nav>
<h1>Exampleshire County Council: local authority assessment</h1>
<p>Published: 20 September 2026</p>
<p>Assessment published: 17 September 2026 <span>Page last updated: 20 September 2026</span></p>
<div><strong>Overall rating:</strong> Requires improvement</div>
<div>Overall score: 56%</div>
<h3>Theme 1: How the local authority works with people</h3>
<ul><li>Assessing needs <span>Score: 2</span></li>
<li>Supporting people to lead healthier lives<br>Score: 3</li>
<li>Equity in experience and outcomes<p>2 - Evidence shows some shortfalls</p></li></ul>
<table><tr><td>Care provision, integration and continuity</td><td>Requires improvement</td><td>2</td></tr>
<tr><td>Partnerships and communities</td><td>Good</td><td>3</td></tr></table>
<dl><dt>Safe pathways, systems and transitions</dt><dd>Score: 2</dd>
<dt>Safeguarding</dt><dd>Evidence shows some shortfalls</dd></dl>
<p>Governance, management and sustainability – score of two</p>
<p>Quality statement 9: Learning, improvement and innovation: Score: 2 out of 4</p>
</body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def understood(*pages: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("--refresh", *map(str, pages), "--format", "json"))["understood"]
    return found


def test_a_saved_page_is_understood(page: Path) -> None:
    (found,) = understood(page)
    assert found == {
        "file": page.as_posix(),
        "council": "Exampleshire County Council",
        "published": "2026-09-17",
        "kind": "formal",
        "scores": [2, 3, 2, 2, 3, 2, 2, 2, 2],
        "overall_percent": 56,
        "rating": "requires-improvement",
        "source": "cqc",
        "checked": "primary",
        "addresses": [ADDRESS],
    }


def test_a_press_tables_words_and_a_page_of_windows(page: Path) -> None:
    text = PAGE.replace("utf-8", "windows-1252").replace("Assessing needs <span>Score: 2", "How the local authority "
                        "works with people – indicative score of two <span>")  # fmt: skip
    page.write_bytes(text.encode("cp1252"))
    (found,) = understood(page)
    assert (found["scores"][0], found["kind"]) == (2, "pilot")


def test_an_archive_of_one_page_is_read(page: Path) -> None:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="part"\r\n\r\n--part\r\nContent-Type: text/html; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    without = PAGE.replace(f'<link rel="canonical" href="{ADDRESS}">', "")
    page.write_bytes(head.encode() + without.encode() + b"\r\n--part--\r\n")
    (found,) = understood(page)
    assert (found["addresses"], found["overall_percent"]) == ([ADDRESS], 56)


def test_a_page_from_elsewhere_is_not_marked_as_cqcs(page: Path) -> None:
    page.write_text(PAGE.replace("www.cqc.org.uk", "cqc.org.uk.example.org"), encoding="utf-8")
    (found,) = understood(page)
    assert "source" not in found
    assert "which is not CQC's" in " ".join(run("--refresh", str(page)).split())


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("<h1>", "<h1>", 0, ""),
        ("out of 4", "out of 4 Score", 1, "only 8 of the 9 scores are in this page: none is said of Learning"),
        ("<br>Score: 3", "<br>Score: 5", 14, "has 5 beside it, which is no score"),
        ("56%", "59%", 11, "nine scores of 20 points cannot make 59 per cent: they make 56"),
        ("Requires improvement</div>", "Good</div>", 10, "56 per cent is requires improvement, not good"),
        ("</body>", "<p>Safeguarding: 3</p></body>", 22, "Safeguarding is scored 3 here and 2 on line 19"),
    ],
)
def test_what_a_page_does_not_say_or_says_twice_is_told(page: Path, old: str, new: str, line: int, told: str) -> None:
    page.write_text(PAGE.replace(old, new), encoding="utf-8")
    if not told:
        assert understood(page)
        return
    said = run("--refresh", str(page), "--results", str(page.with_name("own.yaml")), code=1)
    assert told in said
    assert f"page.html:{line}:1" in said
    assert not page.with_name("own.yaml").exists()


def test_no_page_no_council_no_score(page: Path, tmp_path: Path) -> None:
    page.write_text("just words", encoding="utf-8")
    assert "this is not a web page" in run("--refresh", str(page), code=1)
    page.write_text("<html><body><h1>Summary</h1><p>Nothing</p></body></html>", encoding="utf-8")
    assert "expected CQC's summary of an assessment" in run("--refresh", str(page), code=1)
    page.write_text(PAGE.replace("Exampleshire County Council: ", ""), encoding="utf-8")
    assert "does not say which council it is about" in run("--refresh", str(page), code=1)
    assert "cannot be opened" in run("--refresh", str(tmp_path / "none.html"), code=2)


def test_it_is_added_to_our_own_file_and_nothing_else_changes(page: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    before = "# our own\ncollected: 2026-01\nlimits: Typed.\nresults:\n  - {council: Northshire, rating: good} # seen\n"
    own.write_text(before, encoding="utf-8")
    run("--refresh", str(page), "--results", str(own), "--as-of", "2026-11-01")
    after = own.read_text(encoding="utf-8")
    assert after.startswith(before.replace("2026-01", "2026-11-01"))
    assert ADDRESS in after
    words = ("--scores", ",".join("2" * 9), "--results", str(own), "--format", "json")
    assert json.loads(run(*words))["scores"][0]["comparison"]["total"] == 104, "102 in force came with cqcplan"
    run("--refresh", str(page), "--results", str(own), "--as-of", "2026-11-01")
    assert own.read_text(encoding="utf-8") == after, "what stands there already is not added again"


def test_a_newer_report_replaces_and_another_account_is_refused(page: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    run("--refresh", str(page), "--results", str(own), "--as-of", "2026-11-01")
    first = own.read_bytes()
    other = PAGE.replace("score of two", "score of three").replace("56%", "59%")
    page.write_text(other, encoding="utf-8")
    assert "has Exampleshire County Council already, with another scores" in run(
        "--refresh", str(page), "--results", str(own), "--as-of", "2026-11-01", code=2
    )
    assert own.read_bytes() == first
    page.write_text(other.replace("17 September 2026", "17 October 2028"), encoding="utf-8")
    run("--refresh", str(page), "--results", str(own), "--as-of", "2028-11-01")
    assert "supersedes: true" in own.read_text(encoding="utf-8")
