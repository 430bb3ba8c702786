"""What is withheld in many plans, looked for at once, is what is found when each is looked for by itself."""

from functools import cache
from html import escape
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan, PlanFile, whole_plan
from cqcplan.papers.proof import sought as sought_module
from cqcplan.papers.proof.contents import contents_of
from cqcplan.papers.proof.prove import Leak, Proof
from cqcplan.papers.proof.searched import Searched
from cqcplan.papers.proof.secrets import Hidden, Known
from cqcplan.papers.proof.sought import Page, Sought
from cqcplan.view.audience import for_audience
from tests.places import ROOT
from tests.view.marked_plan import marked, plan_of

COUNCIL = "Made Up Council"


@cache
def hidden() -> Hidden:
    """Return what the public may not read of an example."""
    whole = load_plan(locate(str(ROOT / "tests" / "fixtures" / "good" / "exampleshire"))[0]).plan
    assert whole
    return Hidden(whole, for_audience(whole, "public"))


@cache
def sought() -> Sought:
    """Return the same, among other plans."""
    every = Sought()
    ways: tuple[Literal["alike", "above"], ...] = ("alike", "above")
    for name in ways:
        whole = plan_of(marked(name))
        every.add(name, Hidden(whole, for_audience(whole, "public")))
    every.add("three", hidden())
    return every


def page(plan: str, known: Known) -> Page:
    """Return a page on which nothing stands in any case."""
    nothing = Searched.of(())
    return Page(plan, known, frozenset(), lambda: nothing, ())


def alone(produced: bytes) -> list[Leak]:
    """Look for each by itself."""
    return sorted(Proof(hidden()).leaks_in(produced, "html", COUNCIL), key=str)


def at_once(produced: bytes) -> list[Leak]:
    """Look for all of them at once."""
    content = Searched.of(contents_of(produced, "html"))
    found = sought().found_in(content, page("three", hidden().known))
    return sorted((each.leak for each in found if each.plan == "three"), key=str)


PARTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.integers(1, 40), st.booleans()), max_size=8)


@settings(max_examples=150, deadline=None)
@given(PARTS, st.sampled_from([" ", "</p><p>", "<b>", "\n"]))
def test_the_same_is_found_in_any_text(parts: list[tuple[int, int, int, bool]], between: str) -> None:
    texts = [
        *(secret.text for secret in hidden().texts),
        *(" ".join((*one.amounts[0], *one.dated)) for one in hidden().figures),
    ]
    said = []
    for number, start, length, is_behind in parts:
        words = texts[number % len(texts)].split()
        some = words[start % len(words) :][:length]
        said.append(f'<i title="{escape(" ".join(some))}">x</i>' if is_behind else between.join(map(escape, some)))
    produced = f"<html><body><h1>{COUNCIL}</h1><p>{'<p>'.join(said)}</body></html>".encode()
    assert at_once(produced) == alone(produced)


def test_each_text_is_found_by_its_keys() -> None:
    for secret in hidden().texts:
        produced = f'<h1>{COUNCIL}</h1><p>{escape(secret.text)}</p><a href="/{escape(secret.text)}">x</a>'.encode()
        assert at_once(produced) == alone(produced), secret.field


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_letters_are_found_whatever_stands_between_them(cut: int) -> None:
    text = next(secret.text for secret in hidden().texts if len(secret.letters) > 40)
    pieces = [escape(text[at : at + cut]) for at in range(0, len(text), cut)]
    for before in range(11):
        produced = f"<h1>{COUNCIL}</h1>{'y' * before}<p>{'<p>'.join(pieces)}".encode()
        found = at_once(produced)
        assert found, (cut, before)
        assert found == alone(produced)


COMMON = "Although demand has risen by a third, the wait is shorter."


def test_what_everybody_says_is_not_looked_for_once_for_each_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of one plan costs the same however many others withhold texts with the same sentence in them."""
    every = Sought()
    for number in range(30):
        one = Hidden(hidden_plan(f"{COMMON} Provider {number} has been told."), hidden_plan("Nothing."))
        every.add(f"plan-{number}", one)
    looked: list[str] = []
    monkeypatch.setattr(sought_module, "text_in", lambda _, secret, __: looked.append(secret.text))
    content = Searched.of(contents_of(f"<p>{COMMON}</p>".encode(), "html"))
    assert not list(every.found_in(content, page("other", Known([COMMON]))))
    assert looked == []
    assert not list(every.found_in(content, page("other", Known(["Something else."]))))
    assert len(looked) == 30, "where it is not published it is looked at"


def hidden_plan(text: str) -> Plan:
    """Return a plan with one text."""
    header = {"id": "p", "council": {"name": COUNCIL}, "framework": "la-2026-04"}
    content = PlanFile.model_validate({"plan": header, "priorities": [{"id": "p1", "title": "Waits", "text": text}]})
    assert content.plan
    return whole_plan(content.plan, [content])
