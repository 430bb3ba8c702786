"""Bounds on what a council's own templates may cost: a loop without end, or a text without end, ends in a message."""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 60
"""The processor time that a paper made with a council's own templates may take."""
MEMORY = 2 * 1024**3
"""The bytes that it may take beyond what was taken before."""


class TooMuchError(Exception):
    """A template went past a bound."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.help = "look in the templates for a loop or a repeated text without an end, or leave them out"


@contextmanager
def bounded(own: Sequence[Path], seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Do something with a council's own templates within bounds; without own templates, as it is.

    The system counts, so there are no bounds on Windows, nor outside the main thread.

    Raises:
        TooMuchError: it took more time or memory than that.
    """
    if not own or sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooMuchError(f"the templates took more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _taken() + memory
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        if _taken() and (hard == resource.RLIM_INFINITY or most <= hard) and (soft in (-1, hard) or most <= soft):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        yield
    except MemoryError as error:
        raise TooMuchError(f"the templates took more than {memory // 1024**3} GB of memory") from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int:
    """Return how many bytes of addresses the process has, where the system says so; else nought."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    import resource  # noqa: PLC0415

    return int(pages) * resource.getpagesize()
