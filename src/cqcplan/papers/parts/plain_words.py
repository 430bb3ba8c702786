"""The update for residents and carers: short sentences, no short form that is not explained."""

import re
from collections.abc import Iterator

from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.assessments import Finding
from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Link, Paragraph, Points, Rated, Section, Table
from cqcplan.papers.parts.for_cqc import SHORTFALLS, findings_of, last_report, responded
from cqcplan.papers.parts.measures import amount, direction
from cqcplan.papers.parts.standing import standing_blocks
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring.words import first_upper, number_words
from cqcplan.timeline.changes import values_of
from cqcplan.view.suppress import figure_of

OWN_VOICES = ("people", "carers")
"""Whose words make "you said"."""

MOST_NEXT = 10
"""How many dates to come are listed."""


def what_cqc_said(setting: Setting) -> Section:
    """Say who CQC is, how it rated the council, what is good and what must get better."""
    blocks: list[Block] = [
        Paragraph(
            f"“We” in this update means {setting.plan.header.council.name}. The Care Quality Commission (CQC) checks "
            "how well councils look after adults who need care and support, and unpaid carers."
        )
    ]
    result, report = setting.result, last_report(setting)
    if result is None or report is None:
        blocks.append(Paragraph("CQC has not published a report on us yet."))
        return Section("what-cqc-said", "What CQC said about us", tuple(blocks))
    said = f"CQC published its report on us {_on(report.published)}."
    if result.best_rating:
        said += f" It rated us as “{RATING_WORDS[result.best_rating].lower()}”."
        ratings = join_words([f"“{words.lower()}”" for words in reversed(RATING_WORDS.values())])
        said += f" The four ratings, from best to worst, are {ratings}."
    if report.kind == "pilot":
        said += " The check was a trial, so this was not a formal rating."
    blocks.append(Paragraph(said))
    leads = {
        "strength": "CQC said we did these things well:",
        "mixed": "In these things CQC saw good and bad:",
        "area-for-improvement": "CQC said these things must get better:",
    }
    for kind, lead in leads.items():
        found = findings_of(setting, kind)
        if found:
            blocks += [Paragraph(lead), Bullets(tuple(item.title for item in found))]
    return Section("what-cqc-said", "What CQC said about us", tuple(blocks))


def what_we_promised(setting: Setting) -> Section:
    """List the plan's priorities, with what they are to bring about."""
    found = setting.plan.priorities
    blocks: list[Block] = []
    if found:
        things = "one thing" if len(found) == 1 else f"{number_words(len(found))} things"
        blocks.append(Paragraph(f"We made a plan. It says that we will work on {things}:"))
        blocks.append(Bullets(tuple(_promise(item.title, item.outcomes) for item in found)))
    return Section("what-we-promised", "What we said we would do", tuple(blocks))


def _promise(title: str, outcomes: tuple[str, ...]) -> str:
    aims = " ".join(text if text.endswith(".") else f"{text}." for text in outcomes)
    return f"{title}. The aim: {aims}" if aims else title


def what_changed(setting: Setting) -> Section:
    """Say what people and carers told CQC and what was done, then what else was finished, and the figures."""
    blocks: list[Block] = [*_you_said(setting)]
    done = list(_done(setting, {item for finding in _own_words(setting) for item in _finished(setting, finding)}))
    if done:
        blocks.append(Heading("What we have finished"))
        blocks.append(Bullets(tuple(done)))
    figures = [line for measure in setting.plan.measures if (line := _figure(setting, measure))]
    if figures:
        blocks.append(Heading("The figures"))
        blocks.append(Bullets(tuple(figures)))
    if not blocks:
        blocks.append(Paragraph("We have not finished any of this work yet. When we do, we will say so here."))
    return Section("what-changed", "What has changed", tuple(blocks))


def _own_words(setting: Setting) -> list[Finding]:
    return [item for item in findings_of(setting, *SHORTFALLS) if item.voice in OWN_VOICES]


def _you_said(setting: Setting) -> Iterator[Block]:
    found = _own_words(setting)
    if not found:
        return
    yield Heading("You said, we did")
    for item in found:
        who = "Carers" if item.voice == "carers" else "People who use care and support"
        yield Paragraph(f"{who} told CQC: {item.text}")
        yield Paragraph(f"What we did: {_did(setting, item)}")


def _did(setting: Setting, finding: Finding) -> str:
    said = [responded(setting, finding) or ""]
    answering = [item.title for item in setting.plan.priorities if finding.id in item.findings]
    done = _finished(setting, finding)
    if done:
        said.append(f"We have finished: {'; '.join(done.values())}.")
    elif answering and not said[0]:
        names = join_words([f"“{title}”" for title in answering])
        said.append(f"We are working on it, as part of {names}. There is nothing finished to tell yet.")
    return " ".join(text for text in said if text) or "We have not answered this in our plan yet."


def _finished(setting: Setting, finding: Finding) -> dict[str, str]:
    """Return the finished work under the priorities that answer a finding: id and title."""
    return {
        item.entry.id: item.entry.title
        for item in setting.state.items
        if item.is_done and finding.id in item.priority.findings
    }


