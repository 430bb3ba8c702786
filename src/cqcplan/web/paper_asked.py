"""One paper that was asked for: what it is made of, its files, and the search of them. As ``report`` makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from cqcplan.checks.count_waived import count_waived
from cqcplan.files.house_styles import StyleNotFoundError, load_style
from cqcplan.model.document import Plan
from cqcplan.model.governance import Meeting
from cqcplan.model.house_style import HouseStyle
from cqcplan.model.vocabulary import Visibility
from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.write import Format, write_paper
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.paper import make_paper
from cqcplan.papers.part_two import part_two
from cqcplan.papers.proof.blank import occasion_without_words
from cqcplan.papers.proof.prove import Leak, prove
from cqcplan.papers.proof.secrets import Hidden
from cqcplan.papers.taken import file_name_of, occasion_of
from cqcplan.papers.template_files import section_names, template_folders
from cqcplan.problems.problem import Problem
from cqcplan.timeline.periods import PaperPeriod, parse_period
from cqcplan.view.audience import WithheldPlanError
from cqcplan.view.exempt import NoGroundsError, exempt_entries
from cqcplan.view.levels import may_read, seen_by
from cqcplan.view.view import members_view
from cqcplan.web.shelf import Book

For = Visibility | Literal["part-1", "part-2"]
"""Whom a paper is for; or the public part of it, or the exempt part alone."""
PLAIN = "plain"
USUAL = "progress"


class NotMadeError(ValueError):
    """A paper cannot be made as it was asked for."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        """The question whose answer is wrong: ``kind``, ``meeting``, ``period`` or ``for``."""


class StyleMistakesError(Exception):
    """A house style, most likely the council's own, has mistakes."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = (), help_: str = "") -> None:
        super().__init__(message)
        self.problems = problems
        self.help = help_


class Asked(NamedTuple):
    """What was asked for, as it was typed."""

    kind: str
    meeting: str = ""
    period: str = ""
    readers: str = ""
    """One of :data:`For`; those that the pages are for, where it is empty."""


@dataclass(frozen=True)
class Order:
    """A paper that can be made."""

    book: Book
    kind: str
    style: HouseStyle
    occasion: Occasion
    part: str
    """``1`` or ``2``, or nothing for a whole paper."""

    @cached_property
    def paper(self) -> Paper:
        """The paper.

        Raises:
            TemplateProblemError: a template has a mistake in it.
        """
        made = make_paper(self.occasion, self.style, self.kind, self.book.served.house.own)
        if self.part == "2":
            numbering = self.style.papers[self.kind].numbering or self.style.numbering
            made = part_two(made, self.occasion, numbering, self.book.served.house.own)
        return made

    def written(self, form: Format) -> bytes:
        """Return the paper as a file.

        Raises:
            CannotWriteError: what writes it is not installed, or the council's Word document cannot be used.
            TemplateProblemError: a template has a mistake in it.
        """
        house = self.book.served.house
        return write_paper(self.paper, form, house.own, house.reference)

    def file_name(self, ending: str) -> str:
        """Name a file of it."""
        return file_name_of(self.occasion, self.kind, self.part, ending)

    @cached_property
    def hidden(self) -> Hidden:
        """What is withheld from its readers."""
        allowed = self.occasion.plan
        if self.part == "2":
            meeting = self.occasion.meeting.id if self.occasion.meeting else None
            allowed = members_view(self.book.whole, self.book.day, meeting).plan
        return Hidden(self.book.whole, allowed)

    def leaks_in(self, content: bytes, form: Format) -> list[Leak]:
        """Search a file of it for what is withheld.

        Raises:
            UnreadableError: it cannot be read back.
        """
        return prove(self.hidden, content, form, self._stock)

    def _stock(self) -> bytes:
        """Return the same paper of the plan without its words: what stands there is the tool's."""
        if self.part == "2":
            return b""
        blank = occasion_without_words(self.occasion)
        own = self.book.served.house.own
        return write_paper(make_paper(blank, self.style, self.kind, own), "markdown", own)


