"""A program in words: what one rule adds, row by row, so that a person can read and compare it.

`python -m tests.planner.dump` writes the golden files again after a rule was changed on purpose.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from scipy.sparse import csr_array

from tests.meaning.build import (
    caveat,
    cycle,
    duty,
    near,
    need,
    operation,
    package,
    pledge,
    slot,
    step,
    unit,
)
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.pledge import Pledge
from willing.domain.reach import Travel
from willing.domain.requirement import Requirement
from willing.domain.situation import situation
from willing.domain.standby import Standby
from willing.domain.unit import Policy, Unit
from willing.domain.windows import parse_windows
from willing.planner.choose import choose
from willing.planner.draft import Draft
from willing.planner.model import Making, TourKey
from willing.planner.rules import RULES
from willing.planner.tours import choices

FOLDER = Path(__file__).parent / "golden"
NEEDS = {
    "reach": ("cover",), "formation": ("cover",), "support": ("cover",), "useful": ("cover",),
    "lead": ("cover",),
    "twice": ("rotate",), "watch": ("rotate",), "beds": ("overhead",), "force": ("overhead",),
}
"""Rules whose columns another rule uses, besides `decide`."""


def _pools() -> tuple[tuple[Unit, Policy] | Pledge, ...]:
    """Two elements that serve 60 days and rest 30, one of them pledged; and one that serves 30."""
    return (
        unit("aaa", 2, tours=(60,), dwell=30, people=100, cost_per_day=2.0), pledge("aaa"),
        unit("bbb", people=50), pledge("bbb"),
    )


def _clock(post: Requirement) -> dict[str, Operation]:
    """Elements that are not long at home, and ships too heavy to relieve each other."""
    return {
        "standby": operation(
            unit("aaa", 2, tours=(60,), notice_days=60), pledge("aaa", 2), post,
            Standby(id="soon", notice_days=20, longest=60, cost_per_day=1000.0),
            Standby(id="now", notice_days=0, longest=30, cost_per_day=2000.0),
            waiting="2x30", grid="3x30", deal=("2027-03-02",),
        ),
        "watch": operation(
            unit("aaa", 2, tours=(60,), notice_days=60), pledge("aaa", 2), post,
            Standby(id="now", notice_days=0, longest=30, recovery=20, covers=True),
            duty("reserve", "AAA", "standing", "D-30..D+30: 1"),
            waiting="2x30", grid="3x30", deal=("2027-03-02",),
        ),
        "step": operation(
            unit("aaa", 2, tours=(60,)), pledge("aaa", 2), post, unit("bbb"),
            pledge("bbb", id="backfill", purpose="backfill"),
            duty("reserve", "AAA", "standing", "D+0..D+60: 1", backfill="home", priority=2),
            step("permission", "aaa pledge", cost=2e6, cost_per_day=10_000.0),
            step("contract", "backfill", "aaa pledge", lead_days=75, cost=1e6),
            waiting="2x30", grid="3x30", deal=("2027-03-02",),
        ),
        "ready": operation(
            unit("aaa", 2, tours=(60,), stages="0: 60; 30: 0"), pledge("aaa", 2),
            cycle("aaa", "home", 1), cycle("aaa", "home", 1, since=-10), post,
        ),
        "tonnage": operation(
            unit("aaa", 2, tours=(60,), overlap=10, tonnes=400.0), unit("bbb", tonnes=90.0),
            pledge("aaa"), pledge("bbb"), post,
            Place(id="field", stay_except="BBB", stay_tonnes=parse_windows("D+30..: 500")),
        ),
    }


def operations() -> dict[str, Operation]:
    """An operation of two units and four periods for each rule, with what the rule is about."""
    post = need("post", "D+0..D+90: 2")
    reserve = duty("reserve", "AAA", "standing", "D+0..D+60: 1", backfill="home", priority=2)
    backfill = pledge("bbb", id="backfill", purpose="backfill")
    plain = operation(*_pools(), post)
    with_reserve = operation(*_pools(), post, reserve, backfill,
                             weights={"movement": 0.25, "backfill": 0.5})
    limited = tuple(
        replace(nation, ceiling_people=parse_windows("150"), ceiling_tasks=1, ceiling_cost=200.0,
                population=1e6)
        for nation in plain.nations
    )
    crowded = replace(
        plain, overheads=(Overhead(nations=("AAA",), place="field", fixed=20, share=0.15),),
        places=tuple(
            replace(place, beds=parse_windows("..D+60: 150; D+60..: 300"), beds_by="team",
                    beds_per=15, beds_most=40) if place.id == "field" else place
            for place in plain.places
        ),
        settings=replace(plain.settings, ceiling_people=parse_windows("D+30..: 240")),
    )
    return {
        "decide": with_reserve, "rotate": with_reserve, "pledged": with_reserve,
        "twice": operation(*_pools(), post, *(
            duty(name, "AAA", "standing", "D+0..D+60: 1", twice=name != "guard")
            for name in ("guard", "first", "second", "third"))),
        "free": operation(
            unit("aaa", 2, tours=(60,), dwell=30, free=parse_windows("D+0..D+45: 1; D+60..: 2")),
            pledge("aaa", 2), post, reserve),
        "cover": with_reserve,
        "reach": operation(
            *_pools(), post, near("camp", "D+15..D+90: 1", 60, weight=0.5),
            Travel(start="camp", end="field", minutes=60)),
        "support": operation(*_pools(), post, need(
            "care", "D+0..D+60: 1", per_people=120, supports=("post",))),
        "useful": operation(*_pools(), replace(post, min_useful=2)),
        "lead": operation(*_pools(), replace(post, lead=1, lead_days=60)),
        "formation": operation(
            *_pools(), slot("hq", capability="team", framework=True),
            slot("body", 3, viable=1, capability="team"),
            need("north", "D+0..D+90: 1", capability="battalion", lead_days=60)),
        "nations": operation(*_pools(), replace(post, nations=1)),
        "share": operation(*_pools(), replace(post, max_share=0.5)),
        "number": operation(*_pools(), post, caveat(
            "aaa pledge", "number", "max", "1", start="D+30", until="D+60")),
        "ceiling": replace(operation(*_pools(), post, need("guard", "D+0..D+30: 1")),
                           nations=limited),
        "overhead": crowded, "beds": crowded, "force": crowded,
        "burden": replace(operation(*_pools(), post, weights={"burden": 2.0}, settings={
            "fair_share_key": "population", "reference_person_days": 6000.0}), nations=limited),
        "company": operation(
            unit("aaa", 2, tours=(60,), dwell=30), pledge("aaa", 2, only="with BBB"),
            unit("bbb", tours=(45,)), pledge("bbb", only="after AAA"), need(
                "post", "D+0..D+90: 2"), grid="3x30"),
        "package": operation(*_pools(), post, reserve, backfill, package(
            "all", "aaa pledge", "bbb pledge", "backfill"), grid="2x30"),
        "stay": operation(*_pools(), post, weights={"disturbance": 0.5}),
        **_clock(post),
    }


def dump(rule: Callable[[Making], None]) -> str:
    """The columns and rows that a rule adds, and the costs it puts on others, on its operation."""
    op = operations()[rule.__name__]
    here = situation(op, choose(op, "likeliest")[0])
    making = Making(choices=choices(here), draft=Draft())
    if rule.__name__ == "stay":
        making.baseline = _some(making.tour_keys())
    before = ("decide", *NEEDS.get(rule.__name__, ()))
    for other in RULES:
        if other is not rule and other.__name__ in before:
            other(making)
    columns, rows = making.draft.columns_made, making.draft.rows_made
    cost = making.draft.program().cost if columns else None
    rule(making)
    program = making.draft.program()
    name = _names(making)
    lines = [f"{rule.__name__}: {making.choices.situation.timeline.lines}", ""]
    for c in range(program.columns):
        changed = c < columns and cost is not None and program.cost[c] != cost[c]
        if c >= columns or changed:
            whole = "whole " if program.integer[c] else ""
            lines.append(f"{whole}{_number(program.lower[c])} <= {name[c]} <= "
                         f"{_number(program.upper[c])}, cost {_number(program.cost[c])}")
    if program.offset:
        lines.append(f"cost {_number(program.offset)} in any case")
    lines.append("")
    matrix = csr_array(program.matrix)
    for r, row in enumerate(_row_names(making)):
        entries = range(matrix.indptr[r], matrix.indptr[r + 1])
        terms = sorted((int(matrix.indices[e]), float(matrix.data[e])) for e in entries)
        if r >= rows:
            told = " ".join(_term(value, name[c]) for c, value in terms)
            low, high = program.row_lower[r], program.row_upper[r]
            lines.append(f"{row}: {_number(low)} <= {told} <= {_number(high)}")
    return "\n".join(lines) + "\n"


def _some(keys: list[TourKey]) -> dict[TourKey, int]:
    """A baseline: two possible tours, and one that is possible no more."""
    gone = (*keys[0][:4], 7)
    return {keys[0]: 1, keys[-1]: 1, gone: 1}


def _names(making: Making) -> list[str]:
    """A name for every column; tours and holds by who, what and when."""
    tours, timeline = making.choices.tours, making.choices.timeline
    names = [""] * making.draft.columns_made
    for block, first, number in making.draft._column_names:
        for i in range(number):
            names[first + i] = f"{block}[{i}]"
    for i, column in enumerate(making.tours):
        fit = making.choices.pairs[int(tours.pair[i])].fit
        days = f"{tours.first_day[i]}..{tours.ends[i]}"
        names[column] = f"({fit.unit.id} to {fit.task.id} {days})"
    for i, column in enumerate(making.holds):
        fit = making.choices.pairs[int(making.hold_pair[i])].fit
        who = fit.pledge.id if fit.pledge else fit.unit.id
        line = timeline.lines[int(making.hold_period[i])]
        names[column] = f"({who} held for {fit.task.id} {line})"
    return names


def _row_names(making: Making) -> Iterator[str]:
    for block, _, number in making.draft._row_names:
        for i in range(number):
            yield f"{block}[{i}]"


def _term(value: float, name: str) -> str:
    size = "" if abs(value) == 1 else f"{_number(abs(value))} "
    return f"{'-' if value < 0 else '+'} {size}{name}"


def _number(value: float) -> str:
    return ("-" if value < 0 else "") + "inf" if math.isinf(value) else f"{value:g}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in RULES:
        (FOLDER / f"{each.__name__}.txt").write_text(dump(each), encoding="utf-8")
