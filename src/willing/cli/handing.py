"""Page and workbook of what a verb found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import willing
from willing.cli.shown import say

if TYPE_CHECKING:
    from willing.api.handing import Found
    from willing.domain.operation import Operation
    from willing.explain.latest import Latest


def hand_out(
    told: Operation, found: Found, html: Path | None, xlsx: Path | None, replace: bool,
    nation: str = "", latest: tuple[Sequence[Latest], bool] | None = None,
) -> None:
    """Write what is wanted, and say where."""
    willing.hand_out(
        told, found, html=html, xlsx=xlsx, replace=replace, nation=nation, latest=latest)
    for path in (html, xlsx):
        if path is not None:
            say(f"Written: {path}")
