"""What happens in Exampleshire: topics of an improvement plan, and sentences about them.

Exampleshire is made up, and so is everything here.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Counted:
    """Something a topic is measured by."""

    id: str
    title: str
    unit: str
    better: str
    first: int
    """About where it started."""
    goal: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One heading of an improvement plan."""

    id: str
    title: str
    theme: str
    statements: tuple[str, ...]
    group: str
    """Whom it is about, as used in sentences."""
    works: tuple[str, ...]
    """Pieces of work, as titles."""
    counted: tuple[Counted, ...]


TOPICS = (
    Topic(
        "timeliness", "Timeliness of assessments and reviews", "working-with-people",
        ("assessing-needs",), "people waiting",
        ("Extra assessment capacity", "External occupational therapy assessments", "Overdue reviews team",
         "Waiting list triage", "Financial assessment backlog"),
        (Counted("waiting", "People waiting for an assessment to start", "people", "lower", 620, 200),
         Counted("overdue", "Reviews more than a year late", "people", "lower", 840, 150)),
    ),
    Topic(
        "front-door", "Access, information and advice", "working-with-people",
        ("assessing-needs", "healthier-lives"), "callers",
        ("Telephone menu redesign", "Website landing page", "Printed information in libraries",
         "Drop-in surgeries", "Advice in other languages"),
        (Counted("answered", "Calls answered within two minutes", "per cent", "higher", 61, 85),),
    ),
    Topic(
        "reablement", "Reablement and hospital discharge", "working-with-people",
        ("healthier-lives", "safe-systems"), "people leaving hospital",
        ("Reablement recruitment", "Balanced rotas", "Discharge information leaflet", "Escalation routes",
         "Technology-enabled care offer"),
        (Counted("fte", "Reablement posts filled", "FTE", "higher", 41, 71),
         Counted("at-home", "Still at home 91 days after discharge", "per cent", "higher", 79, 88)),
    ),
    Topic(
        "carers", "Support for unpaid carers", "working-with-people",
        ("assessing-needs", "equity"), "unpaid carers",
        ("Carers strategy", "Carers assessment team", "Breaks for carers", "Carers register with practices"),
        (Counted("assessed", "Carers assessed in their own right", "people", "higher", 1210, 1900),),
    ),
    Topic(
        "sufficiency", "Sufficiency of care and support", "providing-support", ("care-provision",), "providers",
        ("Day opportunities contract", "Extra care business case", "Home care in rural areas",
         "Market position statement"),
        (Counted("packages", "Home care packages not placed within three days", "packages", "lower", 57, 10),),
    ),
    Topic(
        "equity", "Equity of access and experience", "working-with-people", ("equity",), "seldom-heard groups",
        ("Community grants", "Recording of ethnicity and religion", "Rural access", "Co-production group"),
        (Counted("recorded", "Records with ethnicity filled in", "per cent", "higher", 72, 95),),
    ),
    Topic(
        "safeguarding", "Safeguarding", "ensuring-safety", ("safeguarding",), "adults at risk",
        ("Referral form", "Feedback to referrers", "Timescales for enquiries", "Making safeguarding personal audits"),
        (Counted("timely", "Enquiries closed within the local timescale", "per cent", "higher", 64, 90),),
    ),
    Topic(
        "adulthood", "Preparing for adulthood", "ensuring-safety", ("safe-systems",), "young people",
        ("Transitions protocol", "Cohort allocation tool", "Joint panel with children's services"),
        (Counted("planned", "Young people with a plan before they turn 17", "per cent", "higher", 48, 90),),
    ),
    Topic(
        "workforce", "Workforce", "leadership", ("learning", "governance"), "staff",
        ("Workforce plan", "Case complexity review", "Employee engagement group", "Practice audits", "Career pathway"),
        (Counted("vacancies", "Social work posts vacant", "per cent", "lower", 17, 8),),
    ),
    Topic(
        "partnership", "Joint working and joint funding", "providing-support",
        ("partnerships", "care-provision"), "partners",
        ("Joint funding policy", "Discharge to assess review", "Neighbourhood teams"),
        (Counted("agreed", "Joint funding decisions made within 28 days", "per cent", "higher", 55, 90),),
    ),
    Topic(
        "oversight", "Performance and oversight", "leadership", ("governance",), "managers",
        ("Waiting time dashboards", "Data quality checks", "Quality assurance framework", "Learning from complaints"),
        (Counted("complete", "Records that pass the monthly quality check", "per cent", "higher", 81, 98),),
    ),
)  # fmt: skip

PLACES = (
    "Northvale", "Southmere", "Eastbrook", "Westcombe", "Highmoor", "Lowfield", "Longbridge", "Ashdene",
    "Millbank", "Fairoak", "Stonely", "Riverside",
)  # fmt: skip
"""Made-up localities, for plans too long for one set of headings."""

_OPENINGS = (
    "Work has moved on as planned", "The first stage is finished", "Recruitment has gone more slowly than hoped",
    "The pilot in {place} has ended", "Managers now look at the list every day",
    "The new process went live in {place}", "Feedback from {group} has been gathered",
    "The supplier has been appointed", "Training has reached {n} staff", "A business case has been agreed",
    "Guidance was reissued to all teams", "The dashboard now shows {place} on its own",
)  # fmt: skip
_MIDDLES = (
    "and {n} {group} have told us what matters most to them", "and the longest wait has fallen by {n} days",
    "while two posts remain to be filled", "with the team in {place} taking the lead", "after a delay of {n} days",
    "and the backlog is {n} lower than at the last report", "and checks on {n} records found few mistakes",
    "although demand has risen by {n} per cent", "and partners in health have agreed the same wording",
)  # fmt: skip
_ENDINGS = (
    "The next step is to spread this to {place}.", "The improvement board will look at it again next month.",
    "It is too early to say what difference this makes for {group}.", "No further action is proposed at this stage.",
    "Staff say the change saves them about {n} minutes a visit.", "A note to members will follow.",
    "What {group} say about it will be reported in the autumn.", "The risk stays on the register until then.",
    "A co-produced leaflet explains the change; it is in libraries and surgeries.",
)  # fmt: skip
_REASONS = (
    "Two people left and the posts took {n} days to fill.", "The supplier in {place} asked for more time.",
    "Demand was {n} per cent higher than planned for.", "The system change depends on another programme.",
    "Consultation with {group} ran on longer than expected.",
)  # fmt: skip
_RECOVERIES = (
    "Agency staff cover the gap until the new starters are trained.",
    "A revised timetable goes to the board next month.",
    "Managers in {place} have lent {n} days a week.", "The most urgent cases are seen first, by agreed criteria.",
)  # fmt: skip


class Prose:
    """Makes up sentences about a topic, always the same for the same source of chance."""

    def __init__(self, chance: Random, topic: Topic) -> None:
        self._chance = chance
        self._topic = topic

    def _filled(self, choices: tuple[str, ...]) -> str:
        chance = self._chance
        return chance.choice(choices).format(
            place=chance.choice(PLACES), group=self._topic.group, n=chance.randrange(3, 90)
        )

    def paragraph(self, sentences: int) -> str:
        """Return a paragraph of about that many sentences."""
        parts = []
        for number in range(sentences):
            if number % 2 == 0:
                parts.append(f"{self._filled(_OPENINGS)} {self._filled(_MIDDLES)}.")
            else:
                parts.append(self._filled(_ENDINGS))
        return " ".join(parts)

    def reason(self) -> str:
        """Return why something is late."""
        return self._filled(_REASONS)

    def recovery(self) -> str:
        """Return what will bring it back."""
        return self._filled(_RECOVERIES)
