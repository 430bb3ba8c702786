"""The real yaml-language-server with the schema: what a person sees who edits a plan in an editor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.model.language_server import Editor
from tests.places import ROOT

pytestmark = programs.needs("node", "yaml-language-server")

MODELINE = "# yaml-language-server: $schema=../../schema/plan.schema.json\n"
PLANS = sorted((ROOT / "plans").glob("*/*.yaml"))
BAD = sorted((ROOT / "tests" / "fixtures" / "bad" / "schema").glob("*.yaml"))
NOT_SEEN = {
    "comma-in-braces.yaml": {4},  # a name without a value in braces: passed over
    "wrong-kind-of-value.yaml": {26, 29},  # the same; and .nan, which it takes for a number
    "empty-plan-section.yaml": {2},  # about the plan, not the file
    "no-plan-section.yaml": {1},
}
"""The lines of the bad plans where validate sees a mistake of structure and the language server does not."""
ONLY_SEEN = {"wrong-kind-of-value.yaml": {56, 60}}
"""An empty heading is an empty list to validate; an editor marks it until something stands under it."""
SEEN_ABOVE = {
    "missing-field-of-plan.yaml": {3: 2},
    "missing-field.yaml": {16: 15, 23: 22},
}
"""Where validate points at the id or first field of an entry, and the language server at the name above it."""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with Editor() as editor:
        yield editor


def with_modeline(text: str) -> str:
    return text if text.startswith(MODELINE) else MODELINE + text


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_an_example_plan_has_no_mistakes(editor: Editor, path: Path) -> None:
    assert editor.open(path.read_text(encoding="utf-8")).problems() == []


def test_an_unknown_field_is_marked_on_its_line(editor: Editor) -> None:
    text = f"{MODELINE}schema: 1\nrisks:\n  - id: capacity\n    title: Too few people\n    mitigaton: Recruit\n"
    assert editor.open(text).problems() == [(6, "Property mitigaton is not allowed.")]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_it_sees_the_mistakes_of_structure_that_validate_sees(editor: Editor, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = {number for number, line in enumerate(text.splitlines(), 1) if "# expect PLAN1" in line}
    moved = SEEN_ABOVE.get(path.name, {})
    wanted = {moved.get(line, line) for line in expected - NOT_SEEN.get(path.name, set())}
    wanted |= ONLY_SEEN.get(path.name, set())
    # the modeline moves every line down by one
    assert {line - 1 for line, _ in editor.open(MODELINE + text).problems()} == wanted


PRIORITY = f"""\
{MODELINE}priorities:
  - id: timeliness
    title: Timeliness of assessments
    quality_statements: [equity]
    \n\
updates:
  - on: 2026-06-17
    about: timeliness
    status: \n"""


def test_it_offers_the_fields_of_a_priority_that_are_not_there_yet(editor: Editor) -> None:
    offered = editor.open(PRIORITY).completions(after="[equity]\n    ")
    assert {"actions", "findings", "lead", "outcomes", "sponsor", "theme"} <= offered
    assert not {"id", "title", "quality_statements", "rag", "milestones"} & offered


def test_it_offers_the_words_a_field_takes(editor: Editor) -> None:
    offered = editor.open(PRIORITY).completions(after="status: ")
    assert {"not-started", "in-progress", "complete", "embedded", "closed", "transferred"} <= offered


def test_it_offers_the_quality_statements(editor: Editor) -> None:
    text = f"{MODELINE}assessments:\n  - id: peer\n    kind: peer\n    framework: la-2026-04\n    scores:\n      \n"
    assert {"assessing-needs", "safeguarding", "learning"} <= editor.open(text).completions(after="scores:\n      ")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("title", "What papers call it, in a few words."),
        ("quality_statements", "Write the id of a quality statement."),
        ("status", "Complete is not embedded."),
        ("about", "The priority, action, milestone, risk, measure … it concerns."),
        ("updates", "Something that happened, or was reported, on a date."),
    ],
)
def test_it_says_what_a_field_means_with_an_example(editor: Editor, word: str, said: str) -> None:
    shown = editor.open(PRIORITY).hover(word)
    assert said in shown
    assert "Example" in shown or word == "updates"
