"""Turns, pools and separation limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.factors import (
    Pool,
    factors,
    people_in_rotation,
    people_over,
    people_tied_up,
    posts_within,
    raised_to,
    reserve_units_needed,
    share_away,
    steady_state,
    sustainable_units,
    sustained,
    tours_within,
    units_in_cycle,
    units_needed,
    units_per_deployed,
    waves,
)

days = st.integers(min_value=1, max_value=2000)
rests = st.integers(min_value=0, max_value=4000)


def test_64000_in_place_for_two_years_use_up_256000() -> None:
    """64,000 deployed for two years in 6-month tours take 256,000 people if nobody repeats."""
    assert people_tied_up(64000, horizon=24, tour=6) == 256000
    assert waves(24, 6) == 4


def test_25000_in_place_tie_up_100000_and_more() -> None:
    """25,000 in place tie up 100,000 over two years, and more with the handover."""
    assert people_tied_up(25000, 720, 180) == 100000
    assert people_tied_up(25000, 720, 180, overlap=10) > 100000
    assert people_in_rotation(25000, 180, 720) == 125000


def test_people_who_come_back_are_counted_once() -> None:
    """With a dwell the number of different people stops growing after one cycle."""
    assert people_tied_up(1000, 24, 6, dwell=24) == 4000
    assert people_tied_up(1000, 60, 6, dwell=24) == people_tied_up(1000, 600, 6, dwell=24) == 5000


def test_a_short_operation_ties_up_at_least_its_own_people() -> None:
    """A horizon shorter than a tour still takes everybody in place."""
    assert people_tied_up(1000, 3, 6) == 1000


def test_a_relief_rounded_to_a_whole_period_costs_units() -> None:
    """A 10-day relief takes 5.3 units a post, and 6.0 when it is a whole 30-day period."""
    overlap = factors["relief_overlap"].value
    assert round(units_per_deployed(180, 720, overlap=overlap), 1) == 5.3
    assert units_per_deployed(180, 720, overlap=raised_to(overlap, 30)) == 6.0


def test_harmony_guidelines_ask_for_five_units() -> None:
    """6-month tours with 24 months between them take 5 units for each one deployed."""
    tour, interval = factors["land_tour"].value, factors["harmony_army_interval"].value
    assert units_per_deployed(tour, interval) == 5


def test_harmony_limits_in_shares() -> None:
    """415 days in 30 months are 45 % of the time, 660 in 36 are 60 %; 18 % of 28,000 are 5,040."""
    army = share_away(factors["harmony_army_days_away"].value, factors["harmony_army_window"].value)
    assert army == pytest.approx(0.4545, abs=1e-3)
    assert share_away(660, 36) == pytest.approx(factors["harmony_navy_deployed"].value, abs=0.01)
    assert people_over(28000, factors["harmony_army_breached"].value) == 5040
    assert tours_within(415, 180) == 2
    assert posts_within(1000, 415, 30) == pytest.approx(454.5, abs=0.1)


def test_a_rotation_of_1_to_2_takes_three_for_one() -> None:
    """30,000 in place need 90,000 in the rotation at one year away and two at home."""
    assert people_in_rotation(30000, 12, 24) == 90000


def test_policies_that_name_a_cycle() -> None:
    """A cycle of 1,095 days and a tour of 365 take 3 units, and more with 45 days of overlap."""
    assert units_in_cycle(1095, 365) == 3
    assert units_in_cycle(1095, 365, overlap=45) == pytest.approx(3.42, abs=0.01)
    assert units_in_cycle(2190, 270) == pytest.approx(8.11, abs=0.01)


def test_reserves_count_after_their_training() -> None:
    """A reserve unit mobilised for 12 months at 1:5 with 3 of training serves 9 of 72 months."""
    reserve = Pool(units=28, tour=9, dwell=60, training=3, ready_after=4)
    assert reserve.per_deployed == 8
    active = Pool(units=42, tour=12, dwell=24)
    assert sustained([active, reserve]) == 17.5
    assert sustained([active, reserve], after=0) == 14


def test_reserves_needed_fill_what_the_active_pools_cannot() -> None:
    """18 in place from 42 active units at 1:2 and reserves at 1:8 take 32 reserve units."""
    active = [Pool(units=42, tour=12, dwell=24)]
    reserve = Pool(units=0, tour=9, dwell=60, training=3)
    needed = reserve_units_needed(18, active, reserve)
    assert needed == 32
    filled = Pool(units=needed, tour=9, dwell=60, training=3)
    assert sustained([*active, filled]) >= 18
    assert reserve_units_needed(14, active, reserve) == 0


def test_the_steady_state_names_its_dwell() -> None:
    """A pool spread evenly shows the dwell it gives: 44 months for 42 units with 9 away."""
    assert steady_state(42, 9, 4, 12).dwell == 44


@given(tour=days, dwell=rests, more=days)
def test_more_dwell_takes_more_units(tour: int, dwell: int, more: int) -> None:
    """Units per deployed grow with dwell and training, and are never below one."""
    base = units_per_deployed(tour, dwell)
    assert base >= 1
    assert units_per_deployed(tour, dwell + more) > base
    assert units_per_deployed(tour, dwell, training=more) > base


@given(tour=days, dwell=rests, overlap=st.integers(min_value=0, max_value=1999))
def test_an_overlap_never_saves_units(tour: int, dwell: int, overlap: int) -> None:
    """A handover costs units, or none when it has no length."""
    if overlap < tour:
        with_relief = units_per_deployed(tour, dwell, overlap=overlap)
        assert with_relief >= units_per_deployed(tour, dwell)


@given(units=st.integers(min_value=1, max_value=500), dwell=st.integers(min_value=0, max_value=9))
def test_sustaining_and_needing_are_inverse(units: int, dwell: int) -> None:
    """The units that a sustained number needs are the units it came from."""
    kept = sustainable_units(units, dwell)
    assert units_needed(kept, 1, dwell) == units


@given(
    per_state=st.integers(min_value=1, max_value=9),
    away=st.integers(min_value=1, max_value=6),
    home=st.integers(min_value=0, max_value=20),
)
def test_a_steady_state_holds_every_unit_once(per_state: int, away: int, home: int) -> None:
    """The states of a steady pool hold all its units, and exactly those deployed."""
    state = steady_state((away + home) * per_state, away * per_state, 4, 4 * away)
    assert (state.deployed_states, state.home_states) == (away, home)
    assert len(state.deployed) * state.per_state == away * per_state
    assert len(state.home) * state.per_state == home * per_state
