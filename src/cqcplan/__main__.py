"""The front door: answers ``--version`` and ``--help`` at once, and sends the rest to the commands."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        from cqcplan import __version__

        sys.stdout.write(f"cqcplan {__version__}\n")
        return 0
    # a shell that completes a line gives no words, but this variable
    if words in ([], ["--help"], ["-h"]) and "_CQCPLAN_COMPLETE" not in os.environ:
        from cqcplan.cli.help_text import HELP

        sys.stdout.write(HELP)
        return 0 if words else 2
    # one short job per process: the collector would only walk the plan again and again
    gc.disable()
    from cqcplan.cli.entry import run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
