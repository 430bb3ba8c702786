"""In a real browser that was let in: what other pages, servers and users of the machine can do, which is nothing."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cqcplan.cli import neighbours
from tests import programs
from tests.places import FIXTURES
from tests.web.real import chromium, site

ENTRY = "plans/exampleshire/entries/ot-external/update"
FORM = "at=&go=save&text=Said+by+another+page&shown=%5B%5D"
EVIL = """<!DOCTYPE html><title>evil</title>
<form method="post" action="{target}"><input name="text" value="Said by another"><input name="go" value="save"></form>
<iframe src="{target}"></iframe><img src="{target}">
<a href="{target}">a link</a>
<script>
  const asked = [];
  for (const mode of ["no-cors", "cors", "same-origin"]) {{
    asked.push(fetch("{target}", {{method: "POST", mode, credentials: "include", body: "{form}",
      headers: {{"content-type": "application/x-www-form-urlencoded"}}}}).catch(() => null));
    asked.push(fetch("{target}", {{mode, credentials: "include"}}).then((answer) => answer.text()).catch(() => ""));
  }}
  Promise.all(asked).then((all) => {{
    document.title = "read " + all.filter((each) => typeof each === "string" && each.includes("Exampleshire")).length;
  }});
</script>"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "good" / "exampleshire", tmp_path / "exampleshire")
    return tmp_path / "exampleshire"


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextmanager
def another_server(target: str) -> Iterator[tuple[int, list[str]]]:
    """Serve an evil page on another port of this machine; note the cookies that browsers show it."""
    cookies: list[str] = []

    class Evil(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cookies.append(self.headers.get("cookie") or "")
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(EVIL.format(target=target, form=FORM).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, cookies
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.browser
@programs.needs("chromium", "playwright")
def test_what_other_pages_can_do(plan: Path) -> None:
    before = content(plan)
    with site(plan) as where, another_server(f"{where.start}{ENTRY}") as (port, _), chromium("evil.example") as browser:
        page = browser.new_page()
        page.goto(where.door)
        for evil in (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", f"http://evil.example:{port}/"):
            page.goto(evil)
            page.wait_for_function("document.title.startsWith('read')", timeout=10_000)
            assert page.title() == "read 0", evil
            assert all("Exampleshire" not in frame.content() for frame in page.frames[1:])
            with page.expect_navigation():
                page.locator("form").evaluate("form => form.submit()")
            assert page.locator("h1").inner_text() == "This did not come from a page of the plan", evil
            page.goto(evil)
            with page.expect_navigation(url=f"{where.start}{ENTRY}"):
                page.get_by_role("link", name="a link").click()
            page.get_by_label("What happened?").wait_for()  # a link may be followed: it only shows the page
        page.goto(f"http://evil.example:{where.keys.port}/")
        assert page.locator("h1").inner_text() == "This is not the address of the plan"
    assert content(plan) == before


@pytest.mark.browser
@programs.needs("chromium", "playwright")
def test_a_link_from_elsewhere_opens_the_page_where_the_browser_is_known(plan: Path) -> None:
    with site(plan) as where, another_server(f"{where.start}{ENTRY}") as (port, _), chromium("evil.example") as browser:
        page = browser.new_page()
        page.goto(f"http://evil.example:{port}/")
        page.get_by_role("link", name="a link").click()
        page.get_by_role("heading", name="This browser is not known yet").wait_for()
        page.goto(where.door)
        page.goto(f"http://evil.example:{port}/")
        page.get_by_role("link", name="a link").click()
        page.get_by_label("What happened?").wait_for()


ASKS = """
import os, socket, sys
port, cookie, user = sys.argv[1:]
os.setuid(int(user))  # from here on nothing more can be imported
asks = socket.socket()
asks.connect(("127.0.0.1", int(port)))
head = f"GET /plans/exampleshire/ HTTP/1.0\\r\\nHost: 127.0.0.1:{port}\\r\\nCookie: {cookie}\\r\\n\\r\\n"
asks.sendall(head.encode())
while told := asks.recv(65536):
    sys.stdout.buffer.write(told)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_program_of_another_user_that_has_the_cookie_is_not_answered(plan: Path) -> None:
    with site(plan) as where:
        words = [sys.executable, "-c", ASKS, str(where.keys.port), f"{where.keys.cookie}={where.keys.secret}"]
        told = {
            user: subprocess.run([*words, str(user)], capture_output=True, text=True, check=True).stdout
            for user in (0, 65534)
        }
    assert told[0].startswith("HTTP/1.1 200")
    assert told[65534].startswith("HTTP/1.1 403")
    assert told[65534].endswith("These pages belong to another user of this machine. Start cqcplan serve yourself.\n")


TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: {server} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1
   1: {server} {client} 01 00000000:00000000 00:00000000 00000000  1000        0 12 1
   2: {client} {server} 01 00000000:00000000 00:00000000 00000000  {user}        0 13 1
"""


@pytest.mark.parametrize(
    ("users", "strange"),
    [
        ((1000, 1001, ""), True),
        ((1000, 1000, ""), False),
        ((1000, 0, ""), False),
        ((0, 1001, ""), True),
        ((0, 1001, "1001"), False),
        ((1000, "nobody", ""), False),
    ],
    ids=str,
)
def test_whose_a_connection_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, users: tuple[int, object, str], *, strange: bool
) -> None:
    me, user, sudo = users
    client, server = ("127.0.0.1", 40000), ("127.0.0.1", 8765)
    shown = {"client": neighbours._as_shown(client), "server": neighbours._as_shown(server)}
    assert shown["server"] in ("0100007F:223D", "7F000001:223D")
    (tmp_path / "tcp").write_text(TABLE.format(**shown, user=user))
    monkeypatch.setattr(neighbours, "TABLE", tmp_path / "tcp")
    monkeypatch.setattr(os, "getuid", lambda: me, raising=False)
    monkeypatch.setenv("SUDO_UID", sudo)
    assert neighbours.is_strange(client, server) is strange
    monkeypatch.setattr(neighbours, "TABLE", tmp_path / "no-such-table")
    assert neighbours.is_strange(client, server) is False
