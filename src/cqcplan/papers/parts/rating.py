"""Where the rating stands, how CQC came to it, and what the council said back."""

from cqcplan.framework.words import KIND_WORDS, RATING_WORDS
from cqcplan.model.assessments import Assessment, FactualAccuracy, Letter, Tally
from cqcplan.model.base import Span
from cqcplan.model.dates import When, day_words
from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Point, Section, Table, points
from cqcplan.papers.rating import gap, scores
from cqcplan.papers.rating.clock import clock_blocks
from cqcplan.papers.rating.history import history
from cqcplan.papers.rating.path import path
from cqcplan.papers.setting import Setting, join_words
from cqcplan.scoring import words
from cqcplan.scoring.clock import Clock, clock
from cqcplan.scoring.current import in_order, known, rating_before, result_of
from cqcplan.scoring.path import aims
from cqcplan.scoring.ratings import nearest_percent_of
from cqcplan.scoring.result import Result
from cqcplan.scoring.words import first_upper


def rating(setting: Setting) -> Section:
    """Set out the rating in force, its scores and the distance to the next."""
    blocks: list[Block] = []
    result = setting.result
    if result is None:
        blocks.append(Paragraph(f"CQC had published no assessment of {setting.council} by {day_words(setting.as_of)}."))
    else:
        blocks += _in_force(setting, result)
    made = [item for item in in_order(setting.plan.assessments) if known(item, setting.as_of)]
    results = [result_of(item) for item in made]
    blocks += history(results)
    if result:
        blocks += path(aims(result, results, setting.state))
    return Section("rating", "Where the rating stands", tuple(blocks))


def rating_in_brief(setting: Setting) -> Section:
    """Say what the rating is and how far the next one, without tables."""
    result = setting.result
    blocks: list[Block] = []
    if result and result.assessment:
        blocks += _published(setting, result, result.assessment)
        if result.best_percent is not None:
            blocks += scores.summary(result)
        blocks += clock_blocks(_clock(setting, result))
    return Section("rating", "Where the rating stands", tuple(blocks))


def score_table(setting: Setting) -> Section:
    """Set out the nine scores as CQC printed them."""
    blocks: list[Block] = []
    if setting.result:
        tables = scores.score_tables(setting.result, published_names=True)
        if tables:
            scored = "CQC scored each of the nine quality statements from 1, significant shortfalls, to 4, exceptional."
            blocks += [Paragraph(scored), *scores.score_chart(setting.result), *tables[:1]]
    return Section("scores", "Scores", tuple(blocks))


def _in_force(setting: Setting, result: Result) -> list[Block]:
    made = result.assessment
    if made is None:
        return []
    blocks = _published(setting, result, made)
    blocks += scores.summary(result)
    tables = scores.score_tables(result, published_names=True)
    blocks += (scores.score_chart(result) if tables else []) + tables
    blocks += scores.position_chart(result)
    blocks += gap.steps(result)
    blocks += clock_blocks(_clock(setting, result))
    return blocks


def _published(setting: Setting, result: Result, made: Assessment) -> list[Block]:
    """Say what was published, when, and what it said."""
    blocks: list[Block] = []
    kind = made.title or KIND_WORDS[made.kind]
    sentence = f"{made.published}: {kind}."
    if made.kind in ("pilot", "comprehensive", "focused"):
        sentence = f"CQC published its report on {setting.council} {_on(made.published)}"
        if isinstance(made.assessed, Span):
            span = f"{made.assessed.from_} to {made.assessed.to}"
            sentence = f"CQC assessed {setting.council} from {span} and published its report {_on(made.published)}"
        if result.best_rating:
            given = "an indicative rating" if made.kind == "pilot" else "an overall rating"
            sentence += f", with {given} of {RATING_WORDS[result.best_rating]}"
        sentence += "."
    blocks.append(Paragraph(sentence))
    if made.text:
        blocks.append(Paragraph(made.text))
    return blocks


def _clock(setting: Setting, result: Result) -> Clock | None:
    before = rating_before(setting.plan, result.assessment) if result.assessment else None
    return clock(result, setting.vintage, setting.as_of, before)


def _on(when: When | None) -> str:
    if when is None:
        return "on a date not stated"
    return f"on {when}" if when.is_day and not str(when).startswith("by ") else f"in {when}"


