"""Renewals on the page of a nation, among its terms and among what is taken for granted."""

from __future__ import annotations

from tests.meaning.build import day
from tests.meaning.case import Case
from tests.meaning.cases.who import renewed, renewed_by_an_answer
from willing.domain.check import check
from willing.domain.outcomes import outcome
from willing.planner.plan import plan
from willing.report.assumptions import assumptions
from willing.report.nations import nation_page
from willing.report.pledged import terms
from willing.report.reading import Reading, readings


def read(case: Case) -> Reading:
    """The best plan of a case, as reports read it."""
    made = plan(case.operation, [outcome(case.answers, 1.0).name], seed=0, gap=0.0)
    [found] = readings(case.operation, made)
    return found


def test_a_nation_is_asked_for_what_is_used_behind_the_end_of_a_pledge() -> None:
    """The plan counts on an answer that renews it; until then it is to be asked for."""
    reading = read(renewed_by_an_answer())
    told = [(a.by, a.what, a.why) for a in nation_page(reading, "AAA").asked if "renew" in a.what]
    assert told == [
        (day(45), "renew pledge aaa pledge until 2027-05-01", "it is used until D+120")]
    [text] = [a.text for a in assumptions(reading.operation, [reading])
              if a.about == "Renewals not given yet"]
    assert "aaa pledge until 2027-05-01 if mandate == yes" in text


def test_a_renewal_on_which_nothing_rests_is_told_with_its_last_day() -> None:
    """One renewal is given; the other is open, and no tour is planned behind the first."""
    reading = read(renewed())
    [asked] = [a for a in nation_page(reading, "AAA").asked if "renew" in a.what]
    assert (asked.by, asked.what) == (day(60), "renew pledge aaa pledge until 2027-05-31")
    assert asked.why == "it ends on 2027-05-01, and nothing is planned behind that day"
    told = terms(reading.operation, reading.operation.pledges[0])
    assert told[-2:] == (
        "renewed until 2027-05-01", "may be renewed until 2027-05-31 if asked by 2027-03-02")
    assert not [p for p in check(reading.operation) if p.kind == "pledge-expires"]
