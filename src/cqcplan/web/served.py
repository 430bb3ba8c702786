"""What is served, to whom, and by whom it may be changed. The clock and all talk stay with the carrier."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from cqcplan import __version__
from cqcplan.checks.settings import Settings
from cqcplan.files.discover import Location
from cqcplan.model.vocabulary import Visibility

if TYPE_CHECKING:
    from cqcplan.files.commits import Commits
    from cqcplan.files.proposals import Proposals


class House(NamedTuple):
    """What a council has of its own, by its settings: the same for pages as for papers of commands."""

    own: tuple[Path, ...] = ()
    """The folders of its own templates and house styles, which win by name."""
    style: str | None = None
    """The house style of papers whose body names none."""
    reference: Path | None = None
    """Its own Word document, for the styles of Word papers."""
    short_money: bool = False
    """Whether that style prints a million pounds and more as ``£1.2m``."""
    checks: Settings = Settings()
    """Which rules are run; the day counts for nothing."""


_NONE = House()


@dataclass(frozen=True, slots=True)
class Served:
    """The settings of one server, from its start to its end."""

    plans: tuple[tuple[str, Location], ...]
    """Each plan by the name that its addresses have."""
    audience: Visibility
    """Who sits at the browser: nothing that they may not read is on any page."""
    today: Callable[[], date]
    me: str | None = None
    """The post of whoever sits there, as it was said: an id, a title or a holder."""
    read_only: bool = False
    folder: bool = False
    """Whether the pages are written into a folder, where nobody answers a form."""
    address: str = ""
    """Where that folder will stand, as far as it is known: what the addresses of its files begin with."""
    state: Path | None = None
    """Where what is typed and not saved is kept; it is not where there is no such folder."""
    house: House = _NONE
    made_from: Callable[[Location], str] = lambda _: f"Made with cqcplan {__version__}"
    """Says which revision of a plan papers are made from, and with which version of the tool."""
    commit: Literal["ask", "always", "never"] = "ask"
    """Whether a save goes into git, where there is a repository."""
    git: "Commits | None" = None
    """What puts it there: programs are started by the carrier's leave only."""
    proposals: "Proposals | None" = None
    """What keeps what is sent for approval."""
    tell: Callable[[str], None] = lambda _: None
    """Says at the terminal what has been done."""

    def place(self, name: str) -> Location | None:
        """Return where the plan of a name is."""
        return next((location for known, location in self.plans if known == name), None)


def named(locations: tuple[Location, ...]) -> tuple[tuple[str, Location], ...]:
    """Give each plan a name for its addresses: its own or, where two folders have one name, with a number."""
    names: dict[str, Location] = {}
    for location in locations:
        name, more = location.name, 2
        while name in names:
            name, more = f"{location.name}-{more}", more + 1
        names[name] = location
    return tuple(names.items())
