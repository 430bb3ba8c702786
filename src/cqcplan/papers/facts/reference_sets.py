"""The published lists that the plan measures itself against."""

from cqcplan.model.papers import Paragraph, ReferenceItem, ReferenceSet
from cqcplan.papers.occasion import Occasion
from cqcplan.view.belongs import belongs


def printed(occasion: Occasion) -> list[ReferenceSet]:
    """Return the lists that belong in this paper and hold anything, in plan order."""
    meeting = occasion.meeting.id if occasion.meeting else None
    listed = {item.lists for item in occasion.plan.paragraphs if item.lists and belongs(item, occasion.as_of, meeting)}
    return [
        item
        for item in occasion.plan.reference_sets
        if item.id not in listed
        and item.print_in_papers
        and item.items
        and (not item.meetings or meeting in item.meetings)
    ]


def of(occasion: Occasion, paragraph: Paragraph) -> tuple[ReferenceItem, ...]:
    """Return the items of the list that a standing paragraph names; none where it names none."""
    named = [item for item in occasion.plan.reference_sets if item.id == paragraph.lists]
    return named[0].items if named else ()
