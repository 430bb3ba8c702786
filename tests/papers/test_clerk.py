"""What a clerk must not have to mend in a paper by hand: what is said twice, glued, or lost in pasting."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers.emphasis import as_typed
from cqcplan.papers.filters import sentences
from cqcplan.papers.printed import printed, with_bold
from cqcplan.papers.read_markdown import read_section
from tests.papers.words_of_formats import of_docx
from tests.places import ROOT

PASTED = """\
paragraphs:
  - id: pasted
    section: consultation
    text: |
      The council asked **staff and carers**, not 2 * 3 ** others:
      - by letter
      - by telephone
      It goes on.
    points: [{text: "It is **urgent**."}]
advisers:
  - {id: peers, title: Peer support, body: dhsc, reason: To help, text: It is paid for by DHSC}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The made-up council's plan, which a clerk has pasted into."""
    folder = tmp_path / "exampleshire"
    shutil.copytree(ROOT / "tests" / "fixtures" / "good" / "exampleshire", folder)
    (folder / "pasted.yaml").write_text(PASTED, encoding="utf-8")
    return folder


def report(plan: Path, *words: str) -> str:
    made = CliRunner().invoke(app, ["report", str(plan), "--as-of", "2026-06-17", "--revision", "none", *words])
    assert made.exit_code == 0, made.output
    return made.stdout


def test_pasted_bullets_and_bold_words_stay_what_they_are(plan: Path, tmp_path: Path) -> None:
    told = report(plan)
    assert (
        "The council asked **staff and carers**, not 2 \\* 3 \\*\\* others:\n\n- by letter\n- by telephone\n\nIt goes on.\n"
        in told
    )
    assert "a) It is **urgent**." in told
    page = report(plan, "--format", "html")
    assert "<strong>staff and carers</strong>, not 2 * 3 ** others:</p>\n<ul>\n<li>by letter</li>" in page
    report(plan, "-o", str(tmp_path / "paper.docx"))
    words = of_docx((tmp_path / "paper.docx").read_bytes())
    assert "The council asked staff and carers, not 2 * 3 ** others:\nby letter\nby telephone\nIt goes on.\n" in words


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Three:\n- one", 1),
        ("- one\n- two", 1),
        ("• one", 1),
        ("As agreed\n– by all – the work\ngoes on.", 0),
        ("It is 5\n* 3", 0),
        ("o\tone\no\ttwo", 1),
    ],
)
def test_only_what_is_a_list_becomes_one(text: str, lists: int) -> None:
    blocks = read_section("any", f"# Title\n\n{printed(text)}\n").blocks
    assert sum(type(block).__name__ == "Bullets" for block in blocks) == lists


@pytest.mark.parametrize("text", ["a ** b ** c", "2**3**4", "****", "** a**", "**a *b* c**", "\\**a"])
def test_other_asterisks_are_asterisks(text: str) -> None:
    assert as_typed(text) == text
    assert with_bold(text) == printed(text)


def test_texts_that_follow_one_another_end_their_sentences() -> None:
    assert sentences(["It rose", None, "It fell?", "A 2.", "The end"]) == "It rose. It fell? A 2. The end"


def test_an_adviser_is_told_without_saying_the_name_twice(plan: Path) -> None:
    told = report(plan, "--style", "leicestershire-scrutiny")
    assert "**Peer support:** To help. It is paid for by DHSC" in told
    assert "**Care and Health Improvement Adviser, from NHS Exampleshire:** In place from January 2026. To sup" in told


def test_the_purpose_is_told_once(plan: Path) -> None:
    assert "This plan says what the council is\ndoing" not in report(plan)
    without = report(plan)
    assert "This paper reports progress with the Adult Social Care Improvement Plan in" in without
    assert "CQC rated Exampleshire as requires improvement in November 2025." in without
    text = (plan / "governance.yaml").read_text(encoding="utf-8")
    (plan / "governance.yaml").write_text(
        text.replace("on: 17 June 2026,", "on: 17 June 2026, purpose: To say how far the plan has got.,"),
        encoding="utf-8",
    )
    told = report(plan)
    assert "To say how far the plan has got.\n\n1.2 This paper covers " in told
    assert "This paper reports" not in told
    assert "CQC rated Exampleshire as requires improvement in November 2025." not in told
