"""What the pages to read hold: the rating and how far the next is, charts with their figures, links that mean it."""

import re
from functools import cache

from tests.places import PLANS, ROOT
from tests.web.browser import ask, serving

LEICESTERSHIRE = PLANS / "leicestershire"
EXAMPLESHIRE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"


@cache
def page(address: str) -> str:
    answer = ask(serving(LEICESTERSHIRE), f"/plans/leicestershire/{address}")
    assert answer.status == 200, answer.text
    return answer.text


def charts(text: str) -> list[str]:
    """Return the titles of the charts; each has a table with its figures right after it."""
    titles = re.findall(r"<figcaption>([^<]+)</figcaption>", text)
    assert len(re.findall(r"</figure>\s*<details class=\"figures\">.*?<table", text, re.DOTALL)) == len(titles)
    return titles


def test_the_overview_begins_with_the_rating_and_how_far_the_next_is() -> None:
    text = page("")
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", text)
    assert headings[0] == "Where the rating stands"
    assert headings.index("Next dates") < headings.index("The work")
    assert "The next rating, good, is four points away" in text
    assert "Where the overall percentage stands between the ratings" in charts(text)


def test_a_date_ahead_leads_to_what_is_due() -> None:
    dates = page("").partition("Next dates")[2].partition("</table>")[0]
    assert (
        '<a href="/plans/leicestershire/entries/carers-strategy-published">Due: The final strategy is published</a>'
        in dates
    )


def test_the_rating_is_drawn_and_what_might_be_is_not() -> None:
    assert charts(page("score")) == [
        "Scores of the quality statements, from 1 to 4", "Where the overall percentage stands between the ratings",
    ]  # fmt: skip
    assert charts(page("score?safeguarding=4")) == []


def test_a_quality_statement_is_no_priority_of_the_same_name() -> None:
    assert "safeguarding-pathway" not in page("score")
    assert '<a href="/plans/leicestershire/entries/safeguarding-pathway">Safeguarding</a>' in page("")


def test_a_measure_has_its_own_chart_and_no_other() -> None:
    assert charts(page("entries/ot-waiting")) == ["People waiting for an occupational therapy assessment: the trend"]
    assert charts(page("entries/carers")) == []


def test_a_priority_says_how_its_work_stands() -> None:
    assert "<p>5 actions and milestones: 1 done, 1 overdue.</p>" in page("entries/carers")


def test_a_meeting_leads_to_the_paper_for_it() -> None:
    address = "/plans/leicestershire/papers?meeting=committee-2026-06"
    assert f'href="{address}"' in page("meetings")
    assert '<option value="committee-2026-06" selected>' in page(address.removeprefix("/plans/leicestershire/"))


def test_the_priorities_are_narrowed_by_an_address() -> None:
    address = "/plans/exampleshire/priorities?confidence=amber"
    text = ask(serving(EXAMPLESHIRE, audience="confidential"), address).text
    found = re.search(r"<p>(\d+) (?:action or milestone fits|actions and milestones fit)\b", text)
    assert found
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', text, re.DOTALL)
    assert len(rows) == int(found[1]) > 0
    assert all('data-column="Confidence"><span class="rated rated-amber">' in row for row in rows)
