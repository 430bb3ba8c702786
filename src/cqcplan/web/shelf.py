"""The plans that are served: each read anew whenever its files have changed, as the disk is asked at every request."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from cqcplan.checks.catalogue import SOUND_FAMILIES
from cqcplan.checks.run import Checked, check, check_plan
from cqcplan.editing.changes import Place
from cqcplan.editing.lock import writing
from cqcplan.files.discover import Location, plan_files
from cqcplan.files.load import folder_of, load_plan
from cqcplan.files.loaded import LoadedPlan
from cqcplan.files.unfinished import NAME as UNFINISHED
from cqcplan.model.document import Plan
from cqcplan.model.entries import Placed, entries_of, title_of
from cqcplan.papers.occasion import Occasion, span_to_date
from cqcplan.papers.sections import Writer
from cqcplan.problems.problem import Problem, Severity
from cqcplan.thread.graph import Graph, graph_of
from cqcplan.typed.entries import NotMeantError, entry_meant
from cqcplan.typed.plain import folded
from cqcplan.view.audience import WithheldPlanError
from cqcplan.view.view import View, view_of
from cqcplan.web.addresses import Addresses
from cqcplan.web.served import Served


class CannotShowError(Exception):
    """Nothing can be shown of a plan."""

    def __init__(self, why: str, errors: Sequence[Problem] = (), readers: str = "") -> None:
        super().__init__(why)
        self.why = why
        """``unknown``, ``mistakes`` or ``withheld``."""
        self.errors = errors
        """What is wrong with it, which may tell of anything that is in it."""
        self.readers = readers
        """The audience that may see it."""


@dataclass(frozen=True)
class Book:
    """One plan as whoever sits at the browser may see it today."""

    served: Served
    name: str
    location: Location
    loaded: LoadedPlan
    whole: Plan
    view: View
    instead: Callable[..., Any] | None = field(default=None, compare=False)
    """Takes what would be written, in the place of writing it: see :func:`cqcplan.web.saving.write`."""

    @property
    def plan(self) -> Plan:
        """The plan as it may be seen."""
        return self.view.plan

    @property
    def day(self) -> date:
        """Today."""
        return self.view.day

    @cached_property
    def to(self) -> Addresses:
        """The addresses of its pages."""
        return Addresses(self.name)

    @cached_property
    def occasion(self) -> Occasion:
        """What answers and sections of papers are written from."""
        span, short = span_to_date(self.plan, self.day), self.served.house.short_money
        return Occasion(self.plan, self.day, span, None, readers=self.served.audience, short_money=short)

    @property
    def writer(self) -> Writer:
        """What writes sections for pages: a new one for each page, since templates may have been changed meanwhile."""
        return self._one_writer if self.served.folder else self._new_writer()

    @cached_property
    def _one_writer(self) -> Writer:
        return self._new_writer()

    def _new_writer(self) -> Writer:
        return Writer(self.occasion, self.served.house.own)

    @cached_property
    def entries(self) -> dict[str, Placed]:
        """Every entry that may be seen, by its id."""
        return {placed.entry.id: placed for placed in entries_of(self.plan)}

    @cached_property
    def kept_entries(self) -> dict[str, Any]:
        """Every entry as it is kept, whoever may read what, by its id."""
        return {placed.entry.id: placed.entry for placed in entries_of(self.whole)}

    @cached_property
    def places_of_updates(self) -> dict[int, Place]:
        """Where each update stands in the files, by the identity of its model."""
        return {
            id(update): Place(file.path, ("updates", number))
            for file in self.loaded.files
            for number, update in enumerate(getattr(file.content, "updates", ()))
        }

    def title_of(self, placed: Placed) -> str:
        """Return what an entry is called on pages: a meeting by its body and its day."""
        return self.occasion.name_of(placed.entry.id) if placed.kind == "meeting" else title_of(placed.entry)

    @cached_property
    def names(self) -> dict[str, str]:
        """The entries by what tables call them, folded, where one alone is called so."""
        found: dict[str, set[str]] = {}
        for entry_id, placed in self.entries.items():
            title, ref = title_of(placed.entry), getattr(placed.entry, "ref", None)
            said = [title, f"{ref} {title}" if ref else title, f"{placed.kind}: {title}"]
            for name in said:
                found.setdefault(folded(name), set()).add(entry_id)
        return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def names_alone(self) -> dict[str, str]:
        """The same, without those that are what CQC calls a quality statement or a theme."""
        vintage = self.occasion.vintage
        theirs = {folded(each.name) for each in vintage.statements} | {folded(each.name) for each in vintage.themes}
        return {name: known for name, known in self.names.items() if name not in theirs}

    @cached_property
    def graph(self) -> Graph:
        """The thread from what CQC found to the proof."""
        return graph_of(self.plan, self.occasion.vintage, self.day)

    @cached_property
    def me(self) -> str | None:
        """The id of the post of whoever sits there; nothing where the plan has no such post."""
        if self.served.me is None:
            return None
        try:
            return entry_meant(self.plan, self.served.me, ("role",)).entry.id
        except NotMeantError:
            return None

    @cached_property
    def may_propose(self) -> bool:
        """Whether something can be sent for approval: in git, by somebody who has said who they are."""
        served = self.served
        can = served.git and served.proposals and served.me and served.commit != "never"
        if not can or served.git is None or served.read_only or served.folder:
            return False
        return served.git.is_offered(self.location.path, self.name)

    @cached_property
    def proposals_seen(self) -> dict[str, bool]:
        """Which proposals may be seen, by commit, as far as that has been asked of the plan as it is now."""
        return {}

    def check_of(self, loaded: LoadedPlan) -> Checked:
        """Return what a check finds in a state of its files, by the settings of the folder."""
        return check(loaded, self.served.house.checks._replace(as_of=self.day))

    @cached_property
    def checked(self) -> Checked:
        """What a check finds in the plan as it is."""
        return self.check_of(self.loaded)

    @cached_property
    def sees_all(self) -> bool:
        """Whether nothing of the plan is withheld from them, so that messages about the whole of it tell no secret."""
        return self.plan == view_of(self.whole, self.day, "confidential").plan


def as_read(book: Book, loaded: LoadedPlan) -> Book | None:
    """Return a plan in another state of its files, for the same readers; nothing where it cannot be shown."""
    if loaded.plan is None:
        return None
    try:
        return _opened(book.served, book.name, book.location, loaded, loaded.plan)
    except CannotShowError:
        return None


def _opened(served: Served, name: str, location: Location, loaded: LoadedPlan, whole: Plan) -> Book:
    try:
        view = view_of(whole, served.today(), served.audience)
    except WithheldPlanError as error:
        raise CannotShowError("withheld", readers=error.needed) from error
    return Book(served, name, location, loaded, whole, view)


class Heading(NamedTuple):
    """How a plan stands in a list of plans."""

    address: str
    council: str
    title: str


class _Read(NamedTuple):
    mark: bytes
    loaded: LoadedPlan
    errors: list[Problem]


class Shelf:
    """Opens plans by name."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self._read: dict[str, _Read] = {}
        self._books: dict[str, tuple[bytes, Book]] = {}
        self._headings: dict[str, Heading] = {}

    def book(self, name: str) -> Book:
        """Return a plan as it is on the disk now.

        Raises:
            CannotShowError: there is no such plan, it has mistakes, or it is not for this audience.
        """
        location = self.served.place(name)
        if location is None:
            raise CannotShowError("unknown")
        mark, loaded, errors = self._as_it_is(name, location)
        if loaded.plan is None or errors:
            raise CannotShowError("mistakes", errors)
        day = self.served.today()
        kept = self._books.get(name)
        if kept and kept[0] == mark and kept[1].day == day:
            return kept[1]
        book = _opened(self.served, name, location, loaded, loaded.plan)
        self._books[name] = mark, book
        if self.served.folder:
            self._headings[name] = _heading(book)
        return book

    @contextmanager
    def held(self, name: str) -> Iterator[Book]:
        """Return a plan as it is while nobody else writes to it.

        Raises:
            CannotShowError: as :meth:`book`.
            CannotEditError: another writer does not let go of it.
        """
        with writing(folder_of(self.book(name).location)):
            yield self.book(name)

    def heading(self, name: str) -> "Heading":
        """Return how a plan stands in a list of plans, as :meth:`book` does."""
        if self.served.folder and name in self._headings:
            return self._headings[name]
        book = self.book(name)
        return _heading(book)

    def whole(self, name: str) -> Plan | None:
        """Return all of a plan, whoever may see it; nothing where its files cannot be read."""
        location = self.served.place(name)
        return self._as_it_is(name, location).loaded.plan if location else None

    def _as_it_is(self, name: str, location: Location) -> _Read:
        kept = self._read.get(name)
        if kept and self.served.folder:
            return kept  # all of its pages show one state of its files
        mark = _mark(location)
        if kept is None or kept.mark != mark:
            if self.served.folder:  # the pages of one plan are written after those of another
                self._read.clear()
                self._books.clear()
            loaded = load_plan(location)
            errors = [each for each in check_plan(loaded, families=SOUND_FAMILIES) if each.severity is Severity.ERROR]
            kept = self._read[name] = _Read(mark, loaded, errors)
        return kept


def whose(shelf: Shelf) -> NotMeantError | None:
    """Return why whoever sits there has no post in any of the plans; nothing where they have, or said none."""
    me, first = shelf.served.me, None
    for name, _ in shelf.served.plans if me is not None else ():
        with suppress(CannotShowError):
            try:
                entry_meant(shelf.book(name).plan, me or "", ("role",))
            except NotMeantError as error:
                first = first or error
            else:
                return None
    return first


def _heading(book: Book) -> Heading:
    return Heading(book.to.page(), book.plan.header.council.name, book.plan.header.title)


def _mark(location: Location) -> bytes:
    """Return what changes when any file of a plan does: its content, because times on network folders may not."""
    paths, refused = plan_files(location.path)
    made = sha256(repr(refused).encode())
    for path in (*paths, folder_of(location) / UNFINISHED):
        try:
            content = path.read_bytes()
        except OSError as error:
            content = f"{error.errno}".encode()
        made.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        made.update(content)
    return made.digest()
