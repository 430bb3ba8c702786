"""Every finding that a form can put right leads to that form, and to the very field in it."""

import re
from html import unescape
from pathlib import Path

import pytest

from cqcplan.checks.catalogue import PLAN_FAMILIES, SOUND_FAMILIES, WAIVER_FAMILY, rules
from cqcplan.checks.rule import Rule
from tests.checks.test_rules import ABOUT_THE_HEADER, DAY, HEADER
from tests.web.browser import ask, serving

LEADS = {
    "PLAN302": "entries/cqc-2025/change field-published",
    "PLAN303": "entries/spring-quarter/change field-from",
    "PLAN304": "entries/dhsc-june/change field-submitted",
    "PLAN305": "entries/scrutiny-june/change field-on",
    "PLAN306": "entries/open-day/change field-title",
    "PLAN307": "entries/2026-27-q1/change field-meeting",
    "PLAN401": "new/action?under=timeliness",
    "PLAN402": "priorities",
    "PLAN403": "entries/direct-payments-low/change field-response",
    "PLAN404": "entries/audit-march/change field-about",
    "PLAN405": "new/priority",
    "PLAN406": "entries/ot-waiting/change field-baseline-value",
    "PLAN411": "entries/team-in-place/update",
    "PLAN412": "entries/second-team/update",
    "PLAN413": "entries/second-team/change/updates/1 field-text",
    "PLAN414": "new/evidence",
    "PLAN415": "entries/timeliness/update",
    "PLAN416": "entries/second-team/change/updates/1 field-recovery",
    "PLAN417": "due",
    "PLAN418": "entries/second-team/change/updates/2 field-reason",
    "PLAN421": "entries/started-in-time/change/observations/2 field-value",
    "PLAN422": "entries/enquiries-in-time/change/observations/2 field-value",
    "PLAN423": "entries/carers-assessed/change/observations/4 field-value",
    "PLAN424": "entries/reviews-done/change/observations/2 field-value",
    "PLAN425": "entries/team/change/updates/1 field-text",
    "PLAN426": "entries/waiting/change field-stock",
    "PLAN427": "entries/admissions-65/change field-unit",
    "PLAN501": "",  # an entry that is of a day to come is on no page yet
    "PLAN502": "",
    "PLAN503": "entries/cqc-2024/change field-printed-rating",
    "PLAN601": "entries/capacity/change field-reviewed",
    "PLAN602": "entries/capacity/change field-escalated-on",
    "PLAN603": "entries/panel-update/change field-met",
    "PLAN604": "new/meeting",
    "PLAN605": "entries/second-update/change field-submitted",
    "PLAN606": "entries/first-update/change field-submitted",
    "PLAN607": "new/adviser",
    "PLAN608": "entries/self-assessment-2024/change field-published",
    "PLAN609": "new/assessment",
    "PLAN610": "entries/panel-2026-06/change field-url",
    "PLAN611": "entries/cqc-2024/change field-factual_accuracy-submitted",
    "PLAN612": "entries/cabinet-2026-03/change field-effective",
    "PLAN701": "entries/provider-failure/change field-exempt-paragraphs",
    "PLAN702": "entries/care-goes-on/change field-text",
    "PLAN703": "entries/timeliness/change/updates/1 field-text",
    "PLAN704": "entries/fair-charging/change field-text",
    "PLAN705": "entries/learn-from-cases/change field-text",
    "PLAN706": "entries/near-home/change field-text",
    "PLAN707": "entries/ask-us/change field-text",
    "PLAN708": "entries/waiting-over-a-year/change/observations/1 field-text",
    "PLAN710": "entries/listen/change field-text",
    "PLAN711": "entries/capacity/change field-example",
    "PLAN801": "entries/exampleshire/change/glossary/new",
    "PLAN802": "entries/on-time/change field-text",
    "PLAN803": "entries/duties/change field-text",
    "PLAN804": "entries/listen/change field-text",
    "PLAN805": "entries/together/change field-text",
    "PLAN806": "entries/timeliness/change field-plain_words",
    "PLAN904": "",  # remarks in files, which no form has
    "PLAN905": "",
}  # fmt: skip
"""By rule, where its own example is put right: the page, and the box in it."""
FAMILIES = tuple(each for each in (*PLAN_FAMILIES, WAIVER_FAMILY) if each not in SOUND_FAMILIES)
UNSHOWN = ("PLAN901", "PLAN902", "PLAN903")
"""With them, a plan is not read to its end, and nothing is shown of it."""
SHOWN = [rule for rule in rules(FAMILIES) if rule.on_by_default and rule.code not in UNSHOWN]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_it_leads_to_the_field(rule: Rule, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    alone = rule.code in ABOUT_THE_HEADER
    (folder / ("plan.yaml" if alone else "example.yaml")).write_text(rule.bad, encoding="utf-8")
    if not alone:
        (folder / "plan.yaml").write_text(HEADER, encoding="utf-8")
    app = serving(folder, audience="confidential", day=DAY)
    page = ask(app, "/plans/p/problems")
    assert page.status == 200
    every = [one for one in re.findall("<li>(.*?)</li>", page.text, re.DOTALL) if rule.code in one]
    found = [unescape(link) for one in every for link in re.findall('href="([^"]*)">Put it right', one)]
    assert every
    led, _, name = next(iter(found), "").removeprefix("/plans/p/").partition("#")
    assert f"{re.sub('[?]at=.*', '', led)} {name}".strip() == LEADS[rule.code]
    if led:
        form = ask(app, f"/plans/p/{led}")
        assert form.status == 200
        assert not name or f'id="{name}"' in form.text


def test_the_first_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "plan.yaml").write_text(
        HEADER + "measures: [{id: m, title: People waiting, unit: people, baseline: {on: 2026-01-01, value: 9}}]\n",
        encoding="utf-8",
    )
    page = ask(serving(folder, audience="confidential", day=DAY), "/plans/p/problems")
    assert "/plans/p/entries/m/change?at=field-target-value#field-target-value" in page.text
