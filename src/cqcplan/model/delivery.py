"""What the council intends: priorities, actions, milestones and measures; and what happened to them."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from cqcplan.model.base import Date, DateOrSpan, Entry, Flag, Id, Named, Number, Record, Ref, Text
from cqcplan.model.dates import NOT_STATED, When
from cqcplan.model.moments import Begins, Intended, Stated
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import (
    Better,
    Bound,
    Colour,
    ComparedWith,
    Counts,
    Frequency,
    Lifecycle,
    RunningTotal,
)


class Milestone(Named):
    """A point by which something is to be true."""

    title: Text
    due: Annotated[Date | None, Intended()] = None
    """The date first set. A later date is an update with ``due`` and ``reason``."""
    owner: Annotated[Id, Ref("role")] | None = None
    text: Text | None = None
    plain_words: Text | None = None
    """The same for residents, as for an action."""
    illustrative: Flag = False
    """True where the date or the milestone is made up for an example."""


class Action(Named):
    """A piece of work under a priority."""

    title: Text
    owner: Annotated[Id, Ref("role")] | None = None
    partners: tuple[Annotated[Id, Ref("body")], ...] = ()
    start: Annotated[Date | None, Intended()] = None
    due: Annotated[Date | None, Intended()] = None
    text: Text | None = None
    plain_words: Text | None = None
    """What it is, for residents, in words that are right before it is done and after.

    The update for residents tells only what has them.
    """
    quality_statements: tuple[Annotated[Id, Ref("quality statement")], ...] = ()
    milestones: tuple[Milestone, ...] = ()


class DeliveredBy(Record):
    """Who delivers a priority that this plan only reports on."""

    programme: Text | None = None
    body: Annotated[Id, Ref("body")] | None = None
    text: Text | None = None


class Priority(Named):
    """One of the council's own headings (Leicestershire calls them workstreams)."""

    ref: Text | None = None
    """The number papers print: ``"1.2"`` (in quotes, so that 1.10 stays 1.10)."""
    title: Text
    theme: Annotated[Id, Ref("theme")] | None = None
    quality_statements: tuple[Annotated[Id, Ref("quality statement")], ...] = ()
    principles: tuple[Annotated[Id, Ref("principle")], ...] = ()
    findings: tuple[Annotated[Id, Ref("finding")], ...] = ()
    """The findings it answers."""
    aims_at: tuple[Annotated[Id, Ref("reference item")], ...] = ()
    """Items of the plan's reference sets (national objectives, what outstanding looks like)."""
    sponsor: Annotated[Id, Ref("role")] | None = None
    lead: Annotated[Id, Ref("role")] | None = None
    delivered_by: DeliveredBy | None = None
    supports: tuple[Annotated[Id, Ref("priority")], ...] = ()
    """The priorities it gives assurance over."""
    supports_all: Flag = False
    """True where it gives assurance over every other priority."""
    outcomes: tuple[Text, ...] = ()
    text: Text | None = None
    plain_words: Text | None = None
    """What the council said it would do, as a sentence for residents. Their update tells only what has it."""
    actions: tuple[Action, ...] = ()


PEOPLE = ("people", "person", "adult", "carer", "client", "resident", "patient", "individual")
"""Words that say, after a number, that people are counted."""

STOCK_WORDS = (
    "waiting", "waiters", "waits for", "backlog", "backlogs", "outstanding", "open", "overdue", "unallocated",
    "caseload", "caseloads", "on the list", "list of", "queue", "queues",
)  # fmt: skip
"""Words of a title that tell of what has piled up, where people or cases are counted."""


def _words(title: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in title.lower()).split())


class Observation(Entry):
    """A measure's value on a date."""

    on: Annotated[Date, Begins()]
    value: Number
    bound: Bound | None = None
    """Where the figure is not known exactly: ``at-least`` for 500+, ``under`` for under 300."""
    reported: Flag = False
    """True where the source gives the figure no date: ``on`` is the day it was reported, and papers say so."""
    since: Annotated[Date | None, Stated()] = None
    """Where the value has held without a break since an earlier date."""
    text: Text | None = None


def _not_stated() -> When:
    return NOT_STATED


class Baseline(Observation):
    """Where a measure stood at the beginning."""

    on: Annotated[Date, Begins()] = Field(default_factory=_not_stated)
    """Left out where the source gives no date: it then stands in tables, and no line begins at it."""

    @property
    def is_dated(self) -> bool:
        """Whether its date is known."""
        return self.on is not NOT_STATED


class Interim(Record):
    """A value to be reached on the way to the target."""

    by: Annotated[Date, Intended()]
    value: Number
    why: Text | None = None


class Comparator(Entry):
    """What others have, to set a measure beside."""

    of: ComparedWith
    """Whose figure it is."""
    name: Text | None = None
    """Who that is, as papers print it: ``South West``. Left out: what ``of`` says."""
    value: Number
    on: Annotated[Date, Begins()]
    """The day it was published."""
    covers: Annotated[DateOrSpan | None, Stated()] = None
    """The time it is about."""


class SeriesBreak(Entry):
    """A day from which a measure is counted otherwise, so that figures before and after cannot be compared."""

    on: Annotated[Date, Begins()]
    text: Text
    """What is counted otherwise."""


class Rebase(Entry):
    """A day from which the limits of control charts are worked out anew, because the work is done otherwise."""

    on: Annotated[Date, Begins()]
    text: Text
    """Why: what was changed, so that what is usual is not what it was."""


class Target(Record):
    """The value a measure is meant to reach, by when, and why that value."""

    by: Annotated[Date, Intended()]
    value: Number
    why: Text | None = None
    illustrative: Flag = False


