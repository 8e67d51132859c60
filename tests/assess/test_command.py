"""Command, authority and agreements: plans that were good until the data changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.meaning.build import agreement, caveat, need, operation, pledge, unit
from tests.meaning.oracle import solve
from tests.meaning.plans import as_plan
from willing.assess.verify import verify
from willing.domain.command import Command
from willing.domain.nation import Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.plan import Plan

ANSWERS = {"deal": "2027-01-01"}


def good() -> tuple[Operation, Plan]:
    """One element on a post from D+30 to D+90, ten days away, transferred after five."""
    made = operation(
        unit("aaa", tours=(60,)), pledge("aaa", authority="OPCON"),
        Command(id="hq", transfer_days=5),
        Place(id="field", reception_days=2, agreements=("sofa",)),
        Leg(start="home of AAA", end="field", days=10),
        need("post", "D+30..D+90: 1", command="hq", authority="TACOM"),
        agreement("sofa", "field", start="D+23", until="D+90"),
    )
    return made, as_plan(made, ANSWERS, solve(made, ANSWERS))


def told(**tables: Any) -> list[str]:
    """What the judge says of the plan when tables of its operation change."""
    made, plan = good()
    assert verify(made, plan) == ()
    return [str(fault) for fault in verify(replace(made, **tables), plan)]


@pytest.mark.parametrize(("other", "text"), [
    (agreement("sofa", "field", start="D+24"), "is in field on D+23, and no agreement of kind"),
    (agreement("sofa", "field", until="D+89"), "is in field on D+89"),
    (agreement("sofa", "field", signed=False), "is in field on D+23"),
    (agreement("sofa", "field", condition="deal == never"), "is in field on D+23"),
    (agreement("sofa", "home of AAA"), "is in field on D+23"),
    (agreement("sofa", "field", parties=["BBB"]), "is in field on D+23"),
    (agreement("hns", "field"), "'sofa' is in force for AAA then"),
])
def test_nobody_is_there_without_an_agreement(other: Any, text: str) -> None:
    """One day too early, too late, unsigned, conditional, elsewhere, of others, of another kind."""
    (fault,) = told(agreements=(other,))
    assert fault.startswith("agreement: 2027-01-01: tour of aaa (aaa pledge) on post")
    assert text in fault


@pytest.mark.parametrize(("others", "text"), [
    ({"start": "D+14"}, "no way there is open to AAA before: no agreement of kind 'transit'"),
    ({"until": "D+22"}, "arrives in field on D+23"),
    ({"signed": False}, "arrives in field on D+23"),
    ({"parties": ["BBB"]}, "arrives in field on D+23"),
])
def test_nobody_crosses_without_leave(others: dict[str, Any], text: str) -> None:
    """A day too late, too early, unsigned, of others: it leaves on D+13 and arrives on D+23."""
    over = (Leg(start="home of AAA", end="field", days=10, transit="RRR"),)
    nations = (*good()[0].nations, Nation(id="RRR"))
    sofa = agreement("sofa", "field")
    leave = agreement("transit", "RRR", start="D+13", until="D+23")
    assert told(legs=over, nations=nations, agreements=(sofa, leave)) == []
    (fault,) = told(legs=over, nations=nations, agreements=(
        sofa, agreement("transit", "RRR", **others)))
    assert fault.startswith("agreement: 2027-01-01: tour of aaa (aaa pledge) on post")
    assert text in fault


def test_a_longer_way_is_reckoned_with() -> None:
    """Round the ground that is closed it takes 40 days: the notice is over too late for that."""
    legs = (Leg(start="home of AAA", end="field", days=10, transit="RRR"),
            Leg(start="home of AAA", end="field", days=40))
    nations = (*good()[0].nations, Nation(id="RRR"))
    (fault,) = told(legs=legs, nations=nations, agreements=(agreement("sofa", "field"),))
    assert fault.startswith("ready: ")
    assert "leaves on D-17, and may from D+0" in fault


def test_agreements_may_follow_each_other() -> None:
    """One ends on the day on which the other begins; a day between them is a fault."""
    one = agreement("sofa", "field", id="one", until="D+50")
    assert told(agreements=(one, agreement("sofa", "field", id="two", start="D+50"))) == []
    (fault,) = told(agreements=(one, agreement("sofa", "field", id="two", start="D+51")))
    assert "is in field on D+50" in fault


def test_nobody_needs_an_agreement_in_his_own_country() -> None:
    """The field is AAA's: then nothing needs to be signed."""
    made, _ = good()
    own = tuple(replace(place, nation="AAA") if place.id == "field" else place
                for place in made.places)
    assert told(agreements=(), places=own) == []


def test_authority_granted_is_at_least_the_one_asked() -> None:
    """A pledge of TACON on a line of TACOM is refused, one that says nothing is not."""
    made, _ = good()
    less = (replace(made.pledges[0], authority="TACON"),)
    (fault,) = told(pledges=less)
    assert fault.startswith("accept:")
    assert "TACON is granted, TACOM is asked for" in fault
    assert told(pledges=(replace(made.pledges[0], authority=""),)) == []


@pytest.mark.parametrize(("limit", "rule"), [
    (caveat("aaa pledge", "authority", "max", "TACON"), "accept"),
    (caveat("aaa pledge", "authority", "only", "TACON"), "accept"),
    (caveat("aaa pledge", "authority", "not", "TACOM"), "accept"),
    (caveat("aaa pledge", "authority", "max", "TACON", start="D+89"), "until"),
    (caveat("aaa pledge", "authority", "max", "TACON", start="D+90"), ""),
    (caveat("aaa pledge", "authority", "max", "TACOM"), ""),
    (caveat("aaa pledge", "authority", "only", "own orders"), ""),
])
def test_a_caveat_limits_the_authority_granted(limit: Any, rule: str) -> None:
    """Always, or on its days; words of their own are for people."""
    assert [fault.split(":")[0] for fault in told(caveats=(limit,))] == ([rule] if rule else [])


def test_a_tour_counts_from_the_transfer_of_authority() -> None:
    """With a longer transfer the same tour would have had to leave before it may."""
    made, _ = good()
    late = tuple(replace(p, notice_days=13) for p in made.pledges)
    assert told(pledges=late) == []
    slow = (replace(made.commands[0], transfer_days=6),)
    sofa = (agreement("sofa", "field"),)
    assert told(pledges=late, agreements=sofa) == []
    (fault,) = told(pledges=late, commands=slow, agreements=sofa)
    assert fault.startswith("ready:")
    assert "leaves on D+12, and may from D+13" in fault
