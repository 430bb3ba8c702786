"""What no browser sends, over a real socket: refused, nothing written, and the next one is answered."""

import shutil
import socket
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cqcplan.cli import carrier
from tests.places import FIXTURES
from tests.web.real import Site, site
from tests.web.test_guard import content

ENTRY = "/plans/exampleshire/entries/recruit/update"
BODY = urlencode({"go": "save", "text": "Said by a stranger.", "shown": "[]"}).encode()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "good" / "exampleshire", tmp_path / "exampleshire")
    return tmp_path / "exampleshire"


def head(where: Site, *more: str, line: str = f"POST {ENTRY} HTTP/1.1", but: str = "") -> bytes:
    """Return the head of our own form, with more in it."""
    lines = [
        line, f"Host: 127.0.0.1:{where.keys.port}", f"Cookie: {where.keys.cookie}={where.keys.secret}",
        "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
    ]  # fmt: skip
    return "\r\n".join([*(each for each in lines if not but or not each.startswith(but)), *more, "", ""]).encode(
        "latin-1"
    )


def bytes_of(where: Site) -> dict[str, bytes]:
    """Return every rude thing by name."""
    length = f"Content-Length: {len(BODY)}"
    get = "Sec-Fetch-Mode: navigate"
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"

    def asked(target: str) -> bytes:
        return head(where, get, line=f"GET {target} HTTP/1.1")

    return {
        "nothing of the sort": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
        "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "a version of old": f"GET {ENTRY}\r\n".encode(),
        "a version to come": head(where, length, line=f"POST {ENTRY} HTTP/3.0") + BODY,
        "a version without a host": head(where, length, line=f"POST {ENTRY} HTTP/1.0", but="Host") + BODY,
        "no host": head(where, length, but="Host") + BODY,
        "two hosts": head(where, length, "Host: evil.example") + BODY,
        "two lengths": head(where, length, "Content-Length: 3") + BODY,
        "a length and chunks": head(where, length, "Transfer-Encoding: chunked") + b"0\r\n\r\n" + BODY,
        "chunks packed": head(where, "Transfer-Encoding: gzip, chunked") + b"0\r\n\r\n",
        "chunks of odd sizes": head(where, "Transfer-Encoding: chunked") + b"-1\r\n\r\n",
        "chunks without end": head(where, "Transfer-Encoding: chunked") + chunk * 6,
        "a negative length": head(where, "Content-Length: -5") + BODY,
        "a length in words": head(where, "Content-Length: many") + BODY,
        "an endless length": head(where, "Content-Length: 99999999999999999999") + BODY,
        "a folded header": head(where, length, "X-Odd: a\r\n\x01b") + BODY,
        "a header without a name": head(where, length, ": odd") + BODY,
        "a header without a colon": head(where, length, "odd") + BODY,
        "a space before the colon": head(where, length, "Origin : http://evil.example") + BODY,
        "a nought in a header": head(where, length, "X-Odd: a\0b") + BODY,
        "a carriage return alone": head(where, length, "X-Odd: a\rSet-Cookie: b=c") + BODY,
        "a header as long as a book": head(where, length, "X-Odd: " + "a" * 200_000) + BODY,
        "headers without number": head(where, length, *("X-Odd: a" for _ in range(20_000))) + BODY,
        "an address as long as a book": asked("/" + "a" * 200_000),
        "an address of another server": asked("http://evil.example/"),
        "an address that goes up": asked("/plans/%2e%2e/%2e%2e/etc/passwd"),
        "an address that goes up, slashes hidden": asked("/plans/..%2f..%2fetc/passwd"),
        "an address that goes up, hidden twice": asked("/plans/%252e%252e%252fetc/passwd"),
        "an address with a nought": asked("/plans/exampleshire%00/"),
        "an address with a line end": asked("/plans/%0d%0aset-cookie:%20a=b/"),
        "an address beyond UTF-8": asked("/plans/%ff%fe%c0%af/"),
        "an address with a back slash": asked("/plans/exampleshire%5c..%5c/"),
        "two slashes": asked("//evil.example/%2e%2e"),
        "an asterisk": head(where, line="OPTIONS * HTTP/1.1"),
        "a tunnel": head(where, line="CONNECT evil.example:443 HTTP/1.1"),
        "an echo": head(where, line="TRACE / HTTP/1.1"),
        "a method of its own": head(where, length, line=f"SAVE {ENTRY} HTTP/1.1") + BODY,
        "a web socket": head(where, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Origin: http://evil.example",
                             line="GET / HTTP/1.1", but="Cookie"),
    }  # fmt: skip


def answered(where: Site, sent: bytes) -> str:
    """Send bytes, and return the first line of what comes back; nothing where the connection is closed."""
    with socket.create_connection(("127.0.0.1", where.keys.port), timeout=10) as asks:
        try:
            asks.sendall(sent)
            asks.shutdown(socket.SHUT_WR)
            return asks.recv(65536).split(b"\r\n")[0].decode("latin-1")
        except OSError:  # closed while we were sending
            return ""


def test_what_no_browser_sends_is_refused(plan: Path) -> None:
    before = content(plan)
    with site(plan, audience="confidential") as where:
        rude = bytes_of(where)
        told = {name: answered(where, sent) for name, sent in rude.items()}
        good = answered(where, head(where, line="GET /plans/exampleshire/ HTTP/1.1"))
    assert len(told) > 35
    taken = {name: line for name, line in told.items() if line and line.split()[1][0] not in "45"}
    assert taken == {}
    assert content(plan) == before
    assert good == "HTTP/1.1 200 OK"


def test_the_same_form_without_rudeness_is_taken_in(plan: Path) -> None:
    """Keeps the test above from passing because nothing is ever taken in."""
    with site(plan, audience="confidential") as where:
        told = answered(where, head(where, f"Content-Length: {len(BODY)}") + BODY)
    assert told == "HTTP/1.1 409 Conflict"


@pytest.mark.parametrize("first", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"], ids=["silent", "line", "head"])
def test_a_client_that_trickles_is_sent_away(plan: Path, monkeypatch: pytest.MonkeyPatch, first: bytes) -> None:
    monkeypatch.setattr(carrier, "SECONDS", 0.4)
    with site(plan) as where, socket.create_connection(("127.0.0.1", where.keys.port), timeout=10) as asks:
        began = time.monotonic()
        asks.sendall(first)
        try:
            while time.monotonic() - began < 8:
                asks.sendall(b"a" if first else b"")
                time.sleep(0.05)
                asks.settimeout(0.01)
                try:
                    if not asks.recv(100):
                        break
                except TimeoutError:
                    continue
        except ConnectionError:
            pass
        assert time.monotonic() - began < 7


def test_the_second_request_of_a_connection_may_not_trickle_either(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrier, "SECONDS", 0.4)
    with site(plan) as where, socket.create_connection(("127.0.0.1", where.keys.port), timeout=10) as asks:
        asks.sendall(head(where, line="GET /site.css HTTP/1.1"))
        assert asks.recv(65536).startswith(b"HTTP/1.1 200")
        asks.sendall(b"GET / HTTP/1.1\r\n")
        began, ended = time.monotonic(), False
        while time.monotonic() - began < 8 and not ended:
            try:
                asks.sendall(b"X")
                time.sleep(0.1)
                asks.settimeout(0.01)
                ended = asks.recv(65536) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                ended = True
        assert ended
