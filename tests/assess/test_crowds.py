"""People behind people, beds and the force, broken by hand: each by the day on which it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assess.asking import names
from tests.assess.build import finished, turns
from tests.meaning.build import need, operation, order, pledge, unit
from willing.assess.verify import verify
from willing.domain.nation import Group, Nation, Place
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.plan import Plan
from willing.domain.windows import parse_windows

NOW = {"deal": "2027-01-01"}
Turn = tuple[str, str, int, int, int]


def _camp(**place: object) -> Operation:
    """Three teams of 100 with an overlap of 10 days, one engineer element of 50, and a field."""
    return operation(
        unit("aaa", 3, tours=(30, 60, 90), overlap=10, people=100), pledge("aaa", 3),
        unit("bbb", tours=(90,), capability="engineer", people=50), pledge("bbb"),
        need("post", "D+0..D+90: 2"), need("works", "D+0..D+90: 1", capability="engineer"),
        Place(id="field", **place),  # type: ignore[arg-type]
    )


def _served(made: Operation, *given: Turn) -> Plan:
    return finished(made, NOW, turns(made, "tour", given))


def test_overhead_that_is_forgotten_breaks_a_ceiling() -> None:
    """Two hundred may be away, and are; with twenty behind them they are too many."""
    made = _camp()
    ceiling = (Nation(id="AAA", ceiling_people=parse_windows("200")), Nation(id="BBB"))
    made = replace(made, nations=ceiling)
    plan = _served(made, ("aaa pledge", "post", 0, 90, 2))
    assert verify(made, plan) == ()
    behind = replace(made, overheads=(Overhead(share=0.1),))
    assert names(behind, plan, "ceiling",
                 r"nation AAA: 220 people away with overhead on D\+0; its ceiling is 200")


def test_the_first_row_that_fits_holds() -> None:
    """Nation or group, place or a larger one, and a framework nation, which is not its own."""
    made = _camp(part_of="region")
    made = replace(
        made, places=(*made.places, Place(id="region"), Place(id="elsewhere")),
        groups=(Group(id="pact", members=("AAA",)),),
        nations=(Nation(id="AAA", ceiling_people=parse_windows("200")), Nation(id="BBB")),
        requirements=tuple(replace(r, framework="BBB") for r in made.requirements),
    )
    plan = _served(made, ("aaa pledge", "post", 0, 90, 2))
    last = Overhead(fixed=9)
    rows = [
        (Overhead(nations=("pact",), fixed=1), 201), (Overhead(nations=("BBB",), fixed=1), 209),
        (Overhead(place="region", fixed=1), 201), (Overhead(place="elsewhere", fixed=1), 209),
        (Overhead(under="BBB", fixed=1), 201), (Overhead(under="AAA", fixed=1), 209),
    ]
    for row, people in rows:
        told = replace(made, overheads=(row, last))
        assert names(told, plan, "ceiling", f"{people} people away with overhead"), row
    at_home = replace(made, overheads=(last,), places=tuple(
        replace(p, nation="AAA") if p.id == "region" else p for p in made.places))
    assert verify(at_home, plan) == ()


def test_a_relief_needs_a_bed_from_its_arrival() -> None:
    """On days 20..30 the relief is there with those it relieves."""
    made = _camp(beds=parse_windows("150"))
    given = [("aaa pledge", "post", 0, 30, 1), ("aaa pledge", "post", 30, 60, 1)]
    plan = _served(made, *given)
    assert names(made, plan, "beds", r"place field: 200 people there on D\+20; it has 150 beds")
    assert verify(_camp(beds=parse_windows("..D+20: 150; D+30..: 150")), plan) == ()


def test_beds_count_only_once_they_are_built() -> None:
    """Engineers of 50 add 2 beds a day: 100 on day 50, not a day sooner; they stay when they go."""
    made = _camp(beds=parse_windows("150"), beds_by="engineer", beds_per=60)
    engineers: Turn = ("bbb pledge", "works", 0, 90, 1)
    first: Turn = ("aaa pledge", "post", 0, 90, 1)
    fine = _served(made, engineers, first, ("aaa pledge", "post", 60, 30, 1))
    assert verify(made, fine) == ()  # from day 50 on, with the overlap, there are 250
    early = _served(made, engineers, first, ("aaa pledge", "post", 59, 30, 1))
    assert names(made, early, "beds", r"250 people there on D\+49; it has 248 beds")
    idle = _served(made, first, ("aaa pledge", "post", 60, 30, 1))
    assert names(made, idle, "beds", r"200 people there on D\+50; it has 150 beds")
    most = replace(made, places=tuple(
        replace(p, beds_most=80) if p.id == "field" else p for p in made.places))
    assert names(most, fine, "beds", r"250 people there on D\+50; it has 230 beds")


def test_whoever_lives_there_needs_no_bed() -> None:
    """A team at home in the place sleeps in its own barracks."""
    made = _camp(beds=parse_windows("100"))
    plan = _served(made, ("aaa pledge", "post", 0, 90, 2))
    assert names(made, plan, "beds", "200 people there")
    local = replace(made, units=(replace(made.units[0], home="field"), made.units[1]))
    assert verify(local, plan) == ()


@pytest.mark.parametrize(("windows", "found"), [
    ("249", r"all nations: 250 people there on D\+0; 249 may be"), ("250", ""),
    ("..D+30: 300; D+30..: 249", r"250 people there on D\+30; 249 may be"),
    ("D+90..: 1", ""),
])
def test_the_force_counts_everybody_on_requirements(windows: str, found: str) -> None:
    """Teams and engineers of both nations count on the days of the ceiling."""
    made = _camp()
    made = replace(
        made, settings=replace(made.settings, ceiling_people=parse_windows(windows)))
    plan = _served(made, ("aaa pledge", "post", 0, 90, 2), ("bbb pledge", "works", 0, 90, 1))
    assert names(made, plan, "force", found) if found else verify(made, plan) == ()


def test_what_is_decided_counts_too() -> None:
    """An ordered team takes its bed from arrival on."""
    made = _camp(beds=parse_windows("99"))
    made = replace(made, orders=(order("aaa", "post", "D+30", 60, 1, "aaa pledge"),))
    plan = finished(made, NOW, turns(made, "tour", [("aaa pledge", "post", 30, 60, 1)], "order"))
    assert names(made, plan, "beds", r"100 people there on D\+20; it has 99 beds")
