"""Every sentence of every golden paper stands in a template, in the plan or in what CQC publishes.

A paper is cut at its punctuation. Each phrase has to be put together of whole pieces: what stands between two tags of a
template, or in quotes in one, cut at the same marks; a word of the catalogue; a value of the plan, whole or four words
of it and more; and numbers, months and days. A sentence that Python writes is none of these, unless it is made of words
that stand alone somewhere.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cqcplan import english
from cqcplan.model.vocabulary import IN_TEMPLATES
from cqcplan.papers.formats.templates import render_blocks
from cqcplan.papers.template_files import all_templates, text_of
from tests.papers.example_papers import PAPERS, paper_of
from tests.places import ROOT, SOURCE

Phrase = tuple[str, ...]
CUT = re.compile(r"(?<=[.!?:;,])\s|[()\[\]|\n“”\"*]+")
TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
MONTHS = "january february march april may june july august september october november december"
TIMES = frozenset(f"{MONTHS} spring summer autumn winter early mid late first quarter".split())
LEAST, LONGEST = 4, 60
"""How many words of a plan's text are known for its own, wherever they are cut."""


def words(text: str) -> Phrase:
    """Return the words of a text, small."""
    return tuple(word.casefold() for word in re.findall(r"[^\W_]+", text))


def pieces(text: str) -> Iterator[Phrase]:
    """Cut a text at its punctuation."""
    return filter(None, map(words, CUT.split(text)))


def literals(source: str) -> Iterator[str]:
    """Return what a template writes itself: between its tags, and in quotes within them."""
    source = re.sub(r"\{#.*?#\}", " ", source, flags=re.DOTALL)
    for tag in TAG.findall(source):
        yield from re.findall(r'"([^"]*)"', tag)
    yield from TAG.split(source)


def values(data: Any) -> Iterator[str]:
    """Return every key and value of a YAML file as text."""
    if isinstance(data, dict):
        data = [*data.keys(), *data.values()]
    if isinstance(data, list):
        for item in data:
            yield from values(item)
    else:
        yield str(data)


def values_in(*files: Path) -> Iterator[str]:
    """Return what stands in YAML files."""
    return (value for file in files for value in values(YAML(typ="safe").load(file)))


@cache
def ours() -> frozenset[Phrase]:
    """Return every piece of the templates, the catalogue and the house styles, in the singular and the plural."""
    texts = [text for item in all_templates() if item.name.endswith(".md.j2") for text in literals(text_of(item.path))]
    texts += [word for said in IN_TEMPLATES.values() for word in said.values()]
    texts += values_in(*(ROOT / "templates" / "house-styles").glob("*.yaml"))
    found = {piece for text in texts for piece in pieces(text)}
    return frozenset(found | {words(english.plural_of(" ".join(piece))) for piece in found})


@cache
def given(plan: str) -> frozenset[Phrase]:
    """Return what the plan and CQC's framework say, whole and in parts; the last words of a name stand for it."""
    found = set()
    for value in values_in(*(ROOT / "plans" / plan).rglob("*.y*ml"), *(SOURCE / "framework").rglob("*.yaml")):
        said = words(value)
        found |= {said, *pieces(value), said[-1:]} if len(said) < 12 else {said, *pieces(value)}
        found |= {
            said[start:end]
            for start in range(len(said))
            for end in range(start + LEAST, min(len(said), start + 60) + 1)
        }
    return frozenset(found)


def is_put_together(phrase: Phrase, known: tuple[frozenset[Phrase], ...]) -> bool:
    """Whether a phrase is made of whole pieces, numbers and times."""
    reached = [True]
    for end in range(1, len(phrase) + 1):
        last = phrase[end - 1]
        free = last[0].isdigit() or len(last) == 1 or last in TIMES or last in english._NUMBERS
        reached.append(
            (free and reached[end - 1])
            or any(reached[start] and phrase[start:end] in one for start in range(end) for one in known)
        )
    return reached[-1]


@pytest.mark.parametrize("name", PAPERS)
def test_every_sentence_of_a_paper_stands_in_a_template_or_in_the_plan(name: str) -> None:
    known = (ours(), given(PAPERS[name][0]))
    said = {
        phrase
        for section in paper_of(name).sections
        for phrase in pieces(f"{section.title}\n{render_blocks(section.blocks)}")
    }
    assert len(said) > 20
    assert sorted(" ".join(phrase) for phrase in said if not is_put_together(phrase, known)) == []


@pytest.mark.parametrize(
    "sentence", ["This sentence stands in Python", "No update was ever written", "Progress was better than expected"]
)
def test_a_sentence_of_nobodys_is_found(sentence: str) -> None:
    assert not is_put_together(words(sentence), (ours(), given("bathnes")))
