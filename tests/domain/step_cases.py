"""Problems with steps before the deal, as `check_cases` has them of all else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.domain.formation_cases import Case
from tests.operations import coalition, two_tasks
from willing.domain.agreement import Agreement
from willing.domain.operation import Operation
from willing.domain.stages import parse_stages
from willing.domain.step import Step


def stepping(**values: Any) -> Operation:
    """Two tasks, with a step that opens a pledge and an agreement."""
    made = two_tasks()
    step = Step(**{"id": "early", "opens": ("fra_pledge",), **values})
    return replace(made, steps=(step,))


def _chartered(name: str, days: int = 3) -> Operation:
    """A coalition of which a step opens the first leg, which has a name."""
    made = coalition()
    [leg, *others] = made.legs
    return replace(
        made, legs=(replace(leg, id=name, days=days), *others),
        steps=(Step(id="early", kind="charter", opens=(name,)),),
    )


def _staged() -> Operation:
    """A step that shortens a notice by stage."""
    made = stepping(shortens=("fra_pledge",), notice_days=2)
    stages = parse_stages("0: 30; 60: 10")
    return replace(
        made, policies=tuple(replace(policy, stages=stages) for policy in made.policies),
        pledges=tuple(replace(pledge, notice_days=None) for pledge in made.pledges),
    )


def _signed() -> Operation:
    """A step that opens an agreement that is signed."""
    made = stepping(opens=("sofa",))
    sofa = Agreement(id="sofa", kind="sofa", place=made.places[0].id, signed=True)
    return replace(made, agreements=(sofa,))


STEPS: list[Case] = [
    ("unknown-id", r"steps 'early' opens: 'fra_pledges' is not known; one of the pledges, "
     r"agreements and legs must stand here; .*'fra_pledge'", stepping(opens=("fra_pledges",))),
    ("unknown-id", r"steps 'early' nation: 'XXX' is not known", stepping(nation="XXX")),
    ("duplicate", r"steps 'sector_north' id: .*requirement 'sector_north'",
     stepping(id="sector_north")),
    ("range", r"steps 'early' lead_days: -1 is given", stepping(lead_days=-1)),
    ("range", r"steps 'early' cost: -1", stepping(cost=-1.0)),
    ("step-opens", r"steps 'early' opens: it opens nothing; a step opens pledges, "
     r"agreements or legs, or shortens .*name what it opens", stepping(opens=())),
    ("step-notice", r"steps 'early' notice_days: no notice is given, and it shortens "
     r"'fra_pledge'; both are given, or neither", stepping(shortens=("fra_pledge",))),
    ("step-notice", r"steps 'early' notice_days: a notice is given, and it shortens that of no "
     r"pledge; .*give the notice", stepping(notice_days=2)),
    ("step-notice", r"steps 'early' shortens: elements of 'fra_pledge' have a shorter notice by "
     r"stage too; a step shortens .*; give the pledge a notice of its own", _staged()),
    ("step-useless", r"steps 'early' notice_days: 'fra_pledge' goes as soon without it",
     stepping(shortens=("fra_pledge",), notice_days=900)),
    ("step-dates", r"steps 'early' until: it can be taken from 2027-03-01 until 2027-02-01; it "
     r"ends no earlier than it begins; correct one of the days",
     stepping(start=date(2027, 3, 1), until=date(2027, 2, 1))),
    ("transit-days", r"legs '.*' days: it takes no day, and 'ship' is open only by a step; what a "
     r"step opens is asked for on the days of the movement; give it a day", _chartered("ship", 0)),
    ("duplicate", r"legs '.*' id: 'gbr_mech_pledge' stands twice", _chartered("gbr_mech_pledge")),
    ("id-format", r"legs '.*' id: 'a ship' is no id", _chartered("a ship")),
    ("step-useless", r"steps 'early' opens: 'sofa' is signed, and waits for nothing; .*take it "
     r"out", _signed()),
    ("step-useless", r"steps 'early' until: there is no day before a deal on which it can be "
     r"taken", stepping(until=date(2026, 12, 1))),
]
