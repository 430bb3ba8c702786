"""``cqcplan trace``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.answer import above, as_json
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, EveryPlanOption, ForWhom, in_format
from cqcplan.cli.plans import open_plans, the_day
from cqcplan.cli.talk import fail, width, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cqcplan.model.document import Plan
    from cqcplan.papers.trace.node_words import NodeWords
    from cqcplan.thread.graph import Graph
    from cqcplan.thread.walk import Trace


class TraceFormat(StrEnum):
    """How a trace is shown."""

    TREE = "tree"
    MERMAID = "mermaid"
    DOT = "dot"
    JSON = "json"


def trace(
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="Any entry of a plan by its id; a quality statement or a theme too.",
            show_default=False,
        ),
    ] = None,
    *,
    plan: EveryPlanOption = None,
    orphans: Annotated[
        bool,
        typer.Option(
            "--orphans",
            help="List the breaks: findings without priority, priorities without finding or measure, and so on.",
        ),
    ] = False,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    output_format: Annotated[TraceFormat, in_format()] = TraceFormat.TREE,
) -> None:
    """Follow the golden thread both ways from one entry.

    From what CQC found, through priority, action and milestone, to measures, updates and
    evidence.

    cqcplan trace ot-backlog-cleared

    cqcplan trace assessing-needs --plan leicestershire

    Exit code 0 whatever it shows; 1 where a plan has mistakes; 2 where there is no such id.
    """
    if (entry is None) != orphans:
        fail("name one entry, or ask for --orphans", "cqcplan trace ot-backlog-cleared, or cqcplan trace --orphans")
    day = the_day(as_of)
    plans = [view_of(whole, day, audience).plan for _, whole in open_plans(plan)]
    if entry is None:
        write(_orphans(plans, day, output_format, audience))
    else:
        write(_traces(plans, entry, day, output_format, audience))


def _words(plan: "Plan", day: "date") -> "NodeWords":
    from cqcplan.papers.occasion import Occasion
    from cqcplan.papers.trace.node_words import NodeWords
    from cqcplan.timeline.periods import PaperPeriod

    return NodeWords(Occasion(plan, day, PaperPeriod("", day, day), None))


def _orphans(plans: "Sequence[Plan]", day: "date", output_format: TraceFormat, audience: Audience) -> str:
    from cqcplan.thread.orphans import orphans

    found = [(plan, _words(plan, day), orphans(plan)) for plan in plans]
    if output_format is TraceFormat.JSON:
        from cqcplan.papers.trace.as_data import orphan_data

        return as_json(
            audience,
            plans=[{"plan": plan.header.id, "orphans": orphan_data(each, words)} for plan, words, each in found],
        )
    if output_format is not TraceFormat.TREE:
        fail("orphans are linked to nothing, so there is no diagram of them", "leave out --format, or write json")
    from cqcplan.papers.trace.tree import orphan_lines

    lines = "\n".join(
        f"{plan.header.council.name}\n\n{orphan_lines(each, words, width())}" for plan, words, each in found
    )
    return above(lines, audience)


def _traces(plans: "Sequence[Plan]", entry: str, day: "date", output_format: TraceFormat, audience: Audience) -> str:
    from cqcplan.framework.vintage import load_vintage
    from cqcplan.thread.graph import graph_of
    from cqcplan.thread.walk import trace

    graphs = [(plan, graph_of(plan, load_vintage(plan.header.framework), day)) for plan in plans]
    holders = [(plan, graph, meant) for plan, graph in graphs if (meant := _meant(plan, graph, entry))]
    if not holders:
        _no_such(entry, plans)
    found = [(plan, trace(graph, meant), _words(plan, day)) for plan, graph, meant in holders]
    if output_format is TraceFormat.JSON:
        from cqcplan.papers.trace.as_data import trace_data

        return as_json(
            audience, plans=[{"plan": plan.header.id, **trace_data(each, words)} for plan, each, words in found]
        )
    drawn = [_drawn(each, words, output_format) for _, each, words in found]
    if output_format is TraceFormat.TREE:
        if len(found) > 1:
            drawn = [f"{plan.header.council.name}\n\n{text}" for (plan, _, _), text in zip(found, drawn, strict=True)]
    elif len(found) > 1:
        names = ", ".join(plan.header.id for plan, _, _ in found)
        fail(f'{len(found)} plans have "{entry}": one diagram shows one', f"choose with --plan: {names}")
    comment = {TraceFormat.MERMAID: "%% ", TraceFormat.DOT: "// "}.get(output_format, "")
    return above("\n".join(drawn), audience, comment)


def _meant(plan: "Plan", graph: "Graph", typed: str) -> str | None:
    """Return the id of what is meant: an entry, a quality statement or a theme, by id or by name."""
    from cqcplan.typed.fields import Typed

    meant = [typed]
    for target in ("any", "quality statement", "theme"):
        try:
            meant.append(Typed(plan).entry(target, typed))
        except ValueError:
            continue
    return next((each for each in meant if each in graph.nodes and graph.nodes[each].kind != "update"), None)


def _drawn(found: "Trace", words: "NodeWords", output_format: TraceFormat) -> str:
    if output_format is TraceFormat.TREE:
        from cqcplan.papers.trace.tree import tree

        return tree(found, words, width())
    from cqcplan.papers.trace.diagram import dot, mermaid

    return (mermaid if output_format is TraceFormat.MERMAID else dot)(found, words)


def _no_such(entry: str, plans: "Sequence[Plan]") -> None:
    """Say that nothing is called so, with what may be meant instead."""
    from cqcplan.typed.entries import NotMeantError, entry_meant

    help_ = None
    for plan in plans:
        try:
            entry_meant(plan, entry)
        except NotMeantError as error:
            if len(plans) == 1:
                fail(str(error), error.help or "cqcplan list shows the entries of a plan")
            help_ = help_ or error.help
    fail(f'nothing in the plans has the id or title "{entry}"', help_ or "cqcplan list shows the entries of a plan")
