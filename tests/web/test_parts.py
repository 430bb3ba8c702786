"""Each record of an entry that holds more than a line has a form of its own: changed, added and taken out alone."""

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cqcplan.model.document import PlanFile
from cqcplan.model.links import shape_of
from cqcplan.recording.kinds import options_of
from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.places import FIXTURES
from tests.web.browser import Answer, ask, filled_in, post, sent, serving, text_of, written

PLAN = """\
# the council's own words
schema: 1
plan:
  id: p
  council: {name: Made Up Council}
  framework: la-2026-04
  glossary:
    - {term: DPs, meaning: Direct payments}   # asked for by members
roles: [{id: head, title: Head of Service}]
bodies: [{id: cabinet, name: Cabinet, kind: cabinet}]
assessments:
  - id: cqc
    kind: comprehensive
    framework: la-2023-12
    published: 2025-01-31
    scores:
      equity: 2      # as printed
      safeguarding: {score: 3, printed_as: Safe}
measures:
  - id: waiting
    title: People waiting
    unit: people
    observations:
      # counted by hand
      - {on: 2026-01-31, value: 600}
      - on: 2026-02-28
        value: 590   # counted twice
        text: >-
          Fewer
          people.
        note: Zqremark
      - {on: 2026-03-31, value: 580, visibility: internal, text: Zqsecret words of the home on the hill}
      - {on: 2026-04-30, value: 570}
    comparators:
      - {of: england, value: 500, on: 2025-12-18, covers: {from: 2024-04, to: 2025-03}}
priorities:
  - id: homes
    title: Homes
    actions:
      - {id: visits, title: Visit every home}
meetings:
  - id: may
    body: cabinet
    on: 2026-05-20
    title: Progress
    decisions:
      - {ref: "7", text: To go on.}
paragraphs:
  - {id: legal, section: legal, points: [{title: One, text: Words.}]}
updates:
  - on: 2026-05-01
    about: visits
    rag: red   # told by phone
    reason: Too few people.
  - {on: 2026-05-02, about: visits, text: Half are done.}
"""
BASE = "/plans/p/entries"
WHOLE = "confidential"


def fill(app: App, address: str, go: str = "anyway", page: Any = None, **typed: str) -> Answer:
    return filled_in(app, f"{BASE}/{address}", go, page, **typed)


@pytest.mark.parametrize(
    ("address", "typed", "old", "new"),
    [
        ("waiting/change/observations/1", {"field__value": "601"}, "value: 600", "value: 601"),
        ("waiting/change/observations/2", {"field__value": "500+"}, "        value: 590   # counted twice\n",
         "        value: 500   # counted twice\n        bound: at-least\n"),
        ("waiting/change/observations/2", {"field__note": ""}, "        note: Zqremark\n", ""),
        ("waiting/change/comparators/1", {"field__covers": "2024/25"}, "covers: {from: 2024-04, to: 2025-03}",
         "covers: 2024-25"),
        ("may/change/decisions/1", {"field__text": "To stop."}, "text: To go on.", 'text: "To stop."'),
        ("may/change/decisions/1", {"field__ref": ""}, 'ref: "7", ', ""),
        ("legal/change/points/1", {"field__title": "Two"}, "title: One", 'title: "Two"'),
        ("p/change/glossary/1", {"field__meaning": "Money"}, "meaning: Direct payments", 'meaning: "Money"'),
        ("visits/change/updates/1", {"field__reason": "Illness."}, "    reason: Too few people.\n",
         "    reason: Illness.\n"),
        ("visits/change/updates/1", {"field__rag": "amber"}, "    rag: red   # told", '    rag: "amber"   # told'),
        ("cqc/change/scores/equity", {"field__score": "3"}, "equity: 2      # as", "equity: 3      # as"),
        ("cqc/change/scores/safeguarding", {"field__rating": "good"}, "{score: 3, printed_as: Safe}",
         "{score: 3, rating: good, printed_as: Safe}"),
        ("cqc/change/scores/equity", {"field__printed_as": "Fair"}, "equity: 2 ",
         "equity: {score: 2, printed_as: Fair} "),
    ],
)  # fmt: skip
def test_one_record_is_changed_and_nothing_else(
    plan: Path, address: str, typed: dict[str, str], old: str, new: str
) -> None:
    app = serving(plan, audience=WHOLE)
    answer = fill(app, address, **typed)
    assert answer.status == 303, text_of(answer)
    assert PLAN.count(old) == 1
    assert written(plan) == PLAN.replace(old, new)
    kept = ask(app, answer.headers["location"])
    assert post(app, "/plans/p/saved", **sent(kept)).status == 200
    assert written(plan) == PLAN


