"""One of Exampleshire's priorities, from the finding it answers to last month's update."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from council import OBJECTIVES, OWNERS, PRINCIPLES, STATEMENTS, Batch, Entry, Month
from emit import Block, Flow, Folded, Quoted, Remark, Value
from words import PLACES, TOPICS, Prose, Topic

_VAGUE_DATES = ("2026-09", "autumn 2026", "2026-27-Q3", "end of November 2026", "December 2026", "2027-01-29")
"""Dates still to come on 1 June 2026, as vague as people write them."""
_LATER_DATES = ("2027-02", "spring 2027", "2026-27-Q4", "2027-03-31")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a history a plan keeps."""

    months: int
    """Months of updates and observations."""
    actions: int
    """Actions to a priority."""


def priority(number: int, months: list[Month], extent: Extent, chance: Random) -> Batch:
    """Return priority ``number`` (from 0) with its finding, measures, risk, evidence and history."""
    topic = TOPICS[number % len(TOPICS)]
    round_, place = number // len(TOPICS), PLACES[number // len(TOPICS) % len(PLACES)]
    name = topic.id if round_ == 0 else f"{topic.id}-{place.lower()}-{round_}"
    title = topic.title if round_ == 0 else f"{topic.title} in {place}"
    return _Priority(topic, name, title, months, chance).batch(number, extent)


