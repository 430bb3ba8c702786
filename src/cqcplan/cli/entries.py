"""``cqcplan list``, ``show`` and ``find``: what is in a plan, by its ids."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cqcplan.cli import complete
from cqcplan.cli.answer import above, as_json
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, ForWhom, OnePlanOption, in_format
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.talk import fail, write
from cqcplan.recording.kinds import KINDS, kind_named, main_field

if TYPE_CHECKING:
    from cqcplan.model.document import Plan
    from cqcplan.model.entries import Placed


class EntryFormat(StrEnum):
    """How entries are shown."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[EntryFormat, in_format("How to show it.")]


def list_entries(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="Only one kind: action, post, measure …",
            show_default="every kind",
            autocompletion=complete.one_of([each.name for each in KINDS]),
        ),
    ] = None,
    *,
    plan: OnePlanOption = None,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    output_format: Format = EntryFormat.TEXT,
) -> None:
    """List the entries of a plan with their ids: what other commands are told.

    It shows what the public may read, unless --audience says otherwise. Exit code 0 whatever it shows.
    """
    wanted = None
    if kind is not None:
        found = kind_named(kind) or kind_named(kind.removesuffix("s")) or kind_named(kind.replace("ies", "y"))
        if found is None:
            from cqcplan.problems.nearest import did_you_mean

            names = [each.name for each in KINDS]
            fail(
                f'there is no kind of entry "{kind}"', did_you_mean(kind, names) or f"the kinds are {', '.join(names)}"
            )
        wanted = found.name
    every = [placed for placed in _entries(plan, as_of, audience) if wanted is None or _kind(placed) == wanted]
    _show(every, audience, output_format)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of a title, name or text.")],
    *,
    plan: OnePlanOption = None,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    output_format: Format = EntryFormat.TEXT,
) -> None:
    """Look for entries by words that stand in them: all of the words, in any order, in any case.

    It looks at what the public may read, unless --audience says otherwise. Exit code 0: found; 1: nothing found.
    """
    from cqcplan.typed.words_in import has_words

    every = [placed for placed in _entries(plan, as_of, audience) if has_words(placed.entry, " ".join(words))]
    if not every:
        fail(f'nothing in the plan has the words "{" ".join(words)}"', "cqcplan list shows what there is")
    _show(every, audience, output_format)


def show(
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            help="By id, title, name, holder or printed number.",
            autocompletion=complete.entries,
        ),
    ],
    *,
    plan: OnePlanOption = None,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    output_format: Format = EntryFormat.TEXT,
) -> None:
    """Show all that a plan says of one entry, and what was recorded of it.

    It shows what the public may read, unless --audience says otherwise. Exit code 0: shown; 2: there is no such entry.
    """
    from cqcplan.cli.meant import id_meant
    from cqcplan.model.entries import entries_of

    whole = _seen(plan, as_of, audience)
    found = whole.header.id if entry.casefold() in ("plan", "the plan") else id_meant(whole, entry)
    placed = next(each for each in entries_of(whole) if each.entry.id == found)
    if output_format is EntryFormat.JSON:
        write(
            as_json(
                audience,
                kind=_kind(placed),
                entry=_data(placed.entry),
                updates=[_data(update) for update in whole.updates if update.about == found],
            )
        )
        return
    write(above("".join(f"{line}\n" for line in _lines(whole, placed)), audience))


def _seen(named: str | None, as_of: str | None, audience: Audience) -> "Plan":
    _, whole = open_one(named)
    return view_of(whole, the_day(as_of), audience).plan


def _entries(named: str | None, as_of: str | None, audience: Audience) -> "Iterator[Placed]":
    from cqcplan.model.entries import entries_of

    return (placed for placed in entries_of(_seen(named, as_of, audience)) if placed.kind != "plan")


def _kind(placed: "Placed") -> str:
    """Return a kind as commands name it."""
    if placed.kind == "plan":
        return "plan"
    model: Any = type(placed.entry)
    from cqcplan.recording.kinds import model_of

    return next((kind.name for kind in KINDS if model_of(kind.section) is model), placed.kind)


def _show(every: "list[Placed]", audience: Audience, output_format: EntryFormat) -> None:
    from cqcplan.model.entries import title_of

    if output_format is EntryFormat.JSON:
        entries = [
            {
                "id": placed.entry.id,
                "kind": _kind(placed),
                "title": title_of(placed.entry),
                "under": placed.above[-1].id if placed.above else None,
            }
            for placed in every
        ]
        write(as_json(audience, entries=entries))
        return
    wide = max((len(placed.entry.id) for placed in every), default=0)
    kinds = max((len(_kind(placed)) for placed in every), default=0)
    lines = [
        f"{_kind(placed):{kinds}}  {placed.entry.id:{wide}}  {title_of(placed.entry)}".rstrip() for placed in every
    ]
    write(above("".join(f"{line}\n" for line in lines), audience))


def _data(entry: Any) -> Any:
    """Return an entry as plain data, dates in words."""
    from cqcplan.model.dates import When

    if isinstance(entry, When):
        return entry.words
    if hasattr(type(entry), "model_fields"):
        names = {name: field.alias or name for name, field in type(entry).model_fields.items()}
        return {
            names[name]: _data(value)
            for name in names
            if (value := getattr(entry, name)) not in (None, (), {}) and name in entry.model_fields_set
        }
    if isinstance(entry, (tuple, list)):
        return [_data(item) for item in entry]
    if isinstance(entry, dict):
        return {key: _data(value) for key, value in entry.items()}
    return entry


def _lines(whole: "Plan", placed: "Placed") -> Iterator[str]:
    from cqcplan.model.entries import title_of

    entry: Any = placed.entry
    yield f"{title_of(entry)} ({entry.id})"
    yield f"  {_kind(placed).replace('-', ' ')}{' under ' + title_of(placed.above[-1]) if placed.above else ''}"
    main = main_field(type(entry))
    for name, value in _data(entry).items():
        if name not in ("id", main):
            yield from _field(whole, name, value, "  ")
    told = [update for update in whole.updates if update.about == entry.id]
    if told:
        yield "  recorded of it:"
    for update in told:
        data = {name: value for name, value in _data(update).items() if name not in ("on", "about")}
        said = "; ".join(f"{name.replace('_', ' ')}: {_plain(whole, value)}" for name, value in data.items())
        yield f"    {update.on}: {said}"


def _field(whole: "Plan", name: str, value: Any, indent: str) -> Iterator[str]:
    label = name.replace("_", " ")
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{label}:"
        for item in value:
            said = (f"{key.replace('_', ' ')}: {_plain(whole, each)}" for key, each in item.items())
            yield f"{indent}  - {'; '.join(said)}"
    else:
        yield f"{indent}{label}: {_plain(whole, value)}"


def _plain(whole: "Plan", value: Any) -> str:
    from cqcplan.recording.said import titled

    if isinstance(value, list):
        return ", ".join(_plain(whole, each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(whole, each)}" for key, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        titled(whole, value)
        if isinstance(value, str)
        else f"{value:,}"
        if isinstance(value, (int, float))
        else str(value)
    )
