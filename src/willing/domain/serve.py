"""How a task is served: by tours to its place, or by elements held where they live."""

from __future__ import annotations

from willing.domain.requirement import Requirement, Served


def is_held(task: Served) -> bool:
    """Whether elements are held where they live for a task: standing, at notice or on call."""
    if isinstance(task, Requirement):
        return task.kind in ("notice", "on_call")
    return task.kind == "standing"


def by_tour(task: Served, own: bool) -> bool:
    """Whether elements of the owner (`own`), or others under a pledge, may go there on tour."""
    if isinstance(task, Requirement):
        return not is_held(task)
    return task.kind == "rotating" if own else task.backfill in ("tour", "any")


def by_hold(task: Served, own: bool) -> bool:
    """Whether elements of the owner (`own`), or others under a pledge, may be held for it."""
    if isinstance(task, Requirement) or own:
        return is_held(task)
    return is_held(task) and task.backfill in ("home", "any")


def hold_wait(task: Served, notice: int) -> tuple[str, int]:
    """What a hold under a pledge waits for after the nation's decision, and how many days.

    A commitment says it (`lead_days`). Elements on call act from their first day, so their own
    notice runs before; at notice it only runs once they are called.
    """
    if isinstance(task, Requirement):
        return "notice", notice if task.kind == "on_call" else 0
    return "lead time", task.lead_days
