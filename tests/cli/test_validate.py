"""``cqcplan validate`` through the front door, and the reader under it held against others."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from typer.testing import CliRunner, Result

from cqcplan.checks.catalogue import READER_FAMILIES, rules
from cqcplan.checks.run import check_plan
from cqcplan.checks.subject import Subject
from cqcplan.cli.app import app
from cqcplan.files.discover import Location, locate
from cqcplan.files.load import load_plan
from cqcplan.problems.problem import Severity
from cqcplan.yamltext.reader import Document, decode, read
from tests.places import FIXTURES, ROOT

PLANS = ROOT / "plans"
PLAN_FILES = sorted(PLANS.rglob("*.yaml"))
GOOD_FILES = sorted(path for path in (FIXTURES / "good").rglob("*.y*ml") if path.is_file())
BAD_FILES = sorted(path for path in (FIXTURES / "bad").rglob("*.y*ml") if path.is_file())
HEADER = "schema: 1\nplan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}\n"


def run(*words: str, env: dict[str, str] | None = None) -> Result:
    result = CliRunner().invoke(app, ["validate", *words], env=env)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def write(folder: Path, **files: str) -> Path:
    """Write a plan of several files; the header stands in plan.yaml unless that is given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"plan": "", **files}.items():
        (folder / f"{name}.yaml").write_text(HEADER + text if name == "plan" else text, encoding="utf-8")
    return folder


def block(result: Result, code: str) -> str:
    """Return what the text output says of the one problem of a code; other rules may have said things besides."""
    (found,) = [part for part in result.stdout.split("\n\n") if f"[{code}]" in part]
    return found + "\n"


def path_id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def as_text(path: Path) -> str:
    text = decode(path.read_bytes())
    assert isinstance(text, str)
    return text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


# --- what is shown -----------------------------------------------------------------------------------------------


def test_a_problem_is_shown_with_its_line_a_caret_and_what_to_do(here: Path) -> None:
    write(here / "p", risks="risks:\n  - id: capacity\n    title: Too few people\n    onwer: director\n")

    result = run("p")

    assert block(result, "PLAN101") == (
        'p/risks.yaml:4:5: error[PLAN101] unknown field "onwer" (capacity)\n'
        "   |\n"
        " 4 |     onwer: director\n"
        "   |     ^^^^^ not a field of a risk\n"
        '   = help: did you mean "owner"?\n'
    )
    assert result.stdout.endswith("\n\n")
    assert re.fullmatch(r"1 error\b.* in 1 plan, 2 files\n", result.stderr)
    assert result.exit_code == 1


def test_the_other_place_is_named(here: Path) -> None:
    write(
        here / "p",
        a="risks:\n  - {id: capacity, title: Too few people}\n",
        b="principles:\n  - id: capacity\n    text: Make the most of it\n",
    )

    assert block(run("p"), "PLAN201") == (
        'p/b.yaml:2:9: error[PLAN201] the id "capacity" stands twice in this plan (a risk and a principle) (capacity)\n'
        "   |\n"
        " 2 |   - id: capacity\n"
        "   |         ^^^^^^^^\n"
        "   = first defined here: p/a.yaml:2:10\n"
        "   = help: give one of the two another id: ids are unique in a plan, whatever they name\n"
    )


@pytest.mark.parametrize(
    ("code", "line", "under_caret"),
    [
        ("PLAN101", "  - {id: c, title: Too few, kindd: x}", "kindd"),
        ("PLAN202", "  - {id: c, title: Too few, owner: x}", "x"),
        ("PLAN301", "  - {id: c, title: Too few, raised: 2026-06-31}", "2026-06-31"),
        ("PLAN301", '  - {id: c, title: "Too few", raised: "31 June 2026"}', '"31 June 2026"'),
        ("PLAN301", "  - {id: c, title: 'It''s too few', raised: '31 June 2026'} # '", "'31 June 2026'"),
        ("PLAN301", "  - {id: c, title: Zu wenige für mich, raised: 31 June 2026}", "31 June 2026"),
        ("PLAN301", "  - {id: c,\ttitle: Too few,\traised: 31 June 2026}", "31 June 2026"),
        ("PLAN105", "  - {id: Too Few, title: Too few} # why: not", "Too Few"),
        (
            "PLAN301",
            f"  - {{id: c, title: {'Too few people ' * 30}, raised: 31 June 2026, text: {'and so on ' * 30}}}",
            "31 June 2026",
        ),
    ],
)
def test_the_caret_stands_under_what_is_wrong(here: Path, code: str, line: str, under_caret: str) -> None:
    write(here / "p", risks=f"risks:\n{line}\n")

    _, _, shown, carets, *_ = block(run("p"), code).splitlines()

    start = carets.index("^")
    assert shown[start : start + carets.count("^")] == under_caret
    assert len(shown) < 180
    # tabs are kept before the caret, so that both lines are as wide on any terminal
    assert [place for place, character in enumerate(carets) if character == "\t"] == [
        place for place, character in enumerate(shown[:start]) if character == "\t"
    ]


