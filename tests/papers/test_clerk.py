"""What a clerk must not have to mend in a paper by hand: what is said twice, glued, or lost in pasting."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers.emphasis import as_typed
from cqcplan.papers.filters import sentences, span_words
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
    assert "The council asked **staff and carers**, not 2 \\* 3 \\*\\* others:\n\n- by letter\n- by telephone\n" in told
    assert "- by telephone\n\nIt goes on.\n" in told
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


def put(plan: Path, file: str, old: str, new: str) -> None:
    text = (plan / file).read_text(encoding="utf-8")
    assert old in text
    (plan / file).write_text(text.replace(old, new), encoding="utf-8")


def test_an_officer_is_named_only_where_the_plan_says_so(plan: Path) -> None:
    decision = ("--paper", "decision", "--meeting", "cabinet-2026-03")
    told = report(plan) + report(plan, *decision)
    assert "A. N. Example" not in told
    assert "| Post | How to reach |" in told
    put(plan, "plan.yaml", "name_in_papers: false", "name_in_papers: true")
    put(plan, "governance.yaml", "author: improvement-manager", "author: director")
    assert "| Director of Adult Social Services | A. N. Example | Telephone 01632 960001; Email dir" in report(plan)
    assert "| Report author | A. N. Example, Director of Adult Social Services |" in report(plan, *decision)


def test_a_body_has_its_own_days(plan: Path) -> None:
    put(plan, "governance.yaml", "    published: 2026-03-26\n    effective: 2026-04-03\n", "")
    put(plan, "governance.yaml", "on: 2026-03-24", "on: 2026-09-24")
    decision = ("--paper", "decision", "--meeting", "cabinet-2026-03")
    told = report(plan, *decision)
    assert "| Notice of the key decision by | 26 August 2026 (28 clear days before) |" in told
    assert "| Paper to be public by | 15 September 2026 (six clear working days before) |" in told
    assert "| Effective from | 3 October 2026, if it is not called in (five working days after publication) |" in told
    put(plan, "plan.yaml", "clear_days: 6, call_in_days: 5", "clear_days: 7, call_in_days: 10")
    told = report(plan, *decision)
    assert "| Paper to be public by | 14 September 2026 (seven clear working days before) |" in told
    assert "| Effective from | 10 October 2026, if it is not called in (ten working days after publication) |" in told
    dates = CliRunner().invoke(app, ["calendar", str(plan), "--as-of", "2026-06-17"]).stdout
    assert "DTSTART;VALUE=DATE:20260914" in dates


def test_what_a_style_asks_for_and_the_plan_lacks_is_marked_and_told(plan: Path) -> None:
    words = [str(plan), "--as-of", "2026-06-17", "--paper", "decision", "--meeting", "cabinet-2026-03"]
    made = CliRunner().invoke(app, ["report", *words])
    lacking = "**To be written:** the plan has nothing for this part of the paper that its readers may have."
    assert f"## 10. Legal implications\n\n10.1 {lacking}" in made.stdout
    assert made.stdout.count(lacking) == 2
    assert "nothing is written for Legal implications; Equality implications. The house style" in made.stderr
    put(plan, "pasted.yaml", "paragraphs:\n", "paragraphs:\n  - {id: law, section: legal, text: The Care Act.}\n")
    put(plan, "pasted.yaml", "paragraphs:\n", "paragraphs:\n  - {id: fair, section: equality, text: None.}\n")
    text = (plan / "governance.yaml").read_text(encoding="utf-8")
    asked = text[text.index("    recommendations:") : text.index("    status: approved")]
    put(plan, "governance.yaml", asked, "")
    made = CliRunner().invoke(app, ["report", *words])
    assert "nothing is written for Recommendations. The" in made.stderr
    assert f"## 2. Recommendations\n\n2.1 {lacking}" in made.stdout


def test_a_box_to_fill_in_stays_in_the_head(plan: Path, tmp_path: Path) -> None:
    words = ("--style", "bathnes-panel", "--meeting", "scrutiny-2026-06")
    assert "\n| Executive forward plan reference |  |\n" in report(plan, *words)
    assert "<dt>Executive forward plan reference</dt><dd></dd>" in report(plan, *words, "--format", "html")
    report(plan, *words, "-o", str(tmp_path / "paper.docx"))
    assert "Executive forward plan reference\n\nTitle" in of_docx((tmp_path / "paper.docx").read_bytes())


def test_a_style_asks_only_for_parts_of_its_own(plan: Path, tmp_path: Path) -> None:
    style = tmp_path / "ours.yaml"
    style.write_text(
        "style: 1\ntitle: Ours\npapers:\n  progress:\n    about: Ours\n    needed: [[purpose, legal]]\n"
        "    sections: [purpose]\n",
        encoding="utf-8",
    )
    made = CliRunner().invoke(app, ["report", str(plan), "--style", str(style)])
    assert made.exit_code == 1
    assert "ours.yaml:6:14" in made.stderr.replace("\n", "")
    assert 'no section of this paper is "legal"' in made.stderr


def test_earlier_meetings_and_returns_may_be_numbered_paragraphs(plan: Path) -> None:
    told = report(plan, "--style", "leicestershire-scrutiny")
    assert "**24 March 2026 (date in doubt), Cabinet:** Cabinet agreed the plan. Decided: The plan was agreed." in told
    assert "Reports made and due to the Department of Health and Social Care:\n\na) **Stage 3: Quarterly update" in told
    assert "| Stage 3: Quarterly update 1 |" in report(plan)


def test_a_caption_does_not_repeat_the_heading_above_it(plan: Path, tmp_path: Path) -> None:
    told = report(plan)
    assert "## 15. Officers to contact\n\n| Post |" in told
    assert "*Who has been engaged*" in told
    page = report(plan, "--format", "html")
    assert '<caption class="repeated">Officers to contact</caption>' in page, "screen readers have it"
    report(plan, "-o", str(tmp_path / "paper.docx"))
    assert of_docx((tmp_path / "paper.docx").read_bytes()).count("Officers to contact") == 1


def test_tables_of_one_section_have_the_same_columns(plan: Path) -> None:
    told = report(plan, "--paper", "plan-table")
    heads = [line for line in told.splitlines() if line.startswith("| Action or milestone |")]
    assert heads == ["| Action or milestone | Owner | Start | Due | Position | Status | Latest |"] * 3


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("3 February 2026", "10 February 2026", "3 to 10 February 2026"),
        ("10 March 2025", "31 October 2025", "10 March to 31 October 2025"),
        ("April 2024", "September 2024", "April to September 2024"),
        ("December 2025", "January 2026", "December 2025 to January 2026"),
        ("April 2025", "3 May 2025", "April 2025 to 3 May 2025"),
        ("early May 2025", "late May 2025", "early May 2025 to late May 2025"),
    ],
)
def test_a_span_says_its_month_and_year_once(first: str, last: str, said: str) -> None:
    assert span_words(first, last) == said
