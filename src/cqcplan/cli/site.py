"""``cqcplan site``."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.audience import Audience
from cqcplan.cli.options import Accepted, AsOf, Folder, ForWhom, Plans, to_file
from cqcplan.cli.plans import located, the_day
from cqcplan.cli.save import save_all
from cqcplan.cli.serve import not_installed
from cqcplan.cli.talk import Exit, complain, fail, leave, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cqcplan.papers.proof.sought import Found
    from cqcplan.web.folder import Folder as Files
    from cqcplan.web.proven import Proven
    from cqcplan.web.served import Served

TO_WRITE = b"<strong>To be written:</strong>"
"""What the accessibility statement says where nothing is filled in."""


def site(
    plans: Plans = None,
    *,
    output: Annotated[
        Path | None, to_file("The folder to write: a new one, or that of an earlier time.", metavar="FOLDER")
    ] = None,
    audience: ForWhom = Audience.PUBLIC,
    as_of: AsOf = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="URL",
            help="Where the folder will stand on the web: pages and feeds name their own addresses, and a sitemap "
            "lists them.",
        ),
    ] = None,
    templates: Folder = None,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help="Search every file for what its readers may not have; where any has it, write none."
        ),
    ] = False,
    accept: Accepted = None,
) -> None:
    """Write the pages of cqcplan serve into a folder: for a web server, a shared drive or a stick. No script is needed.

    Every table stands beside its page as CSV too. Each plan has a feed of what changed and an accessibility statement,
    whose words are a template for the council to fill in: site/accessibility.md.j2.
    The same plans and the same options always give the same bytes.

    cqcplan site leicestershire --prove -o out/site

    Exit code 0: written; 1: --prove found something, and nothing was written; 2: it could not be written.
    """
    import gc

    if output is None:
        fail("the pages are written to a folder", "name the folder with -o")
    if accept and not prove:
        fail("--accept goes with --prove", "add --prove")
    from cqcplan.cli.paper_output import accepted_finds

    accepted = accepted_finds(accept or ())
    stands_at = _whole_address(address) if address is not None else ""
    day = the_day(as_of)
    locations = located(plans)
    from cqcplan.papers.formats.bounds import TooMuchError
    from cqcplan.papers.template_files import TemplateProblemError

    try:
        from cqcplan.cli.house import the_house
        from cqcplan.web.folder import NoPageError, folder_of
        from cqcplan.web.served import Served, named
    except ImportError as error:
        not_installed(error)
    gc.enable()  # many plans, one after the other
    house = the_house(templates)
    served = Served(
        named(tuple(locations)),
        audience.value,
        lambda: day,
        read_only=True,
        folder=True,
        address=stands_at,
        house=house,
    )
    try:
        files = folder_of(served)
        if prove:
            _prove(files, served, accepted)
    except (TemplateProblemError, TooMuchError) as error:
        fail(str(error), error.help)
    except NoPageError as error:
        if error.status not in (0, 404):
            fail(
                f"the page {error.address} cannot be shown",
                "its plan has mistakes (cqcplan validate), or is for other readers (--audience)",
            )
        fail(f"a link leads to {error.address}, and there is no such place", "mend the template with the link")
    _say_what_is_missing(files, served)
    save_all(output, files, readers=audience, listed=True)
    say(f"wrote {output.as_posix()} ({len(files)} files): open {(output / 'index.html').as_posix()}")


def _whole_address(typed: str) -> str:
    """Return what the addresses of the files begin with; stop where it is none."""
    from urllib.parse import quote, urlsplit

    try:
        given = urlsplit(typed.strip())
        host, port = (given.hostname or "").encode("idna").decode(), given.port
    except ValueError:  # of which a name that no host can have is one
        given, host, port = urlsplit(""), "", None
    more = given.query or given.fragment or given.username is not None or re.search(r"[^\w.:\[\]-]", given.netloc)
    if given.scheme not in ("http", "https") or not host or more:
        fail(
            f"{typed!r} is not where a folder can stand on the web",
            "say it in full: --address https://www.anyshire.gov.uk/improvement/",
        )
    above, _, last = quote(given.path, safe="/%:@!$&'()*+,;=~").rpartition("/")
    folder = above if last == "index.html" else f"{above}/{last}".rstrip("/")
    host = f"[{host}]" if ":" in host else host
    return f"{given.scheme}://{host}{f':{port}' if port else ''}{folder}/"


def _prove(files: "Files", served: "Served", accepted: "Mapping[str, str]") -> None:
    """Search every file; leave with 1, and nothing written, where something withheld stands in one."""
    from cqcplan.cli.paper_output import searched_for
    from cqcplan.papers.proof.contents import UnreadableError
    from cqcplan.web.proven import proven

    try:
        proof = proven(files, served)
    except UnreadableError as error:
        fail(f"{error}", "nothing was written")
    for name in proof.unread:
        say(f"warning: {name} cannot be read, so nobody has searched for what may be withheld in it")
    places = _tell(proof, accepted, name_plan=len(served.plans) > 1)
    failed = not places <= accepted.keys()
    rest = "but for what was accepted, " if places else ""
    for name, (number, search) in proof.searched.items() if not failed else ():
        say(f"searched {number} files of {name}: {rest}{searched_for(search)}")
    if len(served.plans) > 1 and not failed:
        say(f"searched all {len(files)} files for what the other plans withhold: {rest}none of it stands there")
    for place in accepted:
        if place not in places:
            say(f'--accept: nothing was found of "{place}", so it accepts nothing')
    if failed:
        say("nothing was written")
        leave(Exit.PROBLEMS)


def _tell(proof: "Proven", accepted: "Mapping[str, str]", *, name_plan: bool) -> set[str]:
    """Tell of each withheld text that was found: the first file that has it, and how many others; return the places."""
    finds: dict[tuple[str, str], list[tuple[str, Found]]] = {}
    for file, leaks in proof.found.items():
        for each in leaks:
            finds.setdefault((each.plan, each.leak.place), []).append((file, each))
    for (plan, place), files in finds.items():
        file, found = files[0]
        told = f"{f'withheld in {plan}: ' if name_plan else ''}{found.leak}"
        others = len({name for name, _ in files}) - 1
        more = f"; and in {others} more file{'' if others == 1 else 's'}" if others else ""
        if reason := accepted.get(place):
            say(f"accepted in {file}: {told}{more} (because: {reason})")
        else:
            complain(f"{file}: {told}{more}", f'if it stands there by chance: --accept "{place}: why"')
    return {place for _, place in finds}


def _shown(files: "Files", served: "Served") -> list[str]:
    """Return the plans that have pages among the files."""
    from cqcplan.web.addresses import Addresses

    addresses = {file.address for file in files.files()}
    return [name for name, _ in served.plans if Addresses(name).page() in addresses]


def _say_what_is_missing(files: "Files", served: "Served") -> None:
    """Say which plans have no pages, and whose accessibility statement is not written yet."""
    from cqcplan.web.addresses import Addresses

    shown = _shown(files, served)
    if not shown:
        fail(
            "none of these plans can be shown",
            "they have mistakes (cqcplan validate), or are for other readers (--audience)",
        )
    for name, _ in served.plans:
        if name not in shown:
            say(f"warning: {name} has no pages here: it has mistakes (cqcplan validate), or is for other readers")
    statements = [Addresses(name).page("accessibility") for name in shown]
    if any(TO_WRITE in files[file.name] for file in files.files() if file.address in statements):
        say(
            "note: the accessibility statement has parts that are to be written: fill in site/accessibility.md.j2 in "
            "your folder of templates (cqcplan templates copy site/accessibility.md.j2)"
        )
