"""Every output format of ``validate``, read by a real parser, and held against the JSON of the same run."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.cli.show_problems import OutputFormat
from cqcplan.problems import as_json, github, gitlab, junit, sarif, summary, text
from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Place, Problem, Related, Severity
from cqcplan.problems.visible import visible
from tests.places import ROOT

SARIF = Draft4Validator(json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
"""The published schema of SARIF 2.1.0."""
URI_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")
HEADER = "schema: 1\nplan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}\n"
ONLY = ("--select", "PLAN0,PLAN1,PLAN2,PLAN3,PLAN503")
"""The rules these plans are made for, so that a new rule does not change what is counted here."""
MIXED = """\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    printed: {overall_percent: 58, rating: requires-improvement}
risks:
  - {id: cqc-2024, title: Too few people, owner: director}
"""
BROKEN = """\
risks:
  - {id: capacity, title: Too few people, onwer: director, owner: director}
roles:
  - {id: director, title: Director}
updates:
  - {on: 2026-02-30, about: capacity, text: Nothing}
"""
HOSTILE = (
    "risks:\n"
    "  - {id: r1, title: Too few, \"]]> <b a='1'>&amp; 100% of it\": 1}\n"
    '  - {id: r2, title: Too few, "one\\n::error file=x::two, three: four\\u2028five": 1}\n'
    "  - {id: r3, title: Too few, '☕ 😀 \\ | [click](http://example.org) ##[add-mask]e `$x$`': 1}\n"
    "  - {id: r4, title: Too few, owner: ']]>%0A%25\"', once: 1, twice: 2}\n"
)
HOSTILE_NAMES = ["a b%20c.yaml", "]]>&'\".yaml", "one\n::error::two.yaml", "tab\tescape\x1b[31m.yaml", "😀 é,1:2.yaml"]


def run(*words: str, env: dict[str, str] | None = None) -> Result:
    result = CliRunner().invoke(app, ["validate", *words, *ONLY], env=env)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for name, body in {"plan": "", **files}.items():
        (folder / f"{name}.yaml").write_text(HEADER + body if name == "plan" else body, encoding="utf-8")


def clean(here: Path) -> list[str]:
    write(here / "a", risks="risks:\n  - {id: capacity, title: Too few people}\n")
    write(here / "b")
    return ["a", "b"]


def mixed(here: Path) -> list[str]:
    write(here / "p", plan=MIXED, roles="roles:\n  - {id: director, title: Director}\n")
    write(here / "q", broken=BROKEN)
    return ["p", "q"]


def hostile(here: Path) -> list[str]:
    write(here / "p ]]>", plan=HOSTILE)
    for number, name in enumerate(HOSTILE_NAMES):
        body = f"risks:\n  - {{id: n{number}, title: Too few, owner: nobody}}\n"
        (here / "p ]]>" / name).write_text(body, encoding="utf-8")
    return ["p ]]>"]


def unreadable(here: Path) -> list[str]:
    write(here / "p")
    (here / "p" / "gone.yaml").symlink_to(here / "nowhere.yaml")
    (here / "p" / "bytes.yaml").write_bytes(b"risks:\n  - {id: r, title: Caf\xe9}\n")
    return ["p", "no-such-plan"]


def nothing(_here: Path) -> list[str]:
    return ["no-such-\udcffplan ]]>"]


SITUATIONS = {"clean": clean, "mixed": mixed, "hostile": hostile, "unreadable": unreadable, "nothing": nothing}
EXITS = {"clean": 0, "mixed": 1, "hostile": 1, "unreadable": 2, "nothing": 2}


# --- one reader for each format: each returns (file, code, line) of every problem ------------------------------------

Found = list[tuple[str, str, int]]


def read_text(said: str, data: dict[str, Any]) -> Found:
    """Blocks end in an empty line; the first line of each is the headline."""
    assert said.endswith("\n") or not said
    heads = [block.split("\n")[0] for block in said.split("\n\n") if block]
    assert len(heads) == len(data["problems"])
    for head, problem in zip(heads, data["problems"], strict=True):
        assert f":{problem['line']}:{problem['column']}: {problem['severity']}[{problem['code']}] " in head
        assert problem["message"] in head
    return found_in(data)


def read_concise(said: str, data: dict[str, Any]) -> Found:
    lines = said.removesuffix("\n").split("\n") if said else []
    assert len(lines) == len(data["problems"])
    for line, problem in zip(lines, data["problems"], strict=True):
        assert line.endswith(f":{problem['line']}:{problem['column']}: {problem['code']} {problem['message']}")
        assert line.isprintable() or "\u2028" in line
    return found_in(data)


def read_json(said: str, data: dict[str, Any]) -> Found:
    assert json.loads(said) == data
    return found_in(data)


def read_github(said: str, data: dict[str, Any]) -> Found:
    commands = [annotation(line) for line in said.removesuffix("\n").split("\n") if line]
    severities = [command for command, _, _ in commands]
    assert severities == sorted(severities, key=["error", "warning", "notice"].index)
    messages = {(visible(problem["file"]), visible(problem["message"])) for problem in data["problems"]}
    found = []
    for _, properties, message in commands:
        assert (properties["file"], message.split("\n")[0]) in messages
        assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
        assert int(properties["endColumn"]) >= int(properties["col"]) >= 1
        found.append((properties["file"], properties["title"].split(" ")[0], int(properties["line"])))
    return found


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    """Read one command as GitHub's runner does."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    command, _, properties = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    unescaped = {
        name: value.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%")
        for name, value in pairs.items()
    }
    return command, unescaped, message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def read_gitlab(said: str, data: dict[str, Any]) -> Found:
    entries = json.loads(said)
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len(set(fingerprints)) == len(fingerprints), "GitLab drops all but one entry with the same fingerprint"
    for entry, problem in zip(entries, data["problems"], strict=True):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] == {"error": "major", "warning": "minor", "info": "info"}[problem["severity"]]
        assert entry["description"].startswith(problem["message"])
    return [(entry["location"]["path"], entry["check_name"], entry["location"]["lines"]["begin"]) for entry in entries]