def readers_of(book: Book) -> tuple[For, ...]:
    """Return whom papers can be made for by those that the pages are for: nobody who may read more than they do."""
    audience = book.served.audience
    every = [level for level in get_args(Visibility) if seen_by(level) <= seen_by(audience)]
    parts: list[For] = ["part-1", "part-2"] if may_read(audience, "exempt") else []
    return (every[0], *parts, *every[1:])


def usual_style(book: Book) -> HouseStyle:
    """Return the house style of papers whose body names none.

    Raises:
        StyleMistakesError: there is none of the name in the settings, or it has mistakes.
    """
    return _style(book, book.served.house.style or PLAIN)


def order_of(book: Book, asked: Asked) -> Order:
    """Put a paper together.

    Raises:
        NotMadeError: it cannot be made as it was asked for.
        StyleMistakesError: a house style has mistakes.
    """
    whom = asked.readers or book.served.audience
    if whom not in readers_of(book) and whom != "part-1":
        raise NotMadeError("for", "these pages show too little for such a paper: choose other readers")
    part = whom.removeprefix("part-") if whom.startswith("part-") else ""
    usual = usual_style(book)
    form = usual.papers.get(asked.kind)
    audience: Visibility = next((level for level in get_args(Visibility) if level == whom), "public")
    try:
        occasion = occasion_of(
            book.whole, book.day, audience, form=form,
            period=_period(asked.period, book) if asked.period else None,
            meeting=_meeting(asked.meeting) if asked.meeting else None,
        )  # fmt: skip
    except WithheldPlanError as error:
        raise NotMadeError("for", str(error)) from error
    style = _of_body(book, occasion) or usual
    if asked.kind not in style.papers:
        raise NotMadeError("kind", f"the house style of this body has no such paper: {', '.join(style.papers)}")
    try:
        exempt = exempt_entries(book.whole, book.day, occasion.meeting.id if occasion.meeting else None) if part else ()
    except NoGroundsError as error:
        raise NotMadeError("for", str(error)) from error
    if part == "2" and not exempt:
        raise NotMadeError("for", "nothing is exempt on the day of this paper: it has no part 2")
    occasion = replace(
        occasion,
        readers="exempt" if part == "2" else audience,
        made_from=book.served.made_from(book.location),
        exempt=exempt,
        waived=None if audience == "public" else count_waived(book.loaded, book.day),
    )
    return Order(book, asked.kind, style, occasion, part)


def _period(typed: str, book: Book) -> Callable[[Plan], PaperPeriod]:
    def span(plan: Plan) -> PaperPeriod:
        try:
            found = parse_period(typed, plan, book.day)
        except ValueError as error:
            raise NotMadeError("period", str(error)) from error
        if found.first > book.day:
            raise NotMadeError("period", f"{found.in_words} has not begun")
        return found

    return span


def _meeting(meeting_id: str) -> Callable[[Plan], Meeting]:
    def one(plan: Plan) -> Meeting:
        found = next((each for each in plan.meetings if each.id == meeting_id), None)
        if found is None:
            raise NotMadeError("meeting", "these readers know of no such meeting")
        return found

    return one


def _of_body(book: Book, occasion: Occasion) -> HouseStyle | None:
    """Return the house style of the body that takes the paper, where it names one."""
    body = occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
    return _style(book, body.house_style) if body and body.house_style else None


def _style(book: Book, name: str) -> HouseStyle:
    own = book.served.house.own
    folders = [folder / "house-styles" for folder in (*own, *template_folders())]
    try:
        style, problems = load_style(name, folders, section_names(own))
    except StyleNotFoundError as error:
        raise StyleMistakesError(str(error), help_=error.help) from error
    if style is None:
        raise StyleMistakesError(name, tuple(problems))
    return style


def asked_in(query: Mapping[str, str], kind: str = "") -> Asked:
    """Read what was asked for from an address."""
    return Asked(kind or query.get("kind", ""), *(query.get(name, "").strip() for name in ("meeting", "period", "for")))
