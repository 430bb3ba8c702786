"""A mapping guessed from a tracker's headings and contents, for a person to correct and approve."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cqcplan.exchange.grid import CannotReadError, Cell, Grid, letter
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.own.columns import LEAST, choose, heading_score, heading_scores
from cqcplan.exchange.own.corrected import found_again, keep_corrections
from cqcplan.exchange.own.found import Found, work_rows
from cqcplan.exchange.own.headings import find_column, headings_of, texts_of
from cqcplan.exchange.own.mapping import Mapping as Corrected
from cqcplan.exchange.own.profile import is_number
from cqcplan.exchange.own.proposed import Answer, Proposed
from cqcplan.exchange.own.vocabulary import CALLED, ENDS, PLAIN_SHEETS
from cqcplan.exchange.own.words_found import guess_words
from cqcplan.exchange.sheet_words import folded, one_line
from cqcplan.exchange.tracker.rows import named_priority
from cqcplan.model.document import Plan

HEADINGS_WITHIN = 30
LONGEST_HEADING = 40
LIKELIEST = 3
"""So many rows of each sheet are tried as headings."""
FEWEST = 2
"""So many columns have to be recognised for a row to be taken for headings."""


def proposed_for(file: str, sheets: Mapping[str, Grid], plan: Plan, corrected: Corrected | None = None) -> Proposed:
    """Propose a mapping.

    Args:
        file: what the tracker is called.
        sheets: its sheets.
        plan: the plan that it is to go into.
        corrected: an earlier guess as a person corrected it, which is kept.

    Raises:
        CannotReadError: where no sheet has headings that can be recognised, or not those that were corrected.
    """
    found = found_again(corrected, sheets) if corrected else _best(sheets, plan)
    if found is None:
        known = ", ".join(called.names[0] for called in CALLED.values())
        raise CannotReadError(
            "no row of this file looks like the headings of a tracker",
            f"write a mapping by hand (docs/how-to/spreadsheets.md), or use headings such as {known}",
        )
    out = Proposed(file)
    others = [grid for grid in sheets.values() if grid is not found.grid and grid not in found.more]
    out.sheets = [f"{grid.name.strip()}{' (hidden)' if grid.hidden else ''}" for grid in others if grid.rows]
    out.settings["sheet"] = Answer(found.grid.name.strip(), "this sheet is hidden" if found.grid.hidden else "")
    if found.more:
        out.settings["more_sheets"] = Answer([grid.name.strip() for grid in found.more])
    out.settings["header_rows"] = Answer(list(found.rows))
    _name_columns(out, found)
    priorities = _priority(out, found, plan)
    _hidden(out, found)
    guess_words(out, found, Intake(plan, plan, date.max), priorities)
    ends = sorted({word.capitalize() for word in ENDS if _begins(found, word)})
    if ends:
        out.settings["ignore"] = Answer(ends)
    if corrected:
        keep_corrections(out, corrected)
    return out


def _best(sheets: Mapping[str, Grid], plan: Plan) -> Found | None:
    posts = {folded(role.title) for role in plan.roles}
    names = set(_known(plan))
    candidates = []
    for grid in sheets.values():
        for heads in _likeliest(grid):
            headings = headings_of(grid, heads)
            work = work_rows(grid, heads)
            columns, profiles = choose(headings, grid, work, posts, names)
            scores = [_score(name, headings[column.place]) for name, column in columns.items()]
            if len(columns) >= FEWEST and any(score > LEAST for score in scores):
                found = Found(grid, heads, headings, columns, profiles)
                rows = len(found.work)
                candidates.append(((not grid.hidden, rows > 0, sum(scores), -len(heads), rows, -heads[0]), found))
    if not candidates:
        return None
    found = max(candidates, key=lambda pair: pair[0])[1]
    wanted = {folded(found.headings[column.place]) for column in found.columns.values()}
    for grid in sheets.values():
        own = {folded(heading) for heading in headings_of(grid, found.rows).values()}
        if grid is not found.grid and not grid.hidden and wanted <= own and found.rows_of(grid):
            found.more.append(grid)
    return found


def _likeliest(grid: Grid) -> list[tuple[int, ...]]:
    """Return the rows most like headings; where they stand again further down, the first of them."""
    seen: dict[frozenset[tuple[int, str]], tuple[int, ...]] = {}
    rows = []
    for heads in _candidates(grid):
        headings = headings_of(grid, heads)
        first = seen.setdefault(frozenset((place, folded(text)) for place, text in headings.items()), heads)
        if max(first) >= min(heads):
            rows.append((-heading_scores(headings), len(heads), heads))
    return [heads for _, _, heads in sorted(rows)[:LIKELIEST]]


def _score(name: str, heading: str) -> float:
    # of a pair of dates, each may have the heading of the other
    names = ("first_due", "due", "revised") if name in ("first_due", "due") else (name,)
    return max(heading_score(one, heading)[0] for one in names)


def _candidates(grid: Grid) -> Iterator[tuple[int, ...]]:
    for row in range(1, min(HEADINGS_WITHIN, len(grid.rows)) + 1):
        yield (row,)
        if _may_be_headings(grid, row + 1) and not any(map(_is_title_line, grid.rows[row - 1 : row + 1])):
            yield (row, row + 1)


def _is_title_line(row: Sequence[Cell]) -> bool:
    """Whether a row has one text, at its beginning: a title, or the name of what stands below, and no headings."""
    filled = [place for place, cell in enumerate(row) if cell.text]
    return len(texts_of(row)) == 1 and filled[0] == 0


def _may_be_headings(grid: Grid, row: int) -> bool:
    cells = grid.rows[row - 1] if row <= len(grid.rows) else []
    texts = [cell for cell in cells if cell.text]
    return bool(texts) and all(
        isinstance(cell.value, str) and len(cell.text) <= LONGEST_HEADING and not re.search(r"\d", cell.text)
        for cell in texts
    )


def _name_columns(out: Proposed, found: Found) -> None:
    names = {
        place: heading if len(find_column(found.headings, heading)) == 1 else letter(place)
        for place, heading in found.headings.items()
    }
    if "title" not in found.columns:
        longest = max(
            (place for place in found.headings if place not in {one.place for one in found.columns.values()}),
            key=lambda place: found.profiles[place].length,
            default=None,
        )
        named = names.get(longest) if longest is not None and found.profiles[longest].length >= 12 else None
        rest = ", ".join(heading for place, heading in names.items() if place != longest)
        out.columns["title"] = Answer(named, f"which column says what is to be done? {f'or {rest}' if named else rest}")
    for name in (*CALLED, "priority"):
        if name not in found.columns or name in out.columns:
            continue
        column = found.columns[name]
        others = ", ".join(names[place] for place in column.others[:3])
        doubt = "" if column.sure else f"is it this column{f', or {others}' if others else ''}?"
        if column.place in found.grid.hidden_columns:
            doubt = "this column is hidden"
        out.columns[name] = Answer(names[column.place], doubt)
    taken = {answer.meaning for answer in out.columns.values()}
    out.unread = [heading for place, heading in found.headings.items() if names[place] not in taken]
    for place in found.headings:
        shown = (one_line(found.grid.cell(row, place).text) for row in found.work)
        examples = list(dict.fromkeys(text for text in shown if text))[:3]
        out.headings.append((names[place], examples))


def _known(plan: Plan) -> dict[str, str]:
    return {
        folded(name): priority.id
        for priority in plan.priorities
        for name in (priority.id, priority.title, named_priority(priority.ref, priority.title))
    }


def _priority(out: Proposed, found: Found, plan: Plan) -> list[str]:
    """Say where the priority of each row comes from; return what has to be said of names of priorities."""
    known = _known(plan)
    _gaps(out, found)
    if "priority" in found.columns:
        _numbers(out, found)
        return found.words("priority")
    names = [grid.name.strip() for grid in (found.grid, *found.more)]
    if any(folded(name) in known for name in names) or (
        found.more and not all(re.fullmatch(PLAIN_SHEETS, folded(name)) for name in names)
    ):
        out.settings["sheet_is_priority"] = Answer(meaning=True, note="no column names the priority: the sheets do")
        _numbers(out, found)
        return names
    banners = _banners(found)
    if banners:
        _numbers(out, found, banners)
        return banners
    only = plan.priorities[0].id if len(plan.priorities) == 1 else None
    ids = ", ".join(priority.id for priority in plan.priorities[:6])
    out.settings["priority"] = Answer(
        only, f"no column names the priority: which one do all rows belong to? {ids or 'write the title of a new one'}"
    )
    return []


def _gaps(out: Proposed, found: Found) -> None:
    """Say which columns are filled in the first row of a group only."""
    down: list[str] = []
    for name in ("priority", *(["title"] if "milestone" in found.columns else [])):
        place = found.place(name)
        above: dict[str, bool] = {}
        for grid, row in found.every() if place >= 0 else ():
            filled = bool(grid.cell(row, place).text)
            if not filled and above.get(grid.name) and name not in down:
                down.append(name)
            above[grid.name] = above.get(grid.name, False) or filled
    if down:
        out.settings["fill_down"] = Answer(down, note="blank cells mean the filled one above")


def _numbers(out: Proposed, found: Found, banners: Sequence[str] = ()) -> None:
    """Say whether the numbers begin again under each priority, whose names may stand in rows of their own."""
    if "ref" not in found.columns:
        return
    titles: dict[str, set[tuple[str, str]]] = {}
    priority = ""
    for grid, row in found.every():
        place = found.place("priority")
        if place >= 0:
            priority = folded(grid.cell(row, place).text) or priority
        else:
            priority = _banner_above(grid, row, max(found.rows), banners) if banners else grid.name
        ref = grid.cell(row, found.place("ref")).text
        if ref:
            titles.setdefault(ref, set()).add((priority, folded(grid.cell(row, found.place("title")).text)))
    twice = [said for said in titles.values() if len(said) > 1]
    if twice and all(len({priority for priority, _ in said}) == len(said) for said in twice):
        out.settings["refs_begin_again"] = Answer(meaning=True, note="the numbers begin again under each priority")


def _hidden(out: Proposed, found: Found) -> None:
    rows = [(grid, row) for grid in (found.grid, *found.more) for row in range(max(found.rows), len(grid.rows))]
    hidden = sum(row in grid.hidden_rows and any(cell.text for cell in grid.rows[row]) for grid, row in rows)
    place = found.place("title")
    struck = [place >= 0 and grid.cell(row, place).struck for grid, row in rows]
    others = [column.place for name, column in found.columns.items() if name != "title"]
    cells = sum(grid.cell(row, at).struck for is_struck, (grid, row) in zip(struck, rows, strict=True)
                if not is_struck for at in others)  # fmt: skip
    if hidden:
        out.settings["hidden_rows"] = Answer(None, f"{hidden} hidden row{'s' * (hidden > 1)}: read or leave-out?")
    if any(struck):
        said = f"{sum(struck)} row{'s' * (sum(struck) > 1)} struck through"
        out.settings["struck_rows"] = Answer(None, f"{said}: read, closed or leave-out?")
    elif cells:
        said = f"{cells} cell{'s' * (cells > 1)} struck through, or part of them"
        out.settings["struck_rows"] = Answer(None, f"{said}: read or leave-out?")
    if any(column.place in found.grid.hidden_columns for column in found.columns.values()):
        out.settings["hidden_columns"] = Answer(None, "columns marked above are hidden: read or leave-out?")


def _banners(found: Found) -> list[str]:
    """Return the texts that stand alone in a row, where the first work stands below one."""
    out: dict[str, None] = {}
    for grid in (found.grid, *found.more):
        work = {*found.rows_of(grid)}
        for number in range(max(found.rows), len(grid.rows)):
            said = {one_line(text) for text in texts_of(grid.rows[number])}
            if len(said) == 1:
                text = said.pop()
                if "ref" in found.columns and is_number(text) and one_line(grid.cell(number, found.place("ref")).text):
                    continue  # a numbered row that nobody has filled in
                if number not in work and not folded(text).startswith(ENDS) and re.search(r"[^\W\d_]", text):
                    out[text] = None
            elif said and not out:
                return []
    return list(out)


def _banner_above(grid: Grid, row: int, first: int, banners: Sequence[str]) -> str:
    """Return the text that stands alone in the nearest row above that has one of some texts alone."""
    for above in range(row - 1, first - 1, -1):
        said = {one_line(text) for text in texts_of(grid.rows[above])}
        if len(said) == 1 and (text := said.pop()) in banners:
            return text
    return ""


def _begins(found: Found, word: str) -> bool:
    for grid in (found.grid, *found.more):
        for row in grid.rows[max(found.rows) :]:
            said = [folded(text) for text in texts_of(row)]
            if said and said[0].startswith(word):
                return True
    return False
