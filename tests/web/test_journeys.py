"""Eighteen things that people come for, done in a real browser: on a phone and a desk, with script off and on.

Each journey counts the pages that were loaded (the page it begins on is the first) and the time that a careful person
needs: what stands before what is pressed is skimmed, what is asked is read, and each key and press takes its time.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from cqcplan.files.commits import Commits
from cqcplan.files.proposals import Proposals
from tests import programs
from tests.exchange.round_trip import run
from tests.files.test_revisions import git
from tests.places import FIXTURES
from tests.web.real import DESKTOP, PHONE, Site, chromium, site

pytestmark = [pytest.mark.browser, programs.needs("chromium", "playwright")]

DAY = date(2027, 3, 20)
MOST_PAGES, MOST_SECONDS = 5, 90.0
A_PAGE, A_PRESS, A_THOUGHT, A_KEY = 1.0, 1.3, 1.35, 0.35
"""Seconds for a page to come, to find and press something, to decide, and to type a character on a phone."""
SKIMMED, READ = 0.06, 0.24
"""Seconds a word: 1,000 words a minute where somebody looks for a link, 250 where a question is asked."""
BEFORE = """element => {
  const range = document.createRange();
  range.setStart(document.querySelector("main"), 0);
  range.setEndBefore(element);
  return document.querySelector("main").contains(element) ? range.toString().split(/\\s+/).length : 10;
}"""
WORDS = """() => [...document.querySelectorAll("main h1, main label, main .hint, main .errors, main .facts")]
  .map(each => each.innerText).join(" ").split(/\\s+/).length"""
AS: dict[str, Any] = {"audience": "confidential", "me": "Head of Occupational Therapy", "day": DAY}
IN_GIT: dict[str, Any] = {"git": Commits(), "proposals": Proposals()}
MODES = [(size, script) for size in (PHONE, DESKTOP) for script in (False, True)]


class Person:
    """Somebody who does one thing, page by page."""

    def __init__(self, browser: Any, where: Site, plan: Path, size: tuple[int, int], *, script: bool) -> None:
        self.plan = plan
        self._mode = (browser, size, script)
        self.others: list[tuple[int, float]] = []
        self.where = where
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=script, has_touch=size == PHONE
        )
        self.page = self._context.new_page()
        self.broken: list[str] = []
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", lambda said: self.broken.append(said.text) if "Content Security" in said.text else None)
        self.page.goto(where.door)
        self.pages, self.seconds = 1, A_PAGE

    def press(self, name: str, *, role: str = "link", of: str = "main", goes: bool = True) -> None:
        """Press a link or button by the words on it."""
        found = self.page.locator(of).get_by_role(role, name=re.compile(f"^{re.escape(name)}", re.IGNORECASE))
        found = found.and_(self.page.locator(":not(.unseen)")).first
        questions = self.page.locator("main form[method=post]").count()
        skimmed = found.evaluate(BEFORE) * SKIMMED
        self.seconds += A_THOUGHT + A_PRESS + (self.page.evaluate(WORDS) * READ if questions else skimmed)
        found.click()
        if goes:
            self.page.wait_for_load_state("load")
            self.pages += 1
            self.seconds += A_PAGE

    def on(self, name: str, **how: Any) -> None:
        """Press a button."""
        self.press(name, role="button", **how)

    def begins(self, address: str) -> None:
        """Begin at an address that somebody was sent."""
        self.page.goto(f"{self.where.start}plans/exampleshire/{address}")
        self.pages, self.seconds = 1, A_PAGE

    def opens(self, words: str) -> None:
        """Open what is folded away."""
        self.page.locator("summary", has_text=words).click()
        self.seconds += A_THOUGHT + A_PRESS

    def way(self, name: str) -> None:
        """Go by the list of pages."""
        self.press(name, of="nav")

    def choose(self, name: str) -> None:
        """Choose one of several."""
        self.page.get_by_label(name, exact=True).check()
        self.seconds += A_THOUGHT + A_PRESS

    def pick(self, label: str, words: str) -> None:
        """Pick from a list."""
        self.page.get_by_label(label, exact=True).select_option(label=words)
        self.seconds += A_THOUGHT + 2 * A_PRESS

    def types(self, label: str, words: str) -> None:
        """Type an answer."""
        self.page.get_by_label(label).fill(words)
        self.seconds += A_THOUGHT + A_PRESS + A_KEY * len(words)

    def sees(self, *words: str) -> None:
        """See words on the page."""
        told = self.page.locator("main").inner_text()
        for each in words:
            assert each.lower() in told.lower(), f"{each} is not on {self.page.url}: {told[:400]}"

    @property
    def written(self) -> str:
        """What the plan's files say."""
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.plan.rglob("*.y*ml")))

    def somebody_else(self, where: Site) -> "Person":
        """Return another person, with the same kind of browser."""
        browser, size, script = self._mode
        return Person(browser, where, self.plan, size, script=script)

    def ends(self) -> tuple[int, float]:
        """Return the pages and seconds that it took."""
        self._context.close()
        assert self.broken == []
        return self.pages, self.seconds


