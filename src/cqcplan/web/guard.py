"""The door of a server on one's own machine: what is refused before any page is asked, and the headers of every answer.

Every browser on the machine, and every page open in one, can reach the port; so can every other program. A name that
was rebound to 127.0.0.1 passes for our own origin in all but its Host, so that is asked first, of every method. Then
come the address, who sent the browser here, the token of this start, and the size of what is sent.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from cqcplan.web.policy import POLICY, with_styles_of

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Coroutine[Any, Any, None]]

LARGEST = 1 << 18
"""Bytes that a form may have: a long text, many times over."""
LONGEST = 4096
"""Bytes that an address may have with its query."""
SECONDS = 10.0
"""How long a form may take to arrive."""
SAFE = ("GET", "HEAD")
FORM = "application/x-www-form-urlencoded"
ALWAYS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
"""What every answer carries; a page that shows a whole paper has a policy of its own for its styles."""
_ONCE = (b"host", b"origin", b"sec-fetch-site", b"sec-fetch-mode", b"sec-fetch-dest", b"content-type",
         b"content-length", b"cookie")  # fmt: skip


class Refused(NamedTuple):
    """Why something is refused, in words for whoever sits at the browser."""

    status: int
    why: str


class Keys(NamedTuple):
    """What lets a browser in."""

    token: str
    """What the printed address ends in: it lets any browser in, as often as it is opened."""
    port: int
    session: str = ""
    """What the cookie holds, which is in no address; the token where nothing else is said."""
    once: str = ""
    """What the browser that is opened is given: programs are started with words that others may read, so it is good for
    one browser, and then no more."""

    @property
    def cookie(self) -> str:
        """The cookie's name: cookies know no ports, so two servers must not have one name."""
        return f"cqcplan-{self.port}"

    @property
    def secret(self) -> str:
        """The cookie's value."""
        return self.session or self.token

    @property
    def hosts(self) -> frozenset[str]:
        """By what names the server is itself."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def origins(self) -> frozenset[str]:
        """Where its own pages come from."""
        return frozenset(f"http://{host}" for host in self.hosts)


RefusalPage = Callable[[Refused, list[tuple[str, str]]], bytes]
"""Makes the page that says why; and shows the words of a form that could not be taken."""


class Guard:
    """Lets through to the pages what this server's own pages sent, and nothing else."""

    def __init__(self, app: App, keys: Keys, page: RefusalPage, failed: Callable[[Exception], None]) -> None:
        self._app = app
        self._keys = keys
        self._page = page
        self._failed = failed
        self._once = keys.once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(send)
        headers = _Headers(scope["headers"])
        refused = headers.twice() or self._host(headers) or _address(scope) or self._sent_by(scope, headers)
        if refused:
            await self._refuse(answer, refused)
        elif scope["method"] in SAFE and (address := self._with_token(scope)):
            await self._let_in(answer, address)
        else:
            await self._known(scope, receive, answer, headers)

    async def _known(self, scope: Scope, receive: Receive, answer: "_Answer", headers: "_Headers") -> None:
        body = b""
        if scope["method"] not in SAFE:
            taken = _form(headers) or await _body(receive, headers)
            if isinstance(taken, Refused):
                await self._refuse(answer, taken)
                return
            body = taken
        if not self._has_cookie(headers):
            if headers.get(b"sec-fetch-site") in ("cross-site", "same-site"):
                # a link on another page was followed, and a strict cookie does not come with that: once more, from ours
                await self._refuse(answer, Refused(200, "link"))
                return
            words = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
            await self._refuse(answer, Refused(403, "unknown"), words)
            return
        try:
            await self._app(scope, _replay(body), answer.send)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on and the browser is told
            self._failed(error)
            if not answer.begun:
                await self._refuse(answer, Refused(500, "failed"))

    def _host(self, headers: "_Headers") -> Refused | None:
        return None if headers.get(b"host") in self._keys.hosts else Refused(421, "host")

    def _sent_by(self, scope: Scope, headers: "_Headers") -> Refused | None:
        site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
        if scope["method"] not in SAFE:
            if site is not None:
                # a page that sends no referrer has the origin "null", even to itself
                is_ours = site == "same-origin" and (origin in (None, "null") or origin in self._keys.origins)
            else:
                is_ours = origin in self._keys.origins
            return None if is_ours else Refused(403, "elsewhere")
        if site in (None, "same-origin", "none"):
            return None
        # a link on another page may be followed, but nothing of ours is shown inside it
        is_link = headers.get(b"sec-fetch-mode") == "navigate" and headers.get(b"sec-fetch-dest") == "document"
        return None if is_link else Refused(403, "elsewhere")

    def _with_token(self, scope: Scope) -> str | None:
        """Return where to go on to, where the address holds this start's token."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if not given or not self._opens(given[0]):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = quote(scope["path"], safe="/-._~")
        return path + (f"?{rest}" if rest else "")

    def _opens(self, given: str) -> bool:
        if self._once and _same(given, self._once):
            self._once = ""
            return True
        return _same(given, self._keys.token)

    def _has_cookie(self, headers: "_Headers") -> bool:
        try:
            cookies = SimpleCookie(headers.get(b"cookie") or "")
        except CookieError:
            return False
        found = cookies.get(self._keys.cookie)
        return found is not None and _same(found.value, self._keys.secret)

    async def _let_in(self, answer: "_Answer", address: str) -> None:
        cookie = f"{self._keys.cookie}={self._keys.secret}; Path=/; HttpOnly; SameSite=Strict"
        await answer.whole(303, [("location", address), ("set-cookie", cookie)], b"")

    async def _refuse(self, answer: "_Answer", refused: Refused, words: Iterable[tuple[str, str]] = ()) -> None:
        extra = [("allow", "GET, HEAD, POST")] if refused.status == 405 else []
        content = self._page(refused, list(words))
        # the style sheet is for browsers that were let in: this page has its own
        extra.append(("content-security-policy", with_styles_of(content)))
        await answer.whole(refused.status, [("content-type", "text/html; charset=utf-8"), *extra], content)


def _same(given: str, token: str) -> bool:
    return compare_digest(given.encode("utf-8", "surrogatepass"), token.encode("ascii"))


class _Headers:
    """What a request says of itself, before anybody reads it as text of ours."""

    def __init__(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self._all = [(name.lower(), value) for name, value in headers]

    def twice(self) -> Refused | None:
        """Refuse what could be read in two ways: a header twice, or a line end in one."""
        names = [name for name, _ in self._all]
        is_odd = any(names.count(name) > 1 for name in _ONCE) or any(
            set(name + value) & set(b"\r\n\0") for name, value in self._all
        )
        return Refused(400, "unclear") if is_odd else None

    def get(self, name: bytes) -> str | None:
        """Return a header."""
        return next((value.decode("latin-1") for known, value in self._all if known == name), None)


def _address(scope: Scope) -> Refused | None:
    if scope["method"] not in (*SAFE, "POST"):
        return Refused(405, "method")
    path = scope["path"]
    raw = scope.get("raw_path") or path.encode("utf-8", "surrogatepass")
    if len(raw) + len(scope["query_string"]) > LONGEST:
        return Refused(414, "long")
    steps = path.split("/")
    is_odd = (
        path[:1] != "/" or path[:2] == "//" or ".." in steps or "." in steps or "\\" in path or not path.isprintable()
    )
    return Refused(400, "unclear") if is_odd else None


def _form(headers: _Headers) -> Refused | None:
    kind = (headers.get(b"content-type") or "").split(";")[0].strip().lower()
    if headers.get(b"transfer-encoding") is not None:
        return Refused(
            400, "unclear"
        )  # no browser sends a form in chunks, and beside a length it can be read in two ways
    return None if kind == FORM and headers.get(b"content-encoding") is None else Refused(415, "unclear")


async def _body(receive: Receive, headers: _Headers) -> bytes | Refused:
    """Take in a form: as much as is allowed, within a time."""
    said = headers.get(b"content-length")
    if said is not None and (not said.isdecimal() or int(said[:12]) > LARGEST):
        return Refused(413, "large")
    content = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return Refused(400, "unclear")
                content += message.get("body", b"")
                if len(content) > LARGEST:
                    return Refused(413, "large")
                if not message.get("more_body"):
                    return bytes(content)
    except TimeoutError:
        return Refused(408, "slow")


def _replay(body: bytes) -> Receive:
    """Give the pages what has been read already."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return left.pop() if left else {"type": "http.disconnect"}

    return receive


class _Answer:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def send(self, message: dict[str, Any]) -> None:
        """Send a part of an answer."""
        if message["type"] == "http.response.start":
            self.begun = True
            own = {name.lower() for name, _ in message.get("headers", ())}
            added = [(name.encode(), value.encode()) for name, value in ALWAYS if name.encode() not in own]
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await self._send(message)

    async def whole(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        """Send an answer at once."""
        named = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        named.append((b"content-length", str(len(content)).encode()))
        await self.send({"type": "http.response.start", "status": status, "headers": named})
        await self.send({"type": "http.response.body", "body": content})