def read_sarif(said: str, data: dict[str, Any]) -> Found:
    log = json.loads(said)
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert one["invocations"][0]["exitCode"] == data["exit"]
    assert one["invocations"][0]["executionSuccessful"] == (data["exit"] != 2)
    assert len(one["invocations"][0]["toolExecutionNotifications"]) == len(data["failures"])
    found = []
    for result, problem in zip(one["results"], data["problems"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == {"error": "error", "warning": "warning", "info": "note"}[problem["severity"]]
        where = result["locations"][0]["physicalLocation"]
        uri = where["artifactLocation"]["uri"]
        assert URI_REFERENCE.fullmatch(uri)
        assert not uri.startswith("/")
        assert where["region"] == {
            "startLine": problem["line"],
            "startColumn": problem["column"],
            "endLine": problem["end_line"],
            "endColumn": problem["end_column"],
        }
        found.append((unquote(uri), result["ruleId"], where["region"]["startLine"]))
    prints = [tuple(result["partialFingerprints"].values()) for result in one["results"]]
    assert len(set(prints)) == len(prints)
    return found


def read_junit(said: str, data: dict[str, Any]) -> Found:
    root = ET.fromstring(said.encode())  # noqa: S314 - our own output
    suites = root.findall("testsuite")
    cases = root.findall("testsuite/testcase")
    assert int(root.attrib["tests"]) == len(cases) >= 1, "CI servers say 'no tests' of a file without cases"
    assert int(root.attrib["failures"]) == len(data["problems"])
    assert int(root.attrib["errors"]) == len(data["failures"]) == len(root.findall("testsuite/testcase/error"))
    found = []
    for suite in suites:
        inside = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(inside) >= 1
        failing = [case for case in inside if case.find("failure") is not None]
        assert int(suite.attrib["failures"]) == len(failing)
        names = [case.attrib["name"] for case in inside]
        assert len(set(names)) == len(names)
        for case in failing:
            said_of_it = case.find("failure")
            assert said_of_it is not None
            assert case.attrib["name"].split(" ")[0] in (said_of_it.text or "")
            assert case.attrib["file"] == suite.attrib["name"]
            found.append((suite.attrib["name"], case.attrib["name"].split(" ")[0], int(case.attrib["line"])))
    return found


READERS: dict[OutputFormat, Callable[[str, dict[str, Any]], Found]] = {
    OutputFormat.TEXT: read_text,
    OutputFormat.CONCISE: read_concise,
    OutputFormat.JSON: read_json,
    OutputFormat.GITHUB: read_github,
    OutputFormat.GITLAB: read_gitlab,
    OutputFormat.SARIF: read_sarif,
    OutputFormat.JUNIT: read_junit,
}


def found_in(data: dict[str, Any]) -> Found:
    return [(problem["file"], problem["code"], problem["line"]) for problem in data["problems"]]


@pytest.mark.parametrize("output_format", OutputFormat)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_format_says_the_same_in_every_situation(here: Path, situation: str, output_format: OutputFormat) -> None:
    words = SITUATIONS[situation](here)
    data = json.loads(run(*words, "--output-format", "json").stdout)

    result = run(*words, "--output-format", output_format)

    assert result.exit_code == EXITS[situation] == data["exit"]
    found = READERS[output_format](result.stdout, data)
    expected = [(xml_name(file), *rest) for file, *rest in found_in(data)]
    assert sorted((xml_name(file), *rest) for file, *rest in found) == sorted(expected)
    assert ("no-such-" in result.stderr) == (situation in ("unreadable", "nothing"))
    assert "\r" not in result.stdout


def xml_name(file: str) -> str:
    """Return a file's name with the characters spelt out that no XML may hold and no terminal should be sent."""
    return visible(file)


def test_there_is_something_to_compare(here: Path) -> None:
    counts = {}
    for name, make in SITUATIONS.items():
        folder = here / name
        folder.mkdir()
        os.chdir(folder)
        counts[name] = len(json.loads(run(*make(folder), "--format", "json").stdout)["problems"])
    assert counts == {"clean": 0, "mixed": 4, "hostile": 11, "unreadable": 2, "nothing": 0}


# --- json ------------------------------------------------------------------------------------------------------------


def test_json_counts_and_places(here: Path) -> None:
    data = json.loads(run(*mixed(here), "--format", "json").stdout)

    assert list(data) == ["version", "exit", "plans", "files", "counts", "waived", "baseline", "failures", "problems"]
    assert (data["plans"], data["files"]) == (2, 4)
    assert data["counts"] == {"errors": 3, "warnings": 1, "information": 0}
    underlined = []
    for problem in data["problems"]:
        line = Path(problem["file"]).read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
        underlined.append((problem["code"], line[problem["column"] - 1 : problem["end_column"] - 1]))
        assert problem["end_line"] == problem["line"]
    assert underlined == [
        ("PLAN503", "printed"),
        ("PLAN201", "cqc-2024"),
        ("PLAN101", "onwer"),
        ("PLAN301", "2026-02-30"),
    ]


def test_what_could_not_be_found_is_in_the_json(here: Path) -> None:
    data = json.loads(run("nowhere", "--format", "json").stdout)
    assert data["failures"] == [{"message": 'there is no plan or file "nowhere"', "help": "name a plan by its path"}]


@pytest.mark.parametrize(
    ("line", "column", "end"),
    [
        ("owner: director", 8, 16),
        ("owner: director  # who", 8, 16),
        ("  - {id: a, title: b}", 10, 11),
        ("title: 'it''s' # x", 8, 15),
        ("title: 😀 ☕", 8, 11),
        ('title: "never closed', 8, 21),
        ("title:", 7, 7),
        ("", 1, 1),
        ("short", 40, 40),
        (f"title: '{'x, ' * 500}'", 8, 1510),
    ],
)
def test_where_a_problem_ends(line: str, column: int, end: int) -> None:
    problem = Problem("PLAN101", Severity.ERROR, "m", "f", Place(3, column), line_text=line)
    assert problem.extent == Place(3, column, 3, end)


def test_an_end_that_is_known_is_kept() -> None:
    assert Problem("PLAN101", Severity.ERROR, "m", "f", Place(3, 1, 5, 2), line_text="x").extent == Place(3, 1, 5, 2)
    assert Problem("PLAN101", Severity.ERROR, "m", "f", Place(3, 4)).extent == Place(3, 4, 3, 4)


# --- github ----------------------------------------------------------------------------------------------------------


def made(*severities: Severity, **parts: Any) -> Outcome:
    """An outcome with one problem of each severity, in the order given."""
    problems = tuple(
        Problem(
            "PLAN101", severity, **{"message": f"number {number}", "file": "f.yaml", "place": Place(number, 1), **parts}
        )
        for number, severity in enumerate(severities, 1)
    )
    return Outcome(problems, 1, ("f.yaml",), exit_code=1)


def test_github_shows_errors_first_then_warnings_then_notices() -> None:
    said = github.document(made(Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.WARNING, Severity.ERROR))
    assert [line.split(" ")[0] + line[-1] for line in said.splitlines()] == [
        "::error3", "::error5", "::warning2", "::warning4", "::notice1",
    ]  # fmt: skip


def test_github_escapes_by_its_own_rules(here: Path) -> None:
    (here / "50%, a:b").mkdir()
    (here / "50%, a:b" / "plan.yaml").write_text(HEADER + "risks:\n  - {id: a, title: b, owner: '100%: a, b'}\n")

    said = run("50%, a:b", "--output-format", "github").stdout

    assert said == (
        "::error file=50%25%2C a%3Ab/plan.yaml,line=4,endLine=4,col=30,endColumn=42,title=PLAN105 (a)::"
        '"100%25: a, b" is not an id%0Ahelp: use lower-case words and figures joined by hyphens: 100-a-b\n'
    )


def test_github_is_told_no_columns_of_several_lines() -> None:
    said = github.document(made(Severity.ERROR, place=Place(2, 3, 4, 5)))
    assert said == "::error file=f.yaml,line=2,endLine=4,title=PLAN101::number 1\n"


def test_the_log_has_all_that_github_drops(here: Path) -> None:
    entries = "".join(f"  - {{id: r{number}, title: Too few, owner: nobody}}\n" for number in range(60))
    write(here / "p", risks=f"risks:\n{entries}")

    result = run("p", "--output-format", "github")

    assert len(result.stdout.splitlines()) == 60
    assert all(line.startswith("::error ") for line in result.stdout.splitlines())
    log = result.stderr.splitlines()
    assert log[:-1] == run("p", "--output-format", "concise").stdout.splitlines()
    assert log[-1] == "60 errors in 1 plan, 2 files"


def test_nothing_in_the_log_is_a_command_to_github(here: Path) -> None:
    result = run(*hostile(here), "--output-format", "github")
    assert "[add-mask]" in result.stderr
    assert "##[" not in result.stderr
    assert not [line for line in result.stderr.splitlines() if line.lstrip().startswith("::")]
    assert github.safe_in_log("::x/plan.yaml:1:1: PLAN101 m\nb") == "./::x/plan.yaml:1:1: PLAN101 m\nb"


@pytest.mark.parametrize("output_format", ["github", "gitlab", "sarif", "junit"])
def test_files_are_named_from_the_top_of_the_repository(
    here: Path, output_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "care" / "p", risks="risk: []\n")
    monkeypatch.chdir(here / "care")
    said = {
        run(word, "--output-format", output_format).stdout
        for word in ("p", "./p", str(here / "care" / "p"), "../care/p")
    }
    assert len(said) == 1, "the same bytes, however the plan is named"
    assert "care/p/risks.yaml" in said.pop()


def test_a_file_outside_the_repository_keeps_its_name(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "p", risks="risk: []\n")
    (here / "other" / ".git").mkdir(parents=True)
    monkeypatch.chdir(here / "other")
    assert "file=../p/risks.yaml," in run("../p", "--output-format", "github").stdout


# --- gitlab and sarif ------------------------------------------------------------------------------------------------


def prints(output_format: str, said: str) -> list[str]:
    data = json.loads(said)
    if output_format == "gitlab":
        return [entry["fingerprint"] for entry in data]
    return [value for result in data["runs"][0]["results"] for value in result["partialFingerprints"].values()]


@pytest.mark.parametrize("output_format", ["gitlab", "sarif"])
def test_fingerprints_stay_when_lines_move(here: Path, output_format: str) -> None:
    words = mixed(here)
    before = prints(output_format, run(*words, "--output-format", output_format).stdout)
    for file in here.rglob("*.yaml"):
        file.write_text("# a new first line\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    after = prints(output_format, run(*words, "--output-format", output_format).stdout)
    assert before == after
    assert len(set(before)) == 4


def test_sarif_tells_of_every_rule(here: Path) -> None:
    from cqcplan.checks.catalogue import rules

    (one,) = json.loads(run(*clean(here), "--output-format", "sarif").stdout)["runs"]
    told = {rule["id"]: rule for rule in one["tool"]["driver"]["rules"]}
    assert list(told) == [rule.code for rule in rules()]
    for rule in rules():
        said = told[rule.code]
        assert said["name"] == rule.name
        assert said["fullDescription"]["text"] == rule.what
        assert rule.why in said["help"]["text"]
        assert rule.why in said["help"]["markdown"]
        assert said["shortDescription"]["text"]
    assert told["PLAN503"]["defaultConfiguration"] == {"level": "warning"}
    assert told["PLAN201"]["defaultConfiguration"] == {"level": "error"}


def test_sarif_names_the_other_place_and_the_entry(here: Path) -> None:
    (one,) = json.loads(run(*mixed(here), "--output-format", "sarif").stdout)["runs"]
    duplicate = next(result for result in one["results"] if result["ruleId"] == "PLAN201")
    assert duplicate["locations"][0]["logicalLocations"] == [{"name": "cqc-2024", "kind": "object"}]
    (other,) = duplicate["relatedLocations"]
    assert other["message"]["text"] == "first defined here"
    assert other["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 9}


def test_sarif_messages_hold_no_links(here: Path) -> None:
    said = run(*hostile(here), "--output-format", "sarif").stdout
    texts = [result["message"]["text"] for result in json.loads(said)["runs"][0]["results"]]
    assert any("[click]" in message for message in texts)
    assert not any("](" in message for message in texts)


def test_sarif_takes_a_code_without_a_rule() -> None:
    log = json.loads(sarif.document(made(Severity.INFO), ()))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    assert log["runs"][0]["results"][0]["level"] == "note"


# --- junit -----------------------------------------------------------------------------------------------------------


def test_junit_has_a_passing_case_for_a_clean_file(here: Path) -> None:
    root = ET.fromstring(run(*clean(here), "--output-format", "junit").stdout)  # noqa: S314 - our own output
    assert [suite.attrib["name"] for suite in root] == ["a/plan.yaml", "a/risks.yaml", "b/plan.yaml"]
    assert [len(suite) for suite in root] == [1, 1, 1]
    assert {case.attrib["name"] for case in root.iter("testcase")} == {"no problems"}


# --- summary ---------------------------------------------------------------------------------------------------------


def test_a_summary_in_markdown(here: Path) -> None:
    result = run(*mixed(here), "--summary", "s.md")
    assert result.exit_code == 1
    said, _, last = (here / "s.md").read_text(encoding="utf-8").partition("| warning ")
    assert last.startswith("| PLAN503 | p/plan.yaml:10:5 | the printed result is 58 per cent")
    assert said == (
        "## cqcplan validate\n"
        "\n"
        "3 errors, 1 warning in 2 plans, 4 files.\n"
        "\n"
        "| Severity | Code | Place | Problem |\n"
        "| --- | --- | --- | --- |\n"
        '| error | PLAN201 | p/plan.yaml:12:10 | the id "cqc-2024" stands twice in this plan (an assessment and a risk)'
        " (cqc-2024)<br>give one of the two another id: ids are unique in a plan, whatever they name |\n"
        '| error | PLAN101 | q/broken.yaml:2:43 | unknown field "onwer" (capacity)<br>did you mean "owner"? |\n'
        "| error | PLAN301 | q/broken.yaml:6:10 | 2026-02-30 is not a date<br>February 2026 has 28 days |\n"
    )


def test_a_summary_of_nothing_wrong_and_of_what_is_not_there(here: Path) -> None:
    run(*clean(here), "--summary", "s.md")
    assert (here / "s.md").read_text() == "## cqcplan validate\n\nNo problems in 2 plans, 3 files.\n"
    run("nowhere", "--summary", "s.md")
    assert "could not be checked" in (here / "s.md").read_text()


def test_github_names_its_own_summary_and_each_command_adds_to_it(here: Path) -> None:
    words = clean(here)
    env = {"GITHUB_STEP_SUMMARY": str(here / "step.md")}
    run(*words, env=env)
    assert not (here / "step.md").exists(), "only with --output-format github"

    run(*words, "--output-format", "github", env=env)
    run(*words, "--output-format", "github", env=env)
    assert (here / "step.md").read_text().count("## cqcplan validate") == 2

    run(*words, "--output-format", "github", "--summary", "own.md", env=env)
    run(*words, "--output-format", "github", "--summary", "own.md", env=env)
    assert (here / "own.md").read_text().count("## cqcplan validate") == 1
    assert (here / "step.md").read_text().count("## cqcplan validate") == 2


def test_text_from_a_plan_is_no_markup_in_a_summary(here: Path) -> None:
    run(*hostile(here), "--summary", "s.md")
    said = (here / "s.md").read_text(encoding="utf-8")
    head, rows = said.split("| --- | --- | --- | --- |\n")
    assert "11 errors" in head
    for row in rows.splitlines():
        assert len(re.findall(r"(?<!\\)\|", row)) == 5, row
        assert not re.search(r"<(?!br>)|(?<!\\)[\[`$]", row), row
        assert "\x1b" not in row


def test_a_summary_is_cut_before_github_drops_it(here: Path) -> None:
    outcome = made(*[Severity.ERROR] * 5000, message="word " * 60)
    said = summary.document(outcome)
    assert len(said.encode()) < summary.LARGEST
    shown = said.count("| error |")
    assert 1000 < shown < 5000
    assert f"{5000 - shown} more" in said
    assert "5,000 errors" in said
    assert len(summary.document(outcome, room=2000)) <= 2000


def test_a_summary_that_cannot_be_written(here: Path) -> None:
    result = run(*mixed(here), "--summary", "nowhere/s.md")
    assert result.exit_code == 2
    assert "error: nowhere/s.md cannot be written" in result.stderr
    assert "PLAN101" in result.stdout, "what was found is shown all the same"


# --- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output_format", OutputFormat)
def test_the_same_bytes_in_another_process(here: Path, output_format: str) -> None:
    words = [sys.executable, "-m", "cqcplan", "validate", *hostile(here), "--output-format", output_format]
    runs = [
        subprocess.run(words, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == 1, runs[0].stderr
    runs[0].stdout.decode("utf-8")


def calls_of(render: Callable[[], str]) -> int:
    """Count the functions called on the way."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        assert render()
    finally:
        sys.setprofile(None)
    return count


def test_ten_times_the_problems_take_ten_times_the_work() -> None:
    """Counted, not timed: no renderer looks at a problem once for every other."""
    related = (Related("f.yaml", Place(1, 1), "first defined here"),)

    def renders(number: int) -> tuple[Callable[[], str], ...]:
        outcome = made(*[Severity.WARNING] * number, help="h " * 20, entry="an-id", related=related, line_text="x: y")
        return (
            lambda: text.full(outcome.problems),
            lambda: text.concise(outcome.problems),
            lambda: as_json.document(outcome),
            lambda: github.document(outcome),
            lambda: gitlab.document(outcome),
            lambda: sarif.document(outcome, ()),
            lambda: junit.document(outcome),
            lambda: summary.document(outcome),
        )

    for few, many in zip(renders(200), renders(2000), strict=True):
        assert calls_of(many) < 11 * calls_of(few)
