"""Where the rating stands, how CQC came to it, and what the council said back."""

from cqcplan.framework.words import KIND_WORDS, RATING_WORDS
from cqcplan.model.assessments import Assessment, FactualAccuracy, Letter, Tally
from cqcplan.model.base import Span
from cqcplan.model.dates import When, day_words
from cqcplan.reports.blocks import Block, Column, Heading, Paragraph, Point, Section, Table, points
from cqcplan.reports.rating import gap, scores
from cqcplan.reports.rating.clock import clock_blocks
from cqcplan.reports.rating.history import history
from cqcplan.reports.rating.path import path
from cqcplan.reports.setting import Setting, join_words
from cqcplan.scoring import words
from cqcplan.scoring.clock import clock
from cqcplan.scoring.current import in_order, known, result_of
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
        if setting.rating_is_news and result.assessment:
            blocks += _how_it_came(setting, result.assessment)
    made = [item for item in in_order(setting.plan.assessments) if known(item, setting.as_of)]
    results = [result_of(item) for item in made]
    blocks += history(results)
    if result:
        blocks += path(aims(result, results, setting.state))
    blocks += _advisers(setting)
    return Section("rating", "Where the rating stands", tuple(blocks))


def _in_force(setting: Setting, result: Result) -> list[Block]:
    made = result.assessment
    if made is None:
        return []
    blocks: list[Block] = []
    kind = made.title or KIND_WORDS[made.kind]
    sentence = f"{made.published}: {kind}."
    if made.kind in ("pilot", "comprehensive", "focused"):
        sentence = f"CQC published its report on {setting.council} {_on(made.published)}"
        if result.best_rating:
            given = "an indicative rating" if made.kind == "pilot" else "an overall rating"
            sentence += f", with {given} of {RATING_WORDS[result.best_rating]}"
        sentence += "."
    blocks.append(Paragraph(sentence))
    if made.text:
        blocks.append(Paragraph(made.text))
    blocks += scores.summary(result)
    tables = scores.score_tables(result, published_names=True)
    blocks += (scores.score_chart(result) if tables else []) + tables
    blocks += scores.position_chart(result)
    blocks += gap.steps(result)
    blocks += clock_blocks(clock(result, setting.vintage, setting.as_of))
    return blocks


def _on(when: When | None) -> str:
    if when is None:
        return "on a date not stated"
    return f"on {when}" if when.is_day and not str(when).startswith("by ") else f"in {when}"


def _how_it_came(setting: Setting, made: Assessment) -> list[Block]:
    blocks: list[Block] = []
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
    letters = [item for item in setting.plan.correspondence if not item.on or item.on[0].earliest <= setting.as_of]
    if letters:
        blocks.append(Heading("Correspondence"))
        blocks.append(
            Table(
                "Letters about the assessment",
                (Column("Date"), Column("From"), Column("To"), Column("About"), Column("Reply")),
                tuple(_letter(setting, item) for item in letters),
            )
        )
    return blocks


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


def _advisers(setting: Setting) -> list[Block]:
    blocks: list[Block] = []
    for adviser in setting.plan.advisers:
        if adviser.assigned and adviser.assigned.earliest > setting.as_of:
            continue
        if not blocks:
            blocks.append(Heading("Outside help and advice"))
        whose = f", from {setting.body(adviser.body)}" if adviser.body else ""
        parts = [f"{adviser.title}{whose}."]
        if adviser.assigned:
            parts.append(f"In place {_on(adviser.assigned).replace('on ', 'from ', 1).replace('in ', 'from ', 1)}.")
        parts += [text for text in (adviser.reason, adviser.text) if text]
        blocks.append(Paragraph(" ".join(parts)))
        events = [event for event in adviser.events if event.on.earliest <= setting.as_of]
        if events:
            blocks.append(points(Point(event.text, str(event.on)) for event in events))
    return blocks
