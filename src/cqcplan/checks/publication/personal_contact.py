"""707: a person's e-mail address or mobile number outside the roles."""

import re
from collections.abc import Iterator

from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_MAILBOX = r"[\w.+'-]+$"
_DOMAIN = r"[\w-]+(?:\.[\w-]+)+"
_LONGEST = 64, 255
"""How long the mailbox and the domain of an address may be, in characters."""
_OWN_PROVIDERS = r"(?i)(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|sky|proton)\."
_OF_A_PERSON = r"[A-Za-z'-]+[._][A-Za-z'-]+\d*"
"""First name, dot, surname: how councils and the NHS name a person's mailbox."""
_OF_A_TEAM = (
    r"(?i)team|enquir|info|contact|care|adult|social|service|support|office|council|democra|committee|scrutiny|press|media"
    r"|feedback|complaint|consult|safeguard|duty|admin|mail|help|data|foi|hr|jobs|commission"
)
_MOBILE = r"(?<![\d+])(?:07\d{3}|\+?44 ?\(?0?\)? ?7\d{3})[ -]?\d{3}[ -]?\d{3}(?!\d)"


def find(subject: Subject) -> Iterator[Problem]:
    """Report personal addresses and mobile numbers that do not belong to a role."""
    texts = subject.texts
    told: set[tuple[int, str]] = set()
    looked: set[int] = set()
    starts = list(texts.places(b"@"))
    if b"07" in texts.signs or b"+44" in texts.signs:
        mobile = list(texts.shaped(b"00000 000 000", b"00000000000", b"00000 000000", b"000 0000 000000", b"+00 0000"))
        starts += [*mobile, *texts.shaped(b"+000000000000", b"00000-000000", b"+00 (0)0000")]
    for start in starts:
        passage = texts.at(start)
        if passage.section == "roles":
            continue
        kind = "a mobile number"
        if passage.text[start - passage.start] == "@":
            kind = "a person's e-mail address"
            is_meant = _is_persons(passage.text, start - passage.start)
        elif passage.start in looked:
            continue
        else:
            looked.add(passage.start)
            is_meant = bool(re.compile(_MOBILE).search(passage.text))
        if is_meant and (passage.start, kind) not in told:
            told.add((passage.start, kind))
            yield unseen(
                RULE,
                passage,
                f"this holds {kind}, outside the roles",
                "give the contact under roles, where papers print it on purpose, or the address of a team",
            )


def _is_persons(text: str, at: int) -> bool:
    """Whether the sign at a place is in a person's address."""
    mailbox = re.compile(_MAILBOX).search(text[max(0, at - _LONGEST[0]) : at])
    domain = re.compile(_DOMAIN).match(text, at + 1, at + 1 + _LONGEST[1])
    return bool(mailbox and domain and _is_personal(mailbox[0], domain[0]))


def _is_personal(mailbox: str, domain: str) -> bool:
    if re.compile(_OWN_PROVIDERS).match(domain):
        return True
    return bool(re.compile(_OF_A_PERSON).fullmatch(mailbox)) and not re.compile(_OF_A_TEAM).search(mailbox)


RULE = Rule(
    number="707",
    name="personal-contact",
    severity=Severity.WARNING,
    what=(
        "A person's e-mail address (name and surname, or with a private provider) and mobile numbers stand only under "
        "roles, and in no comment. Addresses of teams are left alone."
    ),
    why=(
        "Papers print the contacts that a council chose to print. One in the text of an update is published by "
        "accident, and stays on the web after the person has left. It is not repeated in this message."
    ),
    bad="""\
principles:
  - id: ask-us
    text: Carers may ask jane.smith@example.gov.uk for help.  # here
  - id: call-us
    text: Carers may call 07700 900123 at any time.  # here
""",
    good="""\
principles:
  - id: ask-us
    text: Carers may ask adult.care@example.gov.uk for help, or call 0116 496 0123.
""",
    find=find,
)
