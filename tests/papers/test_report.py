"""The progress paper through the front door: a paper a councillor can read, the same every time."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from cqcplan import __version__
from cqcplan.cli.app import app
from tests.papers.example_papers import PAPERS, UNNUMBERED, paper, words_for
from tests.places import ROOT

GOLDEN = ROOT / "tests" / "golden"
PRINTED = [(name, output_format) for name in sorted(PAPERS) for output_format in ("markdown", "html")]
every_paper = pytest.mark.parametrize("name", sorted(PAPERS))


@every_paper
def test_golden(name: str) -> None:
    """Golden papers are read by eye when they change. To write them anew: CQCPLAN_GOLDEN=write pytest."""
    store = GOLDEN / f"{name}.md"
    if os.environ.get("CQCPLAN_GOLDEN") == "write":
        store.write_text(
            paper(name).replace(f"cqcplan {__version__}", "cqcplan VERSION"), encoding="utf-8", newline="\n"
        )
    assert paper(name) == store.read_text(encoding="utf-8").replace("VERSION", __version__)


PRINT_ALL = """
import json, sys
from cqcplan.cli.entry import code_of
for words in json.load(sys.stdin):
    assert code_of(words) == 0, words
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\\0")
"""
"""Prints paper after paper in one process: to start one for each takes longer than all the papers."""


@pytest.fixture(scope="module")
def elsewhere() -> list[list[bytes]]:
    """Return every paper in both formats, made on two machines that differ in all that ought not to matter."""
    words = json.dumps([words_for(name, output_format) for name, output_format in PRINTED]).encode()

    def print_all(**settings: str) -> list[bytes]:
        environment = {"PATH": os.environ["PATH"], **settings}
        command = [sys.executable, "-c", PRINT_ALL]
        done = subprocess.run(command, input=words, check=True, capture_output=True, env=environment, cwd=ROOT)
        return done.stdout.split(b"\0")[:-1]

    return [
        print_all(PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C"),
        print_all(PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C.UTF-8", PYTHONUTF8="1"),
    ]


def test_same_bytes_whatever_the_machine(elsewhere: list[list[bytes]]) -> None:
    here = [paper(name, output_format).encode() for name, output_format in PRINTED]
    for there in elsewhere:
        assert [name for name, ours, theirs in zip(PRINTED, here, there, strict=True) if ours != theirs] == []
        assert [name for name, theirs in zip(PRINTED, there, strict=True) if b"\r" in theirs] == []


def level(line: str) -> int:
    return len(line) - len(line.lstrip("#"))


@every_paper
def test_no_loose_ends(name: str) -> None:
    check_loose_ends(paper(name))


def check_loose_ends(text: str) -> None:
    """Fail where a paper shows its seams: a bare None, a field's name, an empty heading, a doubled full stop."""
    lines = text.splitlines()
    assert not re.search(r"\bNone,|None \||\bNone\b(?!\.| \|)", re.sub(r"\| None \|", "", text)), "a bare None"
    for word in ("quality_statements", "requires-improvement", "in-progress", "not-started", "area-for", "When("):
        assert word not in text, f"a field name or code: {word}"
    assert "  \n" not in text
    assert not re.search(r"\n{3,}", text)
    headings = [place for place, line in enumerate(lines) if line.startswith("#")]
    for here, following in zip(headings, [*headings[1:], len(lines)], strict=True):
        body = [line for line in lines[here + 1 : following] if line.strip() and line != "---"]
        has_part = following < len(lines) and level(lines[following]) > level(lines[here]) > 1
        assert body or has_part, f"an empty heading: {lines[here]}"
    assert not re.search(r"\.\.(?!\.)", text.replace("...", "")), "two full stops"
    assert " ." not in text
    assert " ," not in text


