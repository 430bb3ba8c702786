"""What papers, tables and calendars that are not for the public say of themselves."""

from collections.abc import Collection

from cqcplan.english import joined
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.made_for import not_for_the_public

_LAW = "Part 1 of Schedule 12A to the Local Government Act 1972"


def marking_of(readers: Visibility, numbers: Collection[int] = ()) -> str:
    """Return the marking of a paper; nothing for one that the public may read.

    Args:
        readers: whom it is for.
        numbers: the paragraphs of Schedule 12A by which something in it is exempt.
    """
    marking = not_for_the_public(readers)
    if not marking or not numbers:
        return marking
    listed = joined([str(number) for number in sorted(numbers)])
    under = f"under paragraph{'s' if len(numbers) > 1 else ''} {listed} of {_LAW}"
    return f"{marking} {under}" if readers == "exempt" else f"{marking}, with what is exempt {under}"
