"""Movement over legs: against a search of every path."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.operations import coalition
from willing.assess.ways import Ways
from willing.domain.nation import Leg, Place
from willing.domain.operation import Operation, Settings
from willing.domain.route import at_home, movement_days, ways, within

PLACES = ("a", "b", "c", "area", "part", "bit")
LEGS = st.lists(
    st.builds(
        lambda start, end, days, both: Leg(start=start, end=end, days=days, both_ways=both),
        st.sampled_from(PLACES), st.sampled_from(PLACES), st.integers(0, 9), st.booleans(),
    ),
    max_size=8,
)


def _operation(legs: list[Leg]) -> Operation:
    parents = {"part": "area", "bit": "part"}
    return replace(
        coalition(), legs=tuple(legs), settings=Settings(movement_days=77),
        places=tuple(Place(id=name, part_of=parents.get(name, "")) for name in PLACES),
    )


def _every_path(legs: list[Leg], starts: set[str], ends: set[str]) -> int | None:
    """Fewest days over any path that visits no place twice."""
    steps = [(leg.start, leg.end, leg.days) for leg in legs]
    steps += [(leg.end, leg.start, leg.days) for leg in legs if leg.both_ways]
    best: list[int] = []

    def walk(here: str, days: int, seen: frozenset[str]) -> None:
        if here in ends and here not in starts:
            best.append(days)
        for start, end, more in steps:
            if start == here and end not in seen:
                walk(end, days + more, seen | {end})

    for start in starts:
        walk(start, 0, frozenset({start}))
    return min(best, default=None)


@given(LEGS, st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_the_fastest_way_is_found(legs: list[Leg], start: str, end: str) -> None:
    """Days are those of the fastest path from the place, or a larger one, to the other."""
    operation = _operation(legs)
    larger = {"part": {"area"}, "bit": {"part", "area"}}
    starts, ends = {start} | larger.get(start, set()), {end} | larger.get(end, set())
    days = _every_path(legs, starts, ends)
    expected = (0, True) if start == end else (77, False) if days is None else (days, True)
    assert movement_days(operation, ways(operation), start, end) == expected


def test_larger_places_join_legs_only_at_the_ends_of_a_way() -> None:
    """A leg to a part and one from the whole do not join, for the planner nor for the judge."""
    for end, days in (("part", 77), ("area", 7)):
        operation = _operation([
            Leg(start="a", end=end, days=3), Leg(start="area", end="b", days=4),
        ])
        assert movement_days(operation, ways(operation), "a", "b")[0] == days
        assert Ways(operation).days("a", "b") == days
        assert movement_days(operation, ways(operation), "bit", "b") == (4, True)
        assert Ways(operation).days("bit", "b") == 4


def test_a_leg_in_one_direction_leads_one_way() -> None:
    """Without `both_ways` the way back is not known."""
    operation = _operation([Leg(start="a", end="b", days=3, both_ways=False)])
    graph = ways(operation)
    assert movement_days(operation, graph, "a", "b") == (3, True)
    assert movement_days(operation, graph, "b", "a") == (77, False)


def test_a_place_lies_within_its_larger_places_and_their_nations() -> None:
    """Smallest first, each nation once; a ring and a missing place come to an end."""
    assert within(coalition(), "east") == ("east", "theatre", "XHO")
    assert within(coalition(), "nowhere") == ()
    ring = replace(coalition(), places=(
        Place(id="a", part_of="b"), Place(id="b", part_of="a", nation="GBR"),
    ))
    assert within(ring, "a") == ("a", "b", "GBR")


def test_a_place_is_in_the_country_of_each_larger_place() -> None:
    """A part without a nation lies in that of the whole; at sea nobody is at home."""
    made = replace(coalition(), places=(
        Place(id="coast", nation="GBR"), Place(id="harbour", part_of="coast"),
        Place(id="enclave", part_of="coast", nation="FRA"), Place(id="sea"),
    ))
    assert at_home(made, "GBR", "harbour")
    assert not at_home(made, "FRA", "harbour")
    assert at_home(made, "FRA", "enclave")
    assert at_home(made, "GBR", "enclave")
    assert not at_home(made, "GBR", "sea")
