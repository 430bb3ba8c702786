"""What changed, in members' language, a sentence at a time: as ``templates/macros/changes.md.j2`` says it in papers.

It is said here too because the JSON of ``diff``, which CI reads, holds the sentences and loads no template engine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cqcplan.english import counted, first_upper, in_text, joined, plural, sentence
from cqcplan.model.dates import When
from cqcplan.model.delivery import Priority, Target
from cqcplan.model.document import Plan
from cqcplan.model.entries import Placed, entries_of, title_of
from cqcplan.papers.amounts import amount
from cqcplan.papers.facts.changes import Edit, edits, reworded
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import Changes, Edited, Measured, Reowned, Retargeted, Slipped, Work
from cqcplan.view.suppress import figure_of

WORK = frozenset({"priority", "action", "milestone"})
"""Kinds told under their priority."""
DONE_WORDS = {
    "complete": "Now complete",
    "embedded": "Now embedded in practice",
    "closed": "Closed",
    "transferred": "Moved to another programme",
}
_TITLES = ("title", "name")
_ROLES = ("owner", "lead", "sponsor", "by", "chair", "report_of", "author", "contact")


Said = Iterator[tuple[str, str]]
"""The id of a priority, and a sentence about it or its work."""


def by_priority(occasion: Occasion, changes: Changes) -> list[tuple[Priority, list[str]]]:
    """Return what changed in each priority of the plan and its work, those with nothing left out."""
    told: dict[str, list[str]] = defaultdict(list)
    for tell in (_came_and_went, _finished_and_begun, _moved, _rated, _edited):
        for priority, said in tell(occasion, changes):
            told[priority].append(said)
    return [(priority, told[priority.id]) for priority in occasion.plan.priorities if priority.id in told]


def _came_and_went(_: Occasion, changes: Changes) -> Said:
    for priority, added in _by_priority(changes.added):
        if any(placed.kind == "priority" for placed in added):
            yield priority, f"New in the plan{_with_work(added)}."
        else:
            yield priority, f"Added: {_titles(title_of(placed.entry) for placed in added)}."
    for priority, gone in _by_priority(changes.withdrawn):
        yield priority, f"Taken out of the plan: {_titles(title_of(placed.entry) for placed in gone)}."


def _finished_and_begun(occasion: Occasion, changes: Changes) -> Said:
    for status, word in DONE_WORDS.items():
        done: dict[str, list[str]] = defaultdict(list)
        for item in (*changes.completed, *changes.embedded):
            if item.status == status:
                done[item.priority.id].append(_title(occasion, item))
        yield from ((priority, f"{word}: {_titles(titles)}.") for priority, titles in done.items())
    undated: dict[str, list[str]] = defaultdict(list)
    for item in changes.found_done:
        undated[item.priority.id].append(_title(occasion, item))
    yield from ((own, f"Reported as done, on a date not recorded: {_titles(all_)}.") for own, all_ in undated.items())
    for again in changes.reopened:
        why = _reason(_why_open(occasion, changes, again))
        yield again.priority.id, f"Open again: {_title(occasion, again)}.{why}"
    begun: dict[str, list[str]] = defaultdict(list)
    for started in changes.started:
        begun[started.priority.id].append(started.entry.title)
    yield from ((priority, f"Begun: {_titles(titles)}.") for priority, titles in begun.items())


def _moved(_: Occasion, changes: Changes) -> Said:
    return ((slip.item.priority.id, _moved_sentence(slip)) for slip in changes.moved)


def _rated(occasion: Occasion, changes: Changes) -> Said:
    for change in changes.recoloured:
        moved = _colours(occasion, change.before, change.after)
        told = f"Status moved {moved}: {_title(occasion, change.item)}.{_reason(change.item.reason)}"
        yield change.item.priority.id, told
    for owner in changes.reowned:
        yield owner.item.priority.id, _owner_sentence(occasion, owner)


def _edited(occasion: Occasion, changes: Changes) -> Said:
    for edited in changes.edited:
        priority = _priority_of(edited.placed)
        if priority:
            yield from ((priority, said) for said in _edit_sentences(occasion, edited))


def _by_priority(every: Iterable[Placed]) -> Iterable[tuple[str, list[Placed]]]:
    """Sort priorities and their work by priority."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for placed in every:
        if priority := _priority_of(placed):
            found[priority].append(placed)
    return found.items()


