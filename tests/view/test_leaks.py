"""No paper, in any format, holds a word that its audience may not read; nor can a template reach for one."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any, Literal, get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

from cqcplan.model.base import Entry, Named
from cqcplan.model.document import Plan
from cqcplan.model.house_style import Numbering
from cqcplan.model.links import shape_of
from cqcplan.model.vocabulary import Visibility
from cqcplan.papers import blocks
from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.templates import environment
from cqcplan.papers.formats.write import Format, write_paper
from cqcplan.papers.numbering import number_sections
from cqcplan.papers.part_two import part_two
from cqcplan.papers.proof.contents import contents_of
from cqcplan.papers.proof.prove import prove
from cqcplan.papers.proof.secrets import Hidden
from cqcplan.papers.sections import Writer
from cqcplan.view.audience import WithheldPlanError, for_audience, for_private_session, places_of, pointers_of
from cqcplan.view.exempt import exempt_entries
from cqcplan.view.folded import letters_of
from cqcplan.view.levels import ORDER, READS
from cqcplan.view.suppress import suppress
from tests.papers.example_papers import exempt_occasion, made, plain_style
from tests.view.marked_plan import DAY, NEVER, id_of, marked, models_of, plan_of, walk

KINDS = tuple(plain_style().papers)
FORMATS: tuple[Format, ...] = get_args(Format)
CASES: list[tuple[str, Format, Visibility]] = [
    # the public: every paper in every format; others: every paper, and one of them in every format
    *((kind, output_format, "public") for kind in KINDS for output_format in FORMATS),
    *((kind, "markdown", audience) for kind in KINDS for audience in ORDER[1:]),
    *(("progress", output_format, "internal") for output_format in FORMATS[1:]),
]
PARTS = [*((kind, "markdown") for kind in KINDS), *(("progress", output_format) for output_format in FORMATS[1:])]
"""Every paper in two parts, and one of them in every format: other tests hold the words of all formats equal."""
LEVEL = re.compile(rf"zq({'|'.join((*ORDER, NEVER))})zq")
Pointing = Literal["alike", "above"]
every_case = pytest.mark.parametrize(("kind", "output_format", "audience"), CASES)
every_paper = pytest.mark.parametrize(("kind", "output_format"), PARTS)
every_audience = pytest.mark.parametrize("audience", ORDER)
both_ways = pytest.mark.parametrize("pointing", get_args(Pointing))


def make(kind: str, plan: Plan) -> Paper:
    """Make a paper of any kind."""
    return made(kind, plan, "Q1", DAY)


@cache
def whole_plan(pointing: Pointing) -> Plan:
    """Return the marked plan."""
    return plan_of(marked(pointing))


@cache
def hidden_from(audience: Visibility, pointing: Pointing) -> Hidden:
    """Return what the marked plan withholds from an audience."""
    whole = whole_plan(pointing)
    return Hidden(whole, for_audience(whole, audience))


def levels_in(produced: bytes, output_format: str) -> dict[str, int]:
    """Count the marks in a file by what they are marked as, in the text, in what stands behind it, and in the bytes."""
    passages = contents_of(produced, output_format)
    texts = ["".join(part.text for part in passages if part.is_shown == shown) for shown in (True, False)]
    found = [level for text in (*texts, letters_of(texts[0])) for level in LEVEL.findall(text)]
    found += LEVEL.findall(produced.decode("latin-1").replace("\\", ""))
    return {level: found.count(level) for level in (*ORDER, NEVER)}


@every_case
@both_ways
def test_no_paper_holds_a_secret(kind: str, output_format: Format, audience: Visibility, pointing: Pointing) -> None:
    whole = whole_plan(pointing)
    shown = for_audience(whole, audience)
    produced = write_paper(make(kind, shown), output_format)
    found = levels_in(produced, output_format)
    allowed = READS[audience]
    assert {level: count for level, count in found.items() if count and level not in allowed} == {}
    # and what it may read is there: the marks are no idle words
    assert found["public"] > (20 if kind == "progress" else 0)
    assert pointing == "above" or kind != "progress" or all(found[level] > 20 for level in allowed)
    assert prove(hidden_from(audience, pointing), produced, output_format) == []


@every_paper
@both_ways
def test_both_parts_of_a_paper(kind: str, output_format: Format, pointing: Pointing) -> None:
    whole = whole_plan(pointing)
    shown = suppress(for_audience(whole), whole)
    entries = exempt_entries(whole, DAY, id_of("exempt", "meeting"))
    paper = make(kind, shown)
    occasion = exempt_occasion(shown, entries)
    one = replace(paper, sections=number_sections((*paper.sections, Writer(occasion).write("exempt")), Numbering()))
    produced = write_paper(one, output_format)
    assert {level for level, count in levels_in(produced, output_format).items() if count} == {"public"}
    assert prove(Hidden(whole, shown), produced, output_format) == []
    produced = write_paper(part_two(paper, occasion), output_format)
    found = levels_in(produced, output_format)
    assert found["exempt"] > 100
    # the public-interest test is told here and nowhere else
    assert found["internal"] == found["confidential"] == found[NEVER] == 0
    assert prove(Hidden(whole, for_private_session(whole)), produced, output_format) == []


@every_audience
def test_a_plan_that_is_not_for_them_is_refused_and_else_made(audience: Visibility) -> None:
    for level in ORDER:
        data = marked("alike")
        data["plan"]["visibility"] = level
        plan = plan_of(data)
        if level not in READS[audience]:
            with pytest.raises(WithheldPlanError, match=f"this plan is marked {level}: none of it is for"):
                for_audience(plan, audience)
        else:
            assert "zqpubliczq" in write_paper(make("progress", for_audience(plan, audience)), "markdown").decode()


@given(st.randoms(use_true_random=False), st.sampled_from(ORDER[:-1]), st.sampled_from((0.02, 0.2, 0.6)))
@settings(max_examples=20, deadline=None, phases=[Phase.generate])
def test_nothing_hidden_survives_and_nothing_dangles(choose: Random, audience: Visibility, share: float) -> None:
    data = marked("alike")
    for item in walk(data):
        if isinstance(item, dict) and "visibility" in item:
            item.pop("exempt", None)
            item["visibility"] = choose.choice(ORDER) if choose.random() < share else "public"
    data["plan"]["visibility"] = "public"
    whole = plan_of(data)
    hidden: set[str] = set()
    for place in places_of(whole):
        levels = [model.visibility or "public" for model in (*place.above, place.model) if isinstance(model, Entry)]
        if not READS[audience].issuperset(levels) and isinstance(place.model, Named):
            hidden.add(place.model.id)
    shown = for_audience(whole, audience)
    ids = {place.model.id for place in places_of(shown) if isinstance(place.model, Named)}
    assert not ids & hidden
    assert not set(re.findall(r"zq[a-z]+zq-[\w-]+", repr(shown))) & hidden
    for place in places_of(shown):
        for _, value in pointers_of(place.model):
            for target in value if isinstance(value, tuple) else (value,):
                assert target.split()[0] in ids


def test_the_filter_reaches_every_entry() -> None:
    """An entry in a mapping, or one that must be there, would slip through or leave a hole."""
    for model in models_of(object):  # type: ignore[arg-type]
        for name, child in shape_of(model).children:
            field = model.model_fields[next(n for n, f in model.model_fields.items() if (f.alias or n) == name)]
            if issubclass(child, Entry):
                assert "dict" not in repr(field.annotation), (model, name)
                assert "tuple" in repr(field.annotation) or not field.is_required(), (model, name)


def test_what_a_template_is_given_holds_no_plan() -> None:
    """A paper is blocks of plain values all the way down."""
    plain = (str, int, bool, type(None), date)

    def look(value: Any) -> None:
        if is_dataclass(value):
            assert type(value).__module__ == blocks.__name__, type(value)
            for part in fields(value):
                look(getattr(value, part.name))
        elif isinstance(value, tuple):
            for item in value:
                look(item)
        else:
            assert isinstance(value, plain), type(value)

    for kind in KINDS:
        look(make(kind, for_audience(whole_plan("alike"))))


ATTACKS = (
    "{{ paper.__class__.__mro__ }}",
    "{{ paper.__class__.__base__.__subclasses__() }}",
    "{{ paper.__init__.__globals__ }}",
    "{{ (paper | attr('__class__')).__mro__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ paper.sections.__getitem__.__self__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ '{0.__class__.__mro__}'.format(paper) }}",
    "{{ config }}",
    "{{ plan }}",
    "{{ setting.plan }}",
    "{{ request.application }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% import 'os' as os %}{{ os }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../plan.yaml' %}",
    "{% for c in [].__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
    "{% set x = paper.sections.append %}{{ x('y') }}",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_cannot_reach_round_the_filter(attack: str) -> None:
    made = environment().overlay(loader=DictLoader({"paper.md.j2": attack}))
    refused: tuple[type[Exception], ...] = (SecurityError, UndefinedError, TemplateNotFound)
    with pytest.raises(refused):
        made.get_template("paper.md.j2").render(paper=make("progress", for_audience(whole_plan("alike"))))


def test_a_template_that_prints_all_it_is_given_prints_no_secret() -> None:
    made = environment().overlay(loader=DictLoader({"paper.md.j2": "{{ paper }}{{ paper.sections | list }}{{ self }}"}))
    text = made.get_template("paper.md.j2").render(paper=make("progress", for_audience(whole_plan("alike"))))
    assert set(LEVEL.findall(text)) == {"public"}


def test_the_test_sees_a_leak() -> None:
    """Keeps all the above from passing because nothing is found."""
    whole = whole_plan("alike")
    for output_format in FORMATS:
        produced = write_paper(make("progress", for_audience(whole, "confidential")), output_format)
        assert all(count for level, count in levels_in(produced, output_format).items() if level != NEVER)
        leaks = prove(hidden_from("public", "alike"), produced, output_format)
        assert len(leaks) > 100