def committed(plan: Path) -> None:
    """Put a plan into a repository of its own."""
    git(plan, "init", "--quiet")
    git(plan, "config", "user.name", "Improvement office")
    git(plan, "config", "user.email", "office@example.org")
    git(plan, "add", ".")
    git(plan, "commit", "--quiet", "--message", "The plan")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def my_update_for_march(me: Person) -> None:
    me.press("Report on your work")
    me.press("External occupational therapy service")
    me.types("What happened?", "The list has halved since January.")
    me.on("That is all")
    me.sees("Check your answers", "The list has halved", "Today")
    me.on("Save")
    me.sees("Saved", "External occupational therapy service", "Next of yours", "Backlog cleared")
    assert "The list has halved since January." in me.written


def amber_with_its_reason(me: Person) -> None:
    me.press("External occupational therapy service")
    me.on("Continue")
    assert not me.page.get_by_label("If it is not on track").is_visible(), "why is asked of amber and red"
    me.choose("At risk")
    me.types("If it is not on track", "Two posts are empty.")
    me.types("What will bring it back?", "Agency staff from 1 April.")
    me.on("That is all")
    me.sees("At risk", "Two posts are empty.", "Agency staff")
    me.on("Save")
    me.sees("Saved")
    assert "Two posts are empty." in me.written


def a_date_moved(me: Person) -> None:
    me.press("External occupational therapy service")
    me.press("Only its date moved")
    me.types("Has its date moved?", "30 June 2027")
    me.types("If it has moved: why?", "Two posts are empty.")
    me.on("That is all")
    me.on("Save")
    me.sees("Saved")
    assert "due: 2027-06-30" in me.written


def a_conflict_solved(me: Person) -> None:
    me.press("External occupational therapy service")
    me.types("What happened?", "The list has halved.")
    me.on("That is all")
    theirs = ["--text", "The list has doubled.", "--on", "2027-03-20"]
    assert run("update", "ot-external", "--plan", me.plan, *theirs).exit_code == 0
    me.on("Save")
    me.sees("This changed since you opened it", "The list has doubled.", "The list has halved.")
    me.on("Save mine as well")
    me.sees("Saved")
    assert me.written.index("The list has doubled.") < me.written.index("The list has halved.")


def taken_back(me: Person) -> None:
    before = me.written
    me.press("External occupational therapy service")
    me.types("What happened?", "This belongs to another one.")
    me.on("That is all")
    me.on("Save")
    assert "another one" in me.written
    me.on("Take it back")
    me.sees("The plan is as it was before")
    assert me.written == before


def a_figure_doubted_and_kept(me: Person) -> None:
    me.begins("entries/ot-waiting/update")
    me.types("What is the new value?", "5,405")
    me.on("That is all")
    me.on("Save")
    me.sees("Is the figure right?")
    assert "5405" not in me.written
    me.on("Save it as it is")
    me.sees("Saved")
    assert "value: 5405" in me.written


def found_by_search(me: Person) -> None:
    me.way("Search")
    me.types("Words of a title", "dashboard")
    me.on("Search")
    me.press("One dashboard for every team")
    me.sees("How it stands", "Its story", "The thread")


def overdue_and_mine(me: Person) -> None:
    me.press("What needs doing")
    me.press("Only mine")
    me.sees("Overdue", "for the Head of Occupational Therapy", "days late")


def narrowed_and_shared(me: Person) -> None:
    me.way("Workstreams")
    me.opens("Show only some of the work")
    me.pick("Whose", "Head of Occupational Therapy")
    me.on("Show")
    me.sees("External occupational therapy service")
    assert "Train new managers" not in me.page.locator("main").inner_text()
    address, told = me.page.url, me.page.locator("main table").all_inner_texts()
    other = me.page.context.new_page()
    other.goto(address)
    assert other.locator("main table").all_inner_texts() == told
    other.close()