def _done(setting: Setting, told: set[str]) -> Iterator[str]:
    """Return the other finished work, a line for each priority."""
    for state in setting.state.priorities:
        titles = [item.entry.title for item in state.items if item.is_done and item.entry.id not in told]
        if titles:
            yield f"{state.priority.title}: {'; '.join(titles)}."


def _figure(setting: Setting, measure: Measure) -> str | None:
    values = values_of(measure, setting.until)
    if not values:
        return None
    said = f"{measure.title}: {amount(measure, figure_of(values[-1]))} ({values[-1].on})."
    if len(values) > 1:
        said += f" Before: {amount(measure, figure_of(values[0]))} ({values[0].on})."
        way = direction(measure, values)
        said += " This is better." if way.startswith("Better") else ""
        said += " This is worse." if way.startswith("Worse") else ""
    if values[-1].since:
        said += f" It has been so since {values[-1].since}."
    if measure.target:
        said += f" We want to reach {amount(measure, figure_of(measure.target))} by {measure.target.by}."
    return said


def what_is_next(setting: Setting) -> Section:
    """List the dated work to come, and count the rest."""
    still_open = [item for item in setting.state.items if not item.is_done]
    ahead = [(item.due, item.entry.title) for item in still_open if item.due and item.due.latest >= setting.as_of]
    ahead.sort(key=lambda pair: (pair[0].latest, pair[1]))
    late = [item.entry.title for item in still_open if item.overdue(setting.as_of)]
    blocks: list[Block] = []
    if ahead:
        blocks.append(Paragraph("These are the next dates in our plan:"))
        blocks.append(Bullets(tuple(f"{first_upper(str(when))}: {title}." for when, title in ahead[:MOST_NEXT])))
    if late:
        blocks.append(Paragraph(f"We are late with: {'; '.join(late)}."))
    rest = len(still_open) - len(ahead[:MOST_NEXT]) - len(late)
    if rest and (ahead or late):
        things = "thing" if rest == 1 else "things"
        blocks.append(Paragraph(f"We are also working on {number_words(rest)} other {things} in the plan."))
    elif rest == 1:
        blocks.append(Paragraph("One piece of work is still to be done. It has no date yet."))
    elif rest:
        blocks.append(
            Paragraph(f"We still have {number_words(rest)} pieces of work to do. We have not set dates for them yet.")
        )
    return Section("what-is-next", "What happens next", tuple(blocks))


def have_your_say(setting: Setting) -> Section:
    """Say which consultations are open or to come, whom to ask, and how to get this in another form."""
    blocks: list[Block] = []
    for item in setting.plan.consultations:
        if item.opens.latest > setting.as_of:
            when = f"From {item.opens} to {item.closes}"
            blocks.append(Paragraph(f"{when} you can tell us what you think: {item.title}."))
        elif item.closes.latest >= setting.as_of:
            blocks.append(Paragraph(f"You can tell us what you think until {item.closes}: {item.title}."))
    meeting = setting.meeting
    ours = meeting is not None and setting.bodies[meeting.body].kind in ("cabinet", "council", "scrutiny")
    if meeting and ours and meeting.open and meeting.on.latest >= setting.as_of:
        blocks.append(Paragraph(f"Our {setting.body(meeting.body)} will look at the plan {_on(meeting.on)}."))
    reach = list(_reach(setting))
    if reach:
        blocks += [Paragraph("To ask about the plan:"), Bullets(tuple(reach))]
    other = standing_blocks(setting, "alternative-format")
    blocks += other or [Paragraph("If you need this update in another form or language, please ask us.")]
    return Section("have-your-say", "Have your say", tuple(blocks))


def _reach(setting: Setting) -> Iterator[str]:
    wanted = setting.plan.header.contact
    for role in setting.plan.roles:
        ways = [f"phone {role.phone}"] if role.phone else []
        ways += [f"email {role.email}"] if role.email else []
        if role.id in wanted and ways:
            yield f"{role.title}: {' or '.join(ways)}."


def words_explained(setting: Setting) -> Section:
    """Explain the short forms of the plan's glossary that this update uses."""
    parts = (what_cqc_said, what_we_promised, what_changed, what_is_next, have_your_say)
    text = setting.council + " " + " ".join(_words_of(block) for part in parts for block in part(setting).blocks)
    rows = tuple(
        (item.term, item.meaning)
        for item in setting.plan.header.glossary
        if re.search(rf"(?<!\w){re.escape(item.term)}(?!\w)", text)
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table("Short forms and what they mean", (Column("Word"), Column("What it means")), rows))
    return Section("words-explained", "Words we use", tuple(blocks))


def _words_of(block: Block) -> str:
    if isinstance(block, (Paragraph, Heading)):
        return block.text
    if isinstance(block, Points):
        return " ".join(f"{item.title or ''} {item.text}" for item in block.items)
    if isinstance(block, Bullets):
        return " ".join(_inline(item) for item in block.items)
    return ""


def _inline(item: str | Link | Rated) -> str:
    return item if isinstance(item, str) else item.text if isinstance(item, Link) else item.word


def _on(when: When | None) -> str:
    if when is None:
        return "on a date that is not stated"
    return f"on {when}" if when.is_day else f"in {when}"
