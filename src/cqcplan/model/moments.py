"""What a date makes known, said on the field that holds it, so that it is asked wherever a date is added.

An event is known from its date on; what a council intends is known all along. Every field of a plan
that holds a date carries one of these marks, and :mod:`cqcplan.view.known` goes by nothing else.
"""

from collections.abc import Callable
from typing import Any


class Moment:
    """A mark on a field that holds a date, or several."""

    __slots__ = ()


class Begins(Moment):
    """The entry happened then: before, nothing of it is known. Of several dates, the later ones are added to it."""

    __slots__ = ()


class Comes(Moment):
    """The date itself is news, and so are the fields named along with it; the entry was known before."""

    __slots__ = ("along", "before")

    def __init__(self, *along: str, **before: Any) -> None:
        """Name the fields that say nothing before the date, and what those say that must say something."""
        self.along, self.before = along, before


class Happens(Comes):
    """The entry takes place then, and may be announced before: it is not known before where nothing announces it.

    ``stays`` is true where the date itself announces it. ``asked`` names the fields that those who
    prepare for it may read ahead. ``where`` tells the entries that take place from those that are
    only meant to.
    """

    __slots__ = ("asked", "stays", "where")

    def __init__(
        self,
        *along: str,
        stays: bool = False,
        asked: tuple[str, ...] = (),
        where: Callable[[Any], bool] = lambda _: True,
    ) -> None:
        """Name the fields that say nothing before."""
        super().__init__(*along)
        self.stays, self.asked, self.where = stays, asked, where


class Ends(Moment):
    """A name was in use until then: before, the entry went by it, and nobody knew of the next."""

    __slots__ = ()


class Intended(Moment):
    """A day that the council or CQC means something to be on: known as long as the entry."""

    __slots__ = ()


class Stated(Moment):
    """Part of what the entry says, such as the days it covers: no event of its own."""

    __slots__ = ()


class Since:
    """Marks a pointer: the entry is known once what it points at has happened."""

    __slots__ = ()


class Once:
    """Marks a pointer: it says something once what it points at has happened."""

    __slots__ = ()
