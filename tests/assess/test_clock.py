"""The judge on notice by stage, certificates, limited stays and tonnage, plan by plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assess.build import finished, turns
from tests.meaning.build import cycle, need, operation, pledge, unit
from willing.assess.cover import covered
from willing.assess.scene import stage_of
from willing.assess.verify import verify
from willing.domain.nation import Nation, Place
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.windows import parse_windows

DEAL = {"deal": "2027-01-01"}
Tour = tuple[int, int, int]


def made(operation: Operation, *tours: Tour) -> Plan:
    """A plan of tours on the post: first day, days, elements."""
    rows = turns(operation, "tour", [("aaa pledge", "post", *tour) for tour in tours])
    return finished(operation, DEAL, rows)


def rules(operation: Operation, *tours: Tour) -> list[str]:
    """Rules that such a plan breaks."""
    return [fault.rule for fault in verify(operation, made(operation, *tours))]


def staged(since: int | None = -10, pledged: int = 3, **other: object) -> Operation:
    """Three elements, one of them home since a day; 60 days of notice, 20 from 40 days on."""
    return operation(
        Nation(id="AAA", decision_days=10), unit("aaa", 3, stages="0: 60; 40: 20", **other),  # type: ignore[arg-type]
        cycle("aaa", "home", 2), cycle("aaa", "home", 1, since=since), pledge("aaa", pledged),
        need("post", "D+0..D+120: 3"),
    )


def test_no_more_leave_on_short_notice_than_were_long_at_home() -> None:
    """Two may leave on day 30, the third only on day 70; one day sooner nobody may."""
    assert rules(staged(), (30, 30, 2), (70, 30, 1)) == []
    assert rules(staged(), (30, 30, 3)) == ["ready"]
    assert rules(staged(), (30, 30, 2), (69, 30, 1)) == ["ready"]
    assert rules(staged(), (29, 30, 1)) == ["ready"]
    assert rules(staged(since=-30), (30, 30, 3)) == []
    assert rules(staged(since=-29), (30, 30, 3)) == ["ready"]


def test_a_fault_of_stages_tells_days_and_numbers() -> None:
    """It says how many would have to be at home since when, and how many there are."""
    (fault,) = verify(staged(), made(staged(), (30, 30, 3)))
    assert fault.where == "unit aaa"
    assert "4 elements would have to be at home or away from D-30 to D-10" in fault.text
    assert fault.text.endswith("for tours on short notice, and it has 3")


def test_who_serves_meanwhile_is_not_kept() -> None:
    """An element on another tour on the day of the decision cannot leave on short notice."""
    busy = operation(
        Nation(id="AAA", decision_days=30), unit("aaa", stages="0: 60; 20: 10"), pledge("aaa"),
        need("post", "D+0..D+120: 1", order="now"), waiting="4x30", deal=("2027-02-01",),
    )
    late = replace(busy, requirements=(replace(busy.requirements[0], order="now"),))
    told = turns(late, "tour", [("aaa pledge", "post", 90, 30, 1)])
    assert verify(late, finished(late, {"deal": "2027-02-01"}, told)) == ()


def test_a_pledge_with_its_own_notice_has_no_stages() -> None:
    """What the pledge says holds for all its elements."""
    own = staged()
    own = replace(own, pledges=(replace(own.pledges[0], notice_days=20),))
    assert rules(own, (30, 30, 3)) == []


def test_a_certificate_that_ended_takes_days_before_the_tour() -> None:
    """A tour that would begin behind the last day leaves so many days earlier."""
    def certified(until: int) -> Operation:
        return operation(
            unit("aaa", work_up=5, certified=until, certify_days=20, notice_days=10),
            pledge("aaa"), need("post", "D+0..D+120: 1"),
        )

    scene = stage_of(certified(29), made(certified(29), (35, 30, 1)), "2027-01-01")
    assert (scene.tours[0].leaves, scene.tours[0].departs) == (10, 35)
    scene = stage_of(certified(30), made(certified(30), (35, 30, 1)), "2027-01-01")
    assert (scene.tours[0].leaves, scene.tours[0].departs) == (30, 35)
    assert rules(certified(29), (35, 30, 1)) == []
    assert rules(certified(28), (34, 30, 1)) == ["ready"]
    assert rules(certified(30), (35, 30, 1), (90, 30, 1)) == []
    assert rules(certified(30), (35, 30, 1), (89, 30, 1)) == ["rotate"]


@pytest.mark.parametrize(("accepted", "tonnes", "expected"), [
    ("", "999", ["tonnage"]), ("", "1000", []), ("BBB", "999", ["tonnage"]), ("AAA", "999", []),
    ("not BBB", "999", []), ("", "D+40..: 999", []), ("", "..D+20: 999", []),
    ("", "..D+21: 999", ["tonnage"]),
])
def test_tonnes_inside_count_from_arrival(accepted: str, tonnes: str, expected: list[str]) -> None:
    """A relief is inside with whom it relieves; who is excepted is not counted."""
    sea = operation(
        unit("aaa", 2, overlap=10, tonnes=500.0), pledge("aaa", 2),
        Place(id="bay", part_of="sea"),
        Place(id="sea", stay_except=accepted, stay_tonnes=parse_windows(tonnes)),
        need("post", "D+0..D+60: 1", place="bay"), Nation(id="BBB"),
    )
    assert rules(sea, (0, 30, 1), (30, 30, 1)) == expected


def test_elements_in_a_limited_place_count_in_part_and_by_points() -> None:
    """Three that may be inside a third of their days count for one; held ones count whole."""
    sea = operation(
        unit("aaa", 3), pledge("aaa", 3), Place(id="field", stay_days=20, away_days=40),
        need("post", "D+0..D+30: 2"),
    )
    plan = made(sea, (0, 30, 3))
    (item,) = covered(stage_of(sea, plan, "2027-01-01"))["post"]
    assert (item.wanted, item.cover) == (2, 1)
    assert rules(sea, (0, 30, 3)) == []


def test_notice_to_enter_comes_on_top() -> None:
    """Whoever is bound leaves so many days later."""
    sea = operation(
        unit("aaa", notice_days=10), pledge("aaa"), Place(id="field", entry_notice_days=15),
        need("post", "D+0..D+60: 1"),
    )
    assert rules(sea, (25, 30, 1)) == []
    assert rules(sea, (24, 30, 1)) == ["ready"]
