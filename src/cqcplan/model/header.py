"""The ``plan:`` section: whose plan this is and the words it uses."""

from functools import cache
from typing import Annotated

from pydantic import Field

from cqcplan.model.base import Date, Flag, Id, Record, Ref, Text
from cqcplan.model.moments import Comes
from cqcplan.model.vocabulary import Colour, CouncilType, PlanStatus, Visibility


class Council(Record):
    """The authority whose plan this is."""

    name: Text
    """In full, as it signs its papers: ``Bath & North East Somerset Council``."""
    short_name: Text | None = None
    """As papers say it after the first time: ``B&NES``."""
    type: CouncilType | None = None
    region: Text | None = None


class ThemeName(Record):
    """What this council calls one of CQC's themes."""

    theme: Annotated[Id, Ref("theme")]
    name: Text


class Labels(Record):
    """What this council calls things, one and several."""

    priority: Text = "Priority"
    priorities: Text | None = None
    """Plural of ``priority``; left out, an s is added (and ``y`` becomes ``ies``)."""
    themes: tuple[ThemeName, ...] = ()
    """The council's own names for CQC's themes; papers print them beside its priorities."""


def _usual_labels() -> Labels:
    """Return the labels of a plan that has none of its own, without the price of validating them."""
    return Labels.model_construct()


class StatusColour(Record):
    """One colour of the council's own scheme: never shown without its word."""

    colour: Colour
    word: Text
    """What is printed beside the colour: ``On track``."""
    letter: Annotated[str, Field(strict=True, min_length=1, max_length=1)]
    """One letter that stands for it where space is short."""
    meaning: Text
    """The definition printed in the key of every paper that uses it."""


class StatusScheme(Record):
    """How this council rates delivery, with its meanings. Meanings differ between councils."""

    name: Text = "RAG"
    colours: tuple[StatusColour, ...] = Field(min_length=2)


@cache
def default_scheme() -> StatusScheme:
    """Return the scheme used where a plan declares none of its own."""
    on_track = "expected to be done by its date"
    at_risk = "may miss its date unless the recovery stated works"
    off_track = "will miss its date, or has missed it"
    return StatusScheme(
        colours=(
            StatusColour(colour="green", word="On track", letter="G", meaning=on_track),
            StatusColour(colour="amber", word="At risk", letter="A", meaning=at_risk),
            StatusColour(colour="red", word="Off track", letter="R", meaning=off_track),
        )
    )


class Term(Record):
    """A short form and what it stands for."""

    term: Text
    meaning: Text


class Disclosure(Record):
    """The council's rule for small counts of people in papers."""

    suppress_below: Annotated[int, Field(strict=True, ge=3, le=20)]
    """Counts of people from 1 to one less than this are not printed for the public."""
    secondary: Flag = True
    """Whether a further count is hidden where a printed total would give a hidden one away."""


class Header(Record):
    """Which council, which framework, which words."""

    id: Id
    """The plan's own id; with the default layout, the name of its folder."""
    title: Text = "Adult social care improvement plan"
    council: Council
    framework: Annotated[Id, Ref("framework")]
    """The vintage in force for the next assessment: ``la-2026-04``."""
    status: PlanStatus | None = None
    """How far the plan itself has been agreed."""
    agreed: Annotated[Date | None, Comes("status")] = None
    """When the plan reached that status."""
    summary: Text | None = None
    """Two or three sentences for the top of a paper."""
    visibility: Visibility = "public"
    """The widest audience of anything in the plan; an entry can only be more restricted."""
    labels: Labels = Field(default_factory=_usual_labels)
    status_scheme: StatusScheme | None = None
    disclosure: Disclosure | None = None
    """Left out: every count is printed."""
    contact: tuple[Annotated[Id, Ref("role")], ...] = ()
    """The roles printed at the end of a paper, in order."""
    lead: Annotated[Id, Ref("role")] | None = None
    """The role that reports: ``REPORT OF THE DIRECTOR OF …``."""
    glossary: tuple[Term, ...] = ()
