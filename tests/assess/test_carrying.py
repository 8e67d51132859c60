"""What units, pledges and nations can carry, broken by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.assess.asking import changed, names, served
from tests.assess.build import finished, leads, mended, turns
from tests.assess.good import post, reserve, two_early, wide
from willing.assess.ledger import ledger
from willing.assess.verify import verify
from willing.domain.plan import Plan
from willing.domain.pledge import Caveat
from willing.domain.unit import Owner, PolicyPhase
from willing.domain.windows import parse_windows


def test_dwell_that_is_cut_over_uses_the_unit() -> None:
    """A company back from its tour may not start again before its dwell is over."""
    operation, _ = post()
    quick = replace(operation, policies=(replace(operation.policies[0], dwell=120),))
    given = [("nld_pledge", "post", 120, 180, 1), ("nld_pledge", "post", 448, 180, 1)]
    assert verify(quick, served(quick, given)) == ()
    cut = served(quick, [given[0], ("nld_pledge", "post", 447, 180, 1)])
    assert names(quick, cut, "rotate", r"2 elements from D\+343 to D\+344, and it has 1")


def test_a_phase_of_the_policy_changes_the_dwell() -> None:
    """Tours first in place from D+30 on rest by the phase's figures."""
    operation, _ = post()
    slow = replace(operation, policy_phases=(
        PolicyPhase(policy="company", start=30, tours=(180,), dwell=121),
    ), policies=(replace(operation.policies[0], dwell=120),))
    again = served(slow, [("nld_pledge", "post", 120, 180, 1), ("nld_pledge", "post", 448, 180, 1)])
    assert names(slow, again, "rotate", r"2 elements from D\+344 to D\+345")


def test_a_pledge_gives_no_more_than_its_number() -> None:
    """Germany pledged two of its six; a third is not offered, though there would be one."""
    operation, plan = two_early()
    fewer = (replace(operation.pledges[0], count=1), operation.pledges[1])
    pledged = replace(operation, pledges=fewer)
    assert names(pledged, plan, "pledged",
                 r"pledge deu_pledge: 2 elements from D\+230 to D\+420, and 1 are pledged")


def test_only_standing_commitments_are_held() -> None:
    """A hold for a requirement is none."""
    operation, plan = two_early()
    moved = changed(plan, operation, "reserve", 0, task="battlegroup")
    assert names(operation, moved, "standing", "battlegroup is not a standing commitment")


def test_nobody_goes_on_tour_to_a_line_at_notice_or_on_call() -> None:
    """A tour to the reserve is none, and neither is a hold for a post in place."""
    operation, plan = reserve()
    toured = changed(plan, operation, "hours", 480, kind="tour", days=90)
    assert names(operation, toured, "standing", "hours is at notice or on call: nobody goes there")
    held = changed(plan, operation, "hours", 480, task="post")
    assert names(operation, held, "standing", "post is not a standing commitment, at notice or on")


def test_who_moves_too_slowly_is_no_reserve() -> None:
    """The pledge's own notice outranks the unit's, and is too long by a day."""
    operation, plan = reserve()
    pledges = (operation.pledges[0], replace(operation.pledges[1], notice_days=11))
    slow = replace(operation, pledges=pledges)
    assert names(slow, mended(slow, plan), "accept", "it moves at 11 days' notice, and the line al")


def test_elements_on_call_wait_for_their_notice_those_at_notice_do_not() -> None:
    """Decision 5 days: at notice from day 95; on call 10 days of notice later."""
    operation, _ = reserve()
    early = replace(operation, requirements=tuple(
        replace(r, quantity=parse_windows("D+0..D+360: 2")) for r in operation.requirements))

    def held(task: str, first: int) -> Plan:
        return finished(early, {"deal": "2027-04-01"}, turns(
            early, "hold", [("nld_pledge", task, first, 20, 1)]))

    assert verify(early, held("reserve", 95)) == ()
    assert names(early, held("reserve", 94), "ready", r"is held on D\+4, and may from D\+5")
    assert verify(early, held("hours", 105)) == ()
    assert names(early, held("hours", 104), "ready", r"is held on D\+14, and may from D\+15")


def test_an_element_is_declared_twice_and_no_more() -> None:
    """Two at home bear two for the pool at most, and four declarations together."""
    operation, plan = reserve()
    more = changed(plan, operation, "pool", 0, count=3)
    assert names(operation, more, "twice",
                 r"unit nld_company: 5 declared for 2 tasks from D\+46 to D\+360, of 2 elements")
    third = replace(operation.commitments[0], id="third")
    three = replace(operation, commitments=(*operation.commitments, third))
    rows = turns(three, "hold", [("nld_company", "third", 150, 60, 2)])
    both = finished(three, {"deal": "2027-04-01"}, [
        *(row for row in plan.rows if row.kind in ("tour", "hold")), *rows])
    assert names(three, both, "twice", "5 declared for 3 tasks .* of 2 elements")


