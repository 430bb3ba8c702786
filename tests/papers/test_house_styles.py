"""House styles as data, a council's own styles and templates, and papers made, filed and checked."""

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.model.house_style import LINE_FACTS, FrameWords
from tests.places import ROOT

PAPER = [str(ROOT / "plans" / "leicestershire"), "--period", "Q1", "--as-of", "2026-06-01", "--revision", "none"]
OWN_STYLE = """\
style: 1
title: Ours
like: plain
head:
  above: ["{body}, {date}"]
  title: "Where we are: {title}"
  below: ["Reference {ref}"]
  facts: [{name: Period, value: "{period}"}]
numbering: {sections: plain, paragraphs: through, points: (a), resolutions: numbers}
papers:
  progress:
    about: What we do
    sections:
      - {title: Why, parts: [purpose]}
      - {title: The plan, parts: [priorities-listed, risks]}
      - {title: Climate, parts: [climate], if_empty: Nothing to say.}
      - {title: Legal, parts: [legal]}
      - {title: Whom to ask, parts: [contacts], numbered: false}
"""


def report(*words: str) -> Result:
    return CliRunner().invoke(app, ["report", *words])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A council's own folder with a style in it."""
    (tmp_path / "house-styles").mkdir()
    (tmp_path / "house-styles" / "ours.yaml").write_text(OWN_STYLE, encoding="utf-8")
    return tmp_path


def test_a_style_of_the_councils_own(own: Path) -> None:
    made = report(*PAPER, "--style", "ours", "--templates", str(own))
    assert made.exit_code == 0, made.output
    text = made.stdout
    assert text.startswith("Adults and Cultural Services Overview and Scrutiny Committee, 1 June 2026\n")
    assert "\n# Where we are: Care Quality Commission Assessment 2025 Improvement Plan Delivery Update\n" in text
    assert "Reference" not in text.partition("\n## ")[0], "the meeting has no reference: the line is left out"
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[1:] == [
        "## 1 Why", "## 2 The plan", "### The workstreams of the plan", "### Risks", "## 3 Climate", "## Whom to ask"
    ]  # fmt: skip
    assert "Nothing to say." in text
    assert "\n(a) **" in text
    assert "\n1 This report" in text


def test_a_style_may_be_a_file(own: Path) -> None:
    by_name = report(*PAPER, "--style", "ours", "--templates", str(own))
    by_path = report(*PAPER, "--style", str(own / "house-styles" / "ours.yaml"))
    assert by_name.stdout == by_path.stdout


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("like: plain", "like: plian", "3:7", 'did you mean "plain"?'),
        ("like: plain", "like: ours", "3:7", 'this style is like itself, through "ours"'),
        ("{body}, ", "{bodie}, ", "5:11", 'did you mean "body"?'),
        ("plain, paragraphs", "dots, paragraphs", "9:23", "write one of point, plain, none"),
        ("[purpose]", "[purpos]", "14:30", 'did you mean "purpose"?'),
        ("title: Why", "titel: Why", "14:10", 'did you mean "title"?'),
        ("papers:", "set: [progess]\npapers:", "10:7", 'did you mean "progress"?'),
    ],
)
def test_mistakes_in_a_style_have_a_place(own: Path, old: str, new: str, place: str, said: str) -> None:
    path = own / "house-styles" / "ours.yaml"
    path.write_text(OWN_STYLE.replace(old, new, 1), encoding="utf-8")
    made = report(*PAPER, "--style", "ours", "--templates", str(own))
    assert made.exit_code == 1
    assert f"ours.yaml:{place}: error" in made.stderr
    assert said in made.stderr
    assert made.stdout == ""


def test_a_style_or_paper_that_is_not_there(own: Path) -> None:
    assert 'did you mean "nottingham-scrutiny"?' in report(*PAPER, "--style", "notingham-scrutiny").stderr
    assert 'did you mean "progress"?' in report(*PAPER, "--paper", "progres").stderr
    assert "there is no folder" in report(*PAPER, "--templates", str(own / "none")).stderr


