"""The reference page of everything `check` finds, made from the tables that it uses."""

from __future__ import annotations

from willing.domain.checks.differing import OUTCOMES
from willing.domain.checks.expectations import MANY
from willing.domain.checks.grids import LONGEST, PERIODS
from willing.domain.checks.kinds import FAULTS, WARNINGS
from willing.domain.checks.questions import COMBINATIONS
from willing.domain.checks.ranges import ELEMENTS, FIRST_YEAR, LAST_YEAR, RANGES, ROWS, TOURS

_OPENING = """# What `check` finds

Every problem says where it is, what was given, what is allowed and what to do. Faults are told all
at once; warnings are told when there are no faults. This page is made from the code.
"""


def page() -> str:
    """All kinds of problem, the limits and the ranges, in Markdown."""
    parts = [
        _OPENING,
        _table("Faults: planning waits until they are mended", ("kind", "means"),
               [(f"`{kind}`", text) for kind, text in FAULTS.items()]),
        _table("Warnings: printed, and carried into the report", ("kind", "means"),
               [(f"`{kind}`", text) for kind, text in WARNINGS.items()]),
        _table("Limits", ("at most", "of"), [
            (f"{PERIODS:,}", "periods of waiting, operation and tail together"),
            (f"{LONGEST:,}", "days of these together"),
            (f"{ROWS:,}", "records of one table"),
            (f"{ELEMENTS:,}", "elements of all units together"),
            (f"{COMBINATIONS:,}", f"combinations of answers (a warning comes above {MANY})"),
            (f"{OUTCOMES:,}", "outcomes, likeliest first, in which `unfillable` is looked for"),
            (f"{TOURS:,}", "tour lengths of one policy"),
        ]),
        _table("Ranges", ("table", "field", "least", "most"), [
            ("operation", "`as_of`", str(FIRST_YEAR), str(LAST_YEAR)),
            *((table, f"`{field}`", f"{low:,g}", f"{high:,.15g}")
              for table, fields in RANGES.items() for field, (low, high) in fields.items()),
        ]),
    ]
    return "\n".join(parts)


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", _row(head), "|---" * len(head) + "|", *map(_row, rows), ""]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
