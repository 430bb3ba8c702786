"""A council owns the words and the looks of its papers: whatever it changes is used, whatever it gets wrong is told."""

import ast
import re
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from scripts.write_templates import PAGE, page
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers import compiled
from cqcplan.papers.template_files import all_templates
from tests.papers.example_papers import EXAMPLESHIRE
from tests.places import ROOT, SOURCE

parse = Environment._parse
OWN = ROOT / "tests" / "fixtures" / "own-templates"
PLAN = str(ROOT / "plans" / EXAMPLESHIRE)
PAPER = ("report", PLAN, "--period", "q1", "--as-of", "2026-06-17", "--revision", "none", "--paper", "progress")


def report(folder: Path, *more: str, style: str = "ours") -> str:
    told = CliRunner().invoke(app, [*PAPER, "--templates", str(folder), "--style", style, *more])
    assert told.exit_code == 0, told.output
    return told.stdout


@pytest.fixture(scope="module")
def text() -> str:
    """Return the paper that the council's own folder makes."""
    return report(OWN)


@pytest.mark.parametrize(
    "words",
    [
        # a section of its own, named in its house style
        "## 2. Our update",
        "2.1 We have ",
        # one sentence changed, the title and the rest as they come
        "## 1. Purpose of the report",
        "This paper tells the Committee how the plan went in Quarter 1 2026/27",
        # the shipped section and a line of its own
        "The Committee asked in March to see every risk.",
        # another language
        "Risgiau, y sgoriau uchaf yn gyntaf",
        # a shipped section's place taken by name
        "What we promised",
        # what is not the council's own comes as before
        "Next steps",
        # a layout changed in one block
        "\nPrinted for the Committee.\n",
    ],
)
def test_what_a_council_changes_is_used(text: str, words: str) -> None:
    assert words in text


def test_a_layout_is_changed_in_one_block() -> None:
    page = report(OWN, "--format", "html")
    assert "<footer><p>Printed for the Committee." in page
    assert "--accent: #5b2a86" in page
    assert "@media print" in page, "the other blocks are as they come"


