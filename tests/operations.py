"""Three small named operations, used by the whole test suite.

`one_post` and `two_tasks` are small enough to plan by hand (their folders under `examples/` say
how); `coalition` uses nearly every feature once.
"""

from __future__ import annotations

from datetime import date

from tests.coalition import coalition
from willing.calendar import Grid, parse_steps
from willing.domain.condition import parse_condition
from willing.domain.milestone import Milestone, Threshold
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.question import Answer, Question
from willing.domain.requirement import Commitment, Requirement
from willing.domain.unit import Capability, Cycle, Policy, Unit
from willing.domain.windows import parse_windows

__all__ = ["coalition", "one_post", "two_tasks"]

AS_OF = date(2027, 1, 1)
ILLUSTRATIVE = "Made up for this example"


def one_post() -> Operation:
    """One post for 540 days; two nations with one company each, tours of 180 and dwell of 360.

    Each company can serve one tour before the post closes, so 180 days must stay short.
    """
    return Operation(
        name="One post", as_of=AS_OF, marking="ILLUSTRATIVE",
        note="One company is wanted for 540 days. Two companies can serve 180 days each.",
        grid=Grid(
            waiting=parse_steps("3x30"), operation=parse_steps("19x30"), tail=parse_steps("none")
        ),
        capabilities=(
            Capability(id="infantry_company", name="Infantry company", counted_in="company"),
        ),
        policies=(Policy(id="company", tours=(180,), dwell=360),),
        questions=(
            Question(id="deal", name="When does the deal take effect?",
                     answers=(Answer(id="2027-04-01", probability=1.0),)),
        ),
        places=(
            Place(id="the_post", name="The post", role="crossing"),
            Place(id="steinkjer", name="Steinkjer", nation="NOR"),
            Place(id="havelte", name="Havelte", nation="NLD"),
        ),
        legs=(
            Leg(start="steinkjer", end="the_post", mode="sea", days=14),
            Leg(start="havelte", end="the_post", mode="rail", days=14),
        ),
        nations=(
            Nation(id="NOR", name="Norway", decision_days=20),
            Nation(id="NLD", name="Netherlands", decision_days=5),
        ),
        units=(
            Unit(id="nor_company", nation="NOR", capability="infantry_company", count=1,
                 home="steinkjer", policy="company", notice_days=20, people=150,
                 source=ILLUSTRATIVE, grade="I"),
            Unit(id="nld_company", nation="NLD", capability="infantry_company", count=1,
                 home="havelte", policy="company", notice_days=10, people=140,
                 source=ILLUSTRATIVE, grade="I"),
        ),
        pledges=(
            Pledge(id="nor_pledge", unit="nor_company", count=1, status="confirmed",
                   source=ILLUSTRATIVE, grade="I"),
            Pledge(id="nld_pledge", unit="nld_company", count=1, status="confirmed",
                   source=ILLUSTRATIVE, grade="I"),
        ),
        requirements=(
            Requirement(id="post", name="The post at the crossing", effect="borders",
                        capability="infantry_company", place="the_post",
                        quantity=parse_windows("D+30..D+570: 1"),
                        source=ILLUSTRATIVE, grade="I"),
        ),
    )


