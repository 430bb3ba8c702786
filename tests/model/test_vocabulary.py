"""The choices of a plan stand once, with their words, and everybody who names them takes them from there."""

import ast
from pathlib import Path
from typing import get_origin

import pytest

from cqcplan.cli.audience import Audience
from cqcplan.cli.score import RatingToReach
from cqcplan.model import vocabulary
from cqcplan.model.vocabulary import Rating, Visibility, choices, choices_told
from tests.places import SOURCE

OF = {name: choices(value) for name, value in vars(vocabulary).items() if str(get_origin(value)) == "typing.Literal"}
"""Every choice by name."""


def lists_in(file: Path) -> set[frozenset[str]]:
    """Find every list of texts that a file writes down: literals, tuples, sets, and the keys of mappings."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        held = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", None)
        texts = [item.value for item in held or () if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if held and len(texts) == len(held):
            found.add(frozenset(texts))
    return found


OTHERWISE = {
    "exchange/own/guess.py",  # what people write for a status in trackers of their own
    "exchange/tracker/as_xlsx.py",  # how the cells of a colour look in a workbook
    "papers/colours.py",  # how a colour looks on paper
    "view/levels.py",  # what each level reads
    "timeline/cycles.py",  # how many months each is
    "timeline/series.py",  # how far apart the days of each are
}
"""Files that say something else of every choice, keyed by it, each with what."""


def test_no_choices_are_written_down_a_second_time() -> None:
    known = {frozenset(words) for words in OF.values() if len(words) > 2}
    again = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if file.name != "vocabulary.py" and known & lists_in(file)
    }
    assert again <= OTHERWISE, again - OTHERWISE


def test_what_the_command_line_offers_is_what_a_plan_takes() -> None:
    assert [each.value for each in Audience] == list(choices(Visibility))
    assert [each.value for each in RatingToReach] == list(choices(Rating))[1:]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("Rating", "ratings"), ("AssessmentKind", "assessments"), ("Lifecycle", "statuses"), ("Every", "every"),
        ("PlanStatus", "plan_statuses"), ("ResourceKind", "resources"), ("ResourceStatus", "resource_statuses"),
        ("DecisionStatus", "decisions"),
    ],
)  # fmt: skip
def test_every_choice_has_its_words(choice: str, words: str) -> None:
    assert list(vocabulary.IN_TEMPLATES[words]) == list(OF[choice])


def test_choices_are_told_in_a_sentence() -> None:
    assert choices_told(vocabulary.Better) == "higher or lower"
    assert choices_told(vocabulary.FindingKind) == "strength, area-for-improvement, mixed or context"
