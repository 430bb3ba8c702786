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
    assert isinstance(result.exception, SystemExit), result.exception
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
    assert shown.startswith(f"{place}: error[CQC003] the character U+{ord(sign):04X}"), shown


@pytest.mark.parametrize("escape", ["\\N", "\\L", "\\P", "\\u2028"])
def test_what_ends_a_line_for_yaml_alone_is_refused_when_spelt(tmp_path: Path, escape: str) -> None:
    shown = first_problem(tmp_path, (HEAD + LIST).replace("Shorter waits", f'"a{escape}b"'))
    assert shown.startswith("8:12: error[CQC003]"), shown


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
