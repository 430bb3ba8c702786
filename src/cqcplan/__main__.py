"""The front door: answers ``--version`` and ``--help`` at once, and sends the rest to the commands."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        from cqcplan import __version__

        sys.stdout.write(f"cqcplan {__version__}\n")
        return
    if words in ([], ["--help"], ["-h"]):
        from cqcplan.cli.help_text import HELP

        sys.stdout.write(HELP)
        if not words:
            sys.exit(2)
        return
    # one short job per process: the collector would only walk the plan again and again
    gc.disable()
    from cqcplan.cli.entry import run

    run()


if __name__ == "__main__":
    main()
