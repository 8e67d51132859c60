"""Where a measured instance comes from: a family and seed, or an operation folder and outcome."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from benchmarks.generate import family
from benchmarks.knobs import FAMILIES
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.situation import Situation, situation
from willing.io.load import load
from willing.planner.choose import choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One instance, named so that another process can make the same one."""

    family: str = ""
    """Generated family; empty: a folder."""
    seed: int = 1
    """Seed of the generator."""
    size: float = 1.0
    """Size of the generated operation beside its family's."""
    folder: str = ""
    """Operation folder; empty: generated."""
    outcome: str = ""
    """Outcome; empty: the likeliest."""

    def operation(self) -> Operation:
        """Generate or read it."""
        if self.folder:
            return load(self.folder)
        return family(self.family, self.seed, self.size)

    def situation(self, operation: Operation) -> Situation:
        """The outcome that is measured."""
        every = outcomes(operation)
        named = [outcome for outcome in every if outcome.name == self.outcome]
        return situation(operation, (named or list(every))[0])

    def arguments(self) -> list[str]:
        """The same as words of a command line."""
        if self.folder:
            return ["--folder", self.folder, "--outcome", self.outcome]
        return ["--family", self.family, "--seed", str(self.seed), "--size", str(self.size)]

    @property
    def label(self) -> str:
        """Seed or outcome, for tables."""
        return self.outcome if self.folder else f"seed {self.seed}"


def of_family(name: str, seeds: int, size: float = 1.0) -> tuple[Source, ...]:
    """Instances of a family, one for each seed from 1."""
    return tuple(Source(family=name, seed=seed, size=size) for seed in range(1, seeds + 1))


def of_folder(folder: str, outcomes: str) -> tuple[Source, ...]:
    """Outcomes of an operation folder, chosen as `willing plan` chooses them."""
    chosen = choose(load(folder), outcomes)
    return tuple(Source(folder=folder, outcome=outcome.name) for outcome in chosen)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Words that name a source on a command line."""
    parser.add_argument("--family", choices=FAMILIES, default="basic")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--folder", default="")
    parser.add_argument("--outcome", default="")


def read_source(given: argparse.Namespace) -> Source:
    """The source that a command line names."""
    if given.folder:
        return Source(folder=given.folder, outcome=given.outcome)
    return Source(family=given.family, seed=given.seed, size=given.size)
