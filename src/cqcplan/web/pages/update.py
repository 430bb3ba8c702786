"""Recording what happened, one question a page: every step is a form, and carries all that was answered before."""

from collections.abc import Mapping, Sequence

from cqcplan.checks.status.colour import troubled
from cqcplan.editing.changes import CannotEditError
from cqcplan.model.entries import Placed, title_of
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.updates import TAKES
from cqcplan.timeline.agenda import agenda
from cqcplan.web.begun import Choices, unsaved
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import ForGit, offer
from cqcplan.web.questions import (
    NOTHING,
    ONLY_CHANGED,
    Question,
    asked,
    beside,
    day_of,
    leads,
    questions_of,
    said_of,
    wrong_with,
)
from cqcplan.web.saving import (
    AlreadyThereError,
    Conflict,
    DoubtfulError,
    Wanted,
    can_take_back,
    mistakes,
    read_shown,
    save,
    shown_of,
    take_back,
)
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.taken_up import Over, rows_of, with_days

MOST = 20
_YOURS = {"status": "how far it is", "rag": "confidence", "value": "latest value", "text": "last said"}
"""What an answer is called where an entry is shown."""


def start(book: Book, _: Mapping[str, str]) -> Page:
    """Ask what it is about: mine first, what is due first."""
    listed, mine = _due(book)
    return Page("about", {"listed": listed, "mine": mine, "begun": unsaved(book)})


def yours(book: Book, most: int) -> list[tuple[str, str, bool, str]]:
    """Return what whoever sits there may want to report on first; nothing where nobody said who they are."""
    listed, mine = _due(book)
    return listed[:most] if mine else []


def _due(book: Book, but: str = "") -> tuple[list[tuple[str, str, bool, str]], bool]:
    """Return what is due and can be reported on, and whether it is the own work of whoever sits there."""
    every = [each for each in agenda(book.occasion.state) if not each.done and each.entry != but]
    every = [each for each in every if each.entry in book.entries and book.entries[each.entry].kind in TAKES]
    mine = [each for each in every if book.me and each.owner == book.me]
    first_dates = {each.entry: each for each in reversed(mine or every)}
    listed = [
        (title_of(book.entries[key].entry), str(each.when), each.when.latest < book.day, book.to.entry(key, "update"))
        for key, each in first_dates.items()
    ]
    return listed[::-1][:MOST], bool(mine)


def saved(book: Book, asked: Mapping[str, str], entry: str, *, taken: bool = False) -> Page | None:
    """Say that it is saved, and offer to take it back, and what is next."""
    placed = book.entries.get(entry)
    if placed is None:
        return None
    following, mine = _due(book, entry)
    mark = asked.get("mark", "")
    mark = mark if can_take_back(book, mark) else ""
    given = {
        "title": book.title_of(placed), "entry": entry, "mark": mark, "taken": taken, "in_git": asked.get("git", ""),
    }  # fmt: skip
    return Page("saved", {**given, "following": following, "mine": mine})


