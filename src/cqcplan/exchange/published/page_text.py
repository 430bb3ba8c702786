"""A saved web page as lines of text: what a reader sees, without scripts, menus or layout."""

import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import NamedTuple

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer"})
_IN_LINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "wbr",
})  # fmt: skip
"""Elements that end no line; every other does."""
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]+)""", re.IGNORECASE)
_IS_ARCHIVE = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)


class Line(NamedTuple):
    """One line of what a reader sees."""

    text: str
    number: int
    """The line of the file on which it begins."""
    heading: int
    """1 to 6 in a heading, else 0."""


class Page(NamedTuple):
    """A page."""

    title: str
    address: str | None
    """What the page itself says that its address is."""
    lines: tuple[Line, ...]


class NotAPageError(ValueError):
    """Not a web page. Carries one sentence."""


def read_page(raw: bytes) -> Page:
    """Read a page as a browser saved it: HTML, or one file with everything in it (.mhtml).

    Raises:
        NotAPageError: where it is no web page.
    """
    address = None
    if _IS_ARCHIVE.match(raw[:4096].replace(b"\r\n", b"\n")):
        raw, address = _from_archive(raw)
    text = _decoded(raw)
    if "\0" in text or not re.search(r"<(!doctype html|html|head|body|h1|table|div|p)\b", text, re.IGNORECASE):
        raise NotAPageError("this is not a web page: save the page itself, as HTML")
    seen = _Seen()
    seen.feed(text)
    seen.close()
    seen.end_line()
    return Page(" ".join("".join(seen.title).split()), seen.address or address, tuple(seen.lines))


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    declared = _CHARSET.search(raw[:4096])
    for name in (declared[1].decode("ascii") if declared else "utf-8", "utf-8", "cp1252"):
        try:
            return raw.decode("utf-8-sig" if name.casefold() in ("utf-8", "utf8") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("cp1252", "replace")


def _from_archive(raw: bytes) -> tuple[bytes, str | None]:
    """Return the page in an archive of a page and its pictures, and where it was saved from."""
    whole = email.message_from_bytes(raw, policy=email.policy.default)
    for part in whole.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            where = part["Content-Location"] or whole["Snapshot-Content-Location"]
            return content if isinstance(content, bytes) else b"", str(where) if where else None
    raise NotAPageError("there is no web page in this archive: save the page itself, as HTML")


class _Seen(HTMLParser):
    """Gathers lines; a picture counts as its alternative text, and what is in no page body is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title: list[str] = []
        self.address: str | None = None
        self._said: list[str] = []
        self._from = 1
        self._heading = 0
        self._unseen: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a heading or something that no reader sees."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel", "").casefold() == "canonical":
            self.address = given.get("href") or self.address
        if tag == "meta" and given.get("property") == "og:url" and not self.address:
            self.address = given.get("content") or None
        if tag == "title" and not self.lines:
            self._in_title = True
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag not in _IN_LINE:
            self.end_line()
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])
        if tag == "img" and given.get("alt"):
            self.handle_data(f" {given['alt']} ")

    def handle_endtag(self, tag: str) -> None:
        """End a line, a heading or something that no reader sees."""
        if tag == "title":
            self._in_title = False
        if self._unseen and tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag not in _IN_LINE:
            self.end_line()
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = 0

    def handle_data(self, data: str) -> None:
        """Gather what is read."""
        if self._in_title:
            self.title.append(data)
        elif not self._unseen:
            if not self._said and data.strip():
                self._from = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            if self._said or data.strip():
                self._said.append(data)

    def handle_comment(self, data: str) -> None:
        """Take the address that some browsers write into a page that they save."""
        saved = re.search(r"saved from url=\(\d+\)(\S+)", data)
        if saved and not self.address:
            self.address = saved[1]

    def end_line(self) -> None:
        """End a line, where anything stands on it."""
        text = " ".join("".join(self._said).split())
        if text:
            self.lines.append(Line(text, self._from, self._heading))
        self._said = []