def test_every_problem_of_every_file_is_shown_in_order(here: Path) -> None:
    write(
        here / "p",
        plan="risks:\n  - {id: Capacity, title: Too few people}\n",
        b="roles:\n  - {id: director}\n  - {id: deputy, title: 3}\n",
        a="principles:\n  - id: fairness\n    txt: Be fair\n",
        c="updates:\n  - {on: 2026-06-31, about: nobody, status: finished}\n",
    )

    found = [line.split(" ")[:2] for line in run("p", "--format", "concise").stdout.splitlines()]

    assert [place_and_code for place_and_code in found if place_and_code[1] < "PLAN302"] == [
        ["p/a.yaml:3:5:", "PLAN101"],
        ["p/b.yaml:2:10:", "PLAN102"],
        ["p/b.yaml:3:25:", "PLAN104"],
        ["p/c.yaml:2:10:", "PLAN301"],
        ["p/c.yaml:2:29:", "PLAN202"],
        ["p/c.yaml:2:45:", "PLAN103"],
        ["p/plan.yaml:4:10:", "PLAN105"],
    ]


def test_one_mistake_makes_one_problem(here: Path) -> None:
    """A file that cannot be read to its end may define any id: nobody is told that one does not exist."""
    write(
        here / "p",
        plan="risks:\n  - {id: capacity, title: Too few people, owner: director}\n",
        roles="roles:\n  - {id: deputy, title: Deputy: Director}\n  - {id: director, title: Director}\n",
    )
    assert run("p", "--format", "concise").stdout == (
        "p/roles.yaml:2:31: PLAN004 a second colon cannot stand here: "
        "a comma is missing before it, or this value needs quotes\n"
    )

    (here / "p" / "roles.yaml").write_text("roles:\n  - {id: director, title: Director}\n")
    assert run("p").exit_code == 0


def test_json_has_the_same_shape_whatever_is_found(here: Path) -> None:
    write(here / "sound", risks="risks:\n  - {id: capacity, title: Too few people}\n")
    write(here / "broken", risks="risks:\n  - {id: capacity, id: capacity, titel: Too few people}\n")

    clean, found, none = (
        json.loads(run(*words, "--format", "json").stdout) for words in (["sound"], ["broken"], ["x"])
    )

    assert clean.items() >= {"version": 1, "plans": 1, "files": 2}.items()
    assert none.items() >= {"version": 1, "plans": 0, "files": 0, "problems": []}.items()
    assert set(found) == set(clean) == set(none)
    duplicate, unknown = sorted(found["problems"], key=lambda problem: str(problem["code"]))[:2]
    assert (
        duplicate.items()
        >= {
            "code": "PLAN005",
            "severity": "error",
            "message": 'the key "id" stands twice in this mapping',
            "help": "keep one of the two",
            "file": "broken/risks.yaml",
            "line": 2,
            "column": 20,
            "entry": None,
        }.items()
    )
    first = {"file": "broken/risks.yaml", "line": 2, "column": 6, "label": "first here"}
    assert [related.items() >= first.items() for related in duplicate["related"]] == [True]
    assert (unknown["code"], unknown["entry"]) == ("PLAN101", "capacity")
    assert set(unknown) == set(duplicate)


