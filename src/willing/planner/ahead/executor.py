"""Where outcomes are asked: in this process, in processes beside it, or on a Ray cluster.

Every outcome stays with one worker, which keeps its programs warm. Questions are put to all at
once and the answers come back in the order of the questions, so what is decided does not hang
on who was first.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Protocol

import numpy as np
from scipy.sparse import csc_array

from willing.errors import SolverFault
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.recourse import PlanRecourse, Recourse, Shared
from willing.planner.ahead.stages import Stages
from willing.planner.program import Program

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
LOOK = 0.05
"""Seconds between two looks at clock and user while others work."""

_NONE = np.empty(0, dtype=np.int64)
_EMPTY = Program(
    cost=np.empty(0), lower=np.empty(0), upper=np.empty(0), integer=np.empty(0, dtype=bool),
    matrix=csc_array((0, 0)), row_lower=np.empty(0), row_upper=np.empty(0),
)
"""What a worker knows of outcomes that are not its own."""

Job = tuple[int, str, tuple[Any, ...]]
"""A question: number of the outcome, name of the question, what is given with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a worker needs to know of the problem."""

    stages: Stages
    """The problem."""
    plan_recourse: PlanRecourse | None
    """Plans an outcome after a choice; None: by the solver."""
    gap: float
    """Gap wanted of each outcome's plans."""
    nodes: int
    """Nodes after which the bound of a priced outcome is good enough for a line."""

    def share(self, worker: int, workers: int) -> Orders:
        """The same for one of some workers: other workers' outcomes are left empty."""
        outcomes = tuple(
            outcome if number % workers == worker
            else replace(outcome, program=_EMPTY, shared=_NONE, first=_NONE)
            for number, outcome in enumerate(self.stages.outcomes)
        )
        planner = self.plan_recourse
        if isinstance(planner, Shared):
            planner = planner.share(worker, workers)
        return replace(
            self, stages=replace(self.stages, outcomes=outcomes), plan_recourse=planner)


class Team(AbstractContextManager["Team"], Protocol):
    """Workers that have been given their orders."""

    width: int
    """How many there are."""

    def ask(self, jobs: Sequence[Job]) -> list[Any]:
        """Answers in the order of the questions.

        Raises `Stopped` when clock or user end it first.
        """


class Executor(Protocol):
    """A place where outcomes are asked."""

    def team(self, orders: Orders, stop: Callable[[], bool]) -> Team:
        """Workers with these orders; they end with the context."""


class Crew:
    """The outcomes of one worker."""

    def __init__(self, orders: Orders, stop: Callable[[], bool]) -> None:
        self._orders, self._stop = orders, stop
        self._asked: dict[int, Recourse] = {}

    def answer(self, jobs: Sequence[Job]) -> list[Any]:
        """Answers in the order of the questions."""
        return [getattr(self._of(number), name)(*given) for number, name, given in jobs]

    def _of(self, number: int) -> Recourse:
        orders = self._orders
        if number not in self._asked:
            self._asked[number] = Recourse(
                orders.stages, number, orders.plan_recourse, orders.gap, orders.nodes,
                self._stop,
            )
        return self._asked[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial:
    """In this process, one after the other."""

    def team(self, orders: Orders, stop: Callable[[], bool]) -> Team:
        """One worker: this process."""
        return _Here(orders, stop)


class _Here(AbstractContextManager["_Here"]):
    def __init__(self, orders: Orders, stop: Callable[[], bool]) -> None:
        self._crew, self.width = Crew(orders, stop), 1

    def ask(self, jobs: Sequence[Job]) -> list[Any]:
        return self._crew.answer(jobs)

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """In processes beside this one."""

    number: int | None = None
    """How many; None: one for each core."""

    def team(self, orders: Orders, stop: Callable[[], bool]) -> Team:
        """Processes of their own, which end with the context."""
        number = self.number or os.cpu_count() or 1
        return _Beside(orders, stop, min(number, len(orders.stages.outcomes)))


class _Beside(AbstractContextManager["_Beside"]):
    def __init__(self, orders: Orders, stop: Callable[[], bool], number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._stop, self.width = stop, number
        self._lines: list[Connection] = []
        self._processes = []
        for worker in range(number):
            here, there = context.Pipe()
            own = orders.share(worker, number)
            process = context.Process(target=_serve, args=(own, there), daemon=True)
            with _one_thread():
                process.start()
            there.close()
            self._lines.append(here)
            self._processes.append(process)

    def ask(self, jobs: Sequence[Job]) -> list[Any]:
        split = shares(jobs, len(self._lines))
        for line, share in zip(self._lines, split, strict=True):
            if share:
                line.send([jobs[at] for at in share])
        answers: list[Any] = [None] * len(jobs)
        for line, share in zip(self._lines, split, strict=True):
            if not share:
                continue
            while not line.poll(LOOK):
                if self._stop():
                    raise Stopped
            try:
                told = line.recv()
            except EOFError:
                if self._stop():
                    raise Stopped from None
                raise SolverFault(
                    "a process that plans outcomes ended by itself, perhaps for want of memory; "
                    "plan with fewer processes"
                ) from None
            if isinstance(told, BaseException):
                raise told
            for at, answer in zip(share, told, strict=True):
                answers[at] = answer
        return answers

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for line in self._lines:
            line.close()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes begun meanwhile do linear algebra in one thread: they share the cores already."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(orders: Orders, line: Connection) -> None:
    """Answer until the line is closed; Ctrl-C is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    crew = Crew(orders, lambda: False)
    while True:
        try:
            jobs = line.recv()
        except EOFError:
            return
        try:
            line.send(crew.answer(jobs))
        except Exception as fault:
            line.send(fault)


def shares(jobs: Sequence[Job], workers: int) -> list[list[int]]:
    """Which questions each worker is given: outcomes in turn, so each stays with its own."""
    split: list[list[int]] = [[] for _ in range(workers)]
    for at, (number, _, _) in enumerate(jobs):
        split[number % workers].append(at)
    return split
