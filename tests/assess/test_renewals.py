"""What the judge says of turns behind the end of a pledge, and behind that of an agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assess.build import finished, turns
from tests.meaning.build import day, renewal
from tests.meaning.case import Case
from tests.meaning.cases.standing import held_ready
from tests.meaning.cases.who import agreement_renewed, renewed, renewed_by_an_answer
from willing.assess.verify import verify
from willing.domain.operation import Operation


def faults(case: Case, task: str, first: int, days: int, **changed: object) -> list[str]:
    """Faults of one tour of AAA's only pledge, the data perhaps changed."""
    operation: Operation = replace(case.operation, **changed)  # type: ignore[arg-type]
    rows = turns(operation, "tour", [("aaa pledge", task, first, days, 1)])
    made = finished(operation, case.answers, rows)
    return [f"{fault.rule}: {fault.text}" for fault in verify(operation, made)]


@pytest.mark.parametrize(("first", "told"), [
    (60, []), (30, ["until: ends on D+90, the pledge on 2027-02-15"]),
])
def test_who_leaves_before_the_answer_keeps_to_the_old_end(first: int, told: list[str]) -> None:
    """The pledge goes on from day 40; a tour from day 30 left too early to count on it."""
    assert faults(renewed_by_an_answer(), "post", first, 60) == told


def test_an_open_renewal_is_none() -> None:
    """Up to day 120 it is given; behind that day it could only be asked for."""
    assert faults(renewed(), "post", 90, 30) == []
    assert faults(renewed(), "post", 120, 30) == ["until: ends on D+150, the pledge on 2027-05-01"]


def test_without_its_renewal_an_agreement_ends() -> None:
    """A tour over both terms is there without leave where nobody renews."""
    assert faults(agreement_renewed(), "post", 0, 90) == []
    [told] = faults(agreement_renewed(), "post", 0, 90, renewals=())
    assert told.startswith("agreement: ")


@pytest.mark.parametrize(("given", "told"), [
    (True, []), (False, ["ends on D+0, the pledge on 2027-02-20"]),
])
def test_who_stands_by_needs_a_pledge_that_goes_on(given: bool, told: list[str]) -> None:
    """Held up to D on day 60 under a pledge that ends on day 50, renewed or not."""
    made = held_ready()
    [mine] = made.operation.pledges
    operation = replace(
        made.operation, pledges=(replace(mine, until=day(50)),),
        renewals=(renewal("aaa pledge", 300, given=given),))
    rows = turns(operation, "standby", [("aaa pledge", "ready", 30, 30, 1)])
    found = verify(operation, finished(operation, made.answers, rows))
    assert [f.text for f in found if f.rule == "standby"] == told
