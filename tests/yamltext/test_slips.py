"""The commonest slips are named for what they are, where they are."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

HEAD = "schema: 1\nplan:\n  id: made-up\n  council: {name: Made-up Council}\n  framework: la-2026-04\n"
LIST = "priorities:\n  - id: waits\n    title: Shorter waits\n    quality_statements: [assessing-needs]\n"


def first_problem(tmp_path: Path, text: str) -> str:
    """Return the first problem of a plan as a person reads it."""
    file = tmp_path / "plan.yaml"
    file.write_bytes(text.encode())
    result = CliRunner().invoke(app, ["validate", str(file), "--as-of", "2026-06-01", "--no-config"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.stdout.split("\n\n")[0].removeprefix(f"{file.as_posix()}:")


SLIPS = {
    # what is written for what, in the list above; where it is said; what is said
    "square bracket": ("[assessing-needs]", "[assessing-needs\n    note: x", "9:25", "this [ is never closed"),
    "square bracket before a list": (
        "[assessing-needs]",
        "[assessing-needs\n    actions:\n      - {id: a, title: A}",
        "9:25",
        "this [ is never closed",
    ),
    "curly bracket": ("name: Made-up Council}", "name: Made-up Council", "4:12", "this { is never closed"),
    "blank in the indent": ("    title", "\xa0   title", "8:1", "no-break space"),
    "blank after a hyphen": ("- id", "-\xa0id", "7:4", "no-break space"),
    "blank after a colon": ("  - id: waits", "  - id:\xa0waits", "7:8", "no-break space"),
    "thin blank": ("    title", "\u2009   title", "8:1", "thin space"),
    "blank of no width": ("- id", "- \u200bid", "7:5", "zero width space, which does not show"),
    "dash": ("- id", "– id", "7:3", "this dash (–) is not a hyphen"),
    "minus sign": ("- id", "− id", "7:3", "this dash (−) is not a hyphen"),
    "bullet": ("- id", "• id", "7:3", "this bullet (•) is not a hyphen"),
    "star": ("- id", "* id", "7:3", "this bullet (*) is not a hyphen"),
    "hyphen without a space": ("- id", "-id", "7:3", "a space is missing after this hyphen"),
    "wide colon": ("    title: ", "    title： ", "8:10", "this colon (：) is not an ordinary one"),
    "curly quotes round a value": ("Shorter waits", "“Waits: shorter”", "8:12", "curly quotation marks (“)"),
    "curly quotes round a field": ("- id", "- “id”", "7:5", "left double quotation mark (“)"),
    "tab": ("    title", "\ttitle", "8:1", "a tab stands here"),
    "conflict": (
        "    title: Shorter waits\n",
        "<<<<<<< HEAD\n    title: A\n=======\n    title: B\n>>>>>>> theirs\n",
        "8:1",
        "git left a conflict here that nobody has settled",
    ),
    "conflict with the ancestor": (
        "    title: Shorter waits\n",
        "<<<<<<< HEAD\n    title: A\n||||||| 1234567\n    title: C\n=======\n    title: B\n>>>>>>> theirs\n",
        "8:1",
        "git left a conflict here",
    ),
    "half characters of JSON": ("Shorter waits", '"\\ud83d\\ude00 waits"', "8:13", "or \\U0001F600"),
    "stars round a word": ("Shorter waits", "**Shorter** waits", "8:12", "starts with * or & needs quotes"),
    "blank before a comment": ("id: waits", "id: waits\xa0# late", "7:9", "it has a no-break space"),
    "entry too far in": (
        "[assessing-needs]",
        "\n    - assessing-needs\n     - equity",
        "10:7",
        'line the hyphen before "equity" up with the one above',
    ),
    "title cut at a number sign": ("Shorter waits", "Waits on line #12 of it", "8:26", "put the whole text in quotes"),
    "title cut at a remark": ("Shorter waits", "Shorter # waits", "8:20", "a # after a blank begins a remark"),
    "value that is only a remark": (
        "Shorter waits",
        "#1 priority",
        "8:11",
        "because # begins one: put the text in quotes",
    ),
    "milestones at the top": ("priorities:", "milestones: []\npriorities:", "6:1", "milestones stand under an action"),
    "actions at the top": ("priorities:", "actions: []\npriorities:", "6:1", "actions stand under a priority"),
    "observations at the top": (
        "priorities:",
        "observations: []\npriorities:",
        "6:1",
        "observations stand under a measure",
    ),
    "name for holder": (
        "priorities:",
        "roles:\n  - {id: a, title: A, name: Jo}\npriorities:",
        "7:23",
        "write holder",
    ),
    "title for name": (
        "priorities:",
        "bodies:\n  - {id: a, title: A, kind: board}\npriorities:",
        "7:13",
        'write "name"',
    ),
    "name for title": ("    title: Shorter waits", "    name: Shorter waits", "8:5", 'write "title"'),
    "description for text": ("    title", "    description: More\n    title", "8:5", 'write "text"'),
    "capital letter": ("    title", "    Title", "8:5", 'write "title"'),
    "deadline for due": (
        "[assessing-needs]",
        "[equity]\n    actions:\n      - {id: a, title: A, deadline: 2026-09}",
        "11:27",
        'write "due"',
    ),
    "responsible for owner": (
        "[assessing-needs]",
        "[equity]\n    actions:\n      - {id: a, title: A, responsible: x}",
        "11:27",
        'write "owner"',
    ),
    "date with strokes": (
        "priorities:",
        "sources:\n  - {id: a, title: A, on: 31/03/2026}\npriorities:",
        "7:27",
        "did you mean 2026-03-31?",
    ),
    "date as offices write it": (
        "priorities:",
        "sources:\n  - {id: a, title: A, on: Mar-26}\npriorities:",
        "7:27",
        "did you mean 2026-03?",
    ),
    "date without a year": (
        "priorities:",
        "sources:\n  - {id: a, title: A, on: 31st March}\npriorities:",
        "7:27",
        "has no year",
    ),
    "colon forgotten": ("    title: Shorter", "    title Shorter", "8:5", "a colon is missing"),
    "space after colon forgotten": ("    title: Shorter", "    title:Shorter", "8:5", "a colon is missing"),
    "quotation mark not closed": ("Shorter waits", '"Shorter waits', "8:12", "this quotation mark is never closed"),
    "percent sign first": ("Shorter waits", "%age of waits", "8:12", "put the value in quotes"),
    "at sign first": ("Shorter waits", "@home", "8:12", "a value cannot start with @"),
    "colon in a title": ("Shorter waits", "Waits: shorter", "8:17", "put the whole value in quotes"),
    "indented too far": ("    title", "      title", "8:12", "line it up with its neighbours"),
    "dash for a list on the line": ("[assessing-needs]", "- assessing-needs", "9:25", "cannot start on the same line"),
    "bullet before a statement": ("[assessing-needs]", "\n      • equity", "10:7", "this bullet (•) is not a hyphen"),
}


@pytest.mark.parametrize(("right", "wrong", "place", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_where_it_is(tmp_path: Path, right: str, wrong: str, place: str, said: str) -> None:
    plan = HEAD + LIST
    assert plan.count(right) == 1
    shown = first_problem(tmp_path, plan.replace(right, wrong))
    assert shown.startswith(f"{place}: "), shown
    assert said in shown


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "at",
    [
        ("title: Shorter waits", "title: Shorter {}waits", "8:20"),
        ("title: Shorter waits", 'title: "Shorter {}waits"', "8:21"),
        ("schema: 1", "# not agreed: {}risks: [] \nschema: 1", "1:15"),
    ],
    ids=["plain", "quoted", "comment"],
)
def test_what_ends_a_line_for_yaml_alone_is_refused_by_name(
    tmp_path: Path, sign: str, at: tuple[str, str, str]
) -> None:
    right, wrong, place = at
    shown = first_problem(tmp_path, (HEAD + LIST).replace(right, wrong.format(sign)))
    assert shown.startswith(f"{place}: error[PLAN003] the character U+{ord(sign):04X}"), shown


@pytest.mark.parametrize("escape", ["\\N", "\\L", "\\P", "\\u2028"])
def test_what_ends_a_line_for_yaml_alone_is_refused_when_spelt(tmp_path: Path, escape: str) -> None:
    shown = first_problem(tmp_path, (HEAD + LIST).replace("Shorter waits", f'"a{escape}b"'))
    assert shown.startswith("8:12: error[PLAN003]"), shown


@pytest.mark.parametrize(
    ("before", "cells"),
    [("ab", 2), ("\u4f60\u597d", 4), ("e\u0301", 1), ("\U0001f600", 2), ("\u200d", 0)],
    ids=["letters", "chinese", "accent of its own", "emoji", "joiner"],
)
def test_carets_stand_under_what_they_mean(tmp_path: Path, before: str, cells: int) -> None:
    text = HEAD + f'risks:\n  - {{id: a, title: "{before}", wrong: 1}}\n'
    lines = first_problem(tmp_path, text).split("\n")
    shown, carets = next((above, line) for above, line in pairwise(lines) if "^" in line)
    start = len(re.match(r"[ |0-9]*- ", shown)[0])  # type: ignore[index]
    assert carets.index("^") == start + len('{id: a, title: "') + cells + len('", ')


def test_an_empty_heading_is_an_empty_list(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(f"{HEAD}priorities:\nrisks:  # none yet\n", encoding="utf-8")
    told = CliRunner().invoke(
        app, ["validate", str(file), "--as-of", "2026-06-01", "--no-config", "--fail-on", "error"]
    )
    assert told.exit_code == 0, told.stdout
    made = CliRunner().invoke(app, ["new", "risk", "A risk", "--plan", str(file)])
    assert made.exit_code == 0, made.stderr
    assert (
        file.read_text(encoding="utf-8")
        == f"{HEAD}priorities:\nrisks:  # none yet\n  - id: a-risk\n    title: A risk\n"
    )


def test_there_are_forty() -> None:
    assert len(SLIPS) >= 40
