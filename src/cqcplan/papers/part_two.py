"""Part 1 says that a paper has an exempt part, and why; part 2 is that part."""

from dataclasses import replace

from cqcplan.model.base import Exemption
from cqcplan.model.house_style import Numbering
from cqcplan.papers.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Paper,
    Paragraph,
    Section,
    Table,
)
from cqcplan.papers.marking import marking_of
from cqcplan.papers.numbering import number_sections
from cqcplan.papers.occasion import Occasion, join_words
from cqcplan.view.exempt import ExemptEntry, NothingExemptError

DESCRIBED = {
    1: "information about any individual",
    2: "information likely to reveal who an individual is",
    3: "information about the financial or business affairs of any particular person, the council included",
    4: "information about consultations or negotiations on labour relations between the council and those it employs",
    5: "information covered by a claim to legal professional privilege",
    6: "information revealing that the council proposes to serve a notice, or to make an order or direction",
    7: "information about preventing, investigating or prosecuting crime",
}
"""The seven paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972, as amended in 2006, in short."""


def exempt(occasion: Occasion) -> Section:
    """Say in part 1 that there is a part 2."""
    body = occasion.bodies.get(occasion.meeting.body) if occasion.meeting else None
    return notice(occasion.exempt, is_executive=body is not None and body.kind == "cabinet")


def notice(entries: tuple[ExemptEntry, ...], *, is_executive: bool) -> Section:
    """Say in part 1 that there is a part 2, and ask for the resolution that it needs. Empty where nothing is exempt.

    Args:
        entries: what part 2 holds. Only paragraph numbers and reasons are taken, which are public words.
        is_executive: whether the body is the council's executive, whose meetings have a law of their own.
    """
    if not entries:
        return Section("exempt", "Exempt information", ())
    numbers = sorted({number for entry in entries for number in entry.grounds.paragraphs})
    reasons = dict.fromkeys((entry.grounds.paragraphs, entry.grounds.reason) for entry in entries)
    law = "section 100A(4) of the Local Government Act 1972"
    if is_executive:
        law = (
            "regulation 4(2)(b) of the Local Authorities (Executive Arrangements) (Meetings and Access to Information) "
            "(England) Regulations 2012"
        )
    many = len(numbers) > 1
    blocks: list[Block] = [
        Paragraph("This paper has a second part, which is exempt from publication and is not open to the public."),
        Paragraph(
            f"Before it takes part 2, the meeting is asked to resolve under {law} that the public be excluded from "
            "that part of the meeting, because they would be likely to hear exempt information of the "
            f"{'kinds' if many else 'kind'} described in {_paragraphs(tuple(numbers))} of Part 1 of Schedule 12A to "
            "the Local Government Act 1972, and because, in all the circumstances of the case, the public interest in "
            "keeping that information exempt outweighs the public interest in disclosing it."
        ),
        Table(
            "Why part 2 is exempt",
            (Column("Paragraph of Schedule 12A"), Column("What it covers"), Column("Reason")),
            tuple((_numbers(paragraphs), _described(paragraphs), reason) for paragraphs, reason in reasons),
        ),
    ]
    return Section("exempt", "Exempt information", tuple(blocks))


def body(entries: tuple[ExemptEntry, ...]) -> tuple[Section, ...]:
    """Set out what is exempt, a section for each of the grounds."""
    by_grounds: dict[Exemption, list[ExemptEntry]] = {}
    for entry in entries:
        by_grounds.setdefault(entry.grounds, []).append(entry)
    return tuple(_section(place, grounds, together) for place, (grounds, together) in enumerate(by_grounds.items(), 1))


def _section(place: int, grounds: Exemption, entries: list[ExemptEntry]) -> Section:
    blocks: list[Block] = [
        Paragraph(f"What follows is exempt under {_paragraphs(grounds.paragraphs)} of Part 1 of Schedule 12A to the "
                  f"Local Government Act 1972: {_described(grounds.paragraphs)}."),
        Paragraph(f"Reason: {grounds.reason}"),
        Paragraph(f"Public-interest test: {grounds.public_interest}"),
    ]  # fmt: skip
    for entry in entries:
        blocks.append(Heading(entry.name if entry.name.startswith(entry.kind) else f"{entry.kind}: {entry.name}"))
        rows = ((("Where it stands", entry.place),) if entry.place else ()) + entry.said
        if rows:
            blocks.append(
                Table(f"What the plan says of this {entry.kind.lower()}", (Column("Item"), Column("Detail")), rows)
            )
    title = f"Exempt under {_paragraphs(grounds.paragraphs)}"
    return Section(f"exempt-{place}", title, tuple(blocks))


def part_two(part_one: Paper, entries: tuple[ExemptEntry, ...], numbering: Numbering | None = None) -> Paper:
    """Make part 2 of a paper: its head, and the exempt material alone.

    Args:
        part_one: the public paper, of any kind.
        entries: what is exempt (:func:`cqcplan.view.exempt.exempt_entries`).
        numbering: how the house style numbers.

    Raises:
        NothingExemptError: where nothing is.
    """
    if not entries:
        raise NothingExemptError
    opening = Section(
        "part-2",
        "About this part",
        (
            Paragraph(
                "This is part 2 of the paper. It is not for publication, and is not to be copied or passed on to "
                "anyone who is not entitled to it. Part 1 is public."
            ),
            Bullets(
                tuple(dict.fromkeys(f"Exempt under {_paragraphs(entry.grounds.paragraphs)}." for entry in entries))
            ),
        ),
    )
    return replace(
        part_one,
        readers="exempt",
        marking=marking_of("exempt", {number for entry in entries for number in entry.grounds.paragraphs}),
        below=("Part 2: exempt information", *part_one.below),
        sections=number_sections((opening, *body(entries)), numbering or Numbering()),
        footer=f"{part_one.footer} Part 2.",
    )


def _paragraphs(numbers: tuple[int, ...]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {_numbers(numbers)}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return join_words([str(number) for number in sorted(set(numbers))])


def _described(numbers: tuple[int, ...]) -> str:
    return "; ".join(DESCRIBED[number] for number in sorted(set(numbers)))