class _Priority:
    def __init__(self, topic: Topic, name: str, title: str, months: list[Month], chance: Random) -> None:
        self.topic = topic
        self.name = name
        self.title = title
        self.months = months
        self.chance = chance
        self.prose = Prose(chance, topic)
        self.updates: Batch = []

    def batch(self, number: int, extent: Extent) -> Batch:
        """Return every entry of the priority."""
        actions: list[Value] = [self._action(index, number) for index in range(extent.actions)]
        found: Batch = [("findings", self._finding()), ("priorities", self._heading(number, actions))]
        found += [("measures", self._measure(index)) for index in range(len(self.topic.counted))]
        found.append(("risks", self._risk()))
        found.append(("evidence", self._evidence(extent)))
        if number % 4 == 3:
            found.append(("consultations", self._consultation()))
        return found + self.updates

    def _finding(self) -> Entry:
        return {
            "id": f"finding-{self.name}",
            "assessment": "cqc-2025",
            "kind": "area-for-improvement",
            "title": f"{self.title}: more to do",
            "text": Folded(self.prose.paragraph(2)),
            "voice": self.chance.choice(("staff", "carers", "partners", "people", "data")),
            "quality_statements": Flow(list(self.topic.statements)),
            "reference": f"p. {self.chance.randrange(5, 60)}",
        }

    def _heading(self, number: int, actions: list[Value]) -> Entry:
        return {
            "id": self.name,
            "ref": Remark(Quoted(f"{number // 10 + 1}.{number % 10 + 1}"), "as printed in papers"),
            "title": self.title,
            "theme": self.topic.theme,
            "quality_statements": Flow(list(self.topic.statements)),
            "principles": Flow([self.chance.choice(PRINCIPLES)]),
            "findings": Flow([f"finding-{self.name}"]),
            "aims_at": Flow([self.chance.choice(OBJECTIVES)]),
            "sponsor": "director",
            "lead": self.chance.choice(OWNERS),
            "outcomes": [self.prose.paragraph(1), self.prose.paragraph(1)],
            "text": Block((self.prose.paragraph(3), self.prose.paragraph(2))),
            "actions": actions,
        }

    def _action(self, index: int, number: int) -> Entry:
        work = self.topic.works[index % len(self.topic.works)]
        again = "" if index < len(self.topic.works) else f", stage {index // len(self.topic.works) + 1}"
        action = f"{self.name}-a{index + 1}"
        start, owner = self.months[0], self.chance.choice(OWNERS)
        milestones: list[Value] = [
            Flow({"id": f"{action}-agreed", "title": "Agreed by the board", "due": str(start.plus(1))}),
            Flow({"id": f"{action}-live", "title": "In use in all teams", "due": self.chance.choice(_VAGUE_DATES)}),
            {"id": f"{action}-checked", "title": "Difference checked with people", "due": "2027-03-31",
             "owner": "qa-lead"},
        ]  # fmt: skip
        self._history(action, owner)
        # in every plan, however small, somebody is at work on every statement
        serves: Entry = {"quality_statements": Flow(list(STATEMENTS))} if number == index == 0 else {}
        return {
            "id": action,
            "title": f"{work}{again}",
            "owner": owner,
            "partners": Flow([self.chance.choice(("icb", "carers-voice"))]),
            "start": start.day(1),
            "due": "2027-03-31",
            "text": Folded(self.prose.paragraph(2)),
            **serves,
            "milestones": milestones,
        }

    def _history(self, action: str, owner: str) -> None:
        """Add the dated entries of one action: one a month, and those of its milestones."""
        for index, month in enumerate(self.months):
            internal = index % 6 == 2
            rag = self.chance.choice(("green", "green", "green", "amber", "red"))
            rag = "green" if internal else rag
            entry: Entry = {"on": month.day(28), "about": action, "status": "in-progress", "rag": rag}
            if rag != "green":
                entry |= {"reason": self.prose.reason(), "recovery": self.prose.recovery()}
            entry["text"] = Folded(self.prose.paragraph(2)) if index % 3 else self.prose.paragraph(1)
            if internal:
                # nothing of it stands in a public text
                words = (
                    self.prose.paragraph(2).replace(";", ",").replace(". ", f" ({action}, {month}). ").removesuffix(".")
                )
                entry |= {"text": Folded(f"{words} ({action}, {month}).")}
                entry |= {"visibility": Remark("internal", "names a supplier"), "source": f"board-papers {month}"}
            self._add(entry)
        done = self.months[min(1, len(self.months) - 1)]
        self._add(Flow({"on": done.day(15), "about": f"{action}-agreed", "status": "complete", "rag": "blue"}))
        if self.chance.randrange(3) == 0:
            self._add(
                {
                    "on": self.months[-1].day(20),
                    "about": f"{action}-live",
                    "status": "in-progress",
                    "due": self.chance.choice(_LATER_DATES),
                    "reason": self.prose.reason(),
                    "owner": owner,
                }
            )

    def _add(self, update: Entry | Flow) -> None:
        self.updates.append(("updates", update))

    def _measure(self, index: int) -> Entry:
        counted = self.topic.counted[index]
        pace = (counted.goal - counted.first) / (2 * len(self.months))
        values = [round(counted.first + pace * (step + self.chance.random())) for step in range(len(self.months))]
        observations: list[Value] = [
            Flow({"on": month.day(31), "value": value}) for month, value in zip(self.months, values, strict=True)
        ]
        observations[-1] = {"on": self.months[-1].day(31), "value": values[-1], "text": self.prose.paragraph(1)}
        return {
            "id": f"measure-{self.name}-{counted.id}",
            "title": counted.title,
            "unit": counted.unit,
            "better": counted.better,
            "definition": Folded("Counted on the last day of the month from the case system, after the monthly check."),
            "priorities": Flow([self.name]),
            "frequency": "monthly",
            "baseline": Flow({"on": self.months[0].plus(-1).day(31), "value": counted.first}),
            "target": {"by": "2027-03-31", "value": counted.goal, "why": "What the best quarter of counties report"},
            "observations": observations,
        }

    def _risk(self) -> Entry:
        return {
            "id": f"risk-{self.name}",
            "title": f"{self.title}: too few people to deliver it",
            "risk_register": "ASC risk register",
            "owner": self.chance.choice(OWNERS),
            "consequence": self.prose.paragraph(1),
            "mitigation": Folded(self.prose.paragraph(2)),
            "likelihood": self.chance.randrange(2, 5),
            "impact": self.chance.randrange(3, 6),
            "raised": self.months[0].day(10),
            "reviewed": self.months[-1].day(12),
            "review_every": "quarter",
        }

    def _evidence(self, extent: Extent) -> Entry:
        return {
            "id": f"evidence-{self.name}",
            "title": f"Board paper on {self.title[0].lower()}{self.title[1:]}",
            "category": "processes",
            "on": self.months[-1].day(18),
            "url": f"https://example.org/board/{self.name}",
            "section": f"para {self.chance.randrange(3, 40)}",
            "about": Flow([f"{self.name}-a{index + 1}" for index in range(extent.actions)]),
            "quality_statements": Flow([self.topic.statements[0]]),
        }

    def _consultation(self) -> Entry:
        return {
            "id": f"consultation-{self.name}",
            "title": f"Consultation on {self.title[0].lower()}{self.title[1:]}",
            "opens": "2026-04-20",
            "closes": "2026-06-14",
            "outcome_due": "September 2026",
            "priorities": Flow([self.name]),
        }
