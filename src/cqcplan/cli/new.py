"""``cqcplan new``: one command for each kind of entry."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cqcplan.cli.edit import Diff, DryRun, edit, given
from cqcplan.cli.meant import as_meant, id_meant, model_of
from cqcplan.cli.options import OnePlanOption
from cqcplan.cli.talk import fail, say

if TYPE_CHECKING:
    from cqcplan.editing.changes import AddEntry
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan

_ABOVE = {"actions": "priority", "milestones": "action"}
"""What an entry of a list stands under."""
app = typer.Typer(
    help="Add an entry to a plan: in the file where its like live, with an id of its own.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Title = Annotated[str, typer.Argument(metavar="TITLE", help="A few words, in quotation marks.")]
OwnId = Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id.", show_default="made of the title")]
Owner = Annotated[str | None, typer.Option(metavar="ID", help="The post that has it.", show_default=False)]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="By when.", show_default=False)]
Words = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="More about it.", show_default=False)]
Statements = Annotated[
    list[str] | None,
    typer.Option("--statement", metavar="ID", help="A quality statement. May be repeated.", show_default=False),
]


def add(
    section: str,
    values: dict[str, Any],
    *,
    named: str | None,
    under: str | None = None,
    own_id: str | None,
    called: str,
    dry_run: bool,
    diff: bool,
) -> None:
    """Add one entry.

    Args:
        section: the list it joins.
        values: its fields, but for the id.
        named: the plan.
        under: the entry that has the list, where it is not a section of the file.
        own_id: the id asked for.
        called: what to make an id of otherwise.
        dry_run: whether only to say what would be written.
        diff: whether to print the change instead.
    """
    made = []

    def change(loaded: "LoadedPlan", whole: "Plan") -> "list[AddEntry]":
        from cqcplan.checks.references.collect import collect
        from cqcplan.editing.changes import AddEntry
        from cqcplan.editing.ids import new_id

        try:
            chosen = own_id or new_id(called, collect(loaded).definitions)
        except ValueError as error:
            fail(str(error), "give one with --id")
        made.append(chosen)
        meant = {"id": chosen, **as_meant(whole, model_of(section), values)}
        above = id_meant(whole, under, (_ABOVE[section],), "--under") if under else None
        return [AddEntry(section, meant, above)]

    edit(named, change, dry_run=dry_run, diff=diff)
    if not diff:
        say(f"its id: {made[-1]}")


@app.command(short_help="A heading of the council's own, such as a workstream.")
def priority(
    title: Title,
    *,
    ref: Annotated[str | None, typer.Option(metavar="TEXT", help="Its number in papers.", show_default=False)] = None,
    theme: Annotated[str | None, typer.Option(metavar="ID", help="CQC's theme.", show_default=False)] = None,
    statement: Statements = None,
    finding: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A finding it answers. May be repeated.", show_default=False),
    ] = None,
    lead: Annotated[str | None, typer.Option(metavar="ID", help="The post that leads it.", show_default=False)] = None,
    sponsor: Annotated[
        str | None, typer.Option(metavar="ID", help="The post that sponsors it.", show_default=False)
    ] = None,
    text: Words = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a priority (or workstream): one of the council's own headings."""
    values = given(
        ref=ref, title=title, theme=theme, quality_statements=statement, findings=finding, lead=lead, sponsor=sponsor,
        text=text,
    )  # fmt: skip
    add("priorities", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="Something to be done, under a priority.")
def action(
    title: Title,
    *,
    under: Annotated[str, typer.Option(metavar="ID", help="The priority it belongs to.")],
    owner: Owner = None,
    partner: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A body that helps. May be repeated.", show_default=False)
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="From when.", show_default=False)] = None,
    due: Due = None,
    text: Words = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add an action under a priority."""
    values = given(title=title, owner=owner, partners=partner, start=start, due=due, text=text)
    add("actions", values, named=plan, under=under, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="A point to be reached, under an action.")
def milestone(
    title: Title,
    *,
    under: Annotated[str, typer.Option(metavar="ID", help="The action it belongs to.")],
    due: Due = None,
    owner: Owner = None,
    text: Words = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a milestone under an action."""
    values = given(title=title, due=due, owner=owner, text=text)
    add("milestones", values, named=plan, under=under, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="Something counted.")
