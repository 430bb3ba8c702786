"""The same pages as a folder of files: nobody answers there, so there are no forms, and every link leads to a file."""

import asyncio
import re
import zlib
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote

from cqcplan.web import tables
from cqcplan.web.addresses import STYLE, Addresses
from cqcplan.web.app import application
from cqcplan.web.guard import App
from cqcplan.web.served import Served

START = "index.html"
ALL = "/"
"""Where the list of all plans is."""
_LINK = re.compile(r'\b(href|src)="(/[^"#]*)(#[^"]*)?"')
_HERE = re.compile(r'\bhref="#([^"]+)"')
_PLACE = re.compile(r'\bid="([^"]+)"')
_PAGE, _FEED = "text/html", "application/atom+xml"
_WITH_LINKS = (_PAGE, _FEED)
_HEAD = '<link rel="stylesheet"'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST_LISTED = 50_000
"""How many pages a sitemap may list."""


class NoPageError(Exception):
    """A page cannot be shown, or leads to a place that is not there."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(address)
        self.address = address
        self.status = status
        """What was answered; nought where a page is there, and the place in it is not."""


class File(NamedTuple):
    """One file of the folder."""

    name: str
    address: str
    kind: str


SITEMAP = File("sitemap.xml", "/sitemap.xml", "application/xml")
"""The list of all pages for search engines, by the protocol of sitemaps.org."""


class Folder(Mapping[str, bytes]):
    """The files by name, kept small: those of many plans are some hundred megabytes."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._files: dict[str, File] = {}

    def add(self, file: File, content: bytes) -> None:
        """Add a file."""
        self._files[file.name] = file
        self._packed[file.name] = zlib.compress(content, 1)

    def __getitem__(self, name: str) -> bytes:
        """Return a file as it is written."""
        return zlib.decompress(self._packed[name])

    def __iter__(self) -> Iterator[str]:
        """Go through the names in order."""
        return iter(sorted(self._packed))

    def __len__(self) -> int:
        """Count the files."""
        return len(self._packed)

    def files(self) -> list[File]:
        """Return what each file is, by name."""
        return [self._files[name] for name in self]


def folder_of(served: Served) -> Folder:
    """Return every page that can be reached, and what hangs on it: tables as files, the feed, the style sheet.

    Args:
        served: what is served, with ``folder``.

    Raises:
        NoPageError: a page cannot be shown, because its plan has mistakes or is not for these readers; or a link leads
            to no place of a page.
        TemplateProblemError: a template of the council's own has a mistake in it.
    """
    return asyncio.run(_Walk(served).walk())


