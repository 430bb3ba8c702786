"""``cqcplan site``."""

from pathlib import Path
from typing import Annotated

from cqcplan.cli.audience import Audience
from cqcplan.cli.options import AsOf, ForWhom, Plans, to_file
from cqcplan.cli.plans import located, the_day
from cqcplan.cli.save import save_all
from cqcplan.cli.serve import not_installed
from cqcplan.cli.talk import fail, say


def site(
    plans: Plans = None,
    *,
    output: Annotated[
        Path | None, to_file("The folder to write: a new one, or that of an earlier time.", metavar="FOLDER")
    ] = None,
    audience: ForWhom = Audience.PUBLIC,
    as_of: AsOf = None,
) -> None:
    """Write the pages of cqcplan serve into a folder: for a web server, a shared drive or a stick. No script is needed.

    The same plans and the same options always give the same bytes.

    cqcplan site leicestershire -o out/site

    Exit code 0: written; 2: it could not be.
    """
    import gc

    if output is None:
        fail("the pages are written to a folder", "name the folder with -o")
    day = the_day(as_of)
    locations = located(plans)
    try:
        from cqcplan.web.folder import NoPageError, files_of
        from cqcplan.web.served import Served, named
    except ImportError as error:
        not_installed(error)
    gc.enable()  # many plans, one after the other
    served = Served(named(tuple(locations)), audience.value, lambda: day, read_only=True, folder=True)
    try:
        files = files_of(served)
    except NoPageError as error:
        fail(
            f"the page {error.address} cannot be shown",
            "its plan has mistakes (cqcplan validate), or is for other readers (--audience)",
        )
    save_all(output, files, readers=audience)
    say(f"wrote {output.as_posix()} ({len(files)} files): open {(output / 'index.html').as_posix()}")
