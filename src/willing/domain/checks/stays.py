"""Caveats on the longest stay that leave no tour to serve."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import problem, where
from willing.domain.checks.names import Names
from willing.domain.checks.serving import misfit
from willing.domain.pledge import Caveat
from willing.domain.situation import Situation
from willing.errors import Problem


def check_stays(names: Names, laid: tuple[Situation, ...]) -> Iterator[Problem]:
    """Warn of each longest stay below every tour its pledge could serve, in all outcomes.

    Wants an operation without faults.
    """
    for caveat in names.operation.caveats:
        if (caveat.kind, caveat.rule) != ("time", "max"):
            continue
        most = int(caveat.values[0])
        lengths = [shortest for here in laid if (shortest := _shortest(here, caveat, most))]
        if lengths and min(lengths) > most:
            yield problem(
                "caveat-stay", where("caveats", caveat, "values"),
                f"stays of {most} days at most; the shortest tour of '{caveat.pledge}' has "
                f"{min(lengths)}",
                "a tour is cut short only by the end of its task",
                "ask the nation for longer stays, or give the unit a policy of shorter tours",
            )


def _shortest(here: Situation, caveat: Caveat, enough: int) -> int | None:
    """Shortest tour of a pledge in one outcome, or one that is short enough; None: it has none."""
    operation = here.operation
    unit = operation.unit[operation.pledge[caveat.pledge].unit]
    of_policy = min((
        *operation.policy[unit.policy].tours,
        *(n for phase in operation.policy_phases if phase.policy == unit.policy
          for n in phase.tours),
    ))
    found: int | None = None
    for task in operation.served.values():
        length = of_policy if task.tour_days is None else task.tour_days
        better = found is None or length < found
        if better and misfit(operation, unit, caveat.pledge, task) is None:
            found = length
            if found <= enough:
                break
    return found