@every_paper
def test_tables_hold_together(name: str) -> None:
    rows: list[str] = []
    for line in [*paper(name).splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            widths = {len(re.split(r"(?<!\\)\|", row)) for row in rows}
            assert len(widths) == 1, rows[0]
            for row in rows[2:]:
                # what is not known is blank; what a row is about is always said
                assert re.split(r"(?<!\\)\|", row)[1].strip(), f"a row about nothing: {row}"
        rows = []


@every_paper
def test_sections_and_paragraphs_are_numbered_in_order(name: str) -> None:
    text = paper(name)
    if name in UNNUMBERED:
        assert not re.search(r"^(## )?\d+(\.\d+)? ", text.partition("\n## ")[2], re.MULTILINE)
        return
    if name == "bathnes-cabinet-2025-11":
        assert not re.search(r"^(## )?\d", text, re.MULTILINE), "a decision record numbers nothing but decisions"
        assert re.findall(r"^\((\d)\) ", text, re.MULTILINE) == ["1", "2"]
        return
    if name == "leicestershire-scrutiny-2026-06":
        through = [int(number) for number in re.findall(r"^(?:#### )?(\d+) ", text.partition("\n## ")[2], re.MULTILINE)]
        assert through == list(range(1, len(through) + 1)), "numbered through the whole paper"
        assert len(through) > 40
        return
    sections = [int(number) for number in re.findall(r"^## (\d+)\.? ", text, re.MULTILINE)]
    assert sections == list(range(1, len(sections) + 1))
    counts: dict[int, int] = {}
    for section, number in re.findall(r"^(\d+)\.(\d+) ", text, re.MULTILINE):
        counts[int(section)] = counts.get(int(section), 0) + 1
        assert int(number) == counts[int(section)]
    assert counts


def words_of(markup: str) -> list[str]:
    # a chart's figures fold away on a screen, under words of their own
    text = re.sub(r"<(style|nav|figure|summary)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    text = re.sub(r'<caption class="repeated">.*?</caption>', " ", text)
    # a status is its letter and word in HTML, its word and letter in Markdown
    text = re.sub(r'<span class="letter"[^>]*>(.)</span>([^<]+)', r"\2 \1", text)
    text = re.sub(r"<title>.*?</title>|<a class=\"skip\".*?</a>|<[^>]+>", " ", text, flags=re.DOTALL)
    return re.findall(r"\w+", unescape(text))


@every_paper
def test_both_formats_say_the_same(name: str) -> None:
    """Every word, in order, but for what only Markdown's header table adds."""
    from_markdown = words_of(MarkdownIt("commonmark").enable("table").render(paper(name)))
    from_html = words_of(paper(name, "html"))
    head = ["Item", "Detail"]
    start = 40
    if "| Item | Detail |" in paper(name).partition("\n## ")[0]:
        start = next(place for place in range(len(from_markdown)) if from_markdown[place : place + 2] == head)
        del from_markdown[start : start + 2]
    # the council stands under the title in one and above it in the other
    assert sorted(from_markdown[:start]) == sorted(from_html[:start])
    assert from_markdown[start:] == from_html[start:]


def test_a_period_without_updates_says_so() -> None:
    result = CliRunner().invoke(
        app, ["report", str(ROOT / "plans" / "nottingham"), "--period", "2025-26-Q1", "--as-of", "2025-06-30"]
    )
    assert result.exit_code == 0
    assert "No change was recorded between 1 April 2025 and 30 June 2025." in result.stdout
    assert "No update was recorded for any priority in Quarter 1 2025/26." in result.stdout


def test_nothing_after_the_day_is_told() -> None:
    result = CliRunner().invoke(
        app, ["report", str(ROOT / "plans" / "leicestershire"), "--period", "2025-26-Q4", "--as-of", "2026-03-31"]
    )
    assert result.exit_code == 0
    assert "551" not in result.stdout
    assert "605 people" in result.stdout
    assert "Due 17 June 2026" in result.stdout


def test_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a paper.html"
    result = CliRunner().invoke(app, [*words_for("nottingham-2024-02", "html"), "-o", str(target)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert str(target.as_posix()) in result.stderr
    assert target.read_bytes() == paper("nottingham-2024-02", "html").encode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--period", "Q7"], '--period: "Q7" is not a period'),
        (["--period", "2027-28-Q1", "--as-of", "2026-06-01"], "had not begun on the as-of date"),
        (["--as-of", "June 2026"], "--as-of: June 2026 is not one day"),
        (["--as-of", "2026-02-30"], "February 2026 has 28 days"),
        (["--meeting", "comittee-2026-06"], "(committee-2026-06)?"),
        (["-o", "no/such/folder/paper.md"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_once(words: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["report", str(ROOT / "plans" / "leicestershire"), *words])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_several_plans_and_none_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, ["report", "--period", "Q1"])
    assert result.exit_code == 0
    councils = ("Bath & North East Somerset Council", "Leicestershire County Council", "Nottingham City Council")
    places = [result.stdout.index(f"\n**{council}**\n") for council in councils]
    assert places == sorted(places)


def test_several_plans_go_into_a_folder_each_in_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    words = ["report", "--period", "Q1", "--as-of", "2026-06-01"]
    made = CliRunner().invoke(app, [*words, "-o", str(tmp_path / "papers")])
    assert made.exit_code == 0
    names = [f"{plan}-progress-2026-06-01.md" for plan in ("bathnes", "leicestershire", "nottingham")]
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == names
    for more in (["-o", str(tmp_path / "one.pdf")], ["--format", "html"], ["--check", str(ROOT / "README.md")]):
        refused = CliRunner().invoke(app, [*words, *more])
        assert refused.exit_code == 2
        assert "there are 3 plans here" in refused.stderr
        assert "bathnes, leicestershire, nottingham" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]


def test_a_plan_with_mistakes_is_not_printed(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    header = "{id: x, council: {name: X}, framework: la-2026-04, onwer: me}"
    plan.write_text(f"schema: 1\nplan: {header}\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["report", str(plan)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert 'unknown field "onwer"' in result.stderr