class _Walk:
    """Follows every link, and names each page's file by its address."""

    def __init__(self, served: Served) -> None:
        self._app: App = application(served)  # type: ignore[assignment]
        self._first = [Addresses(name).page() for name, _ in served.plans]
        self._start = self._first[0] if len(self._first) == 1 else ALL
        self._base = served.address
        self._is_public = served.audience == "public"
        self._seen = {STYLE, ALL} if self._start == ALL else {STYLE}
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._places: dict[str, frozenset[str]] = {}
        self._wanted: dict[tuple[str, str], str] = {}
        """Each place of a page that a link leads to, and the page with the link."""

    async def walk(self) -> Folder:
        found = Folder()
        # the list of all plans comes last: by then each has been read, and need not be read again
        for address in self._first:
            if address not in self._seen:
                await self._follow(address, found)
        for address in [STYLE, ALL] if self._start == ALL else [STYLE]:
            await self._follow(address, found)
        if self._base and self._is_public:
            self._add_sitemap(found)
        self._check_places()
        return found

    async def _follow(self, first: str, found: Folder) -> None:
        """Add a page and all that hangs on it."""
        waiting = [first]
        page, text = "", ""
        while waiting:
            address = waiting.pop()
            table = tables.meant_by(address)
            if table and table.page == page:
                # it need not be asked for again: the page that it stands on has just been made
                kind, content = tables.CSV, tables.csv_of(text, table.number) or b""
            else:
                try:
                    kind, content = await asked(self._app, address)
                except NoPageError:
                    if address == first and address in self._first and self._start == ALL:
                        return  # a plan that cannot be shown, and nothing leads there yet
                    raise
            self._seen.add(address)
            if kind.startswith(_WITH_LINKS):
                text = content.decode()
                links = dict.fromkeys(unescape(link[2]) for link in _LINK.finditer(text))
                new = [link for link in links if link not in self._seen]
                # a page's own tables come first
                waiting += sorted(new, key=tables.is_one)
                self._seen.update(links)
                page = address
                content = self._with_names(address, text, is_feed=kind.startswith(_FEED)).encode()
            found.add(File(self._name(address), address, kind), content)

    def _with_names(self, address: str, text: str, *, is_feed: bool) -> str:
        self._places[address] = frozenset(_PLACE.findall(text))
        for place in _HERE.findall(text):
            self._wanted.setdefault((address, place), address)

        def named(link: re.Match[str]) -> str:
            target, place = unescape(link[2]), link[3] or ""
            if place:
                self._wanted.setdefault((target, place[1:]), address)
            # a feed is read far from its folder
            name = self._in_full(target) if is_feed and self._base else self._name(target)
            return f'{link[1]}="{name}{place}"'

        named_all = _LINK.sub(named, text)
        if not self._base or is_feed:
            return named_all
        return named_all.replace(_HEAD, f'<link rel="canonical" href="{self._in_full(address)}">\n{_HEAD}', 1)

    def _in_full(self, address: str) -> str:
        """Return the whole address that a file will have, as markup has it."""
        return escape(f"{self._base}{quote(self._name(address))}")

    def _add_sitemap(self, found: Folder) -> None:
        pages = [self._in_full(file.address) for file in found.files() if file.kind.startswith(_PAGE)]
        if len(pages) <= _MOST_LISTED:
            listed = "".join(f"<url><loc>{page}</loc></url>\n" for page in pages)
            text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAPS}">\n{listed}</urlset>\n'
            found.add(SITEMAP, text.encode())

    def _check_places(self) -> None:
        for (address, place), page in self._wanted.items():
            if unescape(place) not in {unescape(each) for each in self._places.get(address, ())}:
                raise NoPageError(f"{address}#{place} (from {page})", 0)

    def _name(self, address: str) -> str:
        """Return the name of a page's file, made of its address: ``leicestershire-entry-carers.html``."""
        if address not in self._names:
            stem, dot, ending = _named(address, self._start).rpartition(".")
            name, more = f"{stem}{dot}{ending}", 2
            while name.casefold() in self._taken:
                name, more = f"{stem}-{more}{dot}{ending}", more + 1
            self._taken.add(name.casefold())
            self._names[address] = name
        return self._names[address]


def _named(address: str, start: str) -> str:
    if address == start:
        return START
    if address == STYLE:
        return STYLE.removeprefix("/")
    path, _, query = address.partition("?")
    steps = [unquote(step) for step in path.split("/") if step][1:]
    steps = ["entry" if step == "entries" and place == 1 else step for place, step in enumerate(steps)]
    last, ending = "", "html"
    if tables.meant_by(address) or steps[-1].endswith(".atom"):
        last, _, ending = steps.pop().rpartition(".")
    words = [*steps, *(word for pair in parse_qsl(query) for word in pair), *([last] if last else [])]
    return "-".join(re.sub(r"[^\w.-]+", "-", word) for word in words) + f".{ending}"


async def asked(app: App, address: str) -> tuple[str, bytes]:
    """Ask for a page; return its kind and the page.

    Raises:
        NoPageError: it is not shown.
    """
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
    return dict(sent[0]["headers"])[b"content-type"].decode(), b"".join(each.get("body", b"") for each in sent[1:])
