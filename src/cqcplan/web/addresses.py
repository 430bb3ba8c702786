"""The addresses of pages: made here and nowhere else, so that one that was sent to somebody still leads there."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

STYLE = "/site.css"
SCRIPT = "/words.js"


class Addresses(NamedTuple):
    """The addresses of one plan."""

    plan: str
    """The plan's name among those that are served."""

    def page(self, name: str = "", **query: str | int | None) -> str:
        """Return the address of one of its pages."""
        return f"/plans/{quote(self.plan, safe='')}/{name}{_query(query)}"

    def entry(self, entry_id: str, *more: str, **query: str | int | None) -> str:
        """Return the address of an entry, or of what can be done with it."""
        steps = "/".join(quote(step, safe="") for step in (entry_id, *more))
        return f"{self.page(f'entries/{steps}')}{_query(query)}"


def _query(query: dict[str, str | int | None]) -> str:
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