class Measure(Named):
    """Something counted, to see whether the work makes a difference."""

    STANDS_IN: ClassVar[tuple[str, tuple[str, ...]]] = ("metric", ("title", "unit"))
    """The field in whose place others need not be given."""

    title: Text
    """What papers call it, in a few words. Left out, the national metric's."""
    unit: Text
    """``people``, ``per cent`` or ``%``, ``£``, ``days``, ``FTE``, ``per 100,000``: papers print it as it should be."""
    metric: Annotated[Id, Ref("national metric")] | None = None
    """The national metric that it is. Title, unit, direction, definition, frequency, quality statements and breaks
    are then those of the catalogue, where they are left out here: see ``cqcplan metrics``."""
    better: Better | None = None
    """Which way is improvement. Left out where neither is."""
    definition: Text | None = None
    plain_words: Text | None = None
    """What it is called for residents. The update for residents gives only the figures that have it."""
    priorities: tuple[Annotated[Id, Ref("priority")], ...] = ()
    quality_statements: tuple[Annotated[Id, Ref("quality statement")], ...] = ()
    """The quality statements that it speaks to."""
    part_of: Annotated[Id, Ref("measure")] | None = None
    """The measure that is the total of this one and others."""
    percent_of: Annotated[Id, Ref("measure")] | None = None
    """Where the unit is per cent: the measure that a hundred per cent is."""
    counts: Counts | None = None
    """``other`` where its whole numbers tell of no people, so that small ones may be printed.

    Left out, they count people, whatever the unit; but for time, money, full-time posts and percentages.
    """
    frequency: Frequency | None = None
    cumulative: Flag = False
    """True where each value is what was added: values add up towards the target rather than replace each other."""
    running_total: RunningTotal | None = None
    """Where each value is the whole count so far, which can only grow: ``ever``, or ``each-year`` from April."""
    tail_of: Annotated[Id, Ref("measure")] | None = None
    """The measure whose extreme it is, such as the longest wait of those who wait: printed beside it."""
    stock: Flag | None = None
    """True where each figure is what stands on a day and goes over into the next, such as a waiting list or a caseload.

    Analysts call it a stock. It drifts, so no control chart is drawn of it, but its changes, or what came in and went
    out. Left out: words of the title tell, such as ``waiting``, where people or cases are counted.
    """
    adds_to: Annotated[Id, Ref("measure")] | None = None
    """The stock that it adds to, such as the waiting list that new requests join."""
    takes_from: Annotated[Id, Ref("measure")] | None = None
    """The stock that it takes from, such as the waiting list that assessments shorten."""
    baseline: Baseline | None = None
    target: Target | None = None
    trajectory: tuple[Interim, ...] = ()
    """Values to be reached on the way to the target."""
    comparators: tuple[Comparator, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    rebased: tuple[Rebase, ...] = ()
    """Where control charts begin their limits anew, never without a reason: figures stay comparable."""
    observations: tuple[Observation, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _of_the_catalogue(cls, data: object) -> object:
        """Fill in what the catalogue of national metrics says."""
        if not (isinstance(data, dict) and data.get("metric")):
            return data
        from cqcplan.model.national import filled_in  # noqa: PLC0415 - only for a plan that names a metric

        return filled_in(data)

    @property
    def is_stock(self) -> bool:
        """Whether each figure goes over into the next: as the plan says or, where it does not, as the title tells."""
        return self.guessed_stock if self.stock is None else self.stock

    @property
    def guessed_stock(self) -> bool:
        """Whether the title of a count tells of what has piled up."""
        is_flow = self.cumulative or self.running_total or self.adds_to or self.takes_from
        counted = not is_flow and unit_of(self.unit).kind == "count"
        return counted and any(f" {word} " in f" {_words(self.title)} " for word in STOCK_WORDS)

    @property
    def is_share(self) -> bool:
        """Whether its values are percentages."""
        return unit_of(self.unit).kind == "share"

    @property
    def counts_people(self) -> bool:
        """Whether its whole numbers may count people, so that a small one may tell who is meant."""
        measured = unit_of(self.unit).kind in ("money", "share", "duration", "posts")
        return self.counts == "people" or not (self.counts or measured)

    def is_small(self, value: float, below: int) -> bool:
        """Whether a value is a count from 1 to one less than some threshold, and may tell who is meant.

        What is no whole number counts nothing, unless the unit says that it is of people.
        """
        is_count = float(value).is_integer() or any(word in self.unit.lower() for word in PEOPLE)
        return self.counts_people and is_count and 0 < value < below


class Update(Entry):
    """Something that happened, or was reported, on a date. Only ever added."""

    on: Annotated[Date, Begins()]
    """The day it happened or, where the source does not say, the day it was reported."""
    reported: Flag = False
    """True where ``on`` is only the day it was reported, so that it may have happened long before.

    Also understood where ``on`` is the date of the document that ``source`` names.
    """
    about: Annotated[Id, Ref("any")]
    """The priority, action, milestone, risk, measure … it concerns."""
    status: Lifecycle | None = None
    rag: Colour | None = None
    due: Annotated[Date | None, Intended()] = None
    """A moved date."""
    owner: Annotated[Id, Ref("role")] | None = None
    """A change of owner."""
    reason: Text | None = None
    """Why it is amber or red, or why the date moved."""
    recovery: Text | None = None
    """What will bring it back."""
    barriers: Text | None = None
    """What has got in the way, for the board and for the return to government. A narrower ``visibility`` keeps the
    whole update to some readers: what only they may read is an update of its own."""
    text: Text | None = None
    """What members are told; printed in papers, lettered where a priority has several."""
    evidence: tuple[Annotated[Id, Ref("evidence")], ...] = ()