def what_if(me: Person) -> None:
    me.way("Rating")
    me.pick("Safeguarding", "4")
    me.on("Work it out")
    me.sees("per cent")


def changed_since_the_last_meeting(me: Person) -> None:
    me.way("What changed")
    me.press("Adults Scrutiny Committee, 17 June 2026")
    me.sees("What changed between 17 June 2026 and 20 March 2027")


def the_problem_list(me: Person) -> None:
    me.way("To put right")
    me.sees("is not reported as done")
    me.press("External occupational therapy service")
    me.sees("How it stands", "Overdue")


def the_scrutiny_paper_as_word(me: Person) -> None:
    me.way("Papers")
    me.choose("Progress report for a committee or panel, what moved and what comes next, within ten pages")
    me.on("Continue")
    with me.page.expect_download() as waiting:
        me.press("Download for Word", goes=False)
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"exampleshire-progress-\w+-2027-03-20\.docx", name)
    with ZipFile(waiting.value.path()) as word:
        assert "Backlog cleared" in word.read("word/document.xml").decode()


def the_months_figures(me: Person) -> None:
    me.press("Fill in the month's figures")
    me.types("The date of these figures", "28 February 2027")
    me.types("People waiting for an occupational therapy assessment", "530")
    me.types("Price of an hour of care", "24.90")
    me.on("Save the figures")
    me.sees("Saved", "530 people", "£24.90")
    assert "value: 530" in me.written
    assert "value: 24.9" in me.written
    me.on("Take them all back")
    assert "value: 530" not in me.written


def something_added(me: Person) -> None:
    me.way("Risks")
    me.press("Add a risk")
    me.types("Title", "Two teams move at once")
    me.on("Save")
    me.sees("Saved", "Two teams move at once")
    assert "title: Two teams move at once" in me.written


def something_changed(me: Person) -> None:
    me.begins("entries/ot-external")
    me.press("Change this")
    me.pick("Owner (optional)", "Improvement Manager")
    me.on("Save")
    me.sees("Saved")
    assert "owner: improvement-manager" in me.written


def a_finding_let_stand(me: Person) -> None:
    me.way("To put right")
    me.press("Let it stand, because")
    me.types("Let it stand, because", "It is reviewed with the corporate register in April.")
    me.on("Let it stand")
    me.sees("Saved")
    assert re.search(r"# cqcplan: ignore\[PLAN\d+\] It is reviewed with", me.written)


def sent_for_approval_and_accepted(me: Person) -> None:
    me.press("External occupational therapy service")
    me.types("What happened?", "The list has halved.")
    me.on("That is all")
    me.on("Send it for approval instead")
    me.sees("It is sent for approval")
    assert "The list has halved." not in me.written
    with site(me.plan, **AS | {"me": "Director of Adult Social Services"}, **IN_GIT) as where:
        director = me.somebody_else(where)
        director.way("For approval")
        director.press("External occupational therapy service")
        director.sees("The list has halved.", "As it would be")
        director.on("Accept it")
        director.sees("It is in the plan")
        me.others.append(director.ends())
    assert "The list has halved." in me.written


JOURNEYS: dict[str, Callable[[Person], None]] = {
    each.__name__: each
    for each in (
        my_update_for_march, amber_with_its_reason, a_date_moved, a_conflict_solved, taken_back,
        a_figure_doubted_and_kept, found_by_search, overdue_and_mine, narrowed_and_shared, what_if,
        changed_since_the_last_meeting, the_problem_list, the_scrutiny_paper_as_word, the_months_figures,
        something_added, something_changed, a_finding_let_stand, sent_for_approval_and_accepted,
    )
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES, ids=["phone", "phone-script", "desk", "desk-script"])
def test_everybody_gets_what_they_came_for(browser: Any, tmp_path: Path, mode: tuple[tuple[int, int], bool]) -> None:
    (size, script), took = mode, {}
    for name, journey in JOURNEYS.items():
        plan = tmp_path / name / "exampleshire"
        shutil.copytree(FIXTURES / "good" / "exampleshire", plan)
        is_in_git = journey is sent_for_approval_and_accepted
        if is_in_git:
            committed(plan)
        with site(plan, **AS, **(IN_GIT if is_in_git else {})) as where:
            me = Person(browser, where, plan, size, script=script)
            journey(me)
            took[name] = me.ends()
            took |= {f"{name}, by another": each for each in me.others}
    assert {name: each for name, each in took.items() if each[0] > MOST_PAGES or each[1] > MOST_SECONDS} == {}