def _priority_of(placed: Placed) -> str | None:
    first = placed.above[0] if placed.above else placed.entry
    return first.id if isinstance(first, Priority) else None


def _with_work(added: list[Placed]) -> str:
    """Say how much work a new priority has."""
    counts = [(sum(placed.kind == kind for placed in added), kind) for kind in ("action", "milestone")]
    said = [counted(count, kind) for count, kind in counts if count]
    return f", with {joined(said)}" if said else ""


def _title(occasion: Occasion, item: Work) -> str:
    """Return what work is called, where the priority it belongs to is already known."""
    if isinstance(item.entry, Priority):
        return f"the {in_text(occasion.label)} as a whole"
    return item.entry.title


def _titles(titles: Iterable[str]) -> str:
    return "; ".join(titles)


def _why_open(occasion: Occasion, changes: Changes, item: Work) -> str | None:
    said = occasion.latest_about([item.entry.id], has="status", until=changes.until)
    return said.reason if said else None


def _colours(occasion: Occasion, before: str | None, after: str) -> str:
    was = f"from {occasion.rated(before).word} " if before else ""
    return f"{was}to {occasion.rated(after).word}"


def _owner_sentence(occasion: Occasion, change: Reowned) -> str:
    title, before, after = change.item.entry.title, occasion.role(change.before), occasion.role(change.after)
    if before and after:
        return f"Owner changed: {title}, from the {before} to the {after}."
    return f"Owner named: {title}, the {after}." if after else f"No longer has an owner: {title}."


def _moved_sentence(slip: Slipped) -> str:
    """Say that a date moved, by how much and why."""
    why = _reason(slip.move.reason)
    title = slip.item.entry.title
    if slip.move.before is None:
        return f"Date set: {title}, {slip.move.after}.{why}"
    if not slip.by or not slip.by.number:
        return f"Date given otherwise: {title}, from {slip.move.before} to {slip.move.after}.{why}"
    word, number = ("Brought forward", -slip.by.number) if slip.by.number < 0 else ("Slipped", slip.by.number)
    length = f"{number} {plural(number, slip.by.unit)}"
    return f"{word} by {length}: {title}, from {slip.move.before} to {slip.move.after}.{why}"


def _reason(reason: str | None) -> str:
    """Give a reason as the council gives it, in a sentence of its own."""
    return f" Reason: {sentence(reason)}" if reason else ""


def whole_plan_lines(occasion: Occasion, changes: Changes) -> Iterator[str]:
    """Tell what moved for the plan as a whole."""
    if changes.overall:
        before, after = changes.overall
        moved = _colours(occasion, before.rag if before else None, after.rag or "")
        yield f"Status of the plan as a whole moved {moved}.{_reason(after.reason)}"
    gone = [placed for placed in changes.withdrawn if placed.kind == "priority"]
    yield from (f"{occasion.label} taken out of the plan: {title_of(placed.entry)}." for placed in gone)


def measure_lines(changes: Changes) -> Iterator[str]:
    """Tell the measures that moved, and the targets and figures that were changed."""
    yield from (_measured_sentence(measured) for measured in changes.measured)
    yield from (_target_sentence(change) for change in changes.retargeted)
    for change in changes.corrected:
        was = f"{amount(change.measure, figure_of(change.before))} ({change.before.on})"
        if change.after is None:
            yield f"Figure taken out: {change.measure.title}, {was}."
        else:
            now = amount(change.measure, figure_of(change.after))
            yield f"Figure corrected: {change.measure.title}, {was} is now {now}."


def _measured_sentence(measured: Measured) -> str:
    value = amount(measured.measure, figure_of(measured.after))
    if measured.before is None:
        return f"{measured.measure.title}: {value} ({measured.after.on})."
    earlier = f"{amount(measured.measure, figure_of(measured.before))} ({measured.before.on})"
    return f"{measured.measure.title}: {value} ({measured.after.on}), from {earlier}."