def taken_back(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | None:
    """Take back what was saved."""
    try:
        placed = book.entries.get(entry)
        how = ForGit(f"Take back the report on {book.title_of(placed)}", entries=(entry,)) if placed else None
        taken = take_back(book, form.get("mark", ""), how)
    except (CannotEditError, OSError):
        taken = None
    if taken is None:
        return Page("too-late", {"back": book.to.entry(entry)}, 409)
    shelf.served.tell(f"took back the last change of {book.name}")
    return saved(shelf.book(book.name), {"git": taken.in_git}, entry, taken=True)


def first(book: Book, given: Mapping[str, str], entry: str) -> Page | None:
    """Ask the first question about an entry, or the one that the address names."""
    placed = book.entries.get(entry)
    questions = questions_of(book, placed) if placed else []
    if placed is None or not questions:
        return None
    named = next((each for each in questions if each.name == given.get("ask")), questions[0])
    return _ask(book, placed, named, {"shown": shown_of(book, entry)}, ())


def choices(book: Book, entry: str) -> Choices:
    """Return what the choices of a report are called."""
    placed = book.entries.get(entry)
    return {each.name: dict(each.choices) for each in questions_of(book, placed)} if placed else {}


def settled(book: Book, form: Mapping[str, str], entry: str) -> dict[str, str]:
    """Return a report with its dates as they are meant today; what happened, happened on the day it is sent."""
    placed = book.entries.get(entry)
    asked = {each.name for each in questions_of(book, placed)} if placed else {*form}
    today = {"on": book.day.isoformat()} if "on" in asked and not form.get("on", "").strip() else {}
    return with_days({**form, **today}, ("on", "due"), book.day)


def over(book: Book, form: Mapping[str, str], entry: str) -> Over:
    """Return a report as it would be made of the entry as it is now."""
    now = shown_of(book, entry)
    return Over({**form, "shown": now}, rows_of(dict(read_shown(form.get("shown", ""))), dict(read_shown(now))))


def step(shelf: Shelf, book: Book, form: Mapping[str, str], entry: str) -> Page | Going | None:
    """Take one answer, and ask the next question; or save."""
    placed = book.entries.get(entry)
    if placed is None:
        gone = {name: form[name] for name in form if name not in ("at", "go")}
        return Page("gone", {"answers": gone}, 409)
    questions = questions_of(book, placed)
    names = {each.name: each for each in questions}
    answers = {name: form[name] for name in (*names, "shown", "checking", "git", "again") if form.get(name)}
    go = form.get("go", "")
    if go.startswith("change-") and go.removeprefix("change-") in names:
        return _ask(book, placed, names[go.removeprefix("change-")], answers | {"checking": "yes"}, ())
    at = form.get("at", "")
    if go == "back" and (before := _before(questions, at)):
        return _ask(book, placed, before, answers, ())
    if at in names:
        return _answered(book, placed, questions, names[at], answers | ({"checking": "yes"} if go == "check" else {}))
    if go in ("save", "anyway"):
        return _save(shelf, book, placed, questions, answers | {"go": go})
    return _check(book, placed, questions, answers, ())


def _before(questions: list[Question], at: str) -> Question | None:
    """Return the question on the page before: the browser's own way back leads to a page that was sent, and stops."""
    own_pages = leads(questions)
    place = next((place for place, each in enumerate(own_pages) if each.name == at), 0)
    return own_pages[place - 1] if place else None


def _answered(
    book: Book, placed: Placed, questions: list[Question], question: Question, answers: dict[str, str]
) -> Page:
    """Read the answers of one page: ask them again where they are not understood, and go on where they are."""
    here = [question, *beside(questions, question.name)]
    wrong = [mistake for each in here for mistake in wrong_with(book, placed, each.name, answers)]
    if wrong:
        return _ask(book, placed, question, answers, wrong)
    return _next(book, placed, questions, question.name, answers)


def _in_words(question: Question, answers: Mapping[str, str]) -> str:
    typed = answers.get(question.name, "")
    return dict(question.choices).get(typed, typed)


def _next(book: Book, placed: Placed, questions: list[Question], at: str, answers: dict[str, str]) -> Page:
    if "checking" in answers:
        # after a change, or when that was all, only what has become wrong is asked
        left = [each for each in asked(book, questions, answers) if wrong_with(book, placed, each.name, answers)]
    else:
        places = [each.name for each in questions]
        left = [each for each in leads(questions) if places.index(each.name) > places.index(at)]
    return _ask(book, placed, left[0], answers, ()) if left else _check(book, placed, questions, answers, ())


def _ask(
    book: Book,
    placed: Placed,
    question: Question,
    answers: dict[str, str],
    wrong: "tuple[Mistake, ...] | list[Mistake]",
) -> Page:
    questions = questions_of(book, placed)
    more, own_pages = beside(questions, question.name), [each.name for each in leads(questions)]
    here = {question.name, *(each.name for each in more)}
    given = {
        "title": book.title_of(placed), "placed": placed, "question": question, "answers": answers, "beside": more,
        "opens": troubled(book.plan.header),
        "can_move": question.name == "text" and "due" in own_pages and "checking" not in answers,
        "back": "checking" not in answers and _before(questions, question.name) is not None,
        "last": "checking" in answers or question.name == own_pages[-1], "shown": read_shown(answers.get("shown", "")),
        "errors": {mistake.field: mistake.message for mistake in wrong},
        "carried": {name: value for name, value in answers.items() if name not in here},
    }  # fmt: skip
    return Page("question", given, 422 if wrong else 200)


def _check(
    book: Book, placed: Placed, questions: list[Question], answers: dict[str, str], wrong: "tuple[Mistake, ...]",
    *, twice: bool = False, doubts: Sequence[str] = (),
) -> Page:  # fmt: skip
    order = {each.name for each in asked(book, questions, answers)}
    rows = [
        (each, _in_words(each, answers))
        for each in questions
        if each.name in order or each.name in (*ONLY_CHANGED, "barriers") or answers.get(each.name)
    ]
    given = {
        "title": book.title_of(placed), "placed": placed, "rows": rows,
        "carried": {name: value for name, value in answers.items() if name != "git"},
        "twice": twice, "doubts": doubts, "offer": offer(book), "git": answers.get("git", ""),
        "errors": [(f"change-{mistake.field}" if mistake.field else "save", mistake.message) for mistake in wrong],
    }  # fmt: skip
    return Page("check", given, 422 if wrong or twice or doubts else 200)


def _save(shelf: Shelf, book: Book, placed: Placed, questions: list[Question], answers: dict[str, str]) -> Page | Going:
    said, entry_id = said_of(answers), placed.entry.id
    go = answers.pop("go")
    wrong = [
        mistake for each in asked(book, questions, answers) for mistake in wrong_with(book, placed, each.name, answers)
    ]
    if said.nothing:
        wrong.append(Mistake("", NOTHING))
    if wrong:
        return _check(book, placed, questions, answers, tuple(wrong))
    how = ForGit(f"Report on {book.title_of(placed)}", answers.get("git", ""), (entry_id,))
    day, shown = day_of(book, answers), answers.get("shown", "")
    wanted = Wanted(book.name, entry_id, said, day, shown, go.endswith("anyway"), how)
    try:
        done = save(shelf, wanted)
    except Conflict as conflict:
        return _conflict(book, placed, questions, answers, conflict)
    except AlreadyThereError:
        return _check(book, placed, questions, answers, (), twice=True)
    except DoubtfulError as error:
        return _check(book, placed, questions, answers, (), doubts=[doubt.words for doubt in error.doubts])
    except (NotRecordedError, OSError) as error:
        return _check(book, placed, questions, answers, mistakes(error))
    return Going(book.to.entry(entry_id, "saved", mark=done.mark, git=done.in_git), is_done=True)


def _conflict(
    book: Book, placed: Placed, questions: list[Question], answers: dict[str, str], conflict: Conflict
) -> Page:
    was, now = dict(read_shown(answers.get("shown", ""))), dict(read_shown(conflict.now))
    yours = {
        _YOURS.get(each.name, each.name): dict(each.choices).get(answers[each.name], answers[each.name])
        for each in questions
        if answers.get(each.name)
    }
    names = dict.fromkeys([*was, *now, *yours])
    rows = [(name, was.get(name, ""), now.get(name, ""), yours.get(name, "")) for name in names]
    rows = [row for row in rows if row[1] != row[2] or row[3]]
    carried = answers | {"shown": conflict.now}
    return Page("conflict", {"title": book.title_of(placed), "placed": placed, "rows": rows, "carried": carried}, 409)
