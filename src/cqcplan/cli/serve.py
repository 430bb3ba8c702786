"""``cqcplan serve``."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from cqcplan.cli.audience import Audience
from cqcplan.cli.clock import today
from cqcplan.cli.options import Folder, ForWhom, Plans
from cqcplan.cli.plans import located
from cqcplan.cli.talk import fail, say

HOST = "127.0.0.1"
PORT = 8765


class Commit(StrEnum):
    """Whether a save goes into git."""

    ASK = "ask"
    ALWAYS = "always"
    NEVER = "never"


def serve(
    plans: Plans = None,
    *,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port on this machine; 0 takes any that is free.")
    ] = PORT,
    audience: ForWhom = Audience.PUBLIC,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nothing be changed.")] = False,
    as_post: Annotated[
        str | None,
        typer.Option("--as", metavar="POST", help="Your own post, by id, title or holder.", show_default=False),
    ] = None,
    commit: Annotated[
        Commit,
        typer.Option("--commit", help="In a git repository: ask at each save whether to commit it, always, or never."),
    ] = Commit.ASK,
    templates: Folder = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the pages in the browser.")] = True,
) -> None:
    """Show plans in a browser on this machine, for reading and for keeping up to date.

    It prints an address that lets one browser in, opens it, and goes on until it is stopped with Ctrl-C. Nobody on
    another machine can reach it. What is saved is written into the plan's files at once, as cqcplan update does it.

    cqcplan serve leicestershire --audience internal --as "Head of Service"
    """
    import gc
    import secrets

    locations = located(plans)
    try:
        from cqcplan.cli.carrier import carrier
        from cqcplan.cli.house import paper_made_from, the_house
        from cqcplan.files.commits import Commits
        from cqcplan.files.proposals import Proposals
        from cqcplan.files.user_folder import STATE, user_folder
        from cqcplan.web.app import guarded
        from cqcplan.web.guard import Keys
        from cqcplan.web.served import Served, named
        from cqcplan.web.shelf import Shelf, whose
    except ImportError as error:
        not_installed(error)
    gc.enable()  # other commands are over before there is anything to collect
    house = the_house(templates)
    listening = _listen(port)
    token, session, once = (secrets.token_urlsafe(24) for _ in range(3))
    keys = Keys(token, listening.getsockname()[1], session, once)
    served = Served(
        named(tuple(locations)), audience.value, today, as_post, read_only, house=house, made_from=paper_made_from,
        commit=commit.value, git=Commits(), proposals=Proposals(), state=user_folder(STATE), tell=say,
    )  # fmt: skip
    address = f"http://{HOST}:{keys.port}/"
    with _until_stopped(listening):
        say(f"{', '.join(name for name, _ in served.plans)}: open this address in a browser on this machine")
        say(f"  {address}?token={keys.token}")
        for name, location in served.plans if commit is Commit.ALWAYS and not read_only else ():
            if not Commits().is_offered(location.path, name):
                say(f"warning: {name} is in no git repository, so its saves are not committed")
        say(f"for {audience.value} readers{', to be read only' if read_only else ''}; Ctrl-C stops it")
        shelf = Shelf(served)
        if stranger := whose(shelf):
            say(f"warning: {stranger}, so nothing is shown as yours")
            if stranger.help:
                say(f"  = help: {stranger.help}")
        if browser:
            _open(f"{address}?token={keys.once}")
        # it ends well on either signal, and then sends it once more to whoever was asked before
        carrier(guarded(served, keys, shelf)).run(sockets=[listening])
    say("stopped: everything that was shown as saved is in the plan's files")


def not_installed(error: ImportError) -> NoReturn:
    """Stop with what to install; another missing module is a mistake of ours."""
    if (error.name or "").split(".")[0] not in ("starlette", "uvicorn", "anyio", "h11"):
        raise error
    fail("the pages need packages that are not installed", "pip install 'cqcplan[web]'")


def _listen(port: int) -> socket.socket:
    """Take the port before anything is said of it."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        with suppress(AttributeError, OSError):
            # on Windows another program could take the same port beside us
            listening.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)  # noqa: B009
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        fail(
            f"port {port} of this machine cannot be used: {error.strerror}",
            "stop what uses it (perhaps another cqcplan serve), or choose another with --port; 0 takes any",
        )
    return listening


def _open(address: str) -> None:
    """Open a browser; where there is none, the printed address is there."""
    import webbrowser

    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)


@contextmanager
def _until_stopped(listening: socket.socket) -> Iterator[None]:
    """Go on until Ctrl-C or the system's own word to end, which both end well."""
    import signal

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()