def two_tasks() -> Operation:
    """Two sectors, and what one of the two nations must keep doing at home meanwhile.

    Germany's pool of six serves a sector, a battlegroup abroad and a reserve at home. France comes
    only with the backstop. With the late deal the pool is 60 days too small, and the reserve gives.
    """
    return Operation(
        name="Two tasks", as_of=AS_OF, marking="ILLUSTRATIVE",
        note="Two sectors, one battlegroup, one reserve; a pool of six and a pool of two.",
        grid=Grid(
            waiting=parse_steps("9x30"), operation=parse_steps("14x30"), tail=parse_steps("none")
        ),
        capabilities=(
            Capability(id="mech_battalion", name="Mechanised battalion", counted_in="battalion"),
        ),
        policies=(Policy(id="battalion", tours=(180,), dwell=360),),
        groups=(Group(id="NATO", members=("DEU", "FRA", "LTU")),),
        questions=_two_questions(),
        places=(
            Place(id="north", name="Northern sector", role="sector", nation="XHO"),
            Place(id="south", name="Southern sector", role="sector", nation="XHO"),
            Place(id="rukla", name="Rukla", nation="LTU"),
            Place(id="munster", name="Munster", nation="DEU"),
            Place(id="mourmelon", name="Mourmelon", nation="FRA"),
        ),
        legs=(
            Leg(start="munster", end="north", mode="rail", days=10),
            Leg(start="munster", end="rukla", mode="rail", days=10),
            Leg(start="mourmelon", end="south", mode="rail", days=10),
        ),
        nations=(
            Nation(id="DEU", name="Germany", decision_days=30),
            Nation(id="FRA", name="France", decision_days=14),
            Nation(id="LTU", name="Lithuania"),
            Nation(id="XHO", name="Hostland"),
        ),
        units=(
            Unit(id="deu_battalions", nation="DEU", capability="mech_battalion", count=6,
                 home="munster", policy="battalion", notice_days=20, people=800,
                 source=ILLUSTRATIVE, grade="I"),
            Unit(id="fra_battalions", nation="FRA", capability="mech_battalion", count=2,
                 home="mourmelon", policy="battalion", notice_days=20, people=700,
                 source=ILLUSTRATIVE, grade="I"),
        ),
        cycles=(
            Cycle(unit="deu_battalions", state="tour", count=1, until=date(2027, 6, 30),
                  task="battlegroup"),
            Cycle(unit="deu_battalions", state="home", count=5),
            Cycle(unit="fra_battalions", state="home", count=2),
        ),
        pledges=(
            Pledge(id="deu_pledge", unit="deu_battalions", count=2, status="confirmed",
                   source=ILLUSTRATIVE, grade="I"),
            Pledge(id="fra_pledge", unit="fra_battalions", count=2, status="conditional",
                   condition=parse_condition("backstop >= enablers"),
                   offered_for=("south",), source=ILLUSTRATIVE, grade="I"),
        ),
        requirements=_two_requirements(),
        commitments=_two_commitments(),
        milestones=_two_milestones(), thresholds=_two_thresholds(),
    )


def _two_milestones() -> tuple[Milestone, ...]:
    return (
        Milestone(id="IOC", name="Initial operational capability", hold_days=30,
                  source=ILLUSTRATIVE, grade="I"),
        Milestone(id="FOC", name="Full operational capability", hold_days=90,
                  source=ILLUSTRATIVE, grade="I"),
    )


def _two_thresholds() -> tuple[Threshold, ...]:
    return (
        Threshold(milestone="IOC", line="sector_north", least=1, source=ILLUSTRATIVE, grade="I"),
        Threshold(milestone="FOC", line="borders", source=ILLUSTRATIVE, grade="I"),
        Threshold(milestone="FOC", line="monitoring", source=ILLUSTRATIVE, grade="I"),
    )


def _two_questions() -> tuple[Question, ...]:
    return (
        Question(id="deal", name="When does the deal take effect?", answers=(
            # The second date lies between two lines: D moves from day 257 to day 270.
            Answer(id="2027-04-01", probability=0.5), Answer(id="2027-09-15", probability=0.5),
        )),
        Question(id="backstop", name="How far does the backstop go?", ordered=True, answers=(
            Answer(id="none", probability=0.4), Answer(id="enablers", probability=0.6),
        )),
    )


def _two_requirements() -> tuple[Requirement, ...]:
    return (
        Requirement(id="sector_north", effect="borders", capability="mech_battalion",
                    quantity=parse_windows("D+60..D+420: 1"), place="north", priority=1,
                    source=ILLUSTRATIVE, grade="I"),
        Requirement(id="sector_south", effect="monitoring", capability="mech_battalion",
                    quantity=parse_windows("D+60..D+420: 1"), place="south", priority=2,
                    source=ILLUSTRATIVE, grade="I"),
    )


def _two_commitments() -> tuple[Commitment, ...]:
    return (
        Commitment(id="battlegroup", nation="DEU", kind="rotating", capability="mech_battalion",
                   quantity=parse_windows("1"), place="rukla", priority=2, backfill="tour",
                   accept="NATO", source=ILLUSTRATIVE, grade="I"),
        Commitment(id="reserve", nation="DEU", kind="standing", capability="mech_battalion",
                   quantity=parse_windows("1"), place="munster", priority=3,
                   source=ILLUSTRATIVE, grade="I"),
    )
