"""A paper about a made-up council with every kind of block, for the tests of formats."""

from cqcplan.papers.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Fact,
    Heading,
    Link,
    Mark,
    Paper,
    Paragraph,
    Point,
    Points,
    Rated,
    Section,
    Table,
)


def every_block(text: str) -> tuple[Block, ...]:
    """Return one of each kind of block, with a text in every place that a plan can fill."""
    return (
        Paragraph(text, number="1.1"),
        Paragraph(text),
        Heading(text, "s1-1", 3, number="2"),
        Heading(text, "s1-2", 4),
        Points((Point(text, text, "a)"), Point(text, None, "b)"))),
        Points((Point(text, None, "(1)"), Point(text, None, "(2)"))),
        Bullets((text, Link(text, "https://example.org/?a=1&b=#x'%20]", f" {text}"), Rated(text, "G", "green"))),
        Table(
            text,
            (Column(text), Column("Figure", numeric=True), Column("Confidence")),
            (
                (text, "12", Rated("On track", "G", "green")),
                (Link(text, "https://example.org/"), text, Rated("At risk", "A", "amber")),
            ),
        ),
        Bars(text, text, (Bar(text, 2, text),), 4, (Mark(2, text),), "c1-1"),
    )


def paper_with(text: str, *, landscape: bool = False) -> Paper:
    """Return a paper that says one text everywhere."""
    return Paper(
        council="Exampleshire Council",
        title=text,
        subtitle=text,
        facts=(Fact("Meeting", text), Fact(text, "Detail")),
        sections=(
            Section("s1", text, every_block(text), "1."),
            Section("s2", "Last", (Paragraph("The end.", number="2.1"),), "2."),
        ),
        footer=text,
        above=(text,),
        below=(text,),
        landscape=landscape,
    )
