"""The pages as one ASGI application, apart from what carries it: no thread, socket, process or clock of its own."""

from collections.abc import Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cqcplan.web import frame
from cqcplan.web.addresses import STYLE
from cqcplan.web.frame import Page
from cqcplan.web.guard import App, Guard, Keys, Refused
from cqcplan.web.pages import answers, entry, overview, priorities, problems
from cqcplan.web.served import Served
from cqcplan.web.shelf import Book, CannotShowError, Shelf

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
    shelf = Shelf(served)

    async def start(_: Request) -> Response:
        if len(served.plans) == 1:
            return RedirectResponse(f"/plans/{served.plans[0][0]}/", 303)
        return _shown(overview.plans(shelf), served)

    async def style(_: Request) -> Response:
        return Response(frame.style(), media_type="text/css")

    async def page(request: Request) -> Response:
        shows = PAGES.get(request.path_params.get("page", ""))
        return _of_plan(shelf, request, lambda book: shows(book, request.query_params) if shows else None)

    async def one_entry(request: Request) -> Response:
        return _of_plan(shelf, request, lambda book: entry.entry(book, request.path_params["entry"]))

    async def missing(_: Request, __: Exception) -> Response:
        return _missing(served, "unknown")

    async def failed(_: Request, __: Exception) -> Response:
        # it is raised again for whoever tells of it
        page = Page("refused", {"why": "failed", "words": []}, 500)
        return _shown(page, served)

    return Starlette(
        routes=[
            Route("/", start),
            Route(STYLE, style),
            Route("/plans/{plan}/", page),
            Route("/plans/{plan}/{page}", page),
            Route("/plans/{plan}/entries/{entry}", one_entry),
        ],
        exception_handlers={404: missing, 405: missing, Exception: failed},
    )


def _of_plan(shelf: Shelf, request: Request, shows: Callable[[Book], Page | None]) -> Response:
    try:
        book = shelf.book(request.path_params["plan"])
    except CannotShowError as error:
        return _missing(shelf.served, error.why)
    found = shows(book)
    return _shown(found, shelf.served, book) if found else _missing(shelf.served, "unknown", book)


def _missing(served: Served, why: str, book: Book | None = None) -> Response:
    status = {"unknown": 404, "mistakes": 409}.get(why, 403)
    return _shown(Page("missing", {"why": why}, status), served, book)


def _shown(page: Page, served: Served, book: Book | None = None) -> Response:
    return Response(frame.set_page(page, served, book), page.status, media_type="text/html")
