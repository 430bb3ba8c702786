"""What a new entry must have and was not given: offered and asked for where there is somebody to ask."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cqcplan.cli.ask import offer, on_terminal
from cqcplan.cli.meant import told
from cqcplan.cli.talk import fail, say
from cqcplan.recording.kinds import KINDS, KindOf, kind_named, main_field, needed, option_for, options_of
from cqcplan.recording.new_entries import settle

if TYPE_CHECKING:
    from pydantic import BaseModel


def kind_chosen() -> KindOf:
    """Offer the kinds of entry, and ask for one."""
    wide = max(len(kind.name) for kind in KINDS)
    lines = [f"{kind.name:<{wide}}  {kind.says}" for kind in KINDS]
    is_shown = False
    while True:
        answer = offer("What is to be added? (a number of this list, or its name)", lines, again=is_shown)
        if answer is None:
            fail("nothing is added")
        kind = kind_named(answer) if isinstance(answer, str) else KINDS[answer]
        if kind:
            return kind
        is_shown = True
        say(f'"{answer}" is no kind of entry.')


def complete_by_asking(
    kind: KindOf, model: "type[BaseModel]", typed: dict[tuple[str, ...], Any], given: Mapping[str, Any]
) -> None:
    """Ask for what an entry must have and was not given; stop where there is nobody to ask."""
    with told():
        settle(kind, typed)
    if ("metric",) in typed:
        typed["metric",] = _metric_chosen(str(typed["metric",]))
    for name in needed(model, {path[0] for path in typed}):
        if not any(path[0] == name for path in typed):
            field = next((option.field for option in options_of(model) if option.path == (name,)), None)
            offered = dict(zip(field.words, field.words, strict=True)) if field else {}
            if field and field.target and field.target != "any":
                offered = offered_of(given, field.target)
            typed[name,] = asked(
                name.replace("_", " ").capitalize(), option_for(model, name), kind, main_field(model), offered
            )


def _metric_chosen(words: str) -> str:
    """Return the national metric that some words name; offer those that they may mean, where there is somebody."""
    from cqcplan.metrics.catalogue import find_metric, metrics, search

    found = search(words) or list(metrics().values())
    if find_metric(words) or len(found) == 1 or not on_terminal():
        return words
    answer = offer("Which national metric?", [f"{each.code}: {each.title} ({each.id})" for each in found])
    return found[answer].id if isinstance(answer, int) else answer or words


def offered_of(given: Mapping[str, Any], target: str) -> dict[str, str]:
    """Return the entries of a kind that a question may offer: their ids, and how they are told."""
    if not on_terminal():
        return {}
    from cqcplan.cli.plans import open_one
    from cqcplan.typed.entries import named_entries

    _, whole = open_one(given["plan"])
    return {each.id: each.said for each in named_entries(whole) if each.placed.kind == target}


def asked(
    question: str,
    option: str,
    kind: KindOf,
    main: str | None = None,
    offered: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Ask one question, with what may be answered where that is known; stop where there is nobody to ask."""
    answer = offer(question, list(offered.values())) if on_terminal() else None
    if isinstance(answer, int):
        return list(offered)[answer]
    if answer:
        return answer
    if main and option == f"--{main}":
        fail(f"{called(kind.name)} needs its {main}", f'write it in quotation marks: cqcplan new {kind.name} "…"')
    return fail(f"{called(kind.name)} needs {option}", f"cqcplan new {kind.name} --help shows what it takes")


def called(name: str) -> str:
    """Return a kind with its article: ``a self assessment``."""
    from cqcplan.english import with_article

    return with_article(name.replace("-", " "))