@pytest.mark.parametrize(
    ("address", "typed", "after", "new"),
    [
        ("waiting/change/observations/new", {"field__on": "31/5/2026", "field__value": "1,560"},
         "{on: 2026-04-30, value: 570}\n", "      - {on: 2026-05-31, value: 1560}\n"),
        ("p/change/glossary/new", {"field__term": "OT", "field__meaning": "Occupational therapist"},
         "by members\n", "    - {term: OT, meaning: Occupational therapist}\n"),
        ("may/change/decisions/new", {"field__text": "To come back."},
         '{ref: "7", text: To go on.}\n', "      - {text: To come back.}\n"),
        ("waiting/change/trajectory/new", {"field__by": "June 2027", "field__value": "400"}, "2025-03}}\n",
         "    trajectory:\n      - by: 2027-06\n        value: 400\n"),
        ("cqc/change/scores/new", {"key": "learning", "field__score": "2"}, "printed_as: Safe}\n",
         "      learning: 2\n"),
    ],
)  # fmt: skip
def test_one_is_added(plan: Path, address: str, typed: dict[str, str], after: str, new: str) -> None:
    app = serving(plan, audience=WHOLE)
    answer = fill(app, address, **typed)
    assert answer.status == 303, text_of(answer)
    changed = written(plan)
    assert sorted(changed.splitlines()) == sorted([*PLAN.splitlines(), *new.splitlines()]), "and nothing else"
    assert run("validate", plan).exit_code < 2
    page = ask(app, f"{BASE}/{address.rpartition('/')[0].rpartition('/')[0]}")
    assert page.status == 200


