"""A browser for tests: it asks the application itself, without a socket, and can be as rude as it likes."""

import asyncio
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from cqcplan.files.discover import locate
from cqcplan.web.app import guarded
from cqcplan.web.guard import App, Keys
from cqcplan.web.served import Served, named

KEYS = Keys("a-token-that-nobody-guesses", 8765)
HOST = f"127.0.0.1:{KEYS.port}"
OURS = {"host": HOST, "cookie": f"{KEYS.cookie}={KEYS.token}"}
"""What a browser sends that has been let in."""
POSTED = OURS | {
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
    "origin": "null",  # as Chromium sends it of a page that gives no referrer
}
"""What it sends with a form of our own."""
DAY = date(2026, 6, 15)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


def serving(*plans: Path | str, audience: Any = "public", day: date = DAY, **how: Any) -> App:
    """Return the application for some plans."""
    locations = tuple(location for plan in plans for location in locate(str(plan)))
    return guarded(Served(named(locations), audience, lambda: day, **how), KEYS)


def ask(
    app: App,
    address: str,
    method: str = "GET",
    headers: dict[str, str] | list[tuple[str, str]] = OURS,
    body: bytes | list[bytes] = b"",
) -> Answer:
    """Send one request."""
    path, _, query = address.partition("?")
    given = list(headers.items()) if isinstance(headers, dict) else headers
    parts = body if isinstance(body, list) else [body]
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path, "root_path": "",
        "raw_path": path.encode(), "query_string": query.encode(),
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", KEYS.port),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given],
    }  # fmt: skip
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts[:-1]]
    waiting += [{"type": "http.request", "body": parts[-1], "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start = sent[0]
    return Answer(
        start["status"],
        {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )


def post(app: App, address: str, **words: str) -> Answer:
    """Send a form of our own."""
    return ask(app, address, "POST", POSTED, urlencode(words).encode())


def written(plan: Path) -> str:
    """Return the one file of a small plan."""
    return (plan / "plan.yaml").read_text(encoding="utf-8")


def text_of(answer: Answer) -> str:
    """Return what a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


FIELDS = re.compile(r"<input([^>]*)>|<(textarea|select)([^>]*)>(.*?)</(?:textarea|select)>", re.DOTALL)


def sent(page: Answer) -> dict[str, str]:
    """Return all that the form of a page would send as it is, but for its buttons; ticked twice, a line each."""
    found: dict[str, str] = {}
    for of_input, tag, of_other, body in FIELDS.findall(page.text):
        given = dict(re.findall(r'(\w+)="([^"]*)"', of_input or of_other))
        if "name" not in given or (given.get("type") == "checkbox" and " checked" not in of_input):
            continue
        value = given.get("value", "") if of_input else body.removeprefix("\n")
        if tag == "select":
            value = next(iter(re.findall(r'value="([^"]*)" selected', body)), "")
        name = unescape(given["name"])
        found[name] = f"{found[name]}\n{unescape(value)}" if name in found else unescape(value)
    return found


def filled_in(app: App, address: str, go: str, page: Answer | None = None, **typed: str) -> Answer:
    """Open a form, or take one that came back; type, with two underscores for a hyphen, and press."""
    said = {name.replace("__", "-"): words for name, words in typed.items()}
    return post(app, address, **sent(page or ask(app, address)) | said, go=go)
