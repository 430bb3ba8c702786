"""The same pages as a folder of files: nobody answers there, so there are no forms, and every link leads to a file."""

import asyncio
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, unquote

from cqcplan.web.addresses import STYLE, Addresses
from cqcplan.web.app import application
from cqcplan.web.guard import App
from cqcplan.web.served import Served

START = "index.html"
_LINK = re.compile(r'\b(href|src)="(/[^"#]*)(#[^"]*)?"')


class NoPageError(Exception):
    """A page cannot be shown, or leads to one that is not there."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(address)
        self.address = address
        self.status = status


def files_of(served: Served) -> dict[str, bytes]:
    """Return every page that can be reached, and the style sheet, by file name.

    Args:
        served: what is served, with ``folder``.

    Raises:
        NoPageError: a page cannot be shown, because its plan has mistakes or is not for these readers.
    """
    return asyncio.run(_files(application(served), served))  # type: ignore[arg-type]


async def _files(app: App, served: Served) -> dict[str, bytes]:
    start = Addresses(served.plans[0][0]).page() if len(served.plans) == 1 else "/"
    found: dict[str, bytes] = {}
    waiting, seen = [start, STYLE], {start, STYLE}
    while waiting:
        address = waiting.pop()
        content, kind = await _asked(app, address)
        if kind.startswith("text/html"):
            links = [unescape(link[2]) for link in _LINK.finditer(content.decode())]
            waiting += [link for link in dict.fromkeys(links) if link not in seen]
            seen |= set(links)
            content = _LINK.sub(lambda link: _to_file(link, start), content.decode()).encode()
        found[_name(address, start)] = content
    return dict(sorted(found.items()))


async def _asked(app: App, address: str) -> tuple[bytes, str]:
    """Ask for a page; return it and its kind."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
        "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "headers": [],
        "client": None, "server": None,
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    if sent[0]["status"] != 200:
        raise NoPageError(address, sent[0]["status"])
    return b"".join(each.get("body", b"") for each in sent[1:]), dict(sent[0]["headers"])[b"content-type"].decode()


def _to_file(link: re.Match[str], start: str) -> str:
    return f'{link[1]}="{_name(unescape(link[2]), start)}{link[3] or ""}"'


def _name(address: str, start: str) -> str:
    """Return the name of a page's file, made of its address: ``leicestershire-entry-carers.html``."""
    if address == start:
        return START
    if address == STYLE:
        return STYLE.removeprefix("/")
    path, _, query = address.partition("?")
    steps = [unquote(step) for step in path.split("/") if step][1:]
    steps = ["entry" if step == "entries" and place == 1 else step for place, step in enumerate(steps)]
    words = [*steps, *(word for pair in parse_qsl(query) for word in pair)]
    return "-".join(re.sub(r"[^\w.-]+", "-", word) for word in words) + ".html"
