"""Why elements are held ready: what would be lost in an outcome if they left with their own notice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from willing.domain.fit import fit
from willing.explain.ground import Ground
from willing.explain.trial import points_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """What an early tour owes to its elements having stood ready."""

    usual: int
    """First day on which its elements could leave with their own notice."""
    count: int
    """Elements of the tour, those of other stints included."""
    days: int
    """Days by which it leaves sooner."""
    points: float
    """Points by which the score would be higher if its elements came so many days later, or not at
    all where the tour is no longer, and all else stayed as planned."""


def spared(here: Ground, pledge: str, task: str, leaves: int) -> Spared | None:
    """What was spared by the tours of a pledge on a task that leave on a day.

    Of the score without them; holding them is paid all the same. None: no such tour, or nobody of
    the pledge waits for a notice.
    """
    tours = [
        item for item in here.scene.tours
        if item.row.pledge == pledge and item.task.id == task and item.leaves == leaves
        and item.pledge is not None
    ]
    if not tours:
        return None
    first = tours[0]
    usual = fit(here.situation, first.unit, first.pledge, first.task).leaves_from
    days = usual - leaves
    if days <= 0:
        return None
    late = {id(item.row): item for item in tours}
    rows = []
    for row in here.scene.rows:
        if id(row) not in late:
            rows.append(row)
        elif row.days > days:
            rows.append(replace(
                row, first_day=row.first_day + timedelta(days=days), days=row.days - days))
    scene = replace(here.scene, rows=tuple(rows))
    return Spared(
        usual=usual, count=sum(item.count for item in tours), days=days,
        points=points_of(scene) - here.points,
    )
