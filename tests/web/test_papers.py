"""A paper from the pages is the paper that the command makes with the same choices."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.exchange.round_trip import run
from tests.places import PLANS
from tests.web.browser import DAY, ask, serving

PLAN = PLANS / "leicestershire"
PAPERS = "/plans/leicestershire/papers"
CASES = [
    ("progress", "html", ""),
    ("progress", "md", "Q4"),
    ("brief", "docx", ""),
    ("dhsc", "md", ""),
    ("board", "md", ""),
]


@pytest.mark.parametrize(("kind", "ending", "period"), CASES)
def test_a_paper_is_the_one_of_the_command(tmp_path: Path, kind: str, ending: str, period: str) -> None:
    answer = ask(serving(PLAN), f"{PAPERS}/{kind}.{ending}?period={period}")
    assert answer.status == 200, answer.text
    wanted = tmp_path / f"paper.{ending}"
    said = ["--period", period] if period else []
    result = run("report", PLAN, "--paper", kind, "--as-of", DAY.isoformat(), "--revision", "none", *said, "-o", wanted)
    assert result.exit_code == 0, result.stderr
    assert answer.body == wanted.read_bytes()


def test_a_paper_shown_may_have_its_own_styles_and_no_others() -> None:
    answer = ask(serving(PLAN), f"{PAPERS}/brief.html")
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_paper_downloaded_has_a_name() -> None:
    answer = ask(serving(PLAN, audience="internal"), f"{PAPERS}/brief.md")
    assert answer.headers["content-disposition"] == 'attachment; filename="leicestershire-brief-internal-2026-06-15.md"'


@pytest.mark.parametrize("period", ["nonsense", "2031"])
def test_a_period_that_cannot_be_is_said_beside_it(period: str) -> None:
    answer = ask(serving(PLAN), f"{PAPERS}?kind=progress&period={period}")
    assert answer.status == 422
    assert "There is a problem" in answer.text
    assert 'href="#period"' in answer.text
    assert ask(serving(PLAN), f"{PAPERS}/progress.html?period={period}").status == 422


@pytest.mark.parametrize("address", [f"{PAPERS}/nothing.html", f"{PAPERS}/progress.exe", f"{PAPERS}/progress"])
def test_there_is_no_such_paper(address: str) -> None:
    assert ask(serving(PLAN), address).status == 404
