"""What every task wants and has, as the judge reckons it from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from willing.assess.cover import Covered
from willing.assess.coverage import Coverage
from willing.report.pieces import Piece


def cover_pieces(coverage: Coverage) -> Mapping[str, tuple[Piece, ...]]:
    """Spans of every task in order of days; a span has what is there on its worst day.

    Spans in a row in which nothing changes are one piece, up to the horizon and behind it. Spans
    that want nothing are left out.
    """
    return {line.task: _joined(line.spans) for line in coverage.lines}


def _joined(spans: Iterable[Covered]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    behind = False
    for item in spans:
        if not item.wanted:
            continue
        wanted, cover, first = float(item.wanted), float(item.cover), item.span.first
        last = found[-1] if found else None
        if last and (last.after, last.wanted, last.cover, behind) == (
            first, wanted, cover, item.span.tail
        ):
            first = last.first
            found.pop()
        found.append(Piece(first, item.span.after, wanted, cover))
        behind = item.span.tail
    return tuple(found)
