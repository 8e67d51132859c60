"""Who may serve what, from when, until when and for how long, broken by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.assess.asking import changed, names, served
from tests.assess.build import mended, turns
from tests.assess.good import post, two_early, two_late, wide
from willing.assess.verify import verify
from willing.domain.operation import Settings
from willing.domain.pledge import Caveat


@pytest.mark.parametrize(("change", "text"), [
    ({"purpose": "backfill"}, "pledged for backfill, not for operation"),
    ({"offered_for": ("seas",)}, "offered for seas only"),
])
def test_a_pledge_serves_what_it_is_for(change: dict[str, object], text: str) -> None:
    """Purpose and what it is offered for bind a pledge."""
    operation, plan = post()
    first, second = operation.pledges
    bound = replace(operation, pledges=(first, replace(second, **change)))  # type: ignore[arg-type]
    assert names(bound, plan, "accept", text)


def test_a_pledge_counts_from_a_status() -> None:
    """A pledge below the least status may not be used."""
    operation, plan = post()
    firm = replace(operation, settings=Settings(counts_from="confirmed"))
    promised = tuple(replace(p, status="promised") for p in firm.pledges[1:])
    firm = replace(firm, pledges=(firm.pledges[0], *promised))
    assert names(firm, plan, "accept", "promised, and pledges count from confirmed")


def test_a_condition_that_does_not_hold_keeps_a_pledge_out() -> None:
    """Without the backstop the French pledge may not serve."""
    operation, plan = two_late()
    rows = turns(operation, "tour", [("fra_pledge", "sector_south", 330, 180, 1)])
    sent = mended(operation, replace(
        plan, rows=(*plan.rows, replace(rows[0], outcome=plan.outcomes[0].outcome))
    ))
    assert names(operation, sent, "accept", "its condition or its order never comes")


@pytest.mark.parametrize(("table", "accept"), [("requirements", "not NLD"), ("places", "NOR")])
def test_line_and_place_say_who_is_accepted(table: str, accept: str) -> None:
    """A nation refused by the line or by its place may not fill it."""
    operation, plan = post()
    first, *others = getattr(operation, table)
    closed = replace(operation, **{table: (replace(first, accept=accept), *others)})
    assert names(closed, plan, "accept", rf"NLD is not accepted \({accept}\)")


def test_elements_without_pledge_serve_their_own_nation_only() -> None:
    """A tour on a requirement needs a pledge, and own commitments need none."""
    operation, plan = post()
    assert names(operation, changed(plan, operation, "post", 300, pledge=""), "accept",
                 "elements of nor_company are not pledged for it")
    operation, plan = two_early()
    pledges = tuple(replace(p, purpose="any", count=3) for p in operation.pledges)
    open_to_all = replace(operation, pledges=pledges)
    own = changed(plan, open_to_all, "battlegroup", 180, pledge="deu_pledge")
    assert names(open_to_all, own, "accept", "DEU serves its own commitments without a pledge")


def test_a_capability_must_count() -> None:
    """A vessel is no company."""
    operation, plan = post()
    units = (operation.units[0], replace(operation.units[1], capability="vessel"))
    at_sea = replace(operation, units=units)
    assert names(at_sea, mended(at_sea, plan), "accept",
                 "a vessel does not count for a infantry_company")


def test_a_commitment_says_how_others_may_fill_in() -> None:
    """A hold from another home needs backfill 'home' or 'any'."""
    operation, plan = wide()
    closed = tuple(
        replace(c, backfill="tour") if c.id == "fra_mine_watch" else c
        for c in operation.commitments
    )
    assert names(replace(operation, commitments=closed), plan, "accept",
                 "FRA allows backfill 'tour', not 'home'")


def test_a_caveat_for_good_is_a_refusal_and_a_dated_one_closes_days() -> None:
    """`not this place` keeps a pledge out; from D+100 on it keeps it out of those days."""
    operation, plan = post()
    shut = Caveat(pledge="nor_pledge", kind="place", rule="not", values=("the_post",))
    assert names(replace(operation, caveats=(shut,)), plan, "accept", "caveat: not the_post")
    dated = replace(shut, start=date(2028, 1, 1), until=date(2028, 2, 1))
    assert names(replace(operation, caveats=(dated,)), plan, "until",
                 r"closed by its caveat \(D\+275 to D\+306\)")
    over = replace(shut, start=date(2028, 4, 25), until=date(2028, 6, 1))
    assert verify(replace(operation, caveats=(over,)), plan) == ()


@pytest.mark.parametrize(("caveat", "text"), [
    (Caveat(pledge="nor_pledge", kind="time", rule="max", values=("179",)),
     "lasts 180 days; its caveat allows 179"),
    (Caveat(pledge="nor_pledge", kind="time", rule="only", until=date(2028, 4, 24)), "closed by"),
    (Caveat(pledge="nor_pledge", kind="time", rule="not", start=date(2028, 4, 23)), "closed by"),
])
def test_time_caveats_close_days_and_limit_tours(caveat: Caveat, text: str) -> None:
    """The Norwegian tour of 180 days ends on 2028-04-25; caveats bite by a day."""
    operation, plan = post()
    assert names(replace(operation, caveats=(caveat,)), plan, "until", text)


def test_a_pledge_ends_on_its_day() -> None:
    """Elements are out of place on the pledge's last day, not the day after."""
    operation, plan = post()
    for until, kept in ((date(2028, 4, 25), True), (date(2028, 4, 24), False)):
        limited = (replace(operation.pledges[0], until=until), operation.pledges[1])
        ended = replace(operation, pledges=limited)
        assert kept or names(ended, plan, "until", "ends on D.390, the pledge on 2028-04-24")
        assert not kept or verify(ended, plan) == ()


