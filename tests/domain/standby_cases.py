"""Problems with levels of standby and with renewals, as `check_cases` has them of all else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.domain.formation_cases import Case
from tests.operations import one_post, two_tasks
from willing.calendar import DDay
from willing.domain.agreement import Agreement
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.renewal import Renewal
from willing.domain.standby import Standby


def _levels(*levels: dict[str, Any], **values: Any) -> Operation:
    """Two tasks, with these levels of standby."""
    made = tuple(
        Standby(**{"id": f"level_{i}", "notice_days": 2, "longest": 60, **level})
        for i, level in enumerate(levels)
    )
    return replace(two_tasks(), standbys=made, **values)


def ordered(**values: Any) -> Operation:
    """Two tasks, with one battalion ordered to stand by for the month before D."""
    order = Order(**{
        "unit": "deu_battalions", "pledge": "deu_pledge", "task": "level_0",
        "first_day": DDay(-30), "days": 30, "count": 1, "kind": "standby", **values,
    })
    return _levels({}, orders=(order,))


STANDBY: list[Case] = [
    ("unknown-id", r"standbys 'level_0' policies: 'land' is not known; one of the policies",
     _levels({"policies": ("land",)})),
    ("duplicate", r"standbys 'sector_north' id: .*requirement 'sector_north'",
     _levels({"id": "sector_north"})),
    ("range", r"standbys 'level_0' longest: 0 is given; 1 to 3650", _levels({"longest": 0})),
    ("range", r"standbys 'level_0' cost_per_day: -1", _levels({"cost_per_day": -1.0})),
    ("standby-recovery", r"standbys 'level_1' recovery: 9 days, and 0 on 'level_0', which is open "
     r"to policy '\w+' too; .*same recovery; make both the same, or name other policies",
     _levels({}, {"recovery": 9})),
    ("standby-covers", r"standbys 'level_0' covers: yes is given, and no nation whose elements are "
     r"held on it owes anything that they could stand for at home; .*leave the field empty",
     replace(one_post(), standbys=(
         Standby(id="level_0", notice_days=2, longest=60, covers=True),))),
    ("standby-useless", r"standbys 'level_0' notice_days: on 'level_0' nobody would leave any "
     r"sooner; .*take the level out", _levels({"notice_days": 900})),
    ("misfit", r"orders 'deu_battalions' task: elements of 'deu_battalions' stand by, and no "
     r"pledge is named; .*on a level open to their policy", ordered(pledge="")),
    ("misfit", r"orders 'deu_battalions' task: 'sector_north' is no level of standby",
     ordered(task="sector_north")),
    ("misfit", r"'level_0' is a level of standby, for orders of kind standby",
     ordered(kind="tour")),
    ("unknown-id", r"orders 'deu_battalions' task: 'level_9' is not known; .*'level_0'",
     ordered(task="level_9")),
    ("overused", r"cycle rows and orders use 99 elements at once", ordered(count=99)),
]


def renewing(name: str, until: object = None, **values: Any) -> Operation:
    """Two tasks, with a renewal of this name; `until` is when the German pledge ends."""
    made = two_tasks()
    pledges = tuple(
        replace(p, until=until) if p.id == "deu_pledge" else p for p in made.pledges)
    row = Renewal(**{"renews": name, "until": date(2028, 1, 1), **values})
    return replace(made, pledges=pledges, renewals=(row,))


RENEWALS: list[Case] = [
    ("unknown-id", r"renewals 'deu_pledg' renews: 'deu_pledg' is not known; one of the pledges and "
     r"agreements must stand here; .*'deu_pledge'", renewing("deu_pledg")),
    ("renewal", r"renewals 'deu_pledge' renews: 'deu_pledge' has no end; a renewal is of one "
     r"pledge or agreement, and ends behind its end; correct the name", renewing("deu_pledge")),
    ("renewal", r"renewals 'deu_pledge' until: it ends on 2028-01-01, and 'deu_pledge' on "
     r"2028-01-01", renewing("deu_pledge", date(2028, 1, 1))),
    ("renewal", r"renewals 'deu_pledge' renews: 'deu_pledge' is a pledge and an agreement",
     replace(renewing("deu_pledge"), agreements=(
         Agreement(id="deu_pledge", kind="sofa", place="port", signed=True),))),
    ("renewal-late", r"renewals 'deu_pledge' ask_by: it had to be asked for by 2026-01-01, and it "
     r"is .*; it counts for nothing in the plan; mark it as given",
     renewing("deu_pledge", date(2027, 12, 1), ask_by=date(2026, 1, 1))),
    ("unknown-id", r"renewals 'deu_pledge' condition, column 1: question 'mandat' is not known",
     renewing("deu_pledge", date(2027, 12, 1), condition=parse_condition("mandat == yes"))),
]