def how_it_came(setting: Setting) -> Section:
    """Tell how CQC's assessment ran and was checked and challenged, in the first paper after its report."""
    made = setting.result.assessment if setting.result else None
    blocks: list[Block] = []
    title = "How CQC came to the rating"
    if made is None or not setting.rating_is_news:
        return Section("assessment-dates", title, ())
    rows = [
        (name, first_upper(_dates(when)))
        for name, when in (
            ("Assessment as a whole", made.assessed),
            ("Notified by CQC", made.notified),
            ("Information return due", made.information_return_due),
            ("CQC on site", made.site_visit),
            ("Draft report received", made.draft_received),
            ("Factual accuracy response sent", made.factual_accuracy.submitted if made.factual_accuracy else None),
            ("Report published", made.published),
        )
        if when is not None
    ]
    if len(rows) > 1:
        blocks.append(Heading("How the assessment ran"))
        blocks.append(Table("Dates of the assessment", (Column("Stage"), Column("Date")), tuple(rows)))
    if made.factual_accuracy:
        blocks.append(Heading("Factual accuracy"))
        blocks += _factual_accuracy(made.factual_accuracy)
    challenges = [item for item in setting.plan.challenges if item.assessment == made.id]
    if challenges:
        blocks.append(Heading("Challenge to the assessment"))
        for challenge in challenges:
            parts = [f"{challenge.title}.", challenge.text or ""]
            if challenge.received and challenge.received.earliest <= setting.as_of:
                parts.append(f"CQC confirmed {_on(challenge.received)} that it had received it.")
            if challenge.decided and challenge.decided.earliest <= setting.as_of:
                outcome = {
                    None: "CQC gave its answer",
                    "upheld": "CQC upheld it",
                    "partly-upheld": "CQC upheld it in part",
                    "not-upheld": "CQC did not uphold it",
                    "no-grounds": "CQC found no grounds for a review",
                    "withdrawn": "the council withdrew it",
                }[challenge.outcome]
                parts.append(f"{first_upper(_on(challenge.decided))} {outcome}.")
            blocks.append(Paragraph(" ".join(part for part in parts if part)))
    return Section("assessment-dates", title, tuple(blocks))


def correspondence(setting: Setting) -> Section:
    """List the letters about the assessment, in the first paper after CQC's report."""
    letters = [item for item in setting.plan.correspondence if not item.on or item.on[0].earliest <= setting.as_of]
    blocks: list[Block] = []
    if letters and setting.result and setting.rating_is_news:
        blocks.append(
            Table(
                "Letters about the assessment",
                (Column("Date"), Column("From"), Column("To"), Column("About"), Column("Reply")),
                tuple(_letter(setting, item) for item in letters),
            )
        )
    return Section("correspondence", "Correspondence", tuple(blocks))


def _dates(when: When | Span | None) -> str:
    if isinstance(when, Span):
        return f"{when.from_} to {when.to}"
    return str(when)


def _factual_accuracy(checked: FactualAccuracy) -> list[Block]:
    blocks: list[Block] = []
    sent = f" {_on(checked.submitted)}" if checked.submitted else ""
    sentence = f"The council checked CQC's draft report and sent its response{sent}."
    if checked.rating_changed is False:
        sentence += " The rating did not change."
    blocks.append(Paragraph(sentence))
    rows = [
        _tally(name, tally)
        for name, tally in (("Factual accuracy", checked.accuracy), ("Completeness", checked.completeness))
        if tally
    ]
    if rows:
        blocks.append(
            Table(
                "Points put to CQC on its draft report",
                (
                    Column("Kind"),
                    Column("Submitted", numeric=True),
                    Column("Accepted in full or part", numeric=True),
                    Column("Share accepted", numeric=True),
                ),
                tuple(rows),
            )
        )
    if checked.text:
        blocks.append(Paragraph(checked.text))
    return blocks


def _tally(name: str, tally: Tally) -> tuple[str, ...]:
    share = "None"
    if tally.submitted:
        share = f"{nearest_percent_of(tally.accepted, tally.submitted)} per cent"
    return (name, str(tally.submitted), str(tally.accepted), share)


def _letter(setting: Setting, letter: Letter) -> tuple[str, ...]:
    sent = [str(when) for when in letter.on if when.earliest <= setting.as_of]
    reply = {
        "none": "No reply",
        "acknowledged": "Acknowledged; no reply on the substance",
        "substantive": "Replied",
    }[letter.reply]
    if letter.replied and letter.replied.earliest <= setting.as_of:
        reply += f", {letter.replied}"
    if letter.text:
        reply += f". {letter.text}"
    when = join_words(sent) or "Not dated"
    if letter.count and letter.count > 1:
        when += f" ({words.number_words(letter.count)} letters)"
    return (when, setting.name_of(letter.sender), letter.recipient, letter.about, reply)


def advisers(setting: Setting) -> Section:
    """Say who helps from outside, and what they have done."""
    blocks: list[Block] = []
    for adviser in setting.plan.advisers:
        if adviser.assigned and adviser.assigned.earliest > setting.as_of:
            continue
        whose = f", from {setting.body(adviser.body)}" if adviser.body else ""
        parts = [f"{adviser.title}{whose}."]
        if adviser.assigned:
            parts.append(f"In place {_on(adviser.assigned).replace('on ', 'from ', 1).replace('in ', 'from ', 1)}.")
        parts += [text for text in (adviser.reason, adviser.text) if text]
        blocks.append(Paragraph(" ".join(parts)))
        events = [event for event in adviser.events if event.on.earliest <= setting.as_of]
        if events:
            blocks.append(points(Point(event.text, str(event.on)) for event in events))
    return Section("adviser", "Outside help and advice", tuple(blocks))
