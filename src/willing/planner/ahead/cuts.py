r"""Cuts: what an outcome costs at least, as a line over the columns decided here and now.

$$ \theta_w \ge a_w + g_w^T x $$

A cut without cost says which choices leave an outcome without any plan: $0 \ge a_w + g_w^T x$.
"""

from __future__ import annotations

from dataclasses import dataclass

from willing.planner.program import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A line below what an outcome costs."""

    outcome: int
    """Number of the outcome."""
    constant: float
    """Cost where all its columns decided here and now are 0."""
    slope: Floats
    """What one more of each column it copies changes, in the order of its `first`."""
    cost: bool = True
    """Whether it bounds the cost; else it bounds what is allowed: at most 0."""
    lifted: bool = False
    """Whether it knows of whole plans more than the relaxation does."""

    def at(self, x: Floats) -> float:
        """Value at a choice, given for the outcome's own columns decided here and now."""
        return self.constant + float(self.slope @ x)
