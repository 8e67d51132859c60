"""Good plans of the three small operations, made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tests.assess.build import finished, leads, mended, turns
from tests.assess.tight import LIMITS, tight
from tests.framed import framed
from tests.operations import coalition, one_post, two_tasks
from tests.reaching import post_in_reach
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.question import Answer
from willing.domain.requirement import Commitment
from willing.domain.standby import Standby
from willing.domain.step import Step
from willing.domain.unit import Cycle
from willing.domain.windows import parse_windows

Case = tuple[Operation, Plan]


def post() -> Case:
    """The Dutch company from D+30, relieved by the Norwegian one; the last 180 days stay short."""
    operation = one_post()
    rows = turns(operation, "tour", [
        ("nld_pledge", "post", 120, 180, 1), ("nor_pledge", "post", 300, 180, 1),
    ])
    return operation, finished(operation, {"deal": "2027-04-01"}, rows)


def two_early() -> Case:
    """The early deal with enablers: a pool of six does all, each element accounted for."""
    operation = two_tasks()
    rows = turns(operation, "tour", [("deu_battalions", "battlegroup", 0, 180, 1)], "cycle")
    rows += turns(operation, "tour", [
        ("deu_battalions", "battlegroup", 180, 180, 1),
        ("deu_battalions", "battlegroup", 360, 150, 1),
        ("deu_pledge", "sector_north", 150, 180, 1), ("deu_pledge", "sector_north", 330, 180, 1),
        ("fra_pledge", "sector_south", 150, 180, 1), ("fra_pledge", "sector_south", 330, 180, 1),
    ])
    rows += turns(operation, "hold", [("deu_battalions", "reserve", 0, 510, 1)])
    return operation, finished(operation, {"deal": "2027-04-01", "backstop": "enablers"}, rows)


def two_late() -> Case:
    """The late deal without backstop: the reserve goes uncovered for 20 days, the south for all."""
    operation = two_tasks()
    rows = turns(operation, "tour", [("deu_battalions", "battlegroup", 0, 180, 1)], "cycle")
    rows += turns(operation, "tour", [
        ("deu_battalions", "battlegroup", 180, 180, 1),
        ("deu_battalions", "battlegroup", 360, 180, 1),
        ("deu_battalions", "battlegroup", 540, 150, 1),
        ("deu_pledge", "sector_north", 330, 180, 1), ("deu_pledge", "sector_north", 510, 180, 1),
    ])
    rows += turns(operation, "hold", [
        ("deu_battalions", "reserve", 0, 530, 1), ("deu_battalions", "reserve", 550, 140, 1),
    ])
    return operation, finished(operation, {"deal": "2027-09-15", "backstop": "none"}, rows)


def wide() -> Case:
    """The coalition after an early deal, with enablers and wide acceptance."""
    operation = coalition()
    rows = turns(operation, "tour", [
        ("gbr_mech", "tapa_battlegroup", 0, 70, 1),
        ("nor_team_pledge", "theatre_opening", 0, 90, 1),
    ], "cycle")
    rows += turns(operation, "tour", [("gbr_mech", "tapa_battlegroup", 63, 180, 1)], "order")
    rows += turns(operation, "tour", [
        ("gbr_mech", "tapa_battlegroup", 243, 180, 1),
        ("gbr_mech", "tapa_battlegroup", 423, 180, 1),
        ("gbr_mech", "tapa_battlegroup", 603, 57, 1),
        ("gbr_mech_pledge", "sector_east", 210, 180, 2),
        ("pol_infantry_pledge", "sector_east", 210, 180, 1),
        ("pol_infantry_pledge", "sector_east", 390, 180, 2),
        ("fra_mech_pledge", "monitors", 210, 110, 1),
        ("gbr_jets_pledge", "air_policing", 160, 60, 4),
        ("gbr_jets_pledge", "air_policing", 220, 60, 4),
        ("gbr_jets_pledge", "air_policing", 310, 60, 4),
        ("fra_mcm_pledge", "mines", 170, 90, 1), ("fra_mcm_pledge", "mines", 260, 90, 1),
        ("nor_patrol_pledge", "mines", 180, 90, 2),
        ("pol_builders_pledge", "engineers", 210, 180, 3),
        ("est_engineers_pledge", "engineers", 390, 30, 1),
        ("fra_hospital_pledge", "hospital", 210, 180, 2),
        ("fra_hospital_pledge", "hospital", 390, 90, 1),
        ("nor_team_pledge", "theatre_opening", 90, 180, 1),
        ("nor_team_pledge", "theatre_opening", 270, 180, 1),
        ("nor_team_pledge", "theatre_opening", 450, 180, 1),
        ("nor_team_pledge", "theatre_opening", 630, 30, 1),
        ("est_infantry", "est_guard", 60, 150, 1), ("est_infantry", "est_guard", 240, 150, 1),
        ("est_infantry", "est_guard", 510, 150, 1),
    ])
    rows += turns(operation, "hold", [
        ("pol_infantry", "pol_reserve", 0, 338, 2), ("pol_infantry", "pol_reserve", 338, 322, 1),
        ("fra_mcm", "fra_mine_watch", 0, 73, 1), ("fra_mcm", "fra_mine_watch", 73, 86, 2),
        ("fra_mcm", "fra_mine_watch", 159, 501, 1),
        ("nor_patrol_pledge", "fra_mine_watch", 249, 104, 2),
    ])
    rows += leads(
        operation, ("GBR", "sector_east", 210, 180), ("POL", "sector_east", 390, 180),
    )
    answers = {"deal": "2027-05-01", "backstop": "enablers", "acceptance": "wide"}
    return operation, finished(operation, answers, rows)


def near() -> Case:
    """Help at the post as long as a company is there; from havelte the post is too far away."""
    operation = post_in_reach()
    rows = turns(operation, "tour", [
        ("nld_pledge", "post", 120, 180, 1), ("nor_pledge", "post", 300, 180, 1),
    ])
    return operation, finished(operation, {"deal": "2027-04-01"}, rows)


def slots() -> Case:
    """AAA frames the battalion, then BBB, which brings a whole one too; once a company is short."""
    operation = framed()
    rows = turns(operation, "tour", [
        ("aaa_hq_pledge", "north/hq", 0, 90, 1), ("aaa_support_pledge", "north/support", 0, 90, 1),
        ("bbb_hq_pledge", "north/hq", 90, 60, 1), ("bbb_hq_pledge", "north/hq", 180, 60, 1),
        ("bbb_support_pledge", "north/support", 90, 60, 1),
        ("bbb_support_pledge", "north/support", 180, 60, 1),
        ("ccc_company_pledge", "north/company", 0, 90, 3),
        ("ccc_company_pledge", "north/company", 90, 60, 2),
        ("ccc_company_pledge", "north/company", 180, 60, 3),
        ("bbb_battalion_pledge", "north", 90, 60, 1),
    ])
    rows += leads(operation, ("AAA", "north", 0, 90), ("BBB", "north", 90, 150))
    return operation, finished(operation, {"deal": "2027-01-01"}, rows)


def reserve() -> Case:
    """A Dutch pool of three: two at notice, of which one is in an alliance's pool too; one there.

    The third goes to the post for 180 days and rests; then the two at home bear three declarations.
    """
    operation = one_post()
    pool = replace(operation.units[1], count=3, notice_days=10)
    operation = replace(
        operation, units=(operation.units[0], pool),
        cycles=(Cycle(unit=pool.id, state="home", count=3),),
        pledges=(operation.pledges[0], replace(operation.pledges[1], count=3)),
        requirements=(*operation.requirements, replace(
            operation.requirements[0], id="reserve", name="", kind="notice", ready_days=10,
            twice=True, quantity=parse_windows("D+0..D+360: 2"), priority=2,
        ), replace(
            operation.requirements[0], id="hours", name="", kind="on_call", priority=3,
            quantity=parse_windows("D+390..D+480: 1"),
        )),
        commitments=(Commitment(
            id="pool", nation="NLD", kind="standing", capability="infantry_company",
            quantity=parse_windows("1"), place="havelte", twice=True,
        ),),
    )
    rows = turns(operation, "tour", [("nld_pledge", "post", 150, 180, 1)])
    rows += turns(operation, "hold", [
        ("nld_pledge", "reserve", 105, 345, 2), (pool.id, "pool", 0, 660, 1),
        ("nld_pledge", "hours", 480, 90, 1),
    ])
    return operation, finished(operation, {"deal": "2027-04-01"}, rows)


def ready() -> Case:
    """Two companies held before the deal on two levels; both leave before their notice is over."""
    operation = one_post()
    operation = replace(
        operation, standbys=(
            Standby(id="now", notice_days=2, longest=60, recovery=10, cost_per_day=40_000.0),
            Standby(id="soon", notice_days=5, longest=75, recovery=10, cost_per_day=9_000.0),
        ),
        requirements=(replace(
            operation.requirements[0], quantity=parse_windows("D+15..D+570: 2")),),
    )
    rows = turns(operation, "standby", [
        ("nld_pledge", "now", 30, 60, 1), ("nor_pledge", "soon", 20, 70, 1),
    ])
    rows += turns(operation, "tour", [
        ("nld_pledge", "post", 111, 180, 1), ("nor_pledge", "post", 129, 180, 1),
    ])
    return operation, finished(operation, {"deal": "2027-04-01"}, rows)


def watch() -> Case:
    """The same, where those who stand by on the sooner level are held for a pool all the while."""
    operation, plan = ready()
    owed = Commitment(
        id="pool", nation="NLD", kind="standing", capability="infantry_company",
        quantity=parse_windows("2027-01-01..2027-04-01: 1"), place="havelte",
    )
    operation = replace(
        operation, commitments=(owed,),
        standbys=tuple(replace(x, covers=x.id == "now") for x in operation.standbys),
    )
    unit = next(unit for unit in operation.units if unit.nation == "NLD")
    hold = Row(
        outcome=plan.outcomes[0].outcome, kind="hold", nation="NLD", unit=unit.id, task="pool",
        first_day=operation.as_of, days=90, count=unit.count,
    )
    rows = [row for row in plan.rows if row.kind in ("tour", "standby")]
    return operation, finished(operation, {"deal": "2027-04-01"}, [*rows, hold])


def stepped() -> Case:
    """Both companies come by steps: one taken long ago, one on the second of 41 days for it."""
    operation = one_post()
    as_of = operation.as_of
    operation = replace(operation, steps=(
        Step(id="early", opens=("nld_pledge",), lead_days=10, cost=3_000_000.0, nation="NLD",
             cost_per_day=20_000.0, start=as_of + timedelta(20), until=as_of + timedelta(60)),
        Step(id="before", opens=("nor_pledge",), cost=9e9, cost_per_day=5_000.0,
             taken=as_of - timedelta(30)),
    ))
    rows = turns(operation, "tour", [
        ("nld_pledge", "post", 120, 180, 1), ("nor_pledge", "post", 300, 180, 1),
    ])
    rows += [
        Row(outcome="", kind="step", nation="NLD", task="early", count=1, days=69,
            first_day=as_of + timedelta(21)),
        Row(outcome="", kind="step", task="before", count=1, days=120, pinned="order",
            first_day=as_of - timedelta(30)),
    ]
    return operation, finished(operation, {"deal": "2027-04-01"}, rows)


CASES = {
    "near": near, "post": post, "two_early": two_early, "two_late": two_late, "wide": wide,
    "slots": slots, "reserve": reserve,
    "ready": ready, "watch": watch, "stepped": stepped,
}
"""Every good plan with its operation, by name."""


def together() -> Case:
    """One plan for two days of the deal: held from day 30 on, until it comes."""
    operation, late = ready()
    row = next(row for row in late.rows if row.task == "now")
    deal = replace(operation.questions[0], answers=(
        Answer(id="2027-03-02", probability=0.5), Answer(id="2027-04-01", probability=0.5)))
    operation = replace(operation, questions=(deal, *operation.questions[1:]))
    rows = turns(operation, "tour", [
        ("nld_pledge", "post", 81, 180, 1), ("nor_pledge", "post", 99, 180, 1),
    ])
    rows += [
        replace(row, days=30), *turns(operation, "standby", [("nor_pledge", "soon", 20, 40, 1)]),
    ]
    early = finished(operation, {"deal": "2027-03-02"}, rows)
    late = finished(operation, {"deal": "2027-04-01"}, [
        r for r in late.rows if r.kind in ("tour", "standby")])
    both = replace(early, outcomes=(*early.outcomes, *late.outcomes), rows=early.rows + late.rows)
    return operation, mended(operation, replace(both, expected=0.0))


def drawn_in(rule: str) -> Iterator[Case]:
    """Every good plan, with the limits of a rule drawn in to what it uses."""
    for case in [together] if rule == "ahead" else CASES.values():
        operation, plan = case()
        yield (tight(operation, plan, rule) if rule in LIMITS else operation), plan
