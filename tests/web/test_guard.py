"""Whatever does not come from a page of ours, in the browser that was let in, is refused, and nothing is written."""

import asyncio
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from cqcplan.web import guard
from cqcplan.web.guard import ALWAYS
from cqcplan.web.policy import with_styles_of
from tests.places import FIXTURES
from tests.web.browser import HOST, KEYS, OURS, POSTED, ask, post, serving

PLAN = FIXTURES / "good" / "exampleshire"
ENTRY = "/plans/exampleshire/entries/recruit/update"
SHOWN = re.compile(r'name="shown" value="([^"]*)"')
EVIL = "https://evil.example"


def without(*names: str, **others: str) -> dict[str, str]:
    """Return the headers of a form of our own, but for some."""
    changed = {name.replace("_", "-"): value for name, value in others.items()}
    return {name: value for name, value in POSTED.items() if name not in names} | changed


NO_FETCH = ("sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "origin")
FORMS: dict[str, tuple[int, Any]] = {
    "a rebound name": (421, without(host="evil.example:8765", origin="http://evil.example:8765")),
    "a rebound name without fetch headers": (421, without(*NO_FETCH, host="evil.example:8765")),
    "a rebound name, GET headers": (421, without(*NO_FETCH, host="evil.example:8765", origin="http://evil.example:8765")),
    "our name at another port": (421, without(host="127.0.0.1:9999")),
    "our name without its port": (421, without(host="127.0.0.1")),
    "another address of this machine": (421, without(host="127.0.0.2:8765")),
    "a name that begins like ours": (421, without(host="127.0.0.1.evil.example:8765")),
    "a name that ends like ours": (421, without(host="evil-localhost:8765")),
    "any address": (421, without(host="0.0.0.0:8765")),
    "no host": (421, without("host")),
    "two hosts": (400, [*POSTED.items(), ("host", "evil.example")]),
    "an evil site's form": (403, without(sec_fetch_site="cross-site", origin=EVIL)),
    "an evil site's fetch": (403, without(sec_fetch_site="cross-site", sec_fetch_mode="no-cors", origin=EVIL)),
    "another port of this machine": (403, without(sec_fetch_site="same-site", origin="http://127.0.0.1:9999")),
    "a form that nobody's page sent": (403, without(sec_fetch_site="none")),
    "a made up site": (403, without(sec_fetch_site="same-origin, cross-site")),
    "an old browser, evil origin": (403, without(*NO_FETCH, origin=EVIL)),
    "an old browser, another port": (403, without(*NO_FETCH, origin="http://127.0.0.1:9999")),
    "an old browser, no origin": (403, without(*NO_FETCH)),
    "an old browser, hidden origin": (403, without(*NO_FETCH, origin="null")),
    "an origin with more behind it": (403, without(*NO_FETCH, origin=f"http://{HOST}.evil.example")),
    "an origin over https": (403, without(*NO_FETCH, origin=f"https://{HOST}")),
    "two origins": (400, [*POSTED.items(), ("origin", EVIL)]),
    "same origin, but an evil one": (403, without(origin=EVIL)),
    "no cookie": (403, without("cookie")),
    "a wrong cookie": (403, without(cookie=f"{KEYS.cookie}=guessed")),
    "an empty cookie": (403, without(cookie=f"{KEYS.cookie}=")),
    "part of the token": (403, without(cookie=f"{KEYS.cookie}={KEYS.token[:-1]}")),
    "the cookie of another port": (403, without(cookie=f"cqcplan-9999={KEYS.token}")),
    "a cookie that is none": (403, without(cookie="\xff=;;;===")),
    "two cookies": (400, [*POSTED.items(), ("cookie", "a=b")]),
    "plain text": (415, without(content_type="text/plain")),
    "a form with files": (415, without(content_type="multipart/form-data; boundary=x")),
    "JSON": (415, without(content_type="application/json")),
    "no kind": (415, without("content-type")),
    "two kinds": (400, [*POSTED.items(), ("content-type", "text/plain")]),
    "packed": (415, without(content_encoding="gzip")),
    "said to be too large": (413, without(content_length="999999999")),
    "a length beyond numbers": (413, without(content_length="9" * 5000)),
    "a length that is none": (413, without(content_length="-1")),
    "a header with a line end": (400, without(x_other="a\r\nset-cookie: b=c")),
    "a header with a nought": (400, without(x_other="a\0b")),
}  # fmt: skip
"""By name: the code of the answer, and the headers."""
METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "POST "]
ADDRESSES = [
    "/plans/../secret", "/plans/exampleshire/../../etc/passwd", "//evil.example/", "/plans/a\\b/", "/plans/\0/",
    "/plans/a\r\nset-cookie: a=b/", f"/{'a' * 5000}", f"/?{'a' * 5000}", "http://evil.example/", "*", "",
]  # fmt: skip
OUTSIDE = [
    "/plans/nothing/", "/plans/%2e%2e/", "/etc/passwd", "/site.css/..", "/plans/exampleshire/entries/no-such-entry",
    "/plans/exampleshire/plan.yaml", "/plans/exampleshire/entries/../plan.yaml",
]  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(PLAN, tmp_path / "exampleshire")
    return tmp_path / "exampleshire"


def body(plan: Path) -> bytes:
    """Return a form that would be saved, were it ours."""
    page = ask(serving(plan, audience="confidential"), ENTRY).text
    found = SHOWN.search(page)
    assert found
    return urlencode({"go": "save", "text": "Said by somebody else.", "shown": unescape(found[1])}).encode()