RISKS = "sections/risks.md.j2"
TABLE = "# R\n\n*C*\n\n| A | B |\n| --- | --- |\n"
WRONG: dict[str, tuple[str, str, int | None, str]] = {
    "syntax": (RISKS, "# Risks\n\n{% if plan %}\nx\n", 4, "endif"),
    "no such name": (RISKS, "# Risks\n\n{{ riskz }}\n", 3, 'nothing called "riskz"'),
    "no such fact": (RISKS, "# R\n{{ facts.risks.greatest }}", 2, "greatest_first"),
    "no such subject": (RISKS, "# R\n{{ facts.riskz.known }}", 2, 'did you mean "risks"'),
    "no such field": (RISKS, "# R\n{% for r in plan.risks %}\n{{ r.titel }}\n{% endfor %}", 3, '"title"'),
    "nothing there": (RISKS, "# R\n\n{{ none.text }}", 3, "ask for it first"),
    "a list": (RISKS, "# R\n\n\n{{ plan.risks }}", 4, "a list cannot be printed"),
    "an entry": (RISKS, "# R\n{{ plan.risks[0] }}", 2, "a risk cannot be printed"),
    "no such template": (RISKS, '# R\n{% include "gone.md.j2" %}', 2, 'no template "gone.md.j2"'),
    "no such filter": (RISKS, "# R\n{{ council | shout }}", 2, "shout"),
    "itself": (RISKS, '{% extends "sections/risks.md.j2" %}', 1, '"cqcplan/sections/risks.md.j2"'),
    "each other": (RISKS, '# R\n{% include "sections/promises.md.j2" %}', 2, "without end"),
    "a macro that calls itself": (
        RISKS, "# R\n{% macro a() %}\n{{ a() }}\n{% endmacro %}\n{{ a() }}", 3, "without end",
    ),
    "an endless loop": (
        RISKS,
        "# R\n{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        2,
        "go round more than",
    ),
    "too large": (RISKS, '# R\n\n{{ "x" * 999999999 }}', 3, "too large"),
    "too wide": (RISKS, '# R\n\n{{ "x".ljust(999999999) }}', 3, "ljust"),
    "too wide a number": (RISKS, '# R\n\n{{ "%999999999d" % 1 }}', 3, "too wide"),
    "too wide a format": (RISKS, '# R\n\n{{ "{:999999999}".format(1) }}', 3, "too wide"),
    "too wide by a filter": (RISKS, '# R\n\n{{ "x" | center(999999999) }}', 3, "center"),
    "a missing cell": (RISKS, TABLE + "| x |\n", 7, "has 1 cell, but its head has 2"),
    "an empty cell": (RISKS, TABLE + "| x | {{ none }} |\n", 7, 'under "B" is empty'),
    "no caption": (RISKS, "# R\n\n| A |\n| --- |\n| x |\n", 3, "a table has a caption"),
    "a second title": (RISKS, "# R\n\nx\n\n# S\n", None, '"# S" is no heading in a section'),
    "a heading too high": (RISKS, "# R\n\n## S\n", None, "a heading begins with ###"),
    "a heading too low": (RISKS, "# R\n\n### S\n\n##### T\n", None, '"##### T" is no heading'),
    "no title": (RISKS, "Risks\n", None, "begins with its title"),
    "a byte order mark": (RISKS, "\ufeff# Risks\n", 1, "byte order mark"),
    "outside its folder": (RISKS, '# R\n{% include "../../secret.md.j2" %}', 2, "no template"),
    "a layout that asks for itself": (
        "layouts/paper.md.j2", '{% extends "paper.md.j2" %}', 1, '"cqcplan/layouts/paper.md.j2"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", WRONG)
def test_every_mistake_is_told_with_its_place(tmp_path: Path, mistake: str) -> None:
    file, content, line, said = WRONG[mistake]
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(content, encoding="utf-8")
    if mistake == "each other":
        other = '# P\n{% include "sections/risks.md.j2" %}'
        (tmp_path / "sections" / "promises.md.j2").write_text(other, encoding="utf-8")
    told = CliRunner().invoke(app, [*PAPER, "--templates", str(tmp_path), "--style", "plain"])
    assert told.exit_code == 2, told.output
    place = f"{(tmp_path / file).as_posix()}:{line}: " if line else f"{(tmp_path / file).as_posix()}: "
    if mistake == "each other":
        place = f":{line}: "
    assert place in told.stderr
    assert said in told.stderr
    assert told.stdout == ""


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md.j2"
    secret.write_text("# Stolen\n\nwords", encoding="utf-8")
    own = tmp_path / "own" / "sections"
    own.mkdir(parents=True)
    (own / "risks.md.j2").symlink_to(secret)
    assert "Stolen" not in report(tmp_path / "own", style="plain")


def test_an_unknown_section_is_told_with_place_and_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "house-styles").mkdir()
    style = (OWN / "house-styles" / "ours.yaml").read_text(encoding="utf-8").replace("- risks", "- riskz")
    (tmp_path / "house-styles" / "ours.yaml").write_text(style, encoding="utf-8")
    told = CliRunner().invoke(app, [*PAPER, "--templates", str(tmp_path), "--style", "ours"])
    assert told.exit_code == 1
    assert "ours.yaml:10:" in told.stderr
    assert 'there is no section "riskz"' in told.stderr
    assert 'did you mean "risks"?' in told.stderr


# cqcplan templates


def run(*words: str) -> tuple[int, str, str]:
    told = CliRunner().invoke(app, ["templates", *words])
    return told.exit_code, told.stdout, told.stderr


def test_templates_are_listed_with_what_they_are() -> None:
    code, listed, _ = run("list", "--templates", str(OWN))
    assert code == 0
    assert re.search(r"^sections/risks\.md\.j2 +\(own\) The shipped section", listed, re.MULTILINE)
    assert {line.split()[0] for line in listed.splitlines()} == {item.name for item in all_templates([OWN])}


def test_a_template_is_copied_once_and_never_over_a_file(tmp_path: Path) -> None:
    assert run("copy", "risks", "--templates", str(tmp_path))[0] == 0
    copied = tmp_path / "sections" / "risks.md.j2"
    assert copied.read_bytes() == (ROOT / "templates" / "sections" / "risks.md.j2").read_bytes()
    copied.write_text("# Ours\n\nx", encoding="utf-8")
    code, _, told = run("copy", "sections/risks.md.j2", "--templates", str(tmp_path))
    assert (code, "is there already" in told) == (2, True)
    assert copied.read_text(encoding="utf-8") == "# Ours\n\nx"
    assert run("show", "risks", "--templates", str(tmp_path))[1] == "# Ours\n\nx"


def test_an_unknown_template_is_told_with_the_nearest_name() -> None:
    code, _, told = run("show", "rsks")
    assert code == 2
    assert 'did you mean "risks"?' in told


# laws


def test_no_sentence_stands_in_facts() -> None:
    """Facts choose, count and sort; what is said stands in templates."""
    found = []
    for path in sorted((SOURCE / "papers" / "facts").glob("[!_]*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                words = node.value.strip()
                if re.search(r"[A-Za-z] [A-Za-z]|\w[.;,:]$", words) or words[:1].isupper():
                    found.append(f"{path.name}:{node.lineno}: {words}")
    assert found == []


def test_the_page_on_templates_is_fresh() -> None:
    """To write it anew: make templates."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_shipped_templates_are_compiled_once_and_a_councils_own_never_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "KEPT_IN", tmp_path / "kept")
    monkeypatch.setattr(compiled, "_KNOWN", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first = report(OWN)
    kept = len(list((tmp_path / "kept").iterdir()))
    assert kept > 5
    asked: list[str] = []

    def noted(self: Environment, source: str, name: str | None, filename: str | None) -> nodes.Template:
        asked.append(filename or "")
        return parse(self, source, name, filename)

    monkeypatch.setattr(Environment, "_parse", noted)
    monkeypatch.setattr(compiled, "_KNOWN", {})  # as in another process
    assert report(OWN) == first
    assert len(list((tmp_path / "kept").iterdir())) == kept
    assert asked
    assert all(Path(file).is_relative_to(OWN) for file in asked)


@pytest.mark.parametrize(
    ("template", "code", "words"),
    [
        ('# Newid\n\n{% from "macros/changes.md.j2" import measures %}\n{{ measures(changes) }}', 0, "Newid"),
        ("# Newid\n\n{{ before }} a {{ riskz }}", 2, 'diff.md.j2:3: there is nothing called "riskz" here'),
    ],
)
def test_what_diff_says_is_the_councils_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str, code: int, words: str
) -> None:
    (tmp_path / "own" / "answers").mkdir(parents=True)
    (tmp_path / "own" / "answers" / "diff.md.j2").write_text(template, encoding="utf-8")
    (tmp_path / "cqcplan.toml").write_text('[papers]\ntemplates = "own"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, ["diff", "2026-04-01", "2026-06-17", "--plan", PLAN])
    assert (told.exit_code, words in told.output) == (code, True), told.output


def test_what_score_says_is_the_councils_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own" / "macros").mkdir(parents=True)
    own = (ROOT / "templates" / "macros" / "words.md.j2").read_text(encoding="utf-8")
    (tmp_path / "own" / "macros" / "words.md.j2").write_text(own.replace("ratings.good", '"Da"'), encoding="utf-8")
    (tmp_path / "cqcplan.toml").write_text('[papers]\ntemplates = "own"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, ["score", "--scores", "2,2,2,3,2,2,3,2,3"])
    assert (told.exit_code, "| Da" in told.output or " Da\n" in told.output) == (0, True), told.output


def test_a_row_of_shared_words_is_told_where_it_stands(tmp_path: Path) -> None:
    for folder, name, text in (
        (
            "macros",
            "ours.md.j2",
            "{# Ours. #}\n\n{% macro row() %}\n" + TABLE.removeprefix("# R\n\n") + "| x |\n{% endmacro %}",
        ),
        ("sections", "risks.md.j2", '# R\n\n{% from "macros/ours.md.j2" import row %}\n{{ row() }}\n'),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, [*PAPER, "--templates", str(tmp_path), "--style", "plain"])
    assert told.exit_code == 2
    assert f"{(tmp_path / 'macros' / 'ours.md.j2').as_posix()}:8: a row of the table" in told.stderr
