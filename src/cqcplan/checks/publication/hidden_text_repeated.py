"""702: a sentence kept from the public that stands in something public too."""

from collections import defaultdict
from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.checks.texts import BREAK, Passage, Texts, sentences_of
from cqcplan.problems.problem import Problem, Severity

LEAST = 6
"""Words that a sentence must have to be known again; fewer may well agree by chance."""
MOST = 4
"""A sentence that stands in the plan more often than this is a manner of speaking, not a secret."""
LISTED = 10
"""How many such texts are reported one by one."""
UNPRINTED = frozenset({"source", "note", "url"})


def find(subject: Subject) -> Iterator[Problem]:
    """Report public texts that hold a sentence word for word from a more restricted one."""
    copies = _copies(subject.texts)
    for number, (passage, secret) in enumerate(copies[:LISTED], 1):
        left = len(copies) - LISTED
        more = f", as {left} more texts do" if number == LISTED and left > 0 else ""
        yield passage.file.problem(
            RULE.number,
            passage.route,
            f"this is public, and repeats word for word what another entry keeps from the public{more}",
            help="take it out here; or, if it may be public, make the other entry public too",
            related=(secret.file.related(secret.route, "kept from the public here"),),
        )


def _copies(texts: Texts) -> list[tuple[Passage, Passage]]:
    """Return each public text that repeats a secret, with the text that the secret stands in, in plan order."""
    secrets = {
        sentence.strip() for sentence in sentences_of(BREAK.join(texts.hidden)) if sentence.count(" ") >= LEAST - 1
    }
    if not secrets:
        return []
    # at the start of a text, or after a full stop and a space
    wanted = secrets | {f" {sentence}" for sentence in secrets}
    places = defaultdict(list)
    start = 0
    for sentence in texts.sentences:
        if sentence in wanted:
            places[sentence.strip()].append(start)
        start += len(sentence) + 1
    found: dict[int, tuple[Passage, Passage]] = {}
    for sentence, starts in places.items():
        if 1 < len(starts) <= MOST and len(sentence.split()) >= LEAST:
            passages = [texts.at(place) for place in starts]
            printed = [passage for passage in passages if passage.route and passage.route[-1] not in UNPRINTED]
            secret = next((passage for passage in printed if passage.level), None)
            if secret:
                found.update({passage.start: (passage, secret) for passage in printed if not passage.level})
    return [found[place] for place in sorted(found)]


RULE = Rule(
    number="702",
    name="hidden-text-repeated",
    severity=Severity.WARNING,
    what=(
        "No public text repeats a sentence of six words or more, word for word, from an entry that is internal, exempt "
        "or confidential. What stands in the plan more than four times is taken for a manner of speaking."
    ),
    why=(
        "A paper leaves out what its audience may not read, but it knows that by entry, not by sense. A sentence "
        "copied from an exempt entry into a public one is published, and cannot be taken back."
    ),
    bad="""\
risks:
  - id: provider
    title: A provider may leave
    visibility: internal
    text: Oak Lodge has told us that it may close this winter.
principles:
  - id: care-goes-on
    text: >-  # here
      Nobody is left without care. Oak Lodge has told us that it may close this winter.
""",
    good="""\
risks:
  - id: provider
    title: A provider may leave
    visibility: internal
    text: Oak Lodge has told us that it may close this winter.
principles:
  - id: care-goes-on
    text: Nobody is left without care.
""",
    find=find,
)
