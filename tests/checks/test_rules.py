"""Every rule has a page whose examples are true, and every code that can be reported has a rule."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from cqcplan.checks import catalogue
from cqcplan.checks.catalogue import PLAN_FAMILIES, READER_FAMILIES, WAIVER_FAMILY, rules
from cqcplan.checks.rule import Rule
from cqcplan.checks.run import check_plan
from cqcplan.checks.settings import Settings
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.problems.problem import Problem, Severity
from tests.places import SOURCE

FAMILIES = (*READER_FAMILIES, *PLAN_FAMILIES, WAIVER_FAMILY)
DAY = date(2026, 6, 1)
"""The day that examples are looked at from."""
HEADER = "schema: 1\nplan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}\n"
NO_EXAMPLE = {
    "PLAN002": "bytes that are not text",
    "PLAN012": "a file that cannot be opened",
}
"""The rules whose example cannot be shown as text, and what it would be."""
ABOUT_THE_HEADER = {"PLAN110", "PLAN708"}
"""The rules whose examples are about ``plan:`` itself, so that none is added."""


def problems_of(example: str, code: str, folder: Path) -> list[Problem]:
    """Check an example as one file of a plan; the other holds ``plan:``, unless the example is about that."""
    if code in ABOUT_THE_HEADER:
        (folder / "example.yaml").write_text(example, encoding="utf-8")
        plan = folder / "example.yaml"
    else:
        (folder / "plan.yaml").write_text(HEADER, encoding="utf-8")
        (folder / "example.yaml").write_text(example, encoding="utf-8")
        plan = folder
    off_by_default = any(rule.code == code and not rule.on_by_default for rule in rules())
    settings = Settings(as_of=DAY, select=(code,) if off_by_default else ())
    found = [problem for location in locate(str(plan)) for problem in check_plan(load_plan(location), settings)]
    # an example is about one rule: a part of a plan lacks much that others ask for, but must hold no mistake
    return [problem for problem in found if problem.code == code or problem.severity is Severity.ERROR]


def by_code(rule: Rule) -> str:
    return rule.code


WITH_EXAMPLES = [rule for rule in rules() if rule.code not in NO_EXAMPLE]


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=by_code)
def test_the_bad_example_raises_its_code_where_it_says(rule: Rule, tmp_path: Path) -> None:
    marked = [number for number, line in enumerate(rule.bad.splitlines(), 1) if line.endswith("  # here")]
    assert marked, "no line of the bad example ends in '  # here'"

    found = problems_of(rule.bad, rule.code, tmp_path)

    assert [(problem.code, problem.place.line) for problem in found] == [(rule.code, line) for line in marked]
    assert {Path(problem.file).name for problem in found} == {"example.yaml"}
    assert {problem.severity for problem in found} == {rule.severity}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=by_code)
def test_the_good_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    assert problems_of(rule.good, rule.code, tmp_path) == []


def test_the_examples_that_are_left_out_are_those_listed() -> None:
    assert {rule.code for rule in rules() if not rule.bad} == set(NO_EXAMPLE)
    assert {rule.code for rule in rules() if not rule.good} == set(NO_EXAMPLE)


@pytest.mark.parametrize("rule", rules(), ids=by_code)
def test_a_page_says_something(rule: Rule) -> None:
    for text in (rule.what, rule.why):
        assert text.endswith(".")
        assert text[0].isupper()
        assert len(text.split()) > 5
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in rules()}) == len(rules())
    assert len({rule.name for rule in rules()}) == len(rules())


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_holds_its_own_codes_one_to_a_module(family: str) -> None:
    package = import_module(f"cqcplan.checks.{family}")
    range_ = re.match(r"(\d)xx: ", package.__doc__ or "")
    assert range_, f"the docstring of checks/{family} does not begin with its range of codes, such as 1xx"
    for path in (catalogue.FOLDER / family).glob("[a-z]*.py"):
        module = import_module(f"cqcplan.checks.{family}.{path.stem}")
        if isinstance(rule := getattr(module, "RULE", None), Rule):
            assert rule.number.startswith(range_[1])
            assert path.stem == rule.name.replace("-", "_")
            assert (module.__doc__ or "").startswith(f"{rule.number}: ")
            # a rule that looks at plans is run only from a family that is run
            assert family in (PLAN_FAMILIES if rule.find else (*READER_FAMILIES, WAIVER_FAMILY))


def test_no_rule_stands_outside_the_families() -> None:
    folders = {
        path.parent.name for path in catalogue.FOLDER.glob("*/*.py") if "RULE = Rule(" in path.read_text("utf-8")
    }
    assert folders <= set(FAMILIES)


RAISED = re.compile(r"""(?:problem|problem_at|fault|Fault)\(\s*"(\d{3})",""")


def test_every_code_in_the_source_has_a_page_and_every_page_is_used() -> None:
    pages = {rule.number for rule in rules()}
    elsewhere = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.parent != catalogue.FOLDER:
            elsewhere |= set(RAISED.findall(path.read_text("utf-8")))

    assert elsewhere - pages == set(), "raised, but has no page"
    # a rule with a `find` raises its own code; the others are raised by the reader or the schema
    assert pages - elsewhere - {rule.number for rule in rules() if rule.find} == set(), (
        "has a page, but is never raised"
    )
