"""The pages as one ASGI application, apart from what carries it: no thread, socket, process or clock of its own."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cqcplan.editing.changes import CannotEditError
from cqcplan.files.commit_state import CannotCommitError
from cqcplan.papers.formats.bounds import TooMuchError, bounded
from cqcplan.papers.formats.plain import printable
from cqcplan.papers.template_files import TemplateProblemError
from cqcplan.problems.problem import Problem
from cqcplan.web import forms, frame, tables
from cqcplan.web.addresses import SCRIPT, STYLE, Addresses
from cqcplan.web.drafts import words_in
from cqcplan.web.forms import FORMS, Form, Made
from cqcplan.web.frame import Going, Page
from cqcplan.web.guard import App, Guard, Keys, Refused
from cqcplan.web.into_git import MoreWouldGoInError
from cqcplan.web.pages import answers, entry, feed, git, overview, papers, priorities, problems, proposals
from cqcplan.web.pages.papers import File
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book, CannotShowError, Shelf

CSV = "table-{number:int}.csv"
MOST_MISTAKES = 50
"""How many mistakes of a plan are told, where it cannot be shown."""
ATOM = "application/atom+xml; charset=utf-8"
Shows = Callable[[Book, Mapping[str, str]], Page]
PAGES: dict[str, Shows] = {
    "": overview.overview,
    "due": answers.due,
    "priorities": priorities.priorities,
    "measures": answers.measures,
    "risks": answers.risks,
    "promises": answers.promises,
    "meetings": answers.meetings,
    "changes": answers.changes,
    "score": answers.score,
    "papers": papers.papers,
    "problems": problems.problems,
    "search": entry.search,
    "accessibility": answers.accessibility,
    "everything": entry.everything,
    "history": git.history,
}
"""The pages of a plan by their addresses."""


def guarded(served: Served, keys: Keys, shelf: Shelf | None = None) -> App:
    """Return the application behind its door; what opens the plans may have been asked something before."""

    def refusal(refused: Refused, words: list[tuple[str, str]]) -> bytes:
        return frame.set_page(Page("refused", {"why": refused.why, "words": words}), served)

    def failed(error: Exception) -> None:
        served.tell(f"error: this is a bug in cqcplan ({type(error).__name__}: {error}); the server goes on")

    return Guard(application(served, shelf), keys, refusal, failed)  # type: ignore[arg-type]


def application(served: Served, shelf: Shelf | None = None) -> Starlette:
    """Return the application, for a carrier that has let in nobody else.

    Args:
        served: what is served.
        shelf: what opens the plans, where they are not shown as they are.
    """
    pages = _Pages(served, shelf or Shelf(served))
    return Starlette(
        routes=[
            Route("/", pages.start),
            Route(STYLE, pages.style),
            Route(SCRIPT, pages.script),
            Route("/plans/{plan}/", pages.page),
            *(Route(f"/plans/{{plan}}/{above}{CSV}", pages.table) for above in ("", "{page}/", "entries/{entry}/")),
            Route("/plans/{plan}/changes.atom", pages.feed),
            *(pages.form(each) for each in (*FORMS, *proposals.FORMS)),
            Route("/plans/{plan}/{page}", pages.page),
            Route("/plans/{plan}/papers/{kind}.{ending}", pages.paper),
            Route("/plans/{plan}/entries/{entry}", pages.entry),
        ],
        exception_handlers={404: pages.missing, 405: pages.missing, Exception: pages.failed},
    )


class _Pages:
    """What each address answers."""

    def __init__(self, served: Served, shelf: Shelf) -> None:
        self._served = served
        self._shelf = shelf

    async def start(self, _: Request) -> Response:
        if len(self._served.plans) == 1:
            return RedirectResponse(Addresses(self._served.plans[0][0]).page(), 303)
        return _shown(overview.plans(self._shelf), self._served)

    async def style(self, _: Request) -> Response:
        return Response(frame.style(), media_type="text/css")

    async def script(self, _: Request) -> Response:
        return Response(frame.script(), media_type="text/javascript")

    async def page(self, request: Request) -> Response:
        return self._of_plan(request, lambda book: self._asked_for(book, request), address=_address(request))

    async def table(self, request: Request) -> Response:
        def csv(book: Book) -> File | None:
            page, number = self._asked_for(book, request), request.path_params["number"]
            found = tables.csv_of(frame.set_page(page, self._served, book).decode(), number) if page else None
            words = [request.path_params.get(name) for name in ("plan", "page", "entry")]
            name = "-".join(re.sub(r"[^\w.-]+", "-", word, flags=re.ASCII) for word in words if word)
            return File(f"{name}-table-{number}.csv", tables.CSV, found) if found is not None else None

        return self._of_plan(request, csv)

    async def feed(self, request: Request) -> Response:
        def atom(book: Book) -> File:
            content = printable(frame.set_page(feed.feed(book), self._served, book).decode())
            return File(f"{book.plan.header.id}-changes.atom", ATOM, content.encode())

        return self._of_plan(request, atom)

    def _asked_for(self, book: Book, request: Request) -> Page | None:
        if "entry" in request.path_params:
            return entry.entry(book, request.path_params["entry"])
        shows = PAGES.get(request.path_params.get("page", ""))
        return shows(book, request.query_params) if shows else None

    async def paper(self, request: Request) -> Response:
        kind, ending = request.path_params["kind"], request.path_params["ending"]
        return self._of_plan(request, lambda book: papers.paper(book, kind, ending, request.query_params))

    async def entry(self, request: Request) -> Response:
        return await self.page(request)

    def form(self, form: Form) -> Route:
        async def answer(request: Request) -> Response:
            about = {name: each for name, each in request.path_params.items() if name != "plan"}
            if form.takes is None or request.method != "POST":
                return self._of_plan(request, lambda book: forms.shown(form, book, request.query_params, about), {})
            said = _form(await request.body())
            forms.keep(form, self._shelf, request.path_params["plan"], said, about)
            return self._of_plan(request, lambda book: forms.taken(form, self._shelf, book, said, about), said)

        return Route(f"/plans/{{plan}}/{form.address}", answer, methods=["GET", "POST"] if form.takes else ["GET"])

    async def missing(self, _: Request, __: Exception) -> Response:
        return _missing(self._served, "unknown")

    async def failed(self, _: Request, __: Exception) -> Response:
        # it is raised again for whoever tells of it
        return _shown(Page("refused", {"why": "failed", "words": []}, 500), self._served)

    def _of_plan(
        self,
        request: Request,
        shows: Callable[[Book], Made],
        form: Mapping[str, str] | None = None,
        *,
        address: str = "",
    ) -> Response:
        if form is not None and self._served.read_only:
            return _missing(self._served, "read-only", words=form)
        try:
            book = self._shelf.book(request.path_params["plan"])
            with bounded(self._served.house.own):
                found = _answered(shows, book, request, form or {})
        except CannotShowError as error:
            return _missing(self._served, error.why, words=form, errors=error.errors)
        except (TemplateProblemError, TooMuchError) as error:
            if self._served.folder:
                raise
            given = {"what": "template", "told": [(str(error), error.help)]}
            return _shown(Page("own-mistake", given, 409), self._served, book)
        if isinstance(found, Going):
            return RedirectResponse(found.address, 303)
        if isinstance(found, File):
            return _file(found)
        return _shown(found, self._served, book, address) if found else _missing(self._served, "unknown", book)


def _answered(shows: Callable[[Book], Made], book: Book, request: Request, form: Mapping[str, str]) -> Made:
    """Ask a page, and say for all of them what keeps a form from being taken."""
    try:
        return shows(book)
    except MoreWouldGoInError:
        return git.more(book, quote(request.scope["path"], safe="/-._~"), form)
    except CannotCommitError as error:
        return git.stays(error.why, quote(request.scope["path"], safe="/-._~"), form)
    except CannotEditError as error:
        book.served.tell(f"not saved: {error.message}")
        return Page("missing", {"why": "locked", "words": words_in(form), "errors": [], "more": 0}, 409)


def _file(found: File) -> Response:
    if found.policy:
        return Response(found.content, headers={"content-security-policy": found.policy}, media_type=found.kind)
    # the name is made of an id, a kind and a date
    saved_as = {"content-disposition": f'attachment; filename="{found.name}"'}
    return Response(found.content, headers=saved_as, media_type=found.kind)


def _form(body: bytes) -> dict[str, str]:
    """Read a form; lines end as on our side, and what was ticked several times is one a line."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        said = value.replace("\r\n", "\n")
        found[name] = f"{found[name]}\n{said}" if name in found else said
    return found


def _missing(
    served: Served,
    why: str,
    book: Book | None = None,
    words: Mapping[str, str] | None = None,
    errors: Sequence[Problem] = (),
) -> Response:
    status = {"unknown": 404, "mistakes": 409}.get(why, 403)
    # a mistake may tell of anything in a file, and a file that cannot be read does not say who may read it
    told = list(errors)[:MOST_MISTAKES] if served.audience == "confidential" else []
    given = {"why": why, "words": words_in(words or {}), "errors": told, "more": len(errors) - len(told)}
    return _shown(Page("missing", given, status), served, book)


def _shown(page: Page, served: Served, book: Book | None = None, address: str = "") -> Response:
    content = frame.set_page(page, served, book)
    if address and page.status == 200:
        content = tables.with_files(content.decode(), address).encode()
    return Response(content, page.status, media_type="text/html")


def _address(request: Request) -> str:
    """Return the address of a page as links have it."""
    path, query = quote(request.scope["path"]), request.url.query
    return f"{path}?{query}" if query else path
