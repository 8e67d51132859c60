"""Outcomes asked on a Ray cluster, by its address."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from willing.errors import WillingError
from willing.planner.ahead.decided import Stopped
from willing.planner.ahead.executor import LOOK, Crew, Job, Orders, Team, shares


class NoRay(WillingError):
    """Ray is asked for but not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ray:
    """On a Ray cluster."""

    address: str | None = None
    """Address of the cluster, as Ray writes it; None: one on this machine, begun when needed."""
    number: int | None = None
    """How many workers; None: one for each core of the cluster."""

    def team(self, orders: Orders, stop: Callable[[], bool]) -> Team:
        """Workers on the cluster, which end with the context.

        Raises `NoRay` when the package is absent.
        """
        try:
            ray = importlib.import_module("ray")
        except ImportError:
            raise NoRay(
                "outcomes are to be planned on Ray; it is not installed; "
                "install it by `pip install willing[ray]`, or plan in local processes"
            ) from None
        if not ray.is_initialized():
            ray.init(address=self.address, log_to_driver=False, include_dashboard=False)
        cores = int(ray.cluster_resources().get("CPU", 1))
        return _Away(ray, orders, stop, min(self.number or cores, len(orders.stages.outcomes)))


class _Away(AbstractContextManager["_Away"]):
    def __init__(self, ray: Any, orders: Orders, stop: Callable[[], bool], number: int) -> None:
        self._ray, self._stop, self.width = ray, stop, number
        self._crews = [
            ray.remote(num_cpus=1)(_Crew).remote(orders.share(worker, number))
            for worker in range(number)
        ]

    def ask(self, jobs: Sequence[Job]) -> list[Any]:
        split = shares(jobs, len(self._crews))
        asked = [
            crew.answer.remote([jobs[at] for at in share])
            for crew, share in zip(self._crews, split, strict=True) if share
        ]
        waiting = asked
        while waiting:
            _, waiting = self._ray.wait(waiting, num_returns=len(waiting), timeout=LOOK)
            if waiting and self._stop():
                raise Stopped
        answers: list[Any] = [None] * len(jobs)
        given = iter(self._ray.get(asked))
        for share in split:
            if share:
                for at, answer in zip(share, next(given), strict=True):
                    answers[at] = answer
        return answers

    def __exit__(self, *_: object) -> None:
        for crew in self._crews:
            self._ray.kill(crew)


class _Crew:
    """A worker on the cluster."""

    def __init__(self, orders: Orders) -> None:
        self._crew = Crew(orders, _never)

    def answer(self, jobs: Sequence[Job]) -> list[Any]:
        return self._crew.answer(jobs)


def _never() -> bool:
    return False
