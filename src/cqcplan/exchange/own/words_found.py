"""What the words, names, colours and dates of a tracker are taken to mean."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from cqcplan.exchange.colours_in import hue_of
from cqcplan.exchange.dates_in import DateInDoubtError, NoDateError, read_when
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.cells import in_figures, may_be_swapped
from cqcplan.exchange.own.proposed import Answer, Proposed
from cqcplan.exchange.own.vocabulary import NOTHING, ROLE_WORDS, STATES, YES_NO
from cqcplan.exchange.sheet_words import folded, one_line, scheme_of
from cqcplan.exchange.tracker.rows import named_priority
from cqcplan.problems.nearest import nearest

if TYPE_CHECKING:
    from cqcplan.exchange.own.found import Found

DATES = ("first_due", "due")


def guess_words(out: Proposed, found: "Found", intake: Intake, priorities: list[str]) -> None:
    """Say what every word means, as far as the plan and the field's habits tell."""
    _date_order(out, found)
    words = out.words
    words["status"] = {word: _state(intake, word, found) for word in found.words("status")}
    words["rag"] = {word: _meant(_known(intake.rag, word), "no colour of this plan") for word in found.words("rag")}
    words["fills"] = _fills(found, intake)
    words["dates"] = _dates(found)
    words["owners"] = _owners(found, intake)
    words["priorities"] = _priorities(priorities, intake, {folded(said) for said in found.cells_alone()})


def _meant(meaning: str | None, otherwise: str) -> Answer:
    return Answer(meaning) if meaning else Answer(None, f"{otherwise}; null says nothing")


def _known(read: Callable[[str], str], word: str) -> str | None:
    try:
        return read(word)
    except ValueError:
        return None


def _state(intake: Intake, word: str, found: "Found") -> Answer:
    said = folded(word)
    heading = folded(found.headings[found.place("status")])
    if said in YES_NO and re.search(r"complete|done|finished|closed", heading):
        return Answer(YES_NO[said] or None)
    named = next((name for name, words in STATES.items() if said in words), None)
    return _meant(named or _known(intake.status, word), "no state of a plan")


def _date_order(out: Proposed, found: "Found") -> None:
    figures = [in_figures(cell) for name in DATES for cell in found.cells(name)]
    seen = {"day-first" for first, _ in figures if first > 12}
    seen |= {"month-first" for _, second in figures if second > 12}
    figured = any(first for first, _ in figures)
    if len(seen) == 2:
        answer = Answer(None, "some dates here can only be day-first and some only month-first: which is it?")
    elif seen == {"month-first"}:
        answer = Answer("month-first", "a date here can only be month-first: are all of them so?")
    elif figured and not seen:
        answer = Answer("day-first", "no date here tells")
    else:
        answer = Answer("day-first")
    out.settings["date_order"] = answer
    if any(may_be_swapped(found.cells(name)) for name in DATES if name in found.columns):
        out.settings["real_dates"] = Answer(
            None, "day and month of the real dates may be swapped, for none has a day above 12: as-they-are or swapped?"
        )


def _dates(found: "Found") -> dict[str, Answer]:
    """Return the words in date columns that are no dates, each once."""
    out = {}
    for word in dict.fromkeys(word for name in DATES for word in found.words(name)):
        try:
            read_when(word, "day-first")
        except NoDateError:
            continue
        except DateInDoubtError as error:
            if not re.fullmatch(r"[\d/.\- ]+", word):
                out[word] = Answer(None, f"{str(error).partition(': ')[0]}; null gives none")
        except ValueError:
            if re.search(r"[^\W\d_]", word):
                out[word] = Answer(None, note="no date")
    return out


def _fills(found: "Found", intake: Intake) -> dict[str, Answer]:
    scheme = {item.colour for item in scheme_of(intake.plan).colours}
    fills = dict.fromkeys(cell.fill for cell in found.cells("rag") if cell.fill and cell.text.casefold() in NOTHING)
    out = {}
    for fill in fills:
        colour = hue_of(fill)
        if colour in scheme:
            out[fill] = Answer(colour)
        else:
            out[fill] = Answer(None, f"{colour} is no colour of this plan" if colour else "which colour is it?")
    return out


def _owners(found: "Found", intake: Intake) -> dict[str, Answer]:
    titles = {role.title: role.id for role in intake.plan.roles}
    out = {}
    for word in found.words("owner"):
        post = _known(intake.owner, word)
        near = None if post else nearest(word, titles)
        hint = f"is it {titles[near]} ({near})?" if near in titles else "which post is this?"
        if post:
            out[word] = Answer(post)
        elif _are_several(intake, word):
            out[word] = Answer(None, "more than one is named: which post answers for it?")
        elif near is None and _is_post(word):
            out[word] = Answer(one_line(word), note="not in the plan, so it would be a new post")
        else:
            out[word] = Answer(None, hint)
    return out


def _are_several(intake: Intake, name: str) -> bool:
    """Whether a cell names more than one: an owner is one post."""
    parts = [part for part in re.split(r"\s*[/;&,+]\s*|\s+and\s+", one_line(name)) if part]
    return len(parts) > 1 and (bool(re.search("[/;+]", name)) or any(_known(intake.owner, part) for part in parts))


def _is_post(name: str) -> bool:
    """Whether a name has a word in it that the names of posts have and those of people have not."""
    return bool(set(re.findall(r"[a-z]+", name.casefold())) & ({*ROLE_WORDS} - {"cllr"}))


def _priorities(names: list[str], intake: Intake, alone: Collection[str]) -> dict[str, Answer]:
    """Say which priority each name means; what stands alone in the column of titles may be work instead."""
    known = {
        folded(name): priority.id
        for priority in intake.plan.priorities
        for name in (priority.id, priority.title, named_priority(priority.ref, priority.title))
    }
    titles = {priority.title: priority.id for priority in intake.plan.priorities}
    out: dict[str, Answer] = {}
    new = []
    for name in names:
        said = folded(name)
        # the name of a sheet has 31 letters at most
        cut = [own for title, own in known.items() if len(name) >= 28 and title.startswith(said)]
        found = known.get(said) or (cut[0] if len(set(cut)) == 1 else None)
        near = None if found else _nearest_title(name, titles)
        if said in alone and not found:
            out[name] = Answer(one_line(name), "a priority, or work of which nothing else is said? null says work")
            continue
        if near:
            out[name] = Answer(one_line(name), f"is it {titles[near]} ({near})? as it is, it would be a new priority")
            continue
        out[name] = Answer(found) if found else Answer(one_line(name), note=_NEW)
        new += [] if found else [name]
    if new and known:
        # in a plan without priorities all are new; beside others any may be one of them in other words: asked once
        rest = f", and so would {len(new) - 1} more" if len(new) > 1 else ""
        ids = ", ".join(titles.values())
        out[new[0]] = Answer(one_line(new[0]), f"{_NEW}{rest}: or is one of them {ids} in other words?")
    return out


_NEW = "not in the plan, so it would be a new priority"
_COMMON = frozenset({"about", "adult", "adults", "care", "people", "service", "services", "social", "support"})


def _nearest_title(name: str, titles: Mapping[str, str]) -> str | None:
    """Return the title that a name may be in other words: misspelt, or with a word in common that tells."""
    near = nearest(name, titles)
    if near:
        return near
    words = set(re.findall(r"[^\W\d_]{5,}", name.casefold())) - _COMMON
    alike = [title for title in titles if words.intersection(re.findall(r"[^\W\d_]{5,}", title.casefold()))]
    return alike[0] if len(alike) == 1 else None
