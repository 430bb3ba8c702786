"""The papers of one plan, as bytes by the names of their files: what ``report`` was asked for, put together."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cqcplan.cli.audience import Audience
from cqcplan.cli.own_templates import mistakes_told
from cqcplan.cli.paper_choices import (
    exempt_from,
    form_of,
    made_from,
    own_folders,
    since_when,
    style_of,
    the_kind,
    the_occasion,
    the_style,
)
from cqcplan.cli.paper_output import ENDINGS, PaperFormat, revision_in, searched_in, shows_revision
from cqcplan.cli.save import STDOUT
from cqcplan.cli.talk import fail, in_turn, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan
    from cqcplan.model.house_style import HouseStyle
    from cqcplan.papers.blocks import Paper
    from cqcplan.papers.occasion import Occasion
    from cqcplan.papers.proof.prove import Leak
    from cqcplan.papers.proof.secrets import Hidden


@dataclass(frozen=True)
class Wanted:
    """What was asked for, of every plan alike."""

    day: "date"
    audience: Audience
    period: str | None
    meeting: str | None
    kind: str | None
    every: bool
    """Whether a meeting's whole set is made."""
    style: str | None
    usual_style: str | None
    """The one that the settings name, for a body that names none."""
    since: str | None
    part: str | None
    templates: Path | None
    reference: Path | None
    formats: tuple[PaperFormat, ...]
    revision: str | None
    filed: bytes | None
    """The paper to compare with, where one is."""
    filed_name: str
    prove: bool
    output: Path | None
    in_folder: bool
    """Whether that is a folder."""

    @property
    def readers(self) -> Audience:
        """Whom the papers are for."""
        return Audience.EXEMPT if self.part == "2" else self.audience


class Made(NamedTuple):
    """The papers of one plan."""

    papers: dict[str, bytes]
    leaks: "dict[str, list[Leak]]"
    searched: str
    """What was searched for in them."""
    readers: Audience


def made_papers(loaded: "LoadedPlan", whole: "Plan", wanted: Wanted) -> Made:
    """Make the papers that were asked for of one plan."""
    occasion = _occasion(loaded, whole, wanted)
    _warn_of_closed_meeting(occasion, wanted)
    style = the_style(wanted.style or style_of(occasion) or wanted.usual_style or "plain", wanted.templates)
    kinds = list(style.set) if wanted.every else [the_kind(wanted.kind, style)]
    allowed = _for_members(whole, occasion) if wanted.part == "2" else occasion.plan
    hidden = _hidden(whole, allowed) if wanted.prove else None
    made: dict[str, bytes] = {}
    leaks: dict[str, list[Leak]] = {}
    papers: dict[str, Paper] = {}
    for kind, chosen in in_turn([(kind, chosen) for kind in kinds for chosen in wanted.formats]):
        name = file_name(occasion, kind, chosen, wanted)
        # one paper, however many formats it is written in
        if kind not in papers:
            papers[kind] = paper_of(occasion, style, kind, wanted)
            _warn_of_what_is_missing(papers[kind], occasion, kind)
        made[name] = written(papers[kind], chosen, wanted)
        if hidden:
            # of a filed paper, that one is searched: somebody may have changed it since
            searched = where(name, wanted) if wanted.filed is None else wanted.filed_name
            content = made[name] if wanted.filed is None else wanted.filed
            stock = bytes if wanted.part == "2" else partial(_stock, occasion, style, kind, wanted)
            leaks[searched] = leaks_in(searched, content, chosen, hidden, stock)
    return Made(made, leaks, searched_in(hidden) if hidden else "", wanted.readers)


def _occasion(loaded: "LoadedPlan", whole: "Plan", wanted: Wanted) -> "Occasion":
    # from here on nothing sees what the audience may not, or what came later: not the period, not the meeting
    form = form_of(wanted.kind, the_style(wanted.style or wanted.usual_style or "plain", wanted.templates))
    occasion = the_occasion(whole, wanted.day, wanted.audience, period=wanted.period, meeting=wanted.meeting, form=form)
    start, earlier = since_when(wanted.since, loaded.location, whole, wanted.day, wanted.audience)
    filed_from, shown = None, wanted.revision not in (None, "none")
    if wanted.filed is not None:
        filed_from = revision_in(wanted.filed, wanted.formats[0], wanted.filed_name)
        shown = shown or shows_revision(wanted.filed, wanted.formats[0], wanted.filed_name)
    revision, tool = made_from(loaded.location, wanted.revision or filed_from)
    return replace(
        occasion,
        readers=wanted.readers.value,
        since=start,
        earlier=earlier,
        revision=revision if shown else None,
        made_from=". ".join(part for part in (revision, tool) if part),
        exempt=exempt_from(whole, wanted.day, occasion.meeting) if wanted.part else (),
        waived=None if wanted.audience is Audience.PUBLIC else _waived(loaded, wanted.day),
    )


