"""What a generated operation is made of: one set of knobs, and the families the docs speak of."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """Sizes and shares of a generated operation."""

    nations: int = 27
    """Contributing nations."""
    pools: int = 200
    """Units, spread over the nations."""
    elements: float = 4.375
    """Elements in a unit, on average."""
    lines: int = 60
    """Requirements."""
    commitments: int = 0
    """Commitments of the nations, every second one standing."""
    backfill: float = 0.0
    """Share of the commitments on which others may fill in."""
    capabilities: int = 12
    """Kinds of elements."""
    periods: str = "36x30"
    """Operation grid."""
    tail: str = "none"
    """Periods behind the horizon."""
    tours: tuple[int, ...] = (180,)
    """Allowed lengths of a tour, in days."""
    dwell: int = 540
    """Rest after a tour, in days."""
    overlap: int = 0
    """Days two tours share at a handover."""
    movement: int = 0
    """Days between any two places."""
    notice: tuple[int, ...] = (0, 30, 60)
    """Notices a unit may have, in days."""
    pressure: float = 1.12
    """Elements asked for over elements that can be sustained."""
    substitutions: int = 16
    """Rows of the substitution table."""
    points: float = 0.0
    """Share of the substitutions in which four elements count as three."""
    lots: float = 0.0
    """Share of the substitutions in which only whole lots count."""
    limits: float = 0.3
    """Share of the lines that admit one group of nations only."""
    fair_shares: bool = False
    """Whether a nation is charged for what it carries above its part by gross domestic product."""
    every_rule: bool = False
    """Whether ceilings, leads, support, shares, least useful numbers, caveats, conditions,
    cycle rows and orders are in it."""
    formations: float = 0.0
    """Share of the lines, of those that may, that ask for formations."""

    def sized(self, size: float) -> Knobs:
        """The same operation, `size` times as large: pools, lines, kinds, commitments, nations."""
        def part(number: int, least: int) -> int:
            return max(round(number * size), least) if number else 0

        return replace(
            self, pools=part(self.pools, 4), lines=part(self.lines, 2),
            commitments=part(self.commitments, 2), nations=min(part(self.nations, 3), 60),
            capabilities=part(self.capabilities, 2),
            substitutions=part(self.substitutions, 1),
        )


_BASIC = Knobs()
_RICH = replace(
    _BASIC, tours=(120, 180, 270), commitments=30, backfill=0.8, points=1 / 3, fair_shares=True,
)
_FULL = replace(
    _RICH, every_rule=True, lots=1 / 6, tail="12x60", overlap=7, movement=10, pressure=0.9,
)
FAMILIES: dict[str, Knobs] = {
    "basic": _BASIC,
    "rich": _RICH,
    "full": _FULL,
    "formed": replace(_FULL, formations=0.5),
    "large": replace(_BASIC, pools=400, lines=120, periods="48x30"),
    "weekly": replace(_BASIC, periods="12x7, 33x30"),
}
"""Families by name; `formed` is full with formations, `weekly` basic on a grid that begins with
weeks."""