def test_nobody_leaves_before_notice_is_over() -> None:
    """Norway decides 20 days after D, needs 20 days of notice and 14 of movement."""
    operation, _ = post()
    assert verify(operation, served(operation, [("nor_pledge", "post", 144, 180, 1)])) == ()
    early = served(operation, [("nor_pledge", "post", 143, 180, 1)])
    assert names(operation, early, "ready", r"leaves on D\+39, and may from D\+40")


def test_nobody_leaves_in_frozen_days() -> None:
    """Nothing new begins before the frozen day, unless it was ordered."""
    operation, plan = post()
    frozen = replace(operation, settings=Settings(frozen_until=date(2027, 4, 18)))
    assert names(frozen, plan, "ready", r"leaves on D\+16, and may from D\+17")


def test_a_hold_waits_for_the_lead_time() -> None:
    """A backfill from home begins when decision and lead time are over."""
    operation, plan = wide()
    longer = tuple(
        replace(c, lead_days=118) if c.id == "fra_mine_watch" else c for c in operation.commitments
    )
    assert names(replace(operation, commitments=longer), plan, "ready",
                 r"is held on D\+129, and may from D\+130")


def test_tours_have_allowed_lengths() -> None:
    """170 days are no tour of 180, and no tour goes on behind its task."""
    operation, _ = post()
    short = served(operation, [("nor_pledge", "post", 300, 170, 1)])
    assert names(operation, short, "length", "lasts 170 days; allowed are 180")
    late = served(operation, [("nor_pledge", "post", 470, 180, 1)])
    assert verify(operation, served(operation, [("nor_pledge", "post", 500, 160, 1)])) == ()
    longer = replace(operation, requirements=(replace(
        operation.requirements[0], tour_days=200), ))
    assert names(longer, late, "length", "lasts 180 days; allowed are 200")
    wide_grid, plan = two_early()
    behind = changed(plan, wide_grid, "sector_north", 330, first_day=date(2027, 11, 28))
    assert names(wide_grid, behind, "rows", "do not lie between")
