"""What verbs found, for people: a page and a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from willing.api.reacting import Reaction
from willing.api.today import IfToday
from willing.domain.operation import Operation

if TYPE_CHECKING:
    from willing.explain.asks_worth import Asks
    from willing.explain.closing import Closing
    from willing.explain.latest import Latest
    from willing.report.backstop import Backstop
    from willing.report.handout import Handout

    Found = IfToday | Reaction | Backstop | Asks | Closing


def hand_out(
    operation: Operation, found: Found, *, html: str | Path | None = None,
    xlsx: str | Path | None = None, replace: bool = False, nation: str = "",
    latest: tuple[Sequence[Latest], bool] | None = None,
) -> None:
    """Write what `ready`, `react`, `backstop`, `asks` or `closing` found as page and workbook.

    Of asks those of one `nation` only, if it is named, and with what `latest` found. They look
    like the report of a plan; the page opens without a network. Each file is written whole or not
    at all, and over something else only with `replace`. Raises `ProblemsFound` when that cannot be.
    """
    if html is None and xlsx is None:
        return
    from willing.report.handout import write_handout

    page, book = _paths(html, xlsx)
    refuse_handout(html, xlsx, replace=replace)
    write_handout(_handout(operation, found, nation, latest), page, book, replace_=replace)


def refuse_handout(
    html: str | Path | None, xlsx: str | Path | None, *, replace: bool = False
) -> None:
    """Say before long work what would keep a page and a workbook from being written."""
    if html is None and xlsx is None:
        return  # who wants neither does not wait until pages can be written
    from willing.report.handout import refuse_files

    refuse_files(*_paths(html, xlsx), replace)


def _paths(html: str | Path | None, xlsx: str | Path | None) -> tuple[Path | None, Path | None]:
    return (None if html is None else Path(html)), (None if xlsx is None else Path(xlsx))


def _handout(
    operation: Operation, found: Found, nation: str = "",
    latest: tuple[Sequence[Latest], bool] | None = None,
) -> Handout:
    if isinstance(found, IfToday):
        from willing.report.ready_handout import ready_handout

        return ready_handout(
            operation, found.plan, found.today, found.outcomes, before=found.before,
            changes=found.changes if found.compared else None, shown=found.shown,
        )
    if isinstance(found, Reaction):
        from willing.report.react_handout import react_handout

        return react_handout(found.known, found.plan, found.changed, found.orders)
    from willing.explain.closing import Closing
    from willing.report.asks_handout import asks_handout
    from willing.report.backstop import Backstop
    from willing.report.backstop_handout import backstop_handout
    from willing.report.closing_handout import closing_handout

    if isinstance(found, Closing):
        return closing_handout(operation, found)
    if not isinstance(found, Backstop):
        dates, stopped = latest or (None, False)
        return asks_handout(operation, found, nation, latest=dates, stopped=stopped)

    return backstop_handout(operation, found)
