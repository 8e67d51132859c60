"""Let a generated operation wait for its deal: dates, answers, notice, and levels of standby.

    python -m benchmarks.waiting basic --size 0.1 --outcomes 10 --seconds 300 --peer

Plans all outcomes together, with a program for each; `--peer` gives all of them as one program to
HiGHS afterwards, in a process of its own. Every figure is made up.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from dataclasses import replace
from datetime import timedelta

from benchmarks.ahead import write_row
from benchmarks.generate import AS_OF, family
from benchmarks.stochastic.peer import as_one
from willing.calendar import parse_steps
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.question import DEAL, Answer, Question
from willing.domain.standby import Standby
from willing.planner.ahead.cluster import Ray
from willing.planner.ahead.decided import AheadLimits
from willing.planner.ahead.executor import Executor, Processes
from willing.planner.ahead.stages import Risk
from willing.planner.all_outcomes import plan_together
from willing.planner.choose import choose
from willing.planner.here_and_now import here_and_now
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
    parser.add_argument("--work", type=int, default=400, help="steps for one plan of an outcome")
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--worst", type=float, default=0.0, help="part of the score: the worst")
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--ray", default=None, help="address of a Ray cluster, or 'local'")
    parser.add_argument("--peer", action="store_true", help="HiGHS on all as one program, too")
    parser.add_argument("--write", action="store_true", help="write the page of results")
    asked = parser.parse_args()
    operation = waiting(family(asked.family, asked.seed, asked.size), asked.outcomes, asked.seed)
    risk, limits = Risk(weight=asked.worst), AheadLimits(seconds=asked.seconds, gap=asked.gap)
    began = time.monotonic()

    def tell(reached: Reached) -> None:
        best, bound = (
            "none" if figure is None else f"{figure:.2f}"
            for figure in (reached.best, reached.bound)
        )
        print(f"{time.monotonic() - began:7.1f} s  {reached.step:8} best {best}  bound {bound}",
              flush=True)

    _, found = plan_together(
        operation, limits=limits, work=asked.work, risk=risk,
        executor=_executor(asked.processes, asked.ray), progress=tell,
    )
    memory = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ) / 1e6
    who = "willing" + (f", {asked.processes} processes" if asked.processes else "") + (
        ", Ray" if asked.ray else "")
    told = [(who, found.value, found.bound, time.monotonic() - began, str(found.status), memory)]
    print(*told[0])
    if asked.peer:
        stages = here_and_now(operation, choose(operation, "all"), risk).stages
        told.append(("highs, as one", *as_one(stages, asked.seconds, asked.gap), None))
        print(*told[1])
    if asked.write:
        case = f"{asked.family} {asked.size:g}, {asked.outcomes} outcomes, seed {asked.seed}" + (
            f", {asked.worst:g} on the worst tenth" if asked.worst else "")
        for who, best, bound, seconds, ended, held in told:
            write_row(case, asked.seconds, who, best, bound, seconds, ended, held)


def _executor(processes: int, ray: str | None) -> Executor | None:
    if ray is not None:
        return Ray(address=None if ray == "local" else ray)
    return Processes(number=processes) if processes else None


if __name__ == "__main__":
    main()
