"""The streams of a command: all that is written gets out, as UTF-8 on every machine, or it is told that it did not.

``--version`` needs them too, so they import nothing that Python has not imported by itself.
"""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn, TextIO

FAILED = 2
"""The exit code where the output did not get out."""


class Heard:
    """What was written to which stream, in order; nothing once it is more than anybody keeps."""

    MOST = 1 << 20

    def __init__(self) -> None:
        self.said: list[tuple[int, bytes]] | None = []
        self._size = 0

    def add(self, number: int, content: memoryview) -> None:
        """Hear some more."""
        self._size += len(content)
        if self._size > self.MOST:
            self.said = None
        elif self.said is not None:
            self.said.append((number, bytes(content)))


heard: Heard | None = None
"""What is written, where somebody listens."""


class OutputError(Exception):
    """stdout does not take what is written to it. Not an ``OSError``: who catches those means files."""


def open_streams() -> None:
    """Put streams that lose nothing in the place of Python's.

    Python's own take the encoding of the machine, end in a traceback where that lacks a letter, and unbuffered they
    write as much as the system takes at once and forget the rest.
    """
    closed = [number for number in (0, 1, 2) if not _is_open(number)]
    for number in closed:
        # held, so that no file of a plan is opened under the number of a stream and written to by mistake
        try:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
        except OSError:
            pass
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the process
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.stdout = stream(1, is_closed=1 in closed)
    sys.stderr = stream(2, is_closed=2 in closed)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def stream(number: int, *, is_closed: bool = False) -> TextIO:
    """Make the text stream of a file descriptor: UTF-8 with LF line ends."""
    if os.name == "nt" and not is_closed and os.isatty(number):
        # the console of Windows is written to by Python's own way, which knows it
        console = sys.stdout if number == 1 else sys.stderr
        if isinstance(console, io.TextIOWrapper):
            console.reconfigure(errors="backslashreplace")
        return console
    sink = _Sink(number, is_closed=is_closed)
    # a name on the disk may hold bytes that are no text: they are shown, never a reason to stop
    return io.TextIOWrapper(
        io.BufferedWriter(sink, 1 << 16),
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        line_buffering=number == 2 or sink.isatty(),
    )


class _Sink(io.RawIOBase):
    """Takes all that it is given, or says that it cannot.

    A reader who has left (``cqcplan status | head``) has what it wanted: what follows is dropped and the command goes
    on to its own end and exit code. Talk that stderr does not take is dropped too: there is nobody to tell.
    """

    def __init__(self, number: int, *, is_closed: bool) -> None:
        self.number, self.is_closed, self.is_over = number, is_closed, False

    def writable(self) -> bool:
        """Say that this is for writing."""
        return True

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self.number

    def isatty(self) -> bool:
        """Whether somebody sits at it."""
        return not self.is_closed and os.isatty(self.number)

    def write(self, data: Any) -> int:
        """Write all of it."""
        content = memoryview(data)
        if heard is not None:
            heard.add(self.number, content)
        if self.is_over:
            return len(content)
        try:
            put(self.number, content)
        except (BrokenPipeError, ConnectionResetError):
            self.is_over = True
        except OSError as error:
            self.is_over = True
            if self.number == 1:
                raise OutputError(error.strerror or "the system refuses it") from error
        # what Python holds as closed has the null device in its place, which would take everything
        if self.is_closed and self.number == 1:
            self.is_over = True
            raise OutputError("stdout is closed")
        return len(content)


def put(number: int, content: memoryview | bytes) -> None:
    """Write all of something to a file descriptor, waiting where it is one that does not wait by itself.

    Raises:
        OSError: as the system gives it; some of it may be out.
    """
    left = memoryview(content)
    while left:
        try:
            done = os.write(number, left[: 1 << 20])
        except BlockingIOError:
            _wait(number)
            continue
        left = left[done:]


def _wait(number: int) -> None:
    """Wait until a stream takes more."""
    import select

    if hasattr(select, "poll"):
        waiting = select.poll()
        waiting.register(number, select.POLLOUT)
        waiting.poll()
    else:
        select.select([], [number], [])


def listen() -> bool:
    """Hear from now on what is written; not where a stream is not of this module's making."""
    global heard  # noqa: PLW0603 - the streams of a process are its own
    if not all(isinstance(getattr(stream.buffer, "raw", None), _Sink) for stream in (sys.stdout, sys.stderr)):
        return False
    heard = Heard()
    return True


def finish(code: int, then: Callable[[int], None] | None = None) -> NoReturn:
    """Let everything out and leave, without tearing down a large plan node by node.

    Args:
        code: the exit code.
        then: what is done once everything is out.
    """
    try:
        sys.stdout.flush()
    except OutputError as error:
        sys.stderr.write(said_of(error))
        code = FAILED
    try:  # noqa: SIM105 - contextlib would be an import
        sys.stderr.flush()
    except OSError:
        pass
    if then:
        then(code)
    os._exit(code)


def said_of(error: OutputError) -> str:
    """Return what is said where the output did not get out."""
    return f"error: the output cannot be written: {error}\n"


def answer(text: str, code: int) -> NoReturn:
    """Say one thing on stdout and leave."""
    try:
        sys.stdout.write(text)
    except OutputError as error:
        sys.stderr.write(said_of(error))
        code = FAILED
    finish(code)