def test_a_list_in_a_record_that_is_not_there(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    answer = fill(app, "p/change/labels.themes/new", field__theme="working-with-people", field__name="People")
    assert answer.status == 303, text_of(answer)
    added = set(written(plan).splitlines()) - set(PLAN.splitlines())
    assert added == {"  labels:", "    themes:", "      - theme: working-with-people", "        name: People"}
    assert fill(app, "p/change/labels.themes/1", field__name="Persons").status == 303
    assert "name: Persons\n" in written(plan)


@pytest.mark.parametrize(
    ("address", "gone"),
    [
        ("waiting/change/observations/1/remove", "      - {on: 2026-01-31, value: 600}\n"),
        ("visits/change/updates/2/remove", "  - {on: 2026-05-02, about: visits, text: Half are done.}\n"),
        ("cqc/change/scores/safeguarding/remove", "      safeguarding: {score: 3, printed_as: Safe}\n"),
        ("may/change/decisions/1/remove", '    decisions:\n      - {ref: "7", text: To go on.}\n'),
    ],
)
def test_one_is_taken_out(plan: Path, address: str, gone: str) -> None:
    app = serving(plan, audience=WHOLE)
    page = ask(app, f"{BASE}/{address}")
    assert written(plan) == PLAN, "asking changes nothing"
    answer = fill(app, address, page=page)
    assert answer.status == 303, text_of(answer)
    left = written(plan)
    kept = ask(app, answer.headers["location"])
    assert "It is out of the plan" in text_of(kept)
    assert "/change#parts" in kept.text
    assert left.splitlines() == PLAN.replace(gone, "").splitlines()
    assert run("undo", "--plan", plan).exit_code == 0
    assert written(plan) == PLAN


def test_nothing_changed_changes_nothing_in_any_form(tmp_path: Path) -> None:
    """Every record of a plan that uses every field."""
    plan = tmp_path / "exampleshire"
    shutil.copytree(FIXTURES / "good" / "exampleshire", plan)
    before = {file: file.read_bytes() for file in plan.rglob("*.yaml")}
    app = serving(plan, audience=WHOLE)
    everything = ask(app, "/plans/exampleshire/everything").text
    forms = set[str]()
    for entry in sorted(set(re.findall(r'href="([^"]*/entries/[^"/]*)"', everything))):
        change = ask(app, f"{entry}/change")
        assert change.status == 200
        forms |= {unescape(each) for each in re.findall(r'href="([^"]*/change/[^"]*)"', change.text)}
    kinds = {re.sub(r"[0-9]+$", "1", each.partition("/change/")[2]): each for each in sorted(forms)}
    for address in kinds.values():
        page = ask(app, address)
        assert page.status == 200
        if not address.endswith(("/remove", "/new")):
            answer = post(app, address, **sent(page), go="save")
            assert answer.status == 422
            assert "You have changed nothing" in text_of(answer), address
    assert {file: file.read_bytes() for file in plan.rglob("*.yaml")} == before
    assert {each.partition("/")[0] for each in kinds} >= {
        "updates", "observations", "comparators", "trajectory", "breaks", "rebased", "baseline", "events", "documents",
        "recommendations", "decisions", "former_names", "former_titles", "scores", "glossary", "labels.themes",
        "status_scheme", "status_scheme.colours", "factual_accuracy.accuracy", "factual_accuracy.completeness",
    }  # fmt: skip


def test_no_field_of_any_model_is_without_a_form(plan: Path) -> None:
    """Read off the models: a new one fails here until it has a box, or a form of its own."""
    from cqcplan.web.parts import _listings

    waiting, seen, lacking = list(shape_of(PlanFile).children), set[Any](), set[tuple[str, str]]()
    while waiting:
        _, model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        waiting += shape_of(model).children
        boxes = {option.path[0] for option in options_of(model)}
        boxes |= {each.way[0] for each in _listings(None, model, ())}
        below = {name for name, child in shape_of(model).children if shape_of(child).named}
        lacking |= {(model.__name__, name) for name in shape_of(model).fields if name not in boxes | below}
    # an id has a page of its own; which version of the format a file has is no matter of a plan's words
    assert {each for each in lacking if each[1] not in ("id", "schema")} == {("Header", "status_scheme")}


def test_what_is_missing_or_wrong_is_told_at_its_field(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    for address, typed, field, words in (
        ("waiting/change/observations/new", {"field__on": "soon"}, "field-value", "must be filled in"),
        ("waiting/change/observations/1", {"field__on": "soon"}, "field-on", "soon"),
        ("waiting/change/observations/1", {"field__value": "many"}, "field-value", "many"),
        ("cqc/change/scores/new", {"field__score": "2"}, "key", "must be filled in"),
        ("may/change/decisions/1", {"field__text": ""}, "field-text", ""),
    ):
        page = fill(app, address, **typed)
        assert page.status == 422, address
        assert f'href="#{field}"' in page.text
        assert words in text_of(page)
        for name, value in typed.items():
            assert sent(page)[name.replace("__", "-")] == value
    assert written(plan) == PLAN


def test_it_is_found_wherever_it_stands_now(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    page = ask(app, f"{BASE}/waiting/change/observations/4")
    assert fill(app, "waiting/change/observations/1/remove").status == 303
    assert fill(app, "waiting/change/observations/4", page=page, field__value="571").status == 303
    assert "{on: 2026-04-30, value: 571}" in written(plan)


def test_somebody_else_was_first(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    page = ask(app, f"{BASE}/waiting/change/observations/4")
    out = ask(app, f"{BASE}/waiting/change/observations/4/remove")
    assert fill(app, "waiting/change/observations/4", field__value="575").status == 303
    theirs = written(plan)
    conflict = fill(app, "waiting/change/observations/4", page=page, field__text="Mine")
    assert conflict.status == 409
    cells = [unescape(each) for each in re.findall(r"<td[^>]*>(.*?)</td>", conflict.text)]
    assert cells == ["570", "575", "Not touched", "Nothing", "Nothing", "Mine"]
    again = fill(app, "waiting/change/observations/4/remove", page=out)
    assert again.status == 409
    assert "It has changed since you opened this" in text_of(again)
    assert written(plan) == theirs
    assert fill(app, "waiting/change/observations/4", page=conflict).status == 303
    assert "value: 575, text: Mine}" in written(plan)
    gone = ask(app, f"{BASE}/visits/change/updates/2")
    assert fill(app, "visits/change/updates/2/remove").status == 303
    lost = fill(app, "visits/change/updates/2", page=gone, field__text="My own words")
    assert lost.status == 409
    assert "My own words" in lost.text


def test_what_these_readers_do_not_see_is_neither_shown_nor_lost(plan: Path) -> None:
    app = serving(plan)
    listed = ask(app, f"{BASE}/waiting/change")
    assert "Zq" not in listed.text
    assert "observations/3" in listed.text
    assert "observations/4" not in listed.text, "the one that is withheld is not counted"
    page = ask(app, f"{BASE}/waiting/change/observations/3")
    assert sent(page)["field-on"] == "30 April 2026"
    assert fill(app, "waiting/change/observations/3", field__value="571").status == 303
    assert written(plan) == PLAN.replace("value: 570", "value: 571")
    second = ask(app, f"{BASE}/waiting/change/observations/2")
    assert "Zq" not in second.text
    assert "Something stands here that you may not read" in text_of(second)
    assert fill(app, "waiting/change/observations/2", field__value="591").status == 303
    assert "note: Zqremark" in written(plan)
    assert "Something in it is not shown to you" in text_of(ask(app, f"{BASE}/waiting/change/observations/2/remove"))
    answer = fill(app, "waiting/change/observations/1", field__text="Zqsecret words of the home on the hill")
    assert answer.status == 422, "withheld words are not opened to more readers"


def test_a_record_keeps_its_own_readers(plan: Path) -> None:
    """What stands in it for them alone may be written into it again, in other words beside it."""
    app = serving(plan, audience=WHOLE)
    assert (
        fill(
            app, "waiting/change/observations/3", field__text="Zqsecret words of the home on the hill, and more"
        ).status
        == 303
    )
    assert 'visibility: internal, text: "Zqsecret words of the home on the hill, and more"}' in written(plan)


def test_small_counts_are_not_shown_and_stay(plan: Path) -> None:
    text = PLAN.replace("framework: la-2026-04", "framework: la-2026-04\n  disclosure: {suppress_below: 5}").replace(
        "value: 570", "value: 3"
    )
    (plan / "plan.yaml").write_text(text, encoding="utf-8")
    app = serving(plan)
    assert ask(app, f"{BASE}/waiting/change").status == 200
    page = ask(app, f"{BASE}/waiting/change/observations/3")
    assert "fewer than 5" not in sent(page).values()
    assert "field-value" not in sent(page)
    assert fill(app, "waiting/change/observations/3", field__text="Words.").status == 303
    assert written(plan) == text.replace("value: 3}", "value: 3, text: Words.}")


def test_read_only_and_nonsense(plan: Path) -> None:
    app = serving(plan, read_only=True)
    for address in ("waiting/change/observations/1", "waiting/change/observations/1/remove"):
        assert ask(app, f"{BASE}/{address}").status == 403
        assert post(app, f"{BASE}/{address}", go="save").status == 403
    app = serving(plan)
    for address in ("nothing/1", "observations/99", "observations/x", "updates/new", "observations/0", "baseline/it"):
        assert ask(app, f"{BASE}/waiting/change/{address}").status == 404
        assert post(app, f"{BASE}/waiting/change/{address}", **{"field-text": "Mine"}, go="save").status == 409
    assert written(plan) == PLAN