def test_the_settings_file_may_name_style_and_templates(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "cqcplan.toml").write_text('[papers]\nstyle = "ours"\ntemplates = "."\n', encoding="utf-8")
    monkeypatch.chdir(own)
    plan = str(ROOT / "plans" / "nottingham")
    of_the_settings = report(plan, "--period", "2025-26-Q1", "--as-of", "2025-06-30")
    assert "## 1 Why" in of_the_settings.stdout, of_the_settings.output
    of_the_body = report(*PAPER)
    assert "## Policy framework and previous decisions" in of_the_body.stdout
    (own / "cqcplan.toml").write_text('[papers]\nstile = "ours"\ntemplates = 3\n', encoding="utf-8")
    wrong = report(plan)
    assert wrong.exit_code == 2
    assert 'cqcplan.toml:2:1: there is no setting "stile" for papers' in wrong.stderr
    assert 'did you mean "style"?' in wrong.stderr
    assert '3:1: "templates" should be a text, not 3' in wrong.stderr


def test_the_list_names_papers_and_styles(own: Path) -> None:
    listed = report("--list", "--templates", str(own)).stdout
    for name in ("progress", "decision", "bathnes-panel", "leicestershire-scrutiny", "ours"):
        assert f"\n  {name} " in listed


def test_every_line_fact_is_known_to_the_head() -> None:
    """A line may name what no meeting says; it must never name what the code does not know."""
    from cqcplan.papers.head import line_facts
    from tests.papers.example_papers import occasion_of

    papers = ("bathnes-cabinet-2025-11", "leicestershire-scrutiny-2026-06")
    known = {name for paper in papers for name in line_facts(occasion_of(paper), FrameWords())}
    assert known <= set(LINE_FACTS)
    assert set(LINE_FACTS) - known <= {"item", "author", "contact", "wards", "open_item", "paper", "revision"}


@pytest.mark.parametrize(
    ("template", "text", "where", "said"),
    [
        ("paper.md.j2", "{{ paper.titel }}", "paper.md.j2:1", 'a paper has no "titel"; did you mean "title"?'),
        ("paper.md.j2", "\n{% for x in paper.sections %}\n{{ x.title", "paper.md.j2:3", "unexpected end of template"),
        ("paper.md.j2", '\n{% import "gone.j2" as z %}', "paper.md.j2", 'there is no template "gone.j2"'),
        ("paper.md.j2", "\n\n{{ paper.title | wrong }}", "paper.md.j2:3", "No filter named 'wrong'"),
        ("paper.md.j2", "{{ 1 / 0 }}", "paper.md.j2:1", "division by zero"),
        ("paper.md.j2", "{{ councillor }}", "paper.md.j2:1", 'there is nothing called "councillor" here'),
        ("blocks.md.j2", "{% macro block(value) %}\n{{ value.gone }}{% endmacro %}", "blocks.md.j2:2", 'has no "gone"'),
    ],
)
def test_a_template_error_names_template_line_and_field(
    tmp_path: Path, template: str, text: str, where: str, said: str
) -> None:
    (tmp_path / template).write_text(text, encoding="utf-8")
    made = report(*PAPER, "--templates", str(tmp_path))
    assert made.exit_code == 2
    assert where in made.stderr
    assert said in made.stderr
    assert "bug" not in made.stderr
    assert made.stdout == ""


def test_a_template_of_the_councils_own_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "paper.md.j2").write_text("Ours: {{ paper.title | md }}", encoding="utf-8")
    made = report(*PAPER, "--templates", str(tmp_path))
    ours, _, behind = made.stdout.partition("\n")
    assert ours == "Ours: CARE QUALITY COMMISSION ASSESSMENT 2025 IMPROVEMENT PLAN DELIVERY UPDATE"
    assert behind.startswith("\n<!-- ")


