r"""What is known of a figure from both sides: never a bare number.

$$ V(W) = \min_{x \in X} \; c^T x + \sum_{w \in W} \frac{p_w}{\sum_{v \in W} p_v} \, Q_w(x),
   \qquad \underline V \le V \le \overline V $$

$V(W)$ is the expected score of the best plan for outcomes $W$ together; $\overline V$ is that of
the best plan found, judged; $\underline V$ a bound, at least what no choice could avoid. Figures
are sums and differences of such scores, and each has the ends that these allow:

$$ V - V' \in [\, \underline V - \overline V', \; \overline V - \underline V' \,], \qquad
   \sum_i a_i V_i \in [\, \sum_i a_i \underline V_i, \; \sum_i a_i \overline V_i \,]
   \;\; (a_i \ge 0) $$

A plan for all outcomes is one for fewer of them too, so $\overline V(W')$ is at most what the
common plan costs in $W' \subset W$, whether $W'$ is planned or not.

Both scores are looked at again with more work until the interval excludes nothing, or is narrower
than a quarter of its larger end, or all looks are made; else the figure is not distinguishable
from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

_NARROW = 0.25
"""Part of itself below which an interval is narrow enough."""
_NOTHING = 1e-6
"""Points that nobody would tell from none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure lies from `low` to `high`, in points; proved from both sides."""

    low: float | None
    """It is not below; None: nothing is proved."""
    high: float | None
    """It is not above; None: nothing is proved."""

    def less(self, other: Interval) -> Interval:
        """What is left of the one without the other."""
        return Interval(
            low=None if self.low is None or other.high is None else self.low - other.high,
            high=None if self.high is None or other.low is None else self.high - other.low,
        )

    def times(self, factor: float) -> Interval:
        """So many times the figure; the factor is not below 0."""
        return Interval(
            low=None if self.low is None else factor * self.low,
            high=None if self.high is None else factor * self.high,
        )

    def plus(self, other: Interval) -> Interval:
        """The sum of two figures."""
        return Interval(
            low=None if self.low is None or other.low is None else self.low + other.low,
            high=None if self.high is None or other.high is None else self.high + other.high,
        )

    def never_below_nothing(self) -> Interval:
        """The same of a figure that cannot be below 0 by what it means."""
        high = None if self.high is None else max(self.high, 0.0)
        return Interval(low=max(self.low or 0.0, 0.0), high=high)

    @property
    def sign(self) -> int | None:
        """1: certainly above nothing, -1: certainly below; None: not distinguishable."""
        if self.low is not None and self.low > _NOTHING:
            return 1
        return -1 if self.high is not None and self.high < -_NOTHING else None

    @property
    def settled(self) -> bool:
        """Whether it excludes nothing, is narrow for its size, or is nothing."""
        if self.sign is not None:
            return True
        if self.low is None or self.high is None:
            return False
        size = max(abs(self.low), abs(self.high))
        return self.high - self.low <= max(_NARROW * size, _NOTHING)

    @property
    def text(self) -> str:
        """The figure in words, and whether it can be told from nothing."""
        if self.low is None and self.high is None:
            return "not known"
        if self.sign is not None:
            return self.between
        if self.settled:
            return f"nothing ({self.between})"
        return f"not distinguishable from nothing ({self.between})"

    @property
    def between(self) -> str:
        """Both ends in words; one figure where they read alike."""
        low, high = (
            None if end is None else f"{end + 0.0:,.2f}".replace("-0.00", "0.00")
            for end in (self.low, self.high)
        )
        if low is None:
            return "not known" if high is None else f"at most {high} points"
        if high is None:
            return f"at least {low} points"
        return f"{low if low == high else f'{low} to {high}'} points"


def found_words(worth: Interval | None, found: float | None) -> str:
    """What the plans found come to, where nothing is proved of their worth; else empty."""
    if worth is None or worth.settled or found is None:
        return ""
    more = "better" if found >= 0 else "worse"
    return f"; the plan found is {abs(found):,.2f} points {more}, which proves nothing"


NOTHING = Interval(low=0.0, high=0.0)
"""Nothing at all."""
NOT_KNOWN = Interval(low=None, high=None)
"""Nobody has looked yet."""
