"""Requirements and commitments: windows and figures that go together; windows of ceilings too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from willing.calendar import Timeline
from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.lines import line_problems
from willing.domain.checks.names import Names
from willing.domain.checks.windows import window_problems
from willing.domain.reach import Reach
from willing.domain.requirement import Commitment, Requirement, Served
from willing.domain.windows import Window, Windows
from willing.errors import Problem

Lines = Sequence[Timeline]


def check_tasks(names: Names, lines: Lines) -> Iterator[Problem]:
    """Tasks whose windows or figures do not go together."""
    for table in ("requirements", "commitments"):
        for task in getattr(names.operation, table):
            yield from task_problems(table, task, lines)
    for reach in names.operation.reaches:
        yield from reach_problems(reach, lines)
    for nation in names.operation.nations:
        yield from nation_problems(nation, lines)
    for place in names.operation.places:
        yield from place_problems(place, lines)
    ceiling = names.operation.settings.ceiling_people
    if ceiling is not None:
        yield from window_problems("operation settings.ceiling_people", ceiling, lines)


def nation_problems(nation: Any, lines: Lines) -> Iterator[Problem]:
    """Windows of a nation's ceiling that overlap or are not there."""
    if nation.ceiling_people is not None:
        yield from window_problems(
            where("nations", nation, "ceiling_people"), nation.ceiling_people, lines
        )


def place_problems(place: Any, lines: Lines) -> Iterator[Problem]:
    """Beds whose windows overlap or are not there, and growth that says too little."""
    told = where("places", place, "beds")
    if place.beds is not None:
        yield from window_problems(told, place.beds, lines)
    given = [
        name for name in ("beds", "beds_by", "beds_per")
        if getattr(place, name) not in (None, "", 0)
    ]
    grows = {"beds_by", "beds_per"} & set(given) or place.beds_most is not None
    if grows and not (place.beds is not None and {"beds_by", "beds_per"} <= set(given)):
        yield problem(
            "beds-rule", told, f"{' and '.join(given) or 'beds_most'} alone",
            "beds that grow have 'beds', 'beds_by' and 'beds_per'",
            "fill what is missing, or empty the others",
        )


def reach_problems(reach: Reach, lines: Lines) -> Iterator[Problem]:
    """Windows of a reach that overlap, are not there, or lie behind the horizon."""
    place = where("reaches", reach, "quantity")
    yield from window_problems(place, reach.quantity, lines)
    yield from _horizon(place, reach, lines)


def task_problems(table: str, task: Served, lines: Lines) -> Iterator[Problem]:
    """What is wrong with one task, whatever the rest of the operation says."""
    place = where(table, task, "quantity")
    yield from window_problems(place, task.quantity, lines)
    yield from line_problems(task)
    if isinstance(task, Commitment):
        yield from _kind(task)
    else:
        yield from _horizon(place, task, lines)
        yield from _before_deal(place, task, lines)
    yield from _above_quantity(table, task)


def _kind(task: Commitment) -> Iterator[Problem]:
    if task.kind == "standing" and task.tour_days and task.backfill in ("none", "home"):
        yield problem(
            "standing-tour", where("commitments", task, "tour_days"),
            f"tours of {short(task.tour_days)} days are given for a standing commitment",
            "elements of a standing commitment are at home; only backfill by tour has a length",
            "empty it, make it rotating, or let others backfill by 'tour'",
        )
    if task.kind == "rotating" and task.backfill == "home":
        yield problem(
            "rotating-home", where("commitments", task, "backfill"),
            "backfill from home is given for a rotating commitment",
            "a rotating commitment is served in tours: 'none', 'tour' or 'any'",
            "write 'tour', or make it standing",
        )


def _horizon(place: str, task: Requirement | Reach, lines: Lines) -> Iterator[Problem]:
    late = [part for part in task.quantity.parts if lines and not _runs(part, lines)]
    if not late:
        return
    kind = "window-late" if len(late) < len(task.quantity.parts) else "window-outside"
    # Without a deal the horizon is a date, which says little about windows counted from D.
    deals = [line for line in lines if line.d_day is not None] or lines
    yield problem(
        kind, place, f"'{short(Windows(tuple(late)))}' begins before the horizon in no outcome",
        f"the horizon is {max(line.label(line.horizon) for line in deals)}",
        "lengthen the operation grid, or move the window",
    )


def _runs(part: Window, lines: Lines) -> bool:
    return any(
        first < line.horizon for line in lines for first, _, _ in Windows((part,)).on(line)
    )


def _before_deal(place: str, task: Requirement, lines: Lines) -> Iterator[Problem]:
    if task.order == "now":
        return
    for part in task.quantity.parts:
        early = [
            first < line.d_day
            for line in lines if line.d_day is not None
            for first, _, quantity in Windows((part,)).on(line)
            if quantity or task.per_people is not None
        ]
        if early and all(early):
            always = part.start is None and part.end is None
            told = f"'{part.quantity}' holds for all days, those" if always else (
                f"'{short(part)}' begins")
            yield problem(
                "window-before-deal", place,
                f"{told} before D-day in every outcome{' too' if always else ''}, with "
                "'order: deal'",
                "elements ordered at the deal cannot be in place before it",
                "write 'order: now', or begin at D+0 or later"
                + (f": 'D+0..: {part.quantity}'" if always else ""),
            )


def _above_quantity(table: str, task: Served) -> Iterator[Problem]:
    most = max((part.quantity for part in task.quantity.parts), default=0)
    if not most or (isinstance(task, Requirement) and task.per_people is not None):
        return
    for field in ("lead", "min_useful"):
        needed = getattr(task, field, 0)
        if needed > most:
            yield problem(
                "above-quantity", where(table, task, field), f"{short(needed)} elements are given",
                f"no window wants more than {short(most)}", "lower it, or raise the quantity",
            )
