"""Nothing in a plan, a folder's name or a setting moves the cursor, colours the terminal or turns letters round."""

import difflib
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.problems.visible import safe, visible

RED, BACK, CLEAR = "\x1b[31m", "\u202e", "\x9b2J"
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
PLAN = """\
schema: 1
plan:
  id: made-up
  council: {name: Made-up Council}
  framework: la-2026-04
priorities:
  - id: waits
    title: Shorter waits
    actions:
      - {id: list, title: A shorter list, due: 2026-05-01}
updates:
  - {on: 2026-04-30, about: list, status: in-progress, text: Begun.}
"""


def shown(*words: str) -> str:
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.output


@pytest.fixture(params=[f"red{RED}", f"clear{CLEAR}", f"back{BACK}", "bell\x07"], ids=["red", "clear", "back", "bell"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A plan in a folder with an odd name."""
    folder = tmp_path / str(request.param)
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN)
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("validate",),
        ("validate", "--output-format", "concise"),
        ("status",),
        ("diff", "--from", "2026-04-01", "--to", "2026-06-01"),
        ("report", "--as-of", "2026-06-01", "--kind", "no-such-kind"),
        ("export", "--format", "nothing"),
        ("score",),
    ],
)
def test_the_name_of_a_folder_does_nothing_to_a_terminal(odd: Path, words: tuple[str, ...]) -> None:
    (odd / "more.yaml").write_text("risks:\n  - {id: a, titel: x}\n")
    assert not UNSAFE.search(shown(words[0], str(odd), *words[1:]))


@pytest.mark.parametrize("output_format", ["text", "concise", "github", "gitlab", "json", "junit", "sarif"])
@pytest.mark.parametrize(
    "line",
    [
        f"  - {{id: a, title: A, ' {BACK}odd': 1}}",
        f"  - {{id: a, title: A, owner: 'x{BACK}'}}",
        f"  - {{id: a, title: !x{BACK} A}}",
        f"  - {{id: a, title: &x{BACK} A}}",
        f"  - {{id: a, title: \"A\", raised: '2026{BACK}'}}",
        '  - {id: a, title: "A", "one\\e[31m": 1}',
    ],
    ids=["field", "id", "tag", "anchor", "date", "spelt"],
)
def test_what_a_plan_says_does_nothing_to_a_terminal(tmp_path: Path, output_format: str, line: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN + f"risks:\n{line}\n", encoding="utf-8")
    said = shown("validate", str(file), "--output-format", output_format, "--no-config")
    is_data = output_format in ("json", "sarif")
    assert "PLAN" in said
    assert not (UNSAFE.search(said.replace(BACK, "")) if is_data else UNSAFE.search(said))


def test_settings_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    settings = tmp_path / "cqcplan.toml"
    settings.write_text('"\\u001b[31m\\u202e" = 1\n')
    said = shown("validate", str(tmp_path), "--config", str(settings))
    assert not UNSAFE.search(said)
    assert "\\x1b[31m\\u202e" in said


@pytest.mark.parametrize("words", [("report", "--format", "markdown"), ("report", "--format", "html")])
def test_papers_leave_marks_of_direction_out(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("Begun.", f'"Fell to {BACK}120 cases"'), encoding="utf-8")
    said = shown(words[0], str(file), "--as-of", "2026-06-01", *words[1:])
    assert "Fell to 120 cases" in said
    assert BACK not in said


def test_colours_put_in_on_purpose_stay() -> None:
    assert safe(f"{RED}x\x1b[0m\x1b]0;title\x07", is_terminal=True) == f"{RED}x\x1b[0m\\x1b]0;title\\x07"
    assert visible(f"{RED}a\udce9\tb\nc") == "\\x1b[31ma\\xe9\tb\nc"
    assert safe("a\u200fb\r\nc\rd", is_terminal=False) == "a\u200fb\r\nc\\x0dd"


@pytest.mark.parametrize("words", [(RED,), ("status", f"--{BACK}"), ("rule", RED), ("validate", "--fail-on", RED)])
def test_odd_words_on_the_command_line_do_nothing_to_a_terminal(words: tuple[str, ...]) -> None:
    assert not UNSAFE.search(shown(*words))


def test_what_nobody_would_read_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(f"{PLAN}risks: [{{id: r, title: R, {', '.join(f'titel{n}: 1' for n in range(1500))}}}]\n")
    said = shown("validate", str(file), "--no-config")
    assert said.count("error[PLAN101]") == 1000
    assert "500 more problems are not shown: 500 PLAN101\n" in said
    assert "1,500 errors in 1 plan" in said


def test_what_is_meant_is_looked_for_only_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def look(word: str, *_: object, **__: object) -> list[str]:
        looked.append(word)
        return []

    monkeypatch.setattr(difflib, "get_close_matches", look)
    file = tmp_path / "plan.yaml"
    risks = "".join(f"  - {{id: r{n}, titel: R, raised: 2026-01-01, colour: {n}}}\n" for n in range(1500))
    file.write_text(f"{PLAN}risks:\n{risks}")
    assert "1,500 errors" not in shown("validate", str(file), "--no-config")
    assert 1000 < len(looked) < 5000


@pytest.mark.parametrize("output_format", ["concise", "json", "github", "gitlab", "sarif", "junit"])
def test_a_flood_is_bounded_in_every_format_and_hides_nothing_else(tmp_path: Path, output_format: str) -> None:
    file = tmp_path / "plan.yaml"
    unknown = "".join(f"    titel{n}: 1\n" for n in range(1500))
    rest = "advisers: [{id: last, title: A, body: nobody}]\n"
    file.write_text(f"{PLAN}risks:\n  - id: r\n    title: R\n{unknown}{rest}")
    said = shown("validate", str(file), "--no-config", "--output-format", output_format)
    assert "titel999" in said
    assert "titel1001" not in said
    assert "500 problems of PLAN101 from here on in this file, not shown one by one" in said
    assert "nobody" in said
    if output_format == "json":
        assert json.loads(said[: said.rindex("}") + 1])["counts"]["errors"] == 1501
