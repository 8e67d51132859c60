"""What an element counts for on a line: itself, its parents, or a substitute's part."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from willing.domain.operation import Operation


@dataclass(frozen=True, slots=True)
class Credit:
    """`give` elements count as `count`; in lots, only whole lots of one nation do."""

    give: int = 1
    """Elements sent ..."""
    count: int = 1
    """... that count as so many."""
    lots: bool = False
    """Whether only whole lots count."""
    penalty: float = 0.0
    """Points for one element in place for 30 days."""

    @property
    def worth(self) -> float:
        """What one element counts for, in elements of the line."""
        return self.count / self.give

    def thinned(self, part: Fraction) -> Credit:
        """The same for elements that are there a part of their days only; they count by points."""
        if part == 1:
            return self
        each = Fraction(self.count, self.give) * part
        return Credit(each.denominator, each.numerator, False, self.penalty)


def kinds_of(operation: Operation, capability: str) -> tuple[str, ...]:
    """A capability and its parents, nearest first."""
    chain: list[str] = []
    here = operation.capability.get(capability)
    while here is not None and here.id not in chain:
        chain.append(here.id)
        here = operation.capability.get(here.parent)
    return tuple(chain)


def credit(operation: Operation, sent: str, wanted: str) -> Credit | None:
    """What an element of capability `sent` counts for where `wanted` is asked; None: nothing.

    An element of a child capability counts fully. Otherwise the substitution that names the
    nearest parent holds, the first of several rows. Substitutions are not chained.
    """
    kinds = kinds_of(operation, sent)
    if wanted in kinds:
        return Credit()
    for kind in kinds:
        for row in operation.substitutions:
            if row.capability == kind and row.stands_for == wanted:
                return Credit(row.give, row.count, row.mode == "lots", row.penalty)
    return None
