"""Run the application, and turn what should never happen into a message."""

import os
import sys
from typing import NoReturn

from cqcplan.cli.talk import Exit, say


def run() -> NoReturn:
    """Run the command line; leave with its exit code, without a traceback."""
    code = int(Exit.FINE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no command uses one; somebody else's word stands
    try:
        _do(sys.argv[1:])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except BrokenPipeError:
        _leave(int(Exit.FINE))
    except KeyboardInterrupt:
        say("stopped")
        code = int(Exit.FAILED)
    except MemoryError:
        say("error: there is not enough memory for this")
        say("  = help: split the plan into several files, or look for a file in it that is not a plan")
        code = int(Exit.FAILED)
    except Exception as error:
        if os.environ.get("CQCPLAN_DEBUG"):
            raise
        say(f"error: this is a bug in cqcplan ({type(error).__name__}: {error})")
        say("  = help: please report it with the command you ran; CQCPLAN_DEBUG=1 shows the details")
        code = int(Exit.FAILED)
    _leave(code)


def _do(words: list[str]) -> None:
    """Do what the command line says.

    Where it names plans to validate and nothing else, there is nothing to parse, and a
    tenth of a small plan's time is saved. (On Windows patterns such as ``plans/*`` are
    for the parser to fill in, and a shell that completes a line talks to it too.)
    """
    is_plain = words[:1] == ["validate"] and not any(word.startswith("-") for word in words)
    if is_plain and os.name != "nt" and "_CQCPLAN_COMPLETE" not in os.environ:
        from cqcplan.cli.check_plans import check_plans

        check_plans(words[1:])
    else:
        from cqcplan.cli.app import app

        app()


def _leave(code: int) -> NoReturn:
    """Flush and go, without tearing down a large plan node by node."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        # the reader has gone; point stdout at nothing so that no later flush complains
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os._exit(code)
