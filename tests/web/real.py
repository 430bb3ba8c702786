"""A real browser before the real server: Debian's Chromium, driven by Playwright, on a phone and on a desktop."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.cli.carrier import carrier
from cqcplan.files.discover import locate
from cqcplan.web.app import guarded
from cqcplan.web.guard import Keys
from cqcplan.web.served import Served, named
from tests import programs
from tests.web.browser import DAY

PHONE, DESKTOP = (360, 640), (1280, 800)
QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@contextmanager
def chromium(*names: str) -> Iterator[Any]:
    """Start a browser, to which some names are names of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.path_of("chromium"),
            args=[
                *QUIET,
                *(f"--host-resolver-rules=MAP {name} 127.0.0.1" for name in names),
                *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
            ],
        )
        try:
            yield browser
        finally:
            browser.close()


class Site(NamedTuple):
    """A server that answers on a port of this machine."""

    start: str
    """Its address, without the token."""
    keys: Keys

    @property
    def door(self) -> str:
        """The address that lets a browser in."""
        return f"{self.start}?token={self.keys.token}"


@contextmanager
def site(
    *plans: Path, audience: Any = "public", day: date = DAY, port: int = 0, start: int = 1, **how: Any
) -> Iterator[Site]:
    """Answer for some plans, in a thread, as ``cqcplan serve`` does it."""
    listening = socket.create_server(("127.0.0.1", port))
    keys = Keys(f"the-token-of-start-{start}", listening.getsockname()[1])
    locations = tuple(location for plan in plans for location in locate(str(plan)))
    server = carrier(guarded(Served(named(locations), audience, lambda: day, **how), keys))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{keys.port}/", keys)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