def measure(
    title: Title,
    *,
    unit: Annotated[str, typer.Option(metavar="TEXT", help="people, per cent, days, FTE …")],
    better: Annotated[
        str | None, typer.Option(metavar="WORD", help="Which way is improvement: higher or lower.", show_default=False)
    ] = None,
    priority: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A priority it is about. May be repeated.", show_default=False),
    ] = None,
    frequency: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="daily, weekly, monthly, quarterly or yearly.", show_default=False),
    ] = None,
    definition: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What is counted, exactly.", show_default=False)
    ] = None,
    counts: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="people or other; small counts of people are withheld from the public.",
            show_default="people, but for time, money and percentages",
        ),
    ] = None,
    percent_of: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The measure that a hundred per cent is.", show_default=False),
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The value to reach; needs --by.", show_default=False)
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="When to reach it.", show_default=False)] = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a measure: something counted. Its values come with cqcplan update."""
    if (target is None) != (by is None):
        fail("--target and --by go together", "give the value to reach and the date to reach it by")
    values = given(
        title=title, unit=unit, better=better, definition=definition, priorities=priority, percent_of=percent_of,
        counts=counts, frequency=frequency,
    )  # fmt: skip
    if target is not None:
        values["target"] = {"by": by, "value": target}
    add("measures", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="Something that could stop the plan.")
def risk(
    title: Title,
    *,
    owner: Owner = None,
    consequence: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What would follow.", show_default=False)
    ] = None,
    mitigation: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What is done about it.", show_default=False)
    ] = None,
    likelihood: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="On the register's own scale.", show_default=False)
    ] = None,
    impact: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="On the register's own scale.", show_default=False)
    ] = None,
    register: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The register it stands in.", show_default=False)
    ] = None,
    raised: Annotated[str | None, typer.Option(metavar="DATE", help="Since when.", show_default=False)] = None,
    review_every: Annotated[
        str | None, typer.Option(metavar="WORD", help="month, quarter, half-year or year.", show_default=False)
    ] = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a risk: something that could stop the plan."""
    values = given(
        title=title, risk_register=register, owner=owner, consequence=consequence, mitigation=mitigation,
        raised=raised, review_every=review_every,
    )  # fmt: skip
    for name, typed in (("likelihood", likelihood), ("impact", impact)):
        if typed is not None:
            values[name] = typed
    add("risks", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="What CQC said: a strength, or what to improve.")
def finding(
    title: Title,
    *,
    assessment: Annotated[str, typer.Option(metavar="ID", help="The assessment that said so.")],
    kind: Annotated[str, typer.Option(metavar="WORD", help="strength, area-for-improvement, mixed or context.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="What CQC said.")],
    statement: Statements = None,
    voice: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="staff, leaders, partners, health-partners, voluntary-sector, carers, people, data or cqc.",
            show_default=False,
        ),
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the report says so.", show_default=False)
    ] = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a finding: what CQC said, a strength or an area for improvement."""
    values = given(
        assessment=assessment, kind=kind, title=title, text=text, voice=voice, quality_statements=statement,
        reference=reference,
    )  # fmt: skip
    add("findings", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="A pointer to a document that proves something.")
def evidence(
    title: Title,
    *,
    about: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="What it proves. May be repeated.", show_default=False)
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="CQC's: peoples-experience, staff-and-leaders, partners, processes, outcomes or observation.",
            show_default=False,
        ),
    ] = None,
    statement: Statements = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date of the document.", show_default=False)
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where it is.", show_default=False)] = None,
    part: Annotated[
        str | None, typer.Option("--section", metavar="TEXT", help="The page or part.", show_default=False)
    ] = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add evidence: a pointer to a document that proves something."""
    values = given(
        title=title, category=category, on=on, url=url, section=part, about=about,
        quality_statements=statement,
    )  # fmt: skip
    add("evidence", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)


@app.command(short_help="A meeting of a body, and the paper it takes.")
def meeting(
    title: Annotated[
        str | None,
        typer.Argument(metavar="TITLE", help="The title of its paper, if it has one.", show_default=False),
    ] = None,
    *,
    body: Annotated[str, typer.Option(metavar="ID", help="Who meets.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="When.")],
    item: Annotated[str | None, typer.Option(metavar="TEXT", help="The agenda item.", show_default=False)] = None,
    own_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id.", show_default="the body and the date")
    ] = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a meeting of a body, and the paper about the plan that it takes."""
    values = given(body=body, on=on, title=title, item=item)
    add("meetings", values, named=plan, own_id=own_id, called=f"{body} {on}", dry_run=dry_run, diff=diff)


@app.command(short_help="A promise to members, the public or government.")
def commitment(
    title: Title,
    *,
    to: Annotated[list[str], typer.Option(metavar="ID", help="Whom it was made to. May be repeated.")],
    at: Annotated[
        str | None, typer.Option(metavar="ID", help="The meeting it was made at.", show_default=False)
    ] = None,
    made_on: Annotated[
        str | None, typer.Option(metavar="DATE", help="When, if not at a meeting of the plan.", show_default=False)
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="ID", help="The post that made it.", show_default=False)] = None,
    due: Due = None,
    every: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Where it stands: month, quarter, half-year or year.", show_default=False),
    ] = None,
    text: Words = None,
    own_id: OwnId = None,
    plan: OnePlanOption = None,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Add a commitment: a promise to members, to the public or to government."""
    values = given(
        title=title, made_to=to[0] if len(to) == 1 else to, made_at=at, made_on=made_on, by=by,
        due=due, every=every, text=text,
    )  # fmt: skip
    add("commitments", values, named=plan, own_id=own_id, called=title, dry_run=dry_run, diff=diff)
