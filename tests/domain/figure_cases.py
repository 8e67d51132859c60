"""Problems with figures: what is missing, out of range, or more than the planner takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.bend import add, bend, drop, wanting
from tests.domain.formation_cases import Case
from tests.operations import coalition
from willing.calendar import Grid, parse_steps
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.question import Answer, Question
from willing.domain.windows import parse_windows


def _grid(waiting: str = "4x30, 4x60", operation: str = "6x10, 10x30") -> Operation:
    steps = [parse_steps(text) for text in (waiting, operation, "none")]
    grid = Grid(waiting=steps[0], operation=steps[1], tail=steps[2])
    return replace(coalition(), grid=grid)


FIGURES: list[Case] = [
    ("missing", r"policies 'air' tours: no tour length is given",
     bend("policies", "air", tours=())),
    ("missing", r"the operation grid has no periods", _grid(operation="none")),
    ("missing", r"the waiting grid has no periods", _grid(waiting="none")),
    ("missing", r"there are no priority classes",
     replace(coalition(), weights=Weights(shortfall=()))),
    ("missing", r"questions 'acceptance' answers: the question has no answers",
     bend("questions", "acceptance", answers=())),
    ("missing", r"requirements 'monitors' quantity: no window is given", wanting("")),
    ("missing", r"nations 'GBR' ceiling_people: no window is given",
     bend("nations", "GBR", ceiling_people=parse_windows(""))),
    ("range", r"units 'gbr_jets' count: 0 is given; 1 to 10000 is allowed",
     bend("units", "gbr_jets", count=0)),
    ("range", r"units 'gbr_jets' notice_days: -1 is given; 0 to 3650 is allowed",
     bend("units", "gbr_jets", notice_days=-1)),
    ("range", r"units 'gbr_jets' tonnes: nan is given",
     bend("units", "gbr_jets", tonnes=float("nan"))),
    ("range", r"units 'gbr_jets' people: a number of very many digits is given",
     bend("units", "gbr_jets", people=10**5000)),
    ("range", r"legs 'rena' days: -2 is given; 0 to 3650", bend("legs", "1", days=-2)),
    ("range", r"policies 'air' tours: 0 is given", bend("policies", "air", tours=(0,))),
    ("range", r"requirements 'mines' max_share: 1.5 is given; 0 to 1 is allowed",
     bend("requirements", "mines", max_share=1.5)),
    ("range", r"requirements 'mines' priority: 4 is given; 1 to 3 is allowed",
     bend("requirements", "mines", priority=4)),
    ("range", r"requirements 'hospital' per_people: 0 is given; 1 to",
     bend("requirements", "hospital", per_people=0)),
    ("range", r"operation weights.lead: inf is given",
     replace(coalition(), weights=Weights(lead=float("inf")))),
    ("range", r"operation settings.movement_days: -3 is given",
     replace(coalition(), settings=Settings(movement_days=-3))),
    ("range", r"operation as_of: 0207-01-01 is given; 1950-01-01 to 2200-12-31",
     replace(coalition(), as_of=date(207, 1, 1))),
    ("range", r"requirements 'monitors' quantity: 999999999 is given",
     wanting("D+0..: 999999999")),
    ("range", r"orders 'gbr_mech' days: 0 is given", bend("orders", "0", days=0)),
    ("limit", r"operation grid: 401 periods of 401 days are given; at most 400 periods",
     _grid("1x1", "400x1")),
    ("limit", r"all units together have 110000 elements; at most 100000", add(
        "units", *(replace(coalition().units[0], id=f"more{i}", count=10_000) for i in range(11)),
        operation=drop("units", *(u.id for u in coalition().units)))),
    ("limit", r"legs: 10001 records are given; at most 10000",
     replace(coalition(), legs=coalition().legs[:1] * 10_001)),
    ("limit", r"21 tour lengths are given; at most 20",
     bend("policies", "air", tours=tuple(range(1, 22)))),
    ("limit", r"the answers combine to 115200 outcomes; at most 20000", add("questions", *(
        Question(id=f"q{i}", answers=tuple(Answer(id=f"a{j}") for j in range(80)))
        for i in range(2)))),
    ("accept-text", r"requirements 'monitors' accept: 'EU NATO' is not a nation or group in column",
     bend("requirements", "monitors", accept="EU NATO")),
]