def _target_sentence(change: Retargeted) -> str:
    def said(target: Target) -> str:
        return f"{amount(change.measure, figure_of(target))} by {_bare(target.by)}"

    title = change.measure.title
    if change.before and change.after:
        return f"Target changed: {title}, from {said(change.before)} to {said(change.after)}."
    if change.after:
        return f"Target set: {title}, {said(change.after)}."
    return f"No longer has a target: {title}."


def _bare(when: When) -> str:
    """Print a date that follows "by"."""
    return when.words.removeprefix("by ")


def governance_lines(occasion: Occasion, changes: Changes) -> Iterator[str]:
    """Tell the risks, promises, submissions and consultations that something happened to."""
    yield from (f"Risk raised: {risk.title} ({risk.raised})." for risk in changes.raised)
    for risk in changes.escalated:
        if risk.escalated:
            yield f"Risk escalated to the {risk.escalated.to}: {risk.title} ({risk.escalated.on})."
    yield from (f"Risk closed: {risk.title}." for risk in changes.closed)
    met, missed, opened, shut = (
        {item.id for item in items} for items in (changes.met, changes.missed, changes.opened, changes.shut)
    )
    for promise in occasion.plan.commitments:
        if promise.id in met:
            yield f"Promise kept: {promise.title} ({promise.met})."
        elif promise.id in missed:
            yield f"Promise due and not recorded as kept: {promise.title} ({promise.due})."
    yield from (f"Submitted to {occasion.body(sent.to)}: {sent.title} ({sent.submitted})." for sent in changes.sent)
    for late in changes.unsent:
        yield f"Due to {occasion.body(late.to)} and not recorded as sent: {late.title} ({late.due})."
    for asked in occasion.plan.consultations:
        if asked.id in opened:
            yield f"Consultation opened: {asked.title} ({asked.opens})."
        if asked.id in shut:
            yield f"Consultation closed: {asked.title} ({asked.closes})."


def entry_lines(occasion: Occasion, changes: Changes) -> Iterator[str]:
    """Tell the entries that came, went or were edited, all but priorities and their work."""

    def told(placed: Placed) -> bool:
        return placed.kind not in WORK

    raised = {risk.id for risk in changes.raised}
    for placed in changes.added:
        if told(placed) and placed.entry.id not in raised:
            yield f"{first_upper(placed.kind)} added: {title_of(placed.entry)}."
    for placed in changes.withdrawn:
        if told(placed):
            yield f"{first_upper(placed.kind)} taken out: {title_of(placed.entry)}."
    for edited in changes.edited:
        if told(edited.placed):
            yield from _edit_sentences(occasion, edited)


def record_lines(plan: Plan, changes: Changes) -> Iterator[str]:
    """Tell what was done to the record, which is only ever to be added to; and the results published."""
    for assessment in changes.assessed:
        title = assessment.title or f"the result of the {assessment.kind} assessment"
        yield f"Published: {title} ({assessment.published})."
    if changes.rewritten:
        names = {placed.entry.id: title_of(placed.entry) for placed in entries_of(plan)}
        for update in changes.rewritten:
            name = names.get(update.about, update.about)
            yield f"An update recorded before was reworded or taken out: {name}, {update.on}."


def _edit_sentences(occasion: Occasion, edited: Edited) -> Iterator[str]:
    title = title_of(edited.placed.entry)
    for change in edits(edited):
        if change.field in _TITLES:
            yield f"Renamed: {change.before} is now {change.after}."
        elif change.field == "under":
            yield f"Moved: {title}, from {change.before} to {change.after}."
        else:
            before, after = _value(occasion, change, change.before), _value(occasion, change, change.after)
            yield f"{first_upper(_field_words(change.field))} changed: {title}, from {before} to {after}."
    others = reworded(edited)
    if others:
        yield f"Wording changed: {title} ({joined(map(_field_words, others))})."


def _value(occasion: Occasion, change: Edit, value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return str(value)
    if change.is_choice:
        return value.replace("-", " ")
    post = occasion.role(value) if change.field in _ROLES else None
    return f"the {post}" if post else value


def _field_words(field: str) -> str:
    return {"text": "text", "due": "date", "on": "date", "from_": "from"}.get(field, field.replace("_", " "))