def test_a_whole_set_goes_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "June papers"
    words = [*PAPER, "--all", "--format", "html", "--format", "markdown", "-o", str(folder)]
    assert report(*words).exit_code == 0
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {"leicestershire-progress-2026-06-01.html", "leicestershire-progress-2026-06-01.md"} <= set(first)
    assert report(*words).exit_code == 0, "an earlier set is replaced"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    (folder / "my notes.txt").write_text("keep me", encoding="utf-8")
    refused = report(*words)
    assert refused.exit_code == 2
    assert "holds other files, which would be mixed with these: my notes.txt" in refused.stderr
    assert (folder / "my notes.txt").read_text(encoding="utf-8") == "keep me"
    assert [path.name for path in tmp_path.iterdir()] == ["June papers"], "nothing is left behind"


@pytest.mark.parametrize("ending", ["md", "html", "docx", "pdf"])
def test_a_filed_paper_is_checked_against_the_plan(tmp_path: Path, ending: str) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(ROOT / "plans" / "leicestershire", plan)
    words = [str(plan), *PAPER[1:-2], "--paper", "public"]
    filed = tmp_path / f"filed.{ending}"
    assert report(*words, "--revision", "abc1234 of 1 June 2026", "-o", str(filed)).exit_code == 0
    same = report(*words, "--check", str(filed))
    assert same.exit_code == 0, same.output
    assert "is what the plan gives" in same.stderr
    path = next(path for path in plan.rglob("*.yaml") if "value: 551" in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace("value: 551", "value: 549"), encoding="utf-8")
    changed = report(*words, "--check", str(filed))
    assert changed.exit_code == 1
    gone = re.findall(r"^-(?!--).*551 people.*$", changed.stdout, re.MULTILINE)
    come = re.findall(r"^\+.*$", changed.stdout, re.MULTILINE)
    assert len(gone) == 1
    assert come[1:] == ["+" + gone[0][1:].replace("551 people", "549 people")], "that line and no other"
    assert "cannot be read" in report(*words, "--check", str(tmp_path / f"gone.{ending}")).stderr


def test_a_filed_word_paper_that_was_saved_again_or_is_none_is_told(tmp_path: Path) -> None:
    filed = tmp_path / "filed.docx"
    assert report(*PAPER, "-o", str(filed)).exit_code == 0
    document = Document(str(filed))
    document.save(str(filed))
    again = report(*PAPER, "--check", str(filed))
    assert (again.exit_code, again.stdout) == (1, "")
    assert "has every word that the plan gives, but is set otherwise or was saved by another program" in again.stderr
    filed.write_text("no Word document", encoding="utf-8")
    refused = report(*PAPER, "--check", str(filed))
    assert refused.exit_code == 2
    assert "cannot be read: the file is not a Word document that can be opened" in refused.stderr


def test_the_format_follows_the_ending(tmp_path: Path) -> None:
    target = tmp_path / "paper.html"
    assert report(*PAPER, "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"<!DOCTYPE html>")
    assert "a file ending in .xyz is no paper" in report(*PAPER, "-o", str(tmp_path / "paper.xyz")).stderr


def test_what_stands_round_a_paper_is_the_styles_own(tmp_path: Path) -> None:
    (tmp_path / "house-styles").mkdir()
    style = 'style: 1\ntitle: Ours\nlike: plain\nfoot: ["{council}", "Made on {as_of}", "{revision}"]\n'
    (tmp_path / "house-styles" / "ours.yaml").write_text(style, encoding="utf-8")
    made = CliRunner().invoke(
        app, ["report", "nottingham", "--as-of", "2024-02-15", "--style", "ours", "--templates", str(tmp_path)]
    )
    assert made.exit_code == 0, made.output
    assert "\nNottingham City Council. Made on 15 February 2024.\n" in made.stdout
    (tmp_path / "house-styles" / "ours.yaml").write_text(style.replace("{as_of}", "{as_off}"), encoding="utf-8")
    wrong = CliRunner().invoke(app, ["report", "nottingham", "--style", "ours", "--templates", str(tmp_path)])
    assert (wrong.exit_code, "ours.yaml:4:21: error" in wrong.stderr, 'did you mean "as_of"?' in wrong.stderr) == (
        1, True, True,
    ), wrong.stderr  # fmt: skip
