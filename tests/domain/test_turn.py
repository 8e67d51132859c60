"""Turns, policies that change, and where elements stand on the as-of date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.bend import bend
from tests.domain.here import here
from tests.operations import coalition
from willing.domain.standing import Release, free_day, releases
from willing.domain.turn import Rhythm, Turn, policy_on, rhythm
from willing.domain.unit import PolicyPhase

WAY = Rhythm(
    tours=(90,), work_up=20, movement=7, reception=3, transfer=0, overlap=5, recovery=10, dwell=60,
)


def test_a_turn_by_hand() -> None:
    """Place on day 200 for 90 days: leave for 15 days before, work up for 20, rest for 70."""
    assert WAY.turn(200, 90, opening=150, closing=None) == Turn(
        leaves=165, departs=185, arrives=192, first_day=200, ends=290, back=297, free=367,
    )


def test_a_tour_counts_from_the_transfer_of_authority() -> None:
    """Ten days until authority is transferred are spent there, before the first day in place."""
    way = replace(WAY, transfer=10)
    turn = way.turn(200, 90, opening=150, closing=None)
    assert (turn.leaves, turn.departs, turn.arrives) == (155, 175, 182)
    assert (turn.first_day, turn.ends) == (200, 290)


def test_the_first_in_place_relieve_nobody() -> None:
    """Whoever is in place by the task's first day needs no overlap; a day later it does."""
    assert WAY.turn(150, 90, opening=150, closing=None).departs == 150 - 7 - 3
    assert WAY.turn(140, 90, opening=150, closing=None).departs == 140 - 7 - 3
    assert WAY.turn(151, 90, opening=150, closing=None).departs == 151 - 7 - 3 - 5


def test_a_tour_ends_with_its_task() -> None:
    """A tour is cut at the task's last day, and rest follows from there."""
    assert WAY.turn(200, 90, opening=0, closing=250).ends == 250
    assert WAY.turn(200, 90, opening=0, closing=250).free == 250 + 7 + 70
    assert WAY.turn(200, 90, opening=0, closing=290).ends == 290


@given(st.integers(-100, 400), st.integers(1, 200), st.integers(0, 300), st.integers(1, 600))
def test_the_parts_of_a_turn_follow_each_other(
    first: int, length: int, opening: int, closing: int
) -> None:
    """Lead-in, tour, return and rest are as long as the rhythm says, in this order."""
    turn = WAY.turn(first, length, opening, closing)
    assert turn.departs - turn.leaves == 20
    assert turn.first_day - turn.departs in (10, 15)
    assert 0 < turn.ends - turn.first_day <= length
    assert (turn.back - turn.ends, turn.free - turn.back) == (7, 70)


def test_a_policy_changes_with_its_phase() -> None:
    """Tours first in place from D+180 on follow the phase; before, and without D, the policy."""
    assert policy_on(here(), "army", 120 + 179).dwell == 240
    assert policy_on(here(), "army", 120 + 180).dwell == 300
    assert policy_on(here(deal="never"), "army", 5_000).dwell == 240
    assert policy_on(here(), "navy", 5_000).dwell == 120


def test_the_latest_phase_holds() -> None:
    """Of several phases that have begun, the one that began last holds, in any order of rows."""
    phases = tuple(
        PolicyPhase(policy="army", start=start, tours=(30,), dwell=start) for start in (90, 30, 60)
    )
    operation = replace(coalition(), policy_phases=phases)
    found = [policy_on(here(operation), "army", 120 + day).dwell for day in (10, 30, 70, 400)]
    assert found == [240, 30, 60, 90]


def test_rhythm_adds_way_place_and_policy() -> None:
    """GBR to the east: 6 days by sea, 4 by rail to the theatre, 8 of reception there."""
    at = here()
    way = rhythm(at, at.operation.unit["gbr_mech"], at.operation.task["sector_east"], 150)
    assert way == Rhythm(tours=(120, 180), work_up=21, movement=10, reception=8, transfer=0,
                         overlap=7, recovery=14, dwell=240)


def test_a_tasks_tour_length_replaces_the_policys() -> None:
    """Mines are cleared in tours of 90 days, whatever the navy allows."""
    at = here()
    assert rhythm(at, at.operation.unit["fra_mcm"], at.operation.task["mines"], 0).tours == (90,)


def test_at_home_there_is_no_way() -> None:
    """At its home place an element needs neither movement nor reception."""
    at = here(bend("places", "voru", reception_days=6))
    way = rhythm(at, at.operation.unit["est_infantry"], at.operation.task["est_guard"], 0)
    assert (way.movement, way.reception) == (0, 0)


def test_a_unit_without_rows_is_spread_evenly() -> None:
    """Ten jets, 60 days of tour and 60 of dwell: one is free every 12 days, the first at once."""
    at = here()
    assert [r.day for r in releases(at, at.operation.unit["gbr_jets"])] == list(range(0, 120, 12))
    odd = releases(at, at.operation.unit["fra_mech"])
    assert odd == tuple(Release(day=i * (120 + 14 + 240) // 3, count=1) for i in range(3))


def test_cycle_rows_say_who_is_free() -> None:
    """At home: now. At rest: on its day. On tour: after return, recovery and dwell."""
    at = here()
    # Tapa until day 70, 9 days by sea, 14 of recovery, 240 of dwell.
    assert releases(at, at.operation.unit["gbr_mech"]) == (
        Release(day=0, count=3), Release(day=40, count=1), Release(day=70 + 9 + 14 + 240, count=1),
    )


def test_a_tour_elsewhere_returns_without_a_way() -> None:
    """A tour outside this operation ends where its row says; nobody knows the way home."""
    at = here(bend("cycles", "0", task=""))
    row, unit = at.operation.cycles[0], at.operation.unit["gbr_mech"]
    assert free_day(at, unit, row) == 70 + 14 + 240


@pytest.mark.parametrize("count", [1, 2, 3, 7, 10])
def test_rows_and_spread_account_for_every_element(count: int) -> None:
    """Each element is released exactly once, in order of days."""
    at = here(bend("units", "gbr_jets", count=count))
    found = releases(at, at.operation.unit["gbr_jets"])
    assert sum(r.count for r in found) == count
    assert [r.day for r in found] == sorted(r.day for r in found)
    assert found[0].day == 0
