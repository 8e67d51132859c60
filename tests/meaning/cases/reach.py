"""What must be in reach in time: who is near, how far that is, and what it takes to be near."""

from __future__ import annotations

from tests.meaning.build import near, need, operation, pledge, slot, unit
from tests.meaning.case import Case, case
from willing.domain.nation import Nation, Place
from willing.domain.reach import Travel
from willing.domain.unit import Capability


@case
def in_reach() -> Case:
    """One surgical team in town is near to the camp (40 minutes), not to the outpost (90).

    Both camp and outpost want one within 60 minutes, the outpost in class 2: 6 points.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), need("clinic", "D+0..D+30: 1", place="town"),
            near("camp_reach", "D+0..D+30: 1", 60),
            near("outpost_reach", "D+0..D+30: 1", 60, place="outpost", priority=2),
            Travel(start="camp", end="town", minutes=40),
            Travel(start="outpost", end="town", minutes=90),
        ),
        terms={"shortfall_2": 6}, shortfalls={("outpost_reach", 0, 30): 1},
    )


@case
def reach_chooses_the_line() -> Case:
    """One team, two clinics of class 2; only the one in town is near to the camp (class 1).

    In town the hill is short (6); on the hill town and camp are (6 + 36).
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"),
            need("hill_clinic", "D+0..D+30: 1", place="hill", priority=2),
            need("town_clinic", "D+0..D+30: 1", place="town", priority=2),
            near("camp_reach", "D+0..D+30: 1", 60),
            Travel(start="camp", end="town", minutes=60),
            Travel(start="camp", end="hill", minutes=61),
        ),
        terms={"shortfall_2": 6}, shortfalls={("hill_clinic", 0, 30): 1},
        tours=(("aaa", "town_clinic", 0, 30, 1),),
    )


@case
def more_for_a_reach() -> Case:
    """The clinic wants one team, the camp two within an hour: a second is sent to the clinic.

    A third would not count for anybody. Each tour costs 1 point: 2.
    """
    return Case(
        operation=operation(
            unit("aaa", 3), pledge("aaa", 3), need("clinic", "D+0..D+30: 1", place="town"),
            near("camp_reach", "D+0..D+30: 2", 60), Travel(start="camp", end="town", minutes=10),
            weights={"movement": 1.0},
        ),
        terms={"movement": 2}, tours=(("aaa", "clinic", 0, 30, 2),),
    )


@case
def nearer_names() -> Case:
    """The row that names the village outranks the one of its region, though that is shorter.

    By road the village is 80 minutes away, where two places of the region are 30 apart; there and
    back differ, for the row of the air holds from the town only: 6 points.
    """
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"), Place(id="region"), Place(id="town", part_of="region"),
            Place(id="camp", part_of="region"), Place(id="village", part_of="region"),
            need("clinic", "D+0..D+30: 1", place="town"),
            near("camp_reach", "D+0..D+30: 1", 60),
            near("village_reach", "D+0..D+30: 1", 60, place="village", priority=2),
            Travel(start="region", end="region", minutes=30),
            Travel(start="village", end="town", minutes=80),
            Travel(start="town", end="village", mode="air", minutes=20, both_ways=False),
        ),
        terms={"shortfall_2": 6}, shortfalls={("village_reach", 0, 30): 1},
    )


@case
def kinds_in_reach() -> Case:
    """A hospital with surgery is a hospital; on one line it serves, for two reaches it counts.

    The camp wants a hospital and, in class 2, a dentist by road; the hospital counts for the first,
    the dentist comes by air only. A dentist may stand in for a hospital on no reach: 6 points.
    """
    return Case(
        operation=operation(
            Capability(id="hospital"), Capability(id="surgery", parent="hospital"),
            unit("aaa", capability="surgery"), pledge("aaa"),
            unit("bbb", capability="dentist"), pledge("bbb"),
            need("clinic", "D+0..D+30: 1", capability="hospital", place="town"),
            need("chair", "D+0..D+30: 1", capability="dentist", place="far"),
            near("surgery_reach", "D+0..D+30: 1", 60, capability="hospital"),
            near("dentist_reach", "D+0..D+30: 1", 60, capability="dentist", mode="road",
                 priority=2),
            Travel(start="camp", end="town", minutes=30),
            Travel(start="camp", end="far", mode="air", minutes=30),
        ),
        terms={"shortfall_2": 6}, shortfalls={("dentist_reach", 0, 30): 1},
    )


@case
def given_by_the_host() -> Case:
    """What a host gives in its own country is no burden; what it sends abroad is.

    HHH keeps a hospital at home for 60 days (6,000 person-days, given) and a guard abroad for 30
    (3,000). AAA and HHH have equal shares of 2,000; 1 point for 1,000 above: 3,000 - 1,000 = 2.
    """
    return Case(
        operation=operation(
            Nation(id="AAA", gdp=1.0), Nation(id="HHH", gdp=1.0),
            unit("hospital", nation="HHH", capability="hospital", tours=(60,), people=100),
            unit("guard", nation="HHH", people=100),
            pledge("hospital", provided="host"), pledge("guard", provided="host"),
            need("clinic", "D+0..D+60: 1", capability="hospital", place="home of HHH"),
            need("post", "D+0..D+30: 1"),
            weights={"burden": 1.0},
            settings={"fair_share_key": "gdp", "reference_person_days": 2_000.0},
        ),
        terms={"burden": 2},
    )


@case
def reach_between_turns() -> Case:
    """A team of 60 days in place and 60 at rest: the camp is in reach two months of four.

    The clinic (class 3) wants it for the same four months: 2 x (36 + 1).
    """
    return Case(
        operation=operation(
            unit("aaa", tours=(60,), dwell=60), pledge("aaa"),
            need("clinic", "D+0..D+120: 1", place="town", priority=3),
            near("camp_reach", "D+0..D+120: 1", 60), Travel(start="camp", end="town", minutes=10),
        ),
        terms={"shortfall_1": 72, "shortfall_3": 2}, shortfalls=None,
    )


@case
def slot_in_reach() -> Case:
    """The medics in a slot of a battalion at the camp's town are in reach of the camp."""
    return Case(
        operation=operation(
            slot("company"), slot("medic"), need("north", "D+0..D+30: 1", capability="battalion",
                                                 place="town"),
            unit("aaa", capability="company"), pledge("aaa"),
            unit("bbb", capability="medic"), pledge("bbb"),
            near("camp_reach", "D+0..D+30: 1", 60, capability="medic"),
            Travel(start="camp", end="town", minutes=40),
        ),
        terms={}, shortfalls={},
    )


@case
def held_is_not_in_reach() -> Case:
    """The team held at notice for the camp stays at home: the camp's reach is short."""
    return Case(
        operation=operation(
            unit("aaa"), pledge("aaa"),
            need("reserve", "D+0..D+30: 1", kind="notice", ready_days=10, place="camp"),
            near("camp_reach", "D+0..D+30: 1", 60, priority=2),
        ),
        terms={"shortfall_2": 6}, shortfalls={("camp_reach", 0, 30): 1},
    )
