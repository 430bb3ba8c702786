"""The pages as one ASGI application, apart from what carries it: no thread, socket, process or clock of its own."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cqcplan.web import frame
from cqcplan.web.addresses import STYLE, Addresses
from cqcplan.web.frame import Page
from cqcplan.web.guard import App, Guard, Keys, Refused
from cqcplan.web.pages import answers, entry, overview, papers, priorities, problems, update
from cqcplan.web.pages.papers import File
from cqcplan.web.pages.update import Going
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book, CannotShowError, Shelf

Made = Page | Going | File | None
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
}
"""The pages of a plan by their addresses."""


def guarded(served: Served, keys: Keys) -> App:
    """Return the application behind its door."""

    def refusal(refused: Refused, words: list[tuple[str, str]]) -> bytes:
        return frame.set_page(Page("refused", {"why": refused.why, "words": words}), served)

    def failed(error: Exception) -> None:
        served.tell(f"error: this is a bug in cqcplan ({type(error).__name__}: {error}); the server goes on")

    return Guard(application(served), keys, refusal, failed)  # type: ignore[arg-type]


def application(served: Served) -> Starlette:
    """Return the application, for a carrier that has let in nobody else."""
    pages = _Pages(served)
    both = ["GET", "POST"]
    return Starlette(
        routes=[
            Route("/", pages.start),
            Route(STYLE, pages.style),
            Route("/plans/{plan}/", pages.page),
            Route("/plans/{plan}/update", pages.about),
            Route("/plans/{plan}/{page}", pages.page),
            Route("/plans/{plan}/papers/{kind}.{ending}", pages.paper),
            Route("/plans/{plan}/entries/{entry}", pages.entry),
            Route("/plans/{plan}/entries/{entry}/update", pages.report, methods=both),
            Route("/plans/{plan}/entries/{entry}/saved", pages.saved, methods=both),
        ],
        exception_handlers={404: pages.missing, 405: pages.missing, Exception: pages.failed},
    )


class _Pages:
    """What each address answers."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._shelf = Shelf(served)

    async def start(self, _: Request) -> Response:
        if len(self._served.plans) == 1:
            return RedirectResponse(Addresses(self._served.plans[0][0]).page(), 303)
        return _shown(overview.plans(self._shelf), self._served)

    async def style(self, _: Request) -> Response:
        return Response(frame.style(), media_type="text/css")

    async def page(self, request: Request) -> Response:
        shows = PAGES.get(request.path_params.get("page", ""))
        return self._of_plan(request, lambda book: shows(book, request.query_params) if shows else None)

    async def paper(self, request: Request) -> Response:
        kind, ending = request.path_params["kind"], request.path_params["ending"]
        return self._of_plan(request, lambda book: papers.paper(book, kind, ending, request.query_params))

    async def entry(self, request: Request) -> Response:
        return self._of_plan(request, lambda book: entry.entry(book, request.path_params["entry"]))

    async def about(self, request: Request) -> Response:
        return self._of_plan(request, update.start, {})

    async def report(self, request: Request) -> Response:
        entry_id = request.path_params["entry"]
        if request.method != "POST":
            ask = request.query_params.get("ask", "")
            return self._of_plan(request, lambda book: update.first(book, entry_id, ask), {})
        form = _form(await request.body())
        return self._of_plan(request, lambda book: update.step(self._shelf, book, entry_id, form), form)

    async def saved(self, request: Request) -> Response:
        entry_id = request.path_params["entry"]
        if request.method != "POST":
            mark = request.query_params.get("mark", "")
            return self._of_plan(request, lambda book: update.saved(book, entry_id, mark), {})
        mark = _form(await request.body()).get("mark", "")
        return self._of_plan(request, lambda book: update.taken_back(self._shelf, book, entry_id, mark), {})

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
    ) -> Response:
        if form is not None and self._served.read_only:
            return _missing(self._served, "read-only")
        try:
            book = self._shelf.book(request.path_params["plan"])
            found = shows(book)
        except CannotShowError as error:
            return _missing(self._served, error.why, words=form)
        if isinstance(found, Going):
            return RedirectResponse(found.address, 303)
        if isinstance(found, File):
            return _file(found)
        return _shown(found, self._served, book) if found else _missing(self._served, "unknown", book)


def _file(found: File) -> Response:
    if found.policy:
        return Response(found.content, headers={"content-security-policy": found.policy}, media_type=found.kind)
    # the name is made of an id, a kind and a date
    saved_as = {"content-disposition": f'attachment; filename="{found.name}"'}
    return Response(found.content, headers=saved_as, media_type=found.kind)


def _form(body: bytes) -> dict[str, str]:
    """Read a form; lines end as on our side."""
    read = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value.replace("\r\n", "\n") for name, value in read}


def _missing(served: Served, why: str, book: Book | None = None, words: Mapping[str, str] | None = None) -> Response:
    status = {"unknown": 404, "mistakes": 409}.get(why, 403)
    return _shown(Page("missing", {"why": why, "words": words or {}}, status), served, book)


def _shown(page: Page, served: Served, book: Book | None = None) -> Response:
    return Response(frame.set_page(page, served, book), page.status, media_type="text/html")
