"""``cqcplan rule`` and docs/rules: every rule explained, from one text."""

import json
import re
import sys

import pytest
from scripts.write_rules import pages
from typer.testing import CliRunner, Result

from cqcplan.checks.catalogue import rules
from cqcplan.checks.page import catalogue_markdown
from cqcplan.checks.rule import Rule
from cqcplan.cli.app import app
from tests.places import ROOT

FOLDER = ROOT / "docs" / "rules"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["rule", *words])


def by_code(rule: Rule) -> str:
    return rule.code


each_rule = pytest.mark.parametrize("rule", rules(), ids=by_code)


@each_rule
def test_a_page_says_all_of_the_rule(rule: Rule) -> None:
    result = run(rule.code)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for part in (rule.code, rule.name, f"severity: {rule.severity}", rule.what, rule.why):
        assert " ".join(part.split()) in said
    for example in (rule.bad, rule.good):
        for line in example.replace("  # here", "").splitlines():
            assert not line or f"  {line}\n" in result.stdout
    assert "# here" not in result.stdout
    assert f"--ignore {rule.code}" in said or (not rule.on_by_default and f"--select {rule.code}" in said)
    assert ("--as-of" in said) == rule.needs_day or "--as-of" in rule.what + rule.why


@each_rule
def test_a_rule_is_found_by_code_or_name_in_any_case(rule: Rule) -> None:
    pages_ = {run(word).stdout for word in (rule.code, rule.code.lower(), rule.name, rule.name.upper())}
    assert len(pages_) == 1
    assert pages_.pop().startswith(f"{rule.code} {rule.name}\n")


@pytest.mark.parametrize(
    ("word", "near"),
    [("PLAN20", 'did you mean "PLAN20'), ("unkown-field", 'did you mean "unknown-field"?'), ("zebra", "rule --all")],
)
def test_an_unknown_rule_is_exit_2_with_the_nearest(word: str, near: str) -> None:
    result = run(word)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f'there is no rule "{word}"' in result.stderr
    assert near in result.stderr


@pytest.mark.parametrize("words", [[], ["PLAN101", "--all"]])
def test_one_rule_or_all_of_them(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "name one rule, or ask for --all" in result.stderr


def test_the_catalogue_lists_every_rule_on_one_line() -> None:
    lines = run("--all").stdout.splitlines()
    assert lines[0].split("  ")[0] == "code"
    assert [line.split()[:3] for line in lines[1:]] == [[rule.code, rule.name, rule.severity] for rule in rules()]
    assert max(map(len, lines)) <= 100


def test_the_catalogue_in_markdown_is_one_table() -> None:
    lines = run("--all", "--format", "markdown").stdout.splitlines()
    assert len(lines) == len(rules()) + 2
    assert {line.replace(r"\|", "").count("|") for line in lines} == {lines[0].count("|")}


def test_a_stroke_in_a_rule_does_not_part_a_cell() -> None:
    told = rules()[0]._replace(what="Neither `|` nor `>` begins a text.")
    assert r"| Neither `\|` nor `>` begins a text. |" in catalogue_markdown([told])


def test_json_is_versioned_and_the_same_for_one_and_all() -> None:
    every = json.loads(run("--all", "--format", "json").stdout)
    assert every["version"] == 1
    assert [item["code"] for item in every["rules"]] == [rule.code for rule in rules()]
    one = json.loads(run("cqc101", "--format", "json").stdout)
    assert one == {"version": 1, "rules": [item for item in every["rules"] if item["code"] == "PLAN101"]}
    assert one["rules"][0].keys() == {
        "code", "name", "severity", "on_by_default", "needs_day", "what", "why", "bad", "good", "options",
    }  # fmt: skip
    assert "# here" not in one["rules"][0]["bad"]


@each_rule
def test_the_page_in_docs_is_the_page_in_markdown(rule: Rule) -> None:
    path = FOLDER / f"{rule.code}.md"
    assert path.is_file(), "run: make rules"
    assert run(rule.name, "--format", "markdown").stdout == path.read_text(encoding="utf-8"), "run: make rules"


def test_docs_hold_the_pages_and_nothing_else() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert stored == pages(), "run: make rules"


def test_the_index_links_to_every_page() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    for rule in rules():
        assert f"[{rule.code}]({rule.code}.md)" in index


def test_explaining_a_rule_reads_no_plan_and_makes_no_paper() -> None:
    import subprocess

    script = (
        "import sys\nfrom cqcplan.cli.app import app\napp(['rule', 'PLAN101'], standalone_mode=False)\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    modules = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stderr.split()
    assert not {"rich", "jinja2", "ruamel", "cqcplan.papers"} & set(modules)


def test_docs_tell_of_each_family_once() -> None:
    """A figure that a code begins with stands in one line, and every code has such a line."""
    told = re.findall(r"^- (\d)xx: ", pages()["README.md"], re.MULTILINE)
    assert told == sorted({rule.number[0] for rule in rules()})