def test_colour_is_the_readers_choice(here: Path) -> None:
    write(here / "p", risks="risk: []\n")
    plain = run("p").stdout
    assert "\x1b" not in plain

    coloured = run("p", "--color", "always").stdout

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert run("p", env={"FORCE_COLOR": "1"}).stdout == coloured
    assert run("p", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout == plain
    assert run("p", "--colour", "never", env={"FORCE_COLOR": "1"}).stdout == plain
    assert "\x1b" not in run("p", "--format", "concise", "--color", "always").stdout


def test_the_same_plan_gives_the_same_bytes_in_another_process(here: Path) -> None:
    shutil.copytree(FIXTURES / "bad", here / "bad")
    words = [sys.executable, "-m", "cqcplan", "validate", "bad/schema", "bad/references"]
    runs = [
        subprocess.run(words, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == 1
    assert b"\r" not in runs[0].stdout


# --- which plans ---------------------------------------------------------------------------------------------------


@pytest.fixture
def council(here: Path) -> Path:
    """A folder as a council has it: two plans in folders and one in a file."""
    write(here / "plans" / "exampleshire", risks="risks:\n  - {id: capacity, title: Too few people}\n")
    write(here / "plans" / "middleshire")
    (here / "plans" / "westshire.yaml").write_text(HEADER)
    (here / "plans" / "README.md").write_text("# Our plans\n")
    (here / "plans" / ".hidden").mkdir()
    (here / "plans" / ".hidden" / "plan.yaml").write_text("nonsense")
    return here


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ([], "3 plans, 4 files"),
        (["plans"], "3 plans, 4 files"),
        (["exampleshire"], "1 plan, 2 files"),
        (["plans/exampleshire"], "1 plan, 2 files"),
        (["plans/exampleshire/"], "1 plan, 2 files"),
        (["plans/exampleshire/risks.yaml"], "1 plan, 2 files"),
        (["plans/westshire.yaml"], "1 plan, 1 file"),
        (["westshire"], "1 plan, 1 file"),
        (["exampleshire", "westshire"], "2 plans, 3 files"),
        (["exampleshire", "plans/exampleshire", "plans/exampleshire/risks.yaml"], "1 plan, 2 files"),
    ],
)
def test_a_plan_is_named_by_id_folder_or_file(council: Path, words: list[str], counted: str) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert result.stderr.endswith(f" in {counted}\n")


def test_a_file_in_its_own_folder_stands_for_its_plan(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(council / "plans" / "exampleshire")
    assert run("risks.yaml").stderr.endswith(" in 1 plan, 2 files\n")
    assert run(".").stderr.endswith(" in 1 plan, 2 files\n")


def test_a_plan_that_is_not_there(council: Path) -> None:
    result = run("exampelshire")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ('error: there is no plan or file "exampelshire"\n  = help: did you mean "exampleshire"?\n')
    assert "= help: plans here: exampleshire, middleshire, westshire\n" in run("zzz").stderr


def test_what_is_there_is_checked_though_another_is_not(council: Path) -> None:
    (council / "plans" / "exampleshire" / "risks.yaml").write_text("risk: []\n")

    result = run("nowhere", "exampleshire", "nothing")

    assert "PLAN101" in result.stdout
    assert '"nowhere"' in result.stderr
    assert '"nothing"' in result.stderr
    assert result.exit_code == 2


def test_a_folder_without_a_plan(here: Path) -> None:
    assert run().exit_code == 2
    assert "there is no plans folder here" in run().stderr
    (here / "plans").mkdir()
    assert run().exit_code == 2
    assert "there is no plan in plans" in run().stderr


def test_yaml_that_no_plan_claims_is_not_passed_over(council: Path) -> None:
    (council / "plans" / "lost").mkdir()
    (council / "plans" / "lost" / "risks.yaml").write_text("risks:\n  - {id: capacity, title: Too few people}\n")

    result = run()

    assert result.stdout.startswith("plans/lost/risks.yaml:1:1: error[PLAN110] this plan has no plan: section")
    assert result.exit_code == 1


def test_wrong_usage_exits_with_2(here: Path) -> None:
    write(here / "p")
    assert run("p", "--format", "concise").exit_code == 0
    assert run("p", "--no-such-option").exit_code == 2
    assert run("p", "--format", "xml").exit_code == 2


# --- the reader, held against others --------------------------------------------------------------------------------


def facts(document: Document) -> tuple[Any, ...]:
    """Return all that a reader says of a text."""
    return document.data, list(document.positions._starts), document.faults, document.complete


@pytest.mark.parametrize("path", [*PLAN_FILES, *GOOD_FILES, *BAD_FILES], ids=path_id)
def test_without_libyaml_everything_is_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = decode(path.read_bytes())
    if not isinstance(text, str):
        return  # refused before either parser sees it
    assert yaml.__with_libyaml__, "this test needs libyaml to have something to compare"
    with_libyaml = read(text)

    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    without = read(text)

    assert (without.faults, without.complete) == (with_libyaml.faults, with_libyaml.complete)
    # how much was read before a syntax error stopped it is each parser's own business
    if with_libyaml.complete:
        assert facts(without) == facts(with_libyaml)


@pytest.mark.parametrize(
    "text",
    [
        "events:\n{  - {on: 2026-01-28, text: Met the director.}",
        "events:\n[on, by",
        "advisers:\n  - id: chia\n    events:\n    'met",
        "title: |\n  kept",
        "title: kept",
        "title:",
        "- a\n-",
        "{a: b}",
    ],
)
def test_a_last_line_without_a_line_end_is_the_same_to_both_parsers(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert facts(read(text)) == facts(with_libyaml)


def test_any_slip_of_the_hand_is_put_into_words_the_same_by_both_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(1)  # noqa: S311 - the same every time
    texts = [as_text(path)[:2000] for path in [*GOOD_FILES, PLANS / "nottingham" / "next-steps.yaml"]]
    faults = 0
    for _ in range(250):
        text = chance.choice(texts)
        for _ in range(chance.randint(1, 3)):
            place, typed = chance.randrange(len(text)), chance.choice(":-?[]{},'\"&* \n@\\a")
            text = text[:place] + typed + text[place + chance.randint(0, 1) :]
        monkeypatch.setattr(yaml, "__with_libyaml__", True)
        with_libyaml = read(text)
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
        without = read(text)

        assert (without.faults, without.complete) == (with_libyaml.faults, with_libyaml.complete), text
        if with_libyaml.complete:
            assert without.data == with_libyaml.data, text
        assert not any("the parser says" in fault.message for fault in with_libyaml.faults), text
        faults += len(with_libyaml.faults)
    assert faults > 100


class PlainDates(SafeConstructor):
    """ruamel's constructor, but for timestamps: those are text to a plan, and checked as dates later."""


PlainDates.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def by_ruamel(text: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = PlainDates
    return reader.load(text)


def with_text_keys(value: Any) -> Any:
    """Keys are always text to a plan: ``2026:`` is not a number."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


def nodes(node: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """Return the route, the key and the value of every node that ruamel composes."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield (*route, key.value), key, value
            yield from nodes(value, (*route, key.value))
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield (*route, number), None, value
            yield from nodes(value, (*route, number))


def assert_places_agree(text: str, document: Document) -> None:
    root = YAML(typ="safe", pure=True).compose(text)
    compared = 0
    for route, key, value in nodes(root):
        if key is not None:
            place = document.positions.of(route, key=True)
            assert (place.line, place.column) == (key.start_mark.line + 1, key.start_mark.column + 1), route
        # an empty value has no text of its own; where it stands is a matter of taste
        if not (isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index):
            place = document.positions.of(route)
            assert (place.line, place.column) == (value.start_mark.line + 1, value.start_mark.column + 1), route
        compared += 1
    assert compared


@pytest.mark.parametrize("path", [*PLAN_FILES, *GOOD_FILES], ids=path_id)
def test_ruamel_reads_the_same_data_in_the_same_places(path: Path) -> None:
    text = as_text(path)
    document = read(text)
    assert document.data == with_text_keys(by_ruamel(text))
    assert_places_agree(text, document)


LINE_ENDS = "\n\r\x85\u2028\u2029"
TRICKY = [
    "1e5", "+1", ".5", "1.", "0o17", "0x1F", "010", "=", "-", "~", "null", "yes", "no", "on", "true", "2026-01-01",
    "12:30", "1_000", "a\nb", "  x", "a: b", "#", " #", "'", '"', "\\", "0b1", ".inf", ".nan", "-0", "1e999", "09",
    "a\tb", "\n", "trailing ", "several\n\nlines\n", "- a", "? a", "[a]", "{a}", "&a", "*a", "!a", "%a", "@a", "|", ">",
]  # fmt: skip


def plain_data(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    keys = texts.filter(lambda text: text != "<<")
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-(10**30), 10**30)
        | st.floats(allow_nan=False, allow_infinity=False)
        | texts
    )
    nested = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=20,
    )
    return st.dictionaries(keys, nested, min_size=1, max_size=4)


def ordinary(excluded: str = "") -> st.SearchStrategy[str]:
    """Return texts without the characters that a plan refuses, and without some others."""
    characters = st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff" + LINE_ENDS + excluded
    )
    tricky = [text for text in TRICKY if not set(text) & set(excluded)]
    return st.text(characters, max_size=25) | st.sampled_from(tricky)


def dumped(data: Any, *, flow: bool) -> str:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.allow_unicode = True
    writer.width = 1_000_000  # ruamel folds even keys, which no reader takes
    out = io.StringIO()
    writer.dump(data, out)
    return out.getvalue()


@settings(max_examples=150, deadline=None)
@given(plain_data(ordinary()))
def test_what_ruamel_writes_reads_back_the_same(data: dict[str, Any]) -> None:
    text = dumped(data, flow=False)
    document = read(text)
    assert document.faults == ()
    assert document.data == data
    assert_places_agree(text, document)


@settings(max_examples=100, deadline=None)
@given(plain_data(ordinary(excluded=":?")))  # in brackets libyaml, being of YAML 1.1, is stricter with these two
def test_what_ruamel_writes_in_brackets_reads_back_the_same(data: dict[str, Any]) -> None:
    text = dumped(data, flow=True)
    document = read(text)
    assert document.faults == ()
    assert document.data == data
    assert_places_agree(text, document)


def routes(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield route, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from routes(item, (*route, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from routes(item, (*route, number))


@pytest.mark.parametrize("path", PLAN_FILES, ids=path_id)
def test_the_place_of_every_value_is_where_its_text_is(path: Path) -> None:
    text = as_text(path)
    lines = text.splitlines()
    document = read(text)
    for route, value in routes(document.data):
        place = document.positions.of(route)
        here = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, str) and here[:1] not in ("'", '"', "|", ">"):
            assert here.startswith(re.split(r"\s", value)[0]), (route, place)
        elif isinstance(value, bool):
            assert here.lower().startswith(str(value).lower())
        elif isinstance(value, int | float):
            assert re.match(r"[-+.\d]", here)
        if route and isinstance(route[-1], str):
            place = document.positions.of(route, key=True)
            here = lines[place.line - 1][place.column - 1 :]
            assert here.lstrip("'\"").startswith(route[-1])


# --- a mistake on any line is reported on that line ------------------------------------------------------------------


def keys_of(text: str) -> list[tuple[int, int, int]]:
    """Return line, first column and last column of every key, as ruamel sees them; 0-based."""
    found = nodes(YAML(typ="safe", pure=True).compose(text))
    marks = [(key.start_mark, key.end_mark) for _, key, _ in found if key is not None]
    return sorted({(start.line, start.column, end.column) for start, end in marks})


def rename(line: str, start: int, _end: int) -> str:
    return f"{line[:start]}zzz_{line[start:]}"


def drop_colon(line: str, _start: int, end: int) -> str:
    return line[:end] + line[end + 1 :]


def drop_space(line: str, _start: int, end: int) -> str | None:
    return line[: end + 1] + line[end + 2 :] if line[end : end + 2] == ": " else None


def open_quotation(line: str, _start: int, end: int) -> str | None:
    return f'{line[: end + 2]}"{line[end + 2 :]}' if line[end : end + 2] == ": " else None


def second_colon(line: str, _start: int, end: int) -> str | None:
    is_plain = line[end : end + 2] == ": " and line[end + 2 : end + 3] not in ("", *"[{>|\"'")
    return f"{line[: end + 2]}one: {line[end + 2 :]}" if is_plain else None


def indent_by_tab(line: str, _start: int, _end: int) -> str | None:
    return "\t" + line.lstrip() if line.startswith("  ") else None


@pytest.mark.parametrize(
    ("break_line", "every"),
    [(rename, 2), (drop_colon, 2), (drop_space, 3), (open_quotation, 3), (second_colon, 3), (indent_by_tab, 3)],
)
def test_a_mistake_on_any_line_is_reported_on_that_line(break_line: Any, every: int, tmp_path: Path) -> None:
    broken_file = tmp_path / "broken.yaml"
    tried = 0
    for path in PLAN_FILES:
        lines = as_text(path).split("\n")
        for number, start, end in keys_of("\n".join(lines))[::every]:
            broken = break_line(lines[number], start, end)
            if broken is None:
                continue
            broken_file.write_text("\n".join([*lines[:number], broken, *lines[number + 1 :]]), encoding="utf-8")
            # what reading and the schema find; that this file alone has no plan: section does not count
            found = [
                problem for problem in load_plan(Location(broken_file, "broken")).problems if problem.code != "PLAN110"
            ]
            assert number + 1 in [problem.place.line for problem in found], (path, number + 1, broken, found)
            tried += 1
    assert tried > 500


@pytest.mark.parametrize("plan", sorted(path for path in PLANS.iterdir() if path.is_dir()), ids=path_id)
def test_a_reference_that_leads_nowhere_is_reported_where_it_stands(plan: Path, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / plan.name)
    location = locate(str(tmp_path / plan.name))[0]
    places: dict[Path, set[tuple[int, int, str]]] = {}
    for reference in Subject(load_plan(location)).links.references:
        place = reference.file.place(reference.route, key=reference.is_key)
        places.setdefault(reference.file.path, set()).add((place.line, place.column, reference.id))
    assert places

    expected = set()
    for path, found in places.items():
        lines = as_text(path).splitlines()
        # from the right, so that the places further left stay where they are
        for count, (number, column, wanted) in enumerate(sorted(found, reverse=True)):
            line = lines[number - 1]
            at = line.index(wanted, column - 1)
            assert at - (column - 1) <= 1, "a quotation mark at most stands before the id"
            lines[number - 1] = f"{line[:at]}zzz-unknown-{count}{line[at + len(wanted) :]}"
            expected.add((path.name, number))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    problems = check_plan(load_plan(location))

    # other rules may have something to say of a plan whose threads are all cut, but no more mistakes
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert {problem.code for problem in errors} == {"PLAN202"}
    assert {(Path(problem.file).name, problem.place.line) for problem in errors} == expected


# --- nor does any value bring it down ---------------------------------------------------------------------------------

JUNK: list[Any] = [
    None, True, 7, -1, 2.5, 10**90, "", "   ", "Some words", "zzz", "a: b", "2026-02-30", "x" * 300, [], [None],
    ["zzz"], [[]], [{}], {}, {"zzz": 1}, {"id": "zzz"}, {"from": "2026", "to": 3}, "two\nlines\n",
]  # fmt: skip


def replaced(value: Any, route: tuple[str | int, ...], junk: Any) -> Any:
    """Return a copy of some data with one value in it replaced."""
    if not route:
        return junk
    step, rest = route[0], route[1:]
    if isinstance(value, dict):
        return {key: replaced(item, rest, junk) if key == step else item for key, item in value.items()}
    return [replaced(item, rest, junk) if number == step else item for number, item in enumerate(value)]


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "good" / "exampleshire").rglob("*.y*ml")), ids=lambda path: path.stem
)
def test_any_value_in_place_of_any_other_is_taken_or_reported_there(path: Path, tmp_path: Path) -> None:
    found_while_reading = {rule.code for rule in rules(READER_FAMILIES)} - {"PLAN110"}
    data = read(as_text(path)).data
    file = tmp_path / "plan.yaml"
    for number, (route, _) in enumerate(routes(data)):
        for junk in JUNK[number % 23 :: 23] if route else ():
            # JSON is YAML too, and quickly written
            text = json.dumps(replaced(data, route, junk), indent=1, ensure_ascii=False)
            file.write_text(text, encoding="utf-8")
            positions = read(text).positions
            lines = {positions.of(inside).line for inside, _ in routes(junk, route)}
            lines.add(positions.of(route, key=True).line)

            # every rule is run, but only what reading and the schema find need stand at the value itself
            found = check_plan(load_plan(Location(file, "plan")))
            problems = [problem for problem in found if problem.code in found_while_reading]

            assert "is not right: " not in " ".join(problem.message for problem in problems)
            if problems:
                assert lines & {problem.place.line for problem in problems}, (route, junk, text)


def test_several_processes_say_what_one_says() -> None:
    def by(jobs: str) -> tuple[int, str, str]:
        words = ["validate", "plans", "tests/fixtures/bad/schema", "--as-of", "2026-06-01", "--jobs", jobs]
        done = subprocess.run(
            [sys.executable, "-m", "cqcplan", *words], check=False, capture_output=True, text=True, cwd=ROOT
        )
        return done.returncode, done.stdout, done.stderr

    one = by("1")
    assert one[0] == 1
    assert by("3") == one
