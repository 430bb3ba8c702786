"""The front door: answers ``--version`` and ``--help`` at once, and sends the rest to the commands."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    _speak_utf8()
    from cqcplan.cli.streams import answer, open_streams

    open_streams()
    words = sys.argv[1:]
    if words == ["--version"]:
        from cqcplan import __version__

        answer(f"cqcplan {__version__}\n", 0)
    # a shell that completes a line gives no words, but this variable
    if words in ([], ["--help"], ["-h"]) and "_CQCPLAN_COMPLETE" not in os.environ:
        from cqcplan.cli.help_text import HELP

        answer(HELP, 0 if words else 2)
    if words[:1] == ["validate"]:
        from cqcplan.cli.result_cache import recall

        recall(words)
    # one short job per process: the collector would only walk the plan again and again
    gc.disable()
    from cqcplan.cli.entry import run

    return run()


def _speak_utf8() -> None:
    """Start again in UTF-8 where the machine's locale would misread what was typed and what files are called.

    Words and names have been decoded by the time that this runs, so that nothing less helps. It is seldom needed:
    Python does it by itself for the plain C locale, and Windows and macOS have no other.
    """
    if os.name == "posix" and not sys.flags.utf8_mode and sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this program again


if __name__ == "__main__":
    raise SystemExit(main())
