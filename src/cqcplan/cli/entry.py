"""Run the application, and turn what should never happen into a message."""

import os
import sys
from typing import NoReturn

from cqcplan.cli.streams import OutputError, finish, said_of
from cqcplan.cli.talk import Exit, complain, say


def run() -> NoReturn:
    """Run the command line; leave with its exit code, without a traceback."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no command uses one; somebody else's word stands
    words = sys.argv[1:]
    code = code_of(words)
    if words[:1] != ["validate"]:
        finish(code)
    from cqcplan.cli.result_cache import keep

    finish(code, keep)


def code_of(words: list[str]) -> int:
    """Do what the command line says, and return the exit code."""
    try:
        _do(words)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except OutputError as error:
        sys.stderr.write(said_of(error))
    except KeyboardInterrupt:
        say("stopped")
    except MemoryError:
        complain("there is not enough memory for this", "give it less to read at a time, or close other programs")
    except (OSError, UnicodeEncodeError) as error:
        if os.environ.get("CQCPLAN_DEBUG"):
            raise
        _say_what_failed(error)
    except Exception as error:
        if os.environ.get("CQCPLAN_DEBUG"):
            raise
        complain(
            f"this is a bug in cqcplan ({type(error).__name__}: {error})",
            "please report it with the command you ran; CQCPLAN_DEBUG=1 shows the details",
        )
    else:
        return int(Exit.FINE)
    return int(Exit.FAILED)


def _say_what_failed(error: OSError | UnicodeEncodeError) -> None:
    """Say what the system refused to a command that does not say it itself: a name too long, a byte that is no text."""
    if isinstance(error, UnicodeEncodeError):
        complain(
            f"a name or text has a byte in it that is not UTF-8: {str(error.object)[:80]}",
            "write it again in UTF-8, or give the file or folder another name",
        )
        return
    named = f"{os.fsdecode(error.filename)} cannot be used" if error.filename else "a file cannot be used"
    complain(
        f"{named}: {error.strerror or type(error).__name__}",
        "check its name, that it is there, and who may read or write it",
    )


def _do(words: list[str]) -> None:
    """Do what the command line says.

    Where it plainly asks for plans to be checked, the parser is not called, which saves a fifth of a small plan's time.
    (A shell that completes a line talks to the parser.)
    """
    asked = None
    if words[:1] == ["validate"] and "_CQCPLAN_COMPLETE" not in os.environ:
        from cqcplan.cli.plain_line import asked_plainly

        asked = asked_plainly(words[1:])
    if asked:
        from cqcplan.cli.check_plans import check_plans

        check_plans(*asked)
    else:
        from cqcplan.cli.app import app

        app(words)
