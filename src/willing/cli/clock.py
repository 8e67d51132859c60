"""How long the command has taken so far, loading and reading included."""

from __future__ import annotations

import time

_BEGAN = [time.monotonic()]
"""When the command began."""


def start(began: float | None = None) -> None:
    """Begin to count, now or at a time of `time.monotonic` before."""
    _BEGAN[0] = time.monotonic() if began is None else began


def since_start() -> float:
    """Seconds since the command began."""
    return time.monotonic() - _BEGAN[0]
