"""Every kind of problem with formations: an operation that has it, and what `check` says of it."""

from __future__ import annotations

from typing import Any

from tests.domain.bend import add, bend, drop
from willing.calendar import DDay
from willing.domain.condition import parse_condition
from willing.domain.formation import Slot
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.question import Change
from willing.domain.unit import Capability

Case = tuple[str, str, Operation]
"""Kind, a pattern found in the whole message, and the operation."""


def _slots(*slots: Slot, **line: Any) -> Operation:
    """`coalition` with the sector in the east as a line for a formation."""
    brigade = Capability(id="brigade")
    records = slots or (
        _slot(framework=True),
        _slot(slot="battalion", capability="infantry_battalion", count=3, viable=2),
    )
    line = {"capability": "brigade", "lead": 0, "max_share": None, **line}
    bent = bend("requirements", "sector_east", **line, operation=drop("orders", "0"))
    return add("compositions", *records, operation=add("capabilities", brigade, operation=bent))


def _slot(**values: Any) -> Slot:
    return Slot(**{"formation": "brigade", "slot": "hq", "capability": "staff_team", **values})


FORMATIONS: list[Case] = [
    ("id-format", r"compositions 'a/b' slot: 'a/b' is no id", _slots(_slot(slot="a/b"))),
    ("duplicate", r"compositions 'hq' slot: 'hq' stands twice", _slots(_slot(), _slot())),
    ("unknown-id", r"compositions 'hq' capability: 'staff_taem' is not known; .*'staff_team'",
     _slots(_slot(capability="staff_taem"))),
    ("range", r"compositions 'hq' count: 0 is given", _slots(_slot(count=0))),
    ("range", r"requirements 'sector_east' nations: 0 is given; 1 to", _slots(nations=0)),
    ("slot-viable", r"compositions 'hq' viable: 2 of 1 elements are viable; .*at most the count",
     _slots(_slot(viable=2))),
    ("slot-viable", r"no slot of 'brigade' is viable: 'hq'; a formation cannot do without",
     _slots(_slot(viable=0))),
    ("slot-viable", r"framework: the framework nation brings a slot of which nothing is viable",
     _slots(_slot(viable=0, framework=True), _slot(slot="other"))),
    ("slot-nested", r"compositions 'hq' capability: 'brigade' has slots itself; a slot asks for",
     _slots(_slot(capability="brigade"))),
    ("formation-line", r"requirements 'sector_east' lead: 1 is given on a line for the formation "
     r"'brigade'; 'framework' slots say who leads", _slots(lead=1)),
    ("formation-line", r"max_share: 0.5 is given .* 'nations' limits", _slots(max_share=0.5)),
    ("formation-line", r"per_people: 100 is given", _slots(per_people=100)),
    ("formation-line", r"kind: posts is given", _slots(kind="posts")),
    ("change-value", r"changes 'sector_east' value: '1' as lead: 1 is given on a line for the for",
     add("changes", Change(when=parse_condition("backstop == full"), table="requirements",
                           id="sector_east", field="lead", value="1"), operation=_slots())),
    ("unasked-formation", r"compositions 'hq' formation: no requirement asks for 'brigade'",
     _slots(capability="infantry_battalion")),
    ("unknown-id", r"offered_for: 'sector_east/hqs' is not known; .*'sector_east/hq'",
     bend("pledges", "nor_team_pledge", offered_for=("sector_east/hqs",), operation=_slots())),
    ("unfillable", r"compositions 'guns' capability on 'sector_east': nobody can serve it",
     add("capabilities", Capability(id="guns"), operation=_slots(
         _slot(), _slot(slot="guns", capability="guns")))),
    ("decided", r"requirements 'sector_east' nations: .* come to 2; 1 is allowed", add(
        "orders",
        Order(unit="gbr_mech", pledge="gbr_mech_pledge", task="sector_east/battalion",
              first_day=DDay(30), days=180, count=1),
        Order(unit="pol_infantry", pledge="pol_infantry_pledge", task="sector_east/battalion",
              first_day=DDay(60), days=180, count=1), operation=_slots(nations=1))),
]
