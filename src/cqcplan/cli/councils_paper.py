"""A paper about several councils: ``cqcplan report --paper region`` over several plans, or over results alone."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cqcplan.cli.councils import of_councils, of_results_alone
from cqcplan.cli.make_papers import Made, Wanted, file_name, leaks_in, paper_of, where, written
from cqcplan.cli.paper_choices import the_kind, the_style
from cqcplan.cli.paper_output import PaperFormat, searched_in
from cqcplan.cli.talk import fail, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cqcplan.model.document import Plan
    from cqcplan.model.house_style import HouseStyle
    from cqcplan.papers.proof.prove import Leak
    from cqcplan.papers.proof.secrets import Hidden

_ABOUT_ONE = ("period", "meeting", "since", "part", "every")
"""What is asked of a paper about one council, and means nothing in one about several."""


def is_about_councils(wanted: Wanted) -> bool:
    """Whether the kind of paper asked for may be about several councils."""
    if not (wanted.kind or wanted.style or wanted.usual_style) or wanted.every:
        return False
    style = _style(wanted)
    return style.papers[the_kind(wanted.kind, style)].councils


def councils_papers(named: "Sequence[str] | None", results: "Sequence[Path]", wanted: Wanted) -> Made:
    """Make one paper about several councils, in every format asked for.

    Args:
        named: words that name plans; without any, and without results, every plan under ./plans.
        results: files of published results whose councils are looked at too.
        wanted: what was asked for.
    """
    _must_suit(wanted)
    style = _style(wanted)
    kind = the_kind(wanted.kind, style)
    occasion = replace(of_councils(named, results, wanted.day), made_from=_tool())
    paper = paper_of(occasion, style, kind, wanted)
    made = {
        file_name(occasion, kind, chosen, wanted): (written(paper, chosen, wanted), chosen)
        for chosen in in_turn(wanted.formats)
    }
    papers = {name: content for name, (content, _) in made.items()}
    if not wanted.prove:
        return Made(papers, {}, "", wanted.readers)

    @cache
    def stock() -> bytes:
        alone = of_results_alone(results, wanted.day)
        return written(paper_of(alone, style, kind, wanted), PaperFormat.MARKDOWN, wanted)

    looked_for = {
        (where(name, wanted) if wanted.filed is None else wanted.filed_name): (
            content if wanted.filed is None else wanted.filed,
            chosen,
        )
        for name, (content, chosen) in made.items()
    }
    leaks, searched = _proved(
        named, results, wanted, looked_for, stock=stock, council=occasion.plan.header.council.name
    )
    return Made(papers, leaks, searched, wanted.readers)


def _proved(
    named: "Sequence[str] | None",
    results: "Sequence[Path]",
    wanted: Wanted,
    papers: "dict[str, tuple[bytes, PaperFormat]]",
    *,
    stock: "Callable[[], bytes]",
    council: str,
) -> "tuple[dict[str, list[Leak]], str]":
    """Search papers for what each plan withholds from the public, one plan at a time."""
    from cqcplan.cli.plans import each_of

    leaks: dict[str, list[Leak]] = {name: [] for name in papers}

    def look(whole: "Plan") -> str:
        hidden = _hidden(whole, wanted)
        for name, (content, chosen) in papers.items():
            leaks[name] += (
                replace(leak, entry=f"{whole.header.id} {leak.entry}")
                for leak in leaks_in(name, content, chosen, hidden, stock, council=council)
            )
        return f"{whole.header.council.name}: {searched_in(hidden)}"

    searched = [] if results and not named else each_of(named, look)
    return leaks, "; ".join(searched) or "no plan is told of"


def _hidden(whole: "Plan", wanted: Wanted) -> "Hidden":
    from cqcplan.papers.nobodys import nobodys_plan
    from cqcplan.papers.proof.secrets import Hidden
    from cqcplan.view import view
    from cqcplan.view.audience import WithheldPlanError

    header = whole.header
    try:
        return Hidden(whole, view.view_of(whole, wanted.day, "public").plan)
    except WithheldPlanError:
        return Hidden(whole, nobodys_plan(header.id, header.council.name, header.framework))


def _must_suit(wanted: Wanted) -> None:
    if wanted.audience.value != "public":
        fail("a paper about several councils is made of what the public may read", "leave out --audience")
    for name in _ABOUT_ONE:
        if getattr(wanted, name):
            fail(f"--{name} is about one council, and this paper about several", f"leave out --{name}")


def _style(wanted: Wanted) -> "HouseStyle":
    return the_style(wanted.style or wanted.usual_style or "plain", wanted.templates)


def _tool() -> str:
    from cqcplan import __version__

    return f"Made with cqcplan {__version__}"