def test_no_more_serve_than_a_nation_says_are_free() -> None:
    """A third company is free from D+200 on only, and was at notice before."""
    operation, plan = reserve()
    free = parse_windows("2027-01-01..D+200: 2; D+200..: 3")
    stated = replace(operation, units=(
        operation.units[0], replace(operation.units[1], free=free)))
    assert names(stated, plan, "free", r"1 elements too many from D\+46 to D\+200, and none more")


def test_owners_bear_their_shares_of_the_burden_and_the_cost() -> None:
    """Three quarters of a company's 180 days of 140 people are Norway's, and of its cost too."""
    operation, _ = post()
    shared = replace(
        operation, owners=(
            Owner(unit="nld_company", nation="NOR", share=0.75),
            Owner(unit="nld_company", nation="NLD", share=0.25),
        ),
        units=tuple(replace(unit, cost_per_day=10.0) for unit in operation.units),
    )
    plan = served(shared, [("nld_pledge", "post", 120, 180, 1)])
    carried = {item.nation: item.burden for item in ledger(shared, plan, plan.outcomes[0].outcome)}
    assert carried == {"NOR": 0.75 * 180 * 140, "NLD": 0.25 * 180 * 140}
    poor = replace(shared, nations=(
        replace(shared.nations[0], ceiling_cost=1349.0), shared.nations[1]))
    assert verify(replace(poor, nations=(
        replace(shared.nations[0], ceiling_cost=1350.0), shared.nations[1])), plan) == ()
    assert names(poor, plan, "ceiling", "spends 1,350 EUR; its ceiling is 1,349")


def test_leads_have_the_elements_and_the_time() -> None:
    """A lead without elements, too short, beside another, or where none is wanted."""
    operation, plan = wide()
    kept = tuple(row for row in plan.rows if row.kind != "lead")

    def led(*given: tuple[str, str, int, int]) -> Plan:
        rows = (replace(r, outcome=plan.outcomes[0].outcome) for r in leads(operation, *given))
        return mended(operation, replace(plan, rows=(*kept, *rows)))

    assert verify(operation, led(("GBR", "sector_east", 210, 60))) == ()
    assert verify(operation, led(("GBR", "sector_east", 210, 30), ("GBR", "sector_east", 240, 30))
                  ) == ()
    for given, text in (
        ([("POL", "sector_east", 210, 60)], r"1 elements in place from D\+90; 2 lead"),
        ([("GBR", "sector_east", 210, 59)], "lasts 59 days; 60 at least are wanted"),
        ([("GBR", "sector_east", 210, 180), ("GBR", "sector_east", 330, 60)], "has not ended"),
        ([("GBR", "monitors", 210, 60)], "the requirement wants no lead"),
        ([("GBR", "tapa_battlegroup", 210, 60)], "a commitment has no lead"),
    ):
        assert names(operation, led(*given), "lead", text)


def test_no_nation_has_more_than_its_share() -> None:
    """Two of three are two thirds; with half of three only one may be."""
    operation, plan = wide()
    for share, kept in ((0.67, True), (2 / 3, True), (0.5, False)):
        lines = tuple(
            replace(r, max_share=share) if r.id == "sector_east" else r
            for r in operation.requirements
        )
        bound = replace(operation, requirements=lines)
        faults = verify(bound, plan)
        assert {fault.rule for fault in faults} == (set() if kept else {"share"})
        assert kept or "GBR on sector_east: counts for 2 of 3 on D+90; 1 may" in str(faults[0])


@pytest.mark.parametrize(("field", "value", "text"), [
    ("ceiling_tasks", 2, r"FRA: 3 tasks served on D\+\d+; its ceiling is 2"),
    ("ceiling_cost", 5.0, "NOR: spends .* EUR; its ceiling is 5"),
])
def test_nations_keep_their_ceilings(field: str, value: float, text: str) -> None:
    """Tasks at once and cost stay below what a nation set."""
    operation, plan = wide()
    who = "FRA" if field == "ceiling_tasks" else "NOR"
    nations = tuple(
        replace(n, **{field: value}) if n.id == who else n  # type: ignore[arg-type]
        for n in operation.nations
    )
    assert names(replace(operation, nations=nations), plan, "ceiling", text)


def test_people_away_stay_below_the_ceiling() -> None:
    """800 Germans each: in the north, at Rukla, and on the way; those at home do not count."""
    operation, plan = two_early()
    for allowed, kept in ((2400, True), (2399, False)):
        germany = replace(operation.nations[0], ceiling_people=parse_windows(str(allowed)))
        limited = replace(operation, nations=(germany, *operation.nations[1:]))
        assert kept or names(limited, plan, "ceiling", "people away on .*; its ceiling is 2,399")
        assert not kept or verify(limited, plan) == ()


def test_number_caveats_hold_on_their_days() -> None:
    """Four jets in place are too many for three, on the days of the caveat."""
    operation, plan = wide()
    most = Caveat(pledge="gbr_jets_pledge", kind="number", rule="max", values=("3",))
    assert names(replace(operation, caveats=(*operation.caveats, most)), plan, "number",
                 "4 elements from .*, and its caveat allows 3")
    before = replace(most, until=date(2027, 6, 10))
    assert verify(replace(operation, caveats=(*operation.caveats, before)), plan) == ()
