"""Let it stand, because …: the form in which what a check finds is let stand, with a reason."""

from collections.abc import Mapping, Sequence

from cqcplan.model.entries import title_of
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.web.frame import Going, Page
from cqcplan.web.into_git import offer
from cqcplan.web.saving import mistakes
from cqcplan.web.shelf import Book, Shelf
from cqcplan.web.standing import GoneError, Standing, findings, let_stand
from cqcplan.web.taken_up import with_days


def ask(book: Book, _: Mapping[str, str], key: str) -> Page | None:
    """Ask why a finding may stand."""
    return _form(book, key, {})


def take(shelf: Shelf, book: Book, form: Mapping[str, str], key: str) -> Page | Going | None:
    """Take the reason."""
    if not book.sees_all:
        return None
    if form.get("go") == "check":
        return _form(book, key, form)
    try:
        done = let_stand(shelf, book.name, Standing(key, *(form.get(name, "") for name in ("reason", "until", "git"))))
    except GoneError:
        return Page("gone", {"answers": {name: form[name] for name in ("reason", "until") if form.get(name)}}, 409)
    except (NotRecordedError, OSError) as error:
        return _form(book, key, form, mistakes(error))
    return Going(book.to.page("saved", back="problems", finding=key, mark=done.mark, git=done.in_git), is_done=True)


def settled(book: Book, form: Mapping[str, str], **_: str) -> dict[str, str]:
    """Return a reason with its last day as it is meant today."""
    return with_days(form, ("until",), book.day)


def _form(book: Book, key: str, form: Mapping[str, str], wrong: Sequence[Mistake] = ()) -> Page | None:
    if not book.sees_all:
        return None
    found = next((each for each in findings(book)[0] if each.key == key and each.can_stand), None)
    if found is None:
        return None
    entry = book.entries.get(found.problem.entry or "")
    given = {
        "found": found, "title": title_of(entry.entry) if entry else "", "entry": entry.entry.id if entry else "",
        "reason": form.get("reason", ""), "until": form.get("until", ""), "offer": offer(book),
        "git": form.get("git", ""), "errors": [(each.field or "save", each.message) for each in wrong],
    }  # fmt: skip
    return Page("let-stand", given, 422 if wrong else 200)
