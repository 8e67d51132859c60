"""What elements count for on a task."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from willing.assess.level import Amount
from willing.domain.once import once
from willing.domain.operation import Operation


@dataclass(frozen=True, slots=True)
class Worth:
    """So many elements sent count for so many wanted."""

    give: int
    """Elements sent ..."""
    count: int
    """... that count for so many."""
    lots: bool
    """Only whole lots of one nation and one capability count."""
    penalty: float
    """Points for one substitute in place for 30 days; 0 for the thing itself."""

    def of(self, elements: Amount) -> Amount:
        """What elements of one nation and one capability count for together."""
        if self.lots:
            return int(elements // self.give) * self.count
        return elements if self.give == self.count else elements * Fraction(self.count, self.give)

    def inside(self, part: Fraction) -> Worth:
        """The same of elements there for a part of their days: by points, never in lots."""
        if part == 1:
            return self
        counts = Fraction(self.count, self.give) * part
        return Worth(counts.denominator, counts.numerator, False, self.penalty)


ITSELF = Worth(1, 1, False, 0.0)
"""The wanted capability, or a child of it."""


@once
def worth(operation: Operation, sent: str, wanted: str) -> Worth | None:
    """What an element of one capability counts for where another is wanted; None: nothing.

    A child counts in full, at any depth. Otherwise the first substitution for exactly the wanted
    capability holds that names the sent one, else its parent, and so upward.
    """
    line = _line(operation, sent)
    if wanted in line:
        return ITSELF
    rows = [row for row in operation.substitutions if row.stands_for == wanted]
    found = min(
        (row for row in rows if row.capability in line),
        key=lambda row: line.index(row.capability), default=None,
    )
    if found is None:
        return None
    return Worth(found.give, found.count, found.mode == "lots", found.penalty)


def is_child(operation: Operation, capability: str, of: str) -> bool:
    """Whether a capability is the same as another, or a child of it at any depth."""
    return of in _line(operation, capability)


@once
def _line(operation: Operation, capability: str) -> tuple[str, ...]:
    """A capability and its parents, one above the other."""
    line = [capability]
    while (kind := operation.capability.get(line[-1])) and kind.parent and kind.parent not in line:
        line.append(kind.parent)
    return tuple(line)
