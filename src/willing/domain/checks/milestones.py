"""Milestones that ask for nothing, and thresholds that ask for two things or of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import problem, where
from willing.domain.checks.names import Names
from willing.domain.milestone import Threshold
from willing.domain.operation import Operation
from willing.domain.route import within
from willing.errors import Problem


def check_thresholds(names: Names) -> Iterator[Problem]:
    """Thresholds with two numbers, and such as no line counts for."""
    for threshold in names.operation.thresholds:
        if threshold.least is not None and threshold.share is not None:
            yield problem(
                "threshold", where("thresholds", threshold, "share"),
                f"least {threshold.least} and share {threshold.share:g} are given",
                "a threshold asks for elements ('least') or for a part of what is wanted ('share')",
                "empty one of them, or write two rows",
            )
        known = threshold.line in names.known("tasks, effects, places and nations")
        if known and not _asks_somebody(names.operation, threshold):
            yield problem(
                "threshold", where("thresholds", threshold, "line"),
                f"'{threshold.line}' has no essential line",
                "an effect, place or nation stands for its essential requirements",
                "name a requirement or a commitment, or mark one of its lines essential",
            )


def check_empty_milestones(names: Names) -> Iterator[Problem]:
    """Milestones without a threshold."""
    asked = {threshold.milestone for threshold in names.operation.thresholds}
    for milestone in names.operation.milestones:
        if milestone.id not in asked:
            yield problem(
                "milestone-empty", where("milestones", milestone, "id"),
                "no threshold names it, so no day can be told",
                "a milestone has one threshold or more",
                f"add rows for '{milestone.id}' to thresholds, or take it out",
            )


def _asks_somebody(operation: Operation, threshold: Threshold) -> bool:
    if threshold.line in operation.task:
        return True
    return any(
        task.essential and threshold.line in (task.effect, *within(operation, task.place))
        for task in operation.for_effects
    )