def _warn_of_closed_meeting(occasion: "Occasion", wanted: Wanted) -> None:
    if occasion.meeting and not occasion.meeting.open and wanted.audience is Audience.PUBLIC and wanted.part is None:
        say(
            f"warning: the public are excluded from {occasion.meeting.id} (open: false), and this paper is for the "
            "public: make it with --part 1 and --part 2, or for other readers with --audience"
        )


def _warn_of_what_is_missing(paper: "Paper", occasion: "Occasion", kind: str) -> None:
    if paper.to_write:
        say(
            f"warning: {occasion.plan.header.id}, {kind}: nothing is written for {'; '.join(paper.to_write)}. The "
            "house style asks for that, and the paper says that it is still to be written: put it under paragraphs: in "
            "the plan, or recommendations: of the meeting"
        )


def _waived(loaded: "LoadedPlan", day: "date") -> tuple[int, int]:
    from cqcplan.checks.count_waived import count_waived

    return count_waived(loaded, day)


def _for_members(whole: "Plan", occasion: "Occasion") -> "Plan":
    from cqcplan.view.view import members_view

    return members_view(whole, occasion.as_of, occasion.meeting.id if occasion.meeting else None).plan


def paper_of(occasion: "Occasion", style: "HouseStyle", kind: str, wanted: Wanted) -> "Paper":
    """Make one kind of paper."""
    from cqcplan.papers.paper import make_paper
    from cqcplan.papers.part_two import part_two
    from cqcplan.view.exempt import NothingExemptError

    own = own_folders(wanted.templates)
    try:
        with mistakes_told(own):
            made = make_paper(occasion, style, kind, own)
            if wanted.part == "2":
                made = part_two(made, occasion, style.papers[kind].numbering or style.numbering, own)
    except NothingExemptError as error:
        fail(f"--part 2: {error}")
    return made


def written(paper: "Paper", chosen: PaperFormat, wanted: Wanted) -> bytes:
    """Write a paper in one format."""
    from cqcplan.papers.formats.unavailable import CannotWriteError
    from cqcplan.papers.formats.write import write_paper

    own = own_folders(wanted.templates)
    try:
        with mistakes_told(own):
            return write_paper(paper, chosen.value, own, wanted.reference)
    except CannotWriteError as error:
        fail(str(error), error.help)


def _stock(occasion: "Occasion", style: "HouseStyle", kind: str, wanted: Wanted) -> bytes:
    """Make the same paper of a plan without its words: what stands there is the tool's."""
    from cqcplan.papers.proof.blank import occasion_without_words

    blank = occasion_without_words(occasion)
    plainly = replace(wanted, audience=Audience.PUBLIC, part=None, reference=None)
    return written(paper_of(blank, style, kind, plainly), PaperFormat.MARKDOWN, plainly)


def where(name: str, wanted: Wanted) -> str:
    """Name a paper by where it is to go."""
    if wanted.output is None or wanted.output == STDOUT:
        return "the paper"
    return (wanted.output / name if wanted.in_folder else wanted.output).as_posix()


def _hidden(whole: "Plan", allowed: "Plan") -> "Hidden":
    from cqcplan.papers.proof.secrets import Hidden

    return Hidden(whole, allowed)


def leaks_in(
    name: str,
    content: bytes,
    chosen: PaperFormat,
    hidden: "Hidden",
    stock: "Callable[[], bytes]",
    *,
    council: str | None = None,
) -> "list[Leak]":
    """Search a paper for what its readers may not have.

    Args:
        name: what it is called.
        content: the paper.
        chosen: its format.
        hidden: what is withheld.
        stock: makes the same paper in the tool's words alone.
        council: what stands in it as the council's name, where that is not the plan's.
    """
    try:
        from cqcplan.papers.proof.contents import UnreadableError
        from cqcplan.papers.proof.prove import prove

        return prove(hidden, content, chosen.value, stock, council)
    except ImportError:
        fail("--prove reads a PDF back with a package that is not installed", "pip install 'cqcplan[pdf]'")
    except UnreadableError as error:
        fail(f"{name} cannot be read back, so nothing is proved: {error}")


def file_name(occasion: "Occasion", kind: str, chosen: PaperFormat, wanted: Wanted) -> str:
    """Name the file of a paper."""
    from cqcplan.papers.taken import file_name_of

    return file_name_of(occasion, kind, wanted.part, ENDINGS[chosen])
