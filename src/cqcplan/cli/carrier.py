"""What carries the pages: uvicorn, with a limit to the time that the head of a request may take."""

import asyncio
from typing import TYPE_CHECKING

import uvicorn
from h11 import IDLE
from uvicorn.protocols.http.h11_impl import H11Protocol

from cqcplan.cli.neighbours import is_strange

if TYPE_CHECKING:
    from cqcplan.web.guard import App, Receive, Scope, Send

SECONDS = 10.0
"""How long a client has for the head of a request; the guard says how long for a form."""
MOST = 200
"""How many connections are answered at once; a browser opens six."""
NOT_YOURS = "These pages belong to another user of this machine. Start cqcplan serve yourself.\n"
PATIENCE = 3
"""Seconds that answers under way have when the server is stopped."""


class Patient(H11Protocol):
    """A connection that is closed when the head of a request does not arrive in time."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        if self.client and self.server and is_strange(self.client, (self.server[0], self.server[1] or 0)):
            self.app = _not_yours
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting while a head is not whole: what trickles in gives no more time."""
        super().data_received(data)
        if self.conn.their_state is not IDLE:
            self._have()
        elif self._late is None and self.conn.trailing_data[0]:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._have()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(SECONDS, self.transport.abort)

    def _have(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None


async def _not_yours(_: "Scope", __: "Receive", send: "Send") -> None:
    """Answer a program of another user of the machine, whatever it asks."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": NOT_YOURS.encode()})


def carrier(app: "App") -> uvicorn.Server:
    """Return what answers requests until it is told to stop: ``run(sockets=[…])`` begins."""
    config = uvicorn.Config(
        app, log_config=None, log_level="critical", access_log=False, server_header=False, proxy_headers=False,
        lifespan="off", ws="none", http=Patient, loop="asyncio", timeout_graceful_shutdown=PATIENCE,
        limit_concurrency=MOST,
    )  # fmt: skip
    return uvicorn.Server(config)
