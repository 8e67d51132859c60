"""Kinds of wanted figures, and how far a measured run got with each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, median_high
from typing import Protocol

from benchmarks.measure import Measured
from benchmarks.table import Figure, ahead, middle_gap, seconds


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a run got."""

    met: bool
    """Whether the wanted figure is reached."""
    reached: str
    """The figure, in words."""


class Wanted(Protocol):
    """One wanted figure."""

    @property
    def words(self) -> str:
        """What is wanted."""

    def verdict(self, found: Measured) -> Verdict | None:
        """How far the run got; None when it does not say."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A gap proved in time: by more than half of the instances, or by each."""

    gap: float
    seconds: float
    each: bool = False

    @property
    def words(self) -> str:
        """The gap and the time."""
        by = ", each outcome" if self.each else ""
        return f"{100 * self.gap:g}% proved in {self.seconds:.0f} s{by}"

    def verdict(self, found: Measured) -> Verdict:
        """Seconds to the gap; where the whole run was too short, the gap at its end."""
        limit, of = found.bench.seconds, max if self.each else median_high
        time = seconds((r.reaches(self.gap) for r in found.own), limit, of)
        if time.never:
            return Verdict(False, f"{middle_gap(found.own, of)} after {limit:.0f} s")
        return Verdict(time.value <= self.seconds, f"{Figure(time.value, False)} s")


@dataclass(frozen=True, slots=True)
class Lead:
    """A plan better than the best peer's, less what no choice could fill."""

    part: float

    @property
    def words(self) -> str:
        """By how much."""
        return f"score {self.part:.0%} below the best peer's, less what no choice could fill"

    def verdict(self, found: Measured) -> Verdict | None:
        """By how much it is; it is reached where no peer has a plan."""
        if not found.bench.peers:
            return None
        lead = ahead(found.runs)
        after = f"after {found.bench.seconds:.0f} s"
        if lead is None:
            own = any(record.best is not None for record in found.own)
            return Verdict(own, f"{'no peer' if own else 'nobody'} has a plan {after}")
        return Verdict(lead >= self.part, f"{lead:.1%} {after}")


@dataclass(frozen=True, slots=True)
class Most:
    """A figure that must stay below a limit."""

    what: str
    unit: str
    limit: float
    of: Callable[[Measured], float]

    @property
    def words(self) -> str:
        """The figure and its limit."""
        return f"{self.what} below {self.limit:,g} {self.unit}"

    def verdict(self, found: Measured) -> Verdict:
        """The figure."""
        value = self.of(found)
        return Verdict(value < self.limit, f"{value:,.2g} {self.unit}")


def built(found: Measured) -> float:
    """Seconds to build the model, median."""
    return float(median(fact["built"] for fact in found.facts))


def gigabytes(found: Measured) -> float:
    """Willing's peak memory on the worst instance."""
    return max(record.megabytes for record in found.own) / 1024
