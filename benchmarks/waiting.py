"""Let a generated operation wait for its deal: dates, answers, notice, and levels of standby.

    python -m benchmarks.waiting basic --size 0.1 --outcomes 10 --seconds 300

Plans all outcomes together, with a program for each, and gives the extensive form of the same
problem to HiGHS beside it. Every figure is made up.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from dataclasses import replace
from datetime import timedelta

from benchmarks.generate import AS_OF, family
from willing.calendar import parse_steps
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.question import DEAL, Answer, Question
from willing.domain.standby import Standby
from willing.planner.ahead.decided import AheadLimits
from willing.planner.ahead.executor import Processes
from willing.planner.all_outcomes import plan_together
from willing.planner.limits import Reached

_ANSWERS = ("none", "some", "half", "most", "full")
_NOTICE = (0, 15, 30, 60)


def waiting(operation: Operation, outcomes: int, seed: int) -> Operation:
    """The operation with so many outcomes: dates of the deal, each with answers of a backstop.

    A third of the pledges count only from some answer on. Units need notice; on standby they need
    a few days.
    """
    dice = random.Random(f"waiting {seed}")
    answers = min(len(_ANSWERS), max(1, outcomes // 2))
    dates = -(-outcomes // answers)
    days = [AS_OF + timedelta(30 * (1 + i)) for i in range(dates)]
    deal = Question(id=DEAL, answers=tuple(Answer(id=day.isoformat()) for day in days))
    backstop = Question(
        id="backstop", ordered=True, answers=tuple(Answer(id=a) for a in _ANSWERS[:answers]))
    return replace(
        operation, name=f"{operation.name}, {outcomes} outcomes",
        questions=(deal, backstop),
        grid=replace(operation.grid, waiting=parse_steps(f"{dates}x30")),
        units=tuple(replace(unit, notice_days=dice.choice(_NOTICE)) for unit in operation.units),
        pledges=tuple(
            replace(pledge, condition=parse_condition(
                f"backstop >= {dice.choice(_ANSWERS[:answers])}"))
            if answers > 1 and dice.random() < 0.33 else pledge for pledge in operation.pledges
        ),
        standbys=(
            Standby(id="ready", notice_days=5, longest=90, recovery=30, cost_per_day=20_000.0),
            Standby(id="near", notice_days=20, longest=120, recovery=30, cost_per_day=8_000.0),
        ),
    )


def main() -> None:
    """Plan all outcomes of a generated operation together."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=0.1)
    parser.add_argument("--outcomes", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--way", default="decomposed", choices=("decomposed", "extensive"))
    parser.add_argument("--processes", type=int, default=0)
    asked = parser.parse_args()
    operation = waiting(family(asked.family, asked.seed, asked.size), asked.outcomes, asked.seed)
    began = time.monotonic()

    def tell(reached: Reached) -> None:
        best, bound = (
            "none" if figure is None else f"{figure:.2f}"
            for figure in (reached.best, reached.bound)
        )
        print(f"{time.monotonic() - began:7.1f} s  {reached.step:8} best {best}  bound {bound}",
              flush=True)

    plan, found = plan_together(
        operation, limits=AheadLimits(seconds=asked.seconds, gap=asked.gap, way=asked.way),
        executor=Processes(number=asked.processes) if asked.processes else None, progress=tell,
    )
    memory = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ) / 1e6
    print(f"{found.status}: expected {plan.expected}, bound {plan.expected_bound}, "
          f"gap {found.gap}, {time.monotonic() - began:.1f} s, {memory:.2f} GB")


if __name__ == "__main__":
    main()