@pytest.mark.parametrize("headers", [POSTED, without(*NO_FETCH, origin=f"http://{HOST}")], ids=["new", "old browser"])
def test_our_own_form_is_let_in(plan: Path, headers: dict[str, str]) -> None:
    """Keeps what follows from passing because nothing could be saved."""
    before = content(plan)
    assert ask(serving(plan, audience="confidential"), ENTRY, "POST", headers, body(plan)).status == 303
    assert content(plan) != before


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_not_ours_is_refused(plan: Path, name: str) -> None:
    status, headers = FORMS[name]
    said = body(plan)
    before = content(plan)
    answer = ask(serving(plan, audience="confidential"), ENTRY, "POST", headers, said)
    assert answer.status == status
    assert content(plan) == before
    assert "exampleshire" not in answer.text.lower().replace(ENTRY, "")
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", [name for name, (status, _) in FORMS.items() if status in (400, 421)])
def test_nor_is_a_page_shown_for_it(plan: Path, name: str) -> None:
    assert ask(serving(plan), "/plans/exampleshire/", headers=FORMS[name][1]).status in (400, 421)


@pytest.mark.parametrize("method", METHODS)
def test_other_methods(plan: Path, method: str) -> None:
    before = content(plan)
    answer = ask(serving(plan), ENTRY, method, POSTED, body(plan))
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert content(plan) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_can_be_read_in_two_ways(plan: Path, address: str) -> None:
    for query in ("", f"?token={KEYS.token}"):
        answer = ask(serving(plan), address + query)
        assert answer.status in (400, 414)
        assert "location" not in answer.headers


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_no_page_is_not_found(plan: Path, address: str) -> None:
    assert ask(serving(plan, audience="confidential"), address).status in (400, 404)


@pytest.mark.parametrize(
    ("site", "mode", "dest"),
    [("cross-site", "no-cors", "image"), ("cross-site", "navigate", "iframe"), ("same-site", "cors", "empty"),
     ("cross-site", "no-cors", "script"), ("same-site", "navigate", "object")],
)  # fmt: skip
def test_nothing_is_shown_inside_another_page(plan: Path, site: str, mode: str, dest: str) -> None:
    sent = OURS | {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert ask(serving(plan), "/plans/exampleshire/", headers=sent).status == 403


def test_a_link_from_elsewhere_may_be_followed(plan: Path) -> None:
    sent = OURS | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert ask(serving(plan), "/plans/exampleshire/", headers=sent).status == 200


def test_too_much_is_refused_though_it_says_nothing_of_its_size(plan: Path) -> None:
    before = content(plan)
    parts = [b"text=" + b"a" * 65536] * 5
    assert ask(serving(plan), ENTRY, "POST", POSTED, parts).status == 413
    assert content(plan) == before


def test_a_form_that_never_ends_is_given_up(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SECONDS", 0.05)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(name.encode(), value.encode()) for name, value in POSTED.items()]
    scope = {"type": "http", "method": "POST", "path": ENTRY, "query_string": b"", "headers": headers}
    asyncio.run(serving(plan)(scope, receive, send))
    assert sent[0]["status"] == 408


def test_no_web_socket_is_opened(plan: Path) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    asyncio.run(serving(plan)({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_can_use(plan: Path) -> None:
    answer = ask(serving(plan), f"/plans/exampleshire/due?days=7&token={KEYS.token}", headers={"host": HOST})
    assert answer.status == 303
    assert answer.headers["location"] == "/plans/exampleshire/due?days=7"
    assert answer.headers["set-cookie"] == f"{KEYS.cookie}={KEYS.token}; Path=/; HttpOnly; SameSite=Strict"
    assert ask(serving(plan), "/?token=guessed", headers={"host": HOST}).status == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_our_own_browser_is_let_in(plan: Path, host: str) -> None:
    assert ask(serving(plan), "/plans/exampleshire/", headers=OURS | {"host": host}).status == 200


@pytest.mark.parametrize("address", ["/plans/exampleshire/", "/nothing", "/site.css", "/"])
@pytest.mark.parametrize("headers", [OURS, {"host": HOST}, {"host": "evil.example"}], ids=["known", "unknown", "evil"])
def test_every_answer_has_the_headers(plan: Path, address: str, headers: dict[str, str]) -> None:
    answer = ask(serving(plan), address, headers=headers)
    always = dict(ALWAYS)
    if answer.status in (403, 421):
        # what is refused has its own styles, and may use no others
        always["content-security-policy"] = with_styles_of(answer.body)
        assert "style-src 'sha256-" in always["content-security-policy"]
    assert {name: answer.headers.get(name) for name, _ in ALWAYS} == always
    assert "access-control-allow-origin" not in answer.headers


def test_words_that_could_not_be_taken_are_not_lost(plan: Path) -> None:
    """The server was started again while somebody typed."""
    words = urlencode({"text": 'The list is "halved" <b>'}).encode()
    answer = ask(serving(plan), ENTRY, "POST", without("cookie"), words)
    assert answer.status == 403
    assert "The list is &#34;halved&#34; &lt;b&gt;" in answer.text


def test_a_bug_is_told_at_the_terminal_and_the_server_goes_on(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    app = serving(plan, tell=told.append)

    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the plan")

    monkeypatch.setattr("cqcplan.web.shelf.Shelf.book", fail)
    answer = ask(app, "/plans/exampleshire/")
    assert answer.status == 500
    assert "secret" not in answer.text
    assert told == ["error: this is a bug in cqcplan (RuntimeError: a secret of the plan); the server goes on"]
    assert post(app, "/nothing").status in (404, 405)
