"""A council's house style: what its papers are called, which sections they have, and how they are numbered."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Tag

from cqcplan.model.base import Flag, Id, Record, Text, as_list, by_shape
from cqcplan.model.vocabulary import BodyKind, Visibility

Line = Text
"""A line of a paper's head. Words in braces stand for facts of the paper: see :data:`LINE_FACTS`."""

LINE_FACTS = (
    "body", "date", "title", "item", "ref", "report_of", "author", "contact", "wards", "key_decision", "call_in",
    "decision_status", "open_item", "period", "month", "progress_up_to", "figures_up_to", "made_on",
    "plan", "council", "council_short",
)  # fmt: skip
"""What a line may name in braces: ``{body}``, ``{date}``. A line that names something not known is left out."""


class HeadFact(Record):
    """One line of the table at the head of a paper."""

    name: Text
    value: Line
    blank: Flag = False
    """Whether an empty box to fill in by hand stands there where what the line names is not known."""


class Head(Record):
    """The top of a paper."""

    above: tuple[Line, ...] = ()
    """Lines above the title."""
    title: Line | None = None
    """The title; left out, the meeting's own title for the paper or, without one, the kind's."""
    below: tuple[Line, ...] = ()
    """Lines below the title."""
    facts: tuple[HeadFact, ...] = ()
    """The table under them."""
    capitals: Flag = False
    """Whether the title and the lines round it are printed in capitals."""


class Numbering(Record):
    """How sections, paragraphs and points are numbered."""

    sections: Literal["point", "plain", "none"] = "point"
    """``1.``, ``1``, or no number."""
    paragraphs: Literal["by-section", "through", "none"] = "by-section"
    """``1.1``, ``1.2`` in each section; 1, 2, 3 through the whole paper; or no number."""
    points: Literal["a)", "(a)", "a."] = "a)"
    """How the points under a paragraph are lettered."""
    resolutions: Literal["letters", "numbers", "paragraphs"] = "letters"
    """Recommendations and decisions: as the points; ``(1)``, ``(2)``; or as paragraphs of their own."""


class StyledSection(Record):
    """One section of a paper: a part under a title of the council's own, or several parts under one."""

    title: Text | None = None
    """Left out: the part's own title."""
    parts: tuple[Id, ...] = Field(min_length=1)
    """The names of templates in the folder ``sections``."""
    headings: Flag = True
    """Whether each of several parts has a heading of its own."""
    numbered: Flag = True
    """Whether the section and its paragraphs are numbered."""
    if_empty: Text | None = None
    """The standing line where the plan says nothing. Left out: the section is left out."""


SectionOrPart = Annotated[Annotated[Id, Tag("plain")] | Annotated[StyledSection, Tag("map")], by_shape]
"""A part by its name, or a section with a title of its own."""


NeededParts = Annotated[tuple[Id, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])]
"""A part by its name, or several of which one will do."""


class PaperForm(Record):
    """One kind of paper."""

    about: Text
    """What it is and whom it is for, for ``cqcplan report --list``."""
    title: Line | None = None
    """Its title, where the meeting gives none."""
    audience: Visibility = "public"
    """The readers it is meant for. It is made for the public unless ``--audience`` says otherwise."""
    bodies: tuple[BodyKind, ...] = ()
    """The kinds of body that take it, so that it finds its meeting. Left out: any body whose meeting has a paper."""
    period: Literal["since-last-meeting", "last-quarter", "to-date"] = "since-last-meeting"
    """What it is about where nothing is said: the time since its body last met, or without that the last quarter that
    is over; always that quarter; or that quarter and the days since."""
    councils: Flag = False
    """Whether it may be about several councils: it then takes several plans, and published results."""
    contents: Flag = True
    """Whether a list of contents is printed, in the formats that have pages; a screen always has one."""
    landscape: Flag = False
    """Whether its pages lie on their side."""
    compact: Flag = False
    """Whether it is set closely, to fit one sheet."""
    head: Head | None = None
    """Its own head, where it is not the style's."""
    numbering: Numbering | None = None
    """Its own numbering, where it is not the style's."""
    needed: tuple[NeededParts, ...] = ()
    """What every such paper must say: a part, or several of which one will do. Where the plan says nothing for it, the
    paper says so in its place, and ``report`` warns."""
    sections: tuple[SectionOrPart, ...] = Field(min_length=1)


class HouseStyle(Record):
    """The file of a house style."""

    style: Literal[1]
    """The version of this format."""
    title: Text
    """What the style is, for ``cqcplan report --list``."""
    like: Id | None = None
    """The style from which comes whatever is left out here. Left out: ``plain``."""
    head: Head | None = None
    numbering: Numbering | None = None
    money: Literal["full", "short"] | None = None
    """How a million pounds and more are printed: ``£1,240,000`` or ``£1.2m``. Left out: in full."""
    paper: Id | None = None
    """The kind of paper made where none is named."""
    set: tuple[Id, ...] = ()
    """The papers that ``cqcplan report --all`` makes for one meeting."""
    papers: dict[Id, PaperForm] = Field(default_factory=dict)
