"""Stages of notice that make no sense, and stays limited by law that are only half told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from willing.domain.checks.kinds import problem, where
from willing.domain.checks.names import Names
from willing.domain.checks.tasks import Lines
from willing.domain.checks.windows import window_problems
from willing.domain.nation import Place
from willing.domain.unit import Policy
from willing.errors import Problem


def check_clock(names: Names, lines: Lines) -> Iterator[Problem]:
    """Faults of stages and of limited stays."""
    for policy in names.operation.policies:
        yield from _stages(policy)
    for place in names.operation.places:
        yield from stay_problems(place, lines)


def stay_problems(place: Place, lines: Lines) -> Iterator[Problem]:
    """What is wrong with the limits of one place, whatever the rest of the operation says."""
    if (place.stay_days is None) is not (place.away_days is None):
        field = "away_days" if place.away_days is None else "stay_days"
        yield problem(
            "stay-limit", where("places", place, field), f"'{field}' is not given",
            "a stay of so many days and so many days away go together",
            f"give '{field}', or empty the other",
        )
    if place.stay_tonnes is not None:
        yield from window_problems(
            where("places", place, "stay_tonnes"), place.stay_tonnes, lines
        )


def _stages(policy: Policy) -> Iterator[Problem]:
    if policy.stages is None:
        return
    parts, at = policy.stages.parts, where("policies", policy, "stages")
    if not parts or parts[0].since != 0:
        yield problem(
            "stages", at, f"the first stage is '{parts[0] if parts else ''}'",
            "the first stage begins with the end of the dwell, after 0 days",
            "write '0: NOTICE' before the others",
        )
    for before, after in pairwise(parts):
        if after.since <= before.since or after.notice >= before.notice:
            yield problem(
                "stages", at, f"'{before}' is followed by '{after}'",
                "a later stage needs less notice than the one before", "order and correct them",
            )
            break
