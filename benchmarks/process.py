"""Runs a command in a process group of its own, reads its peak memory, ends it when it must."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from benchmarks.page import ROOT

PATIENCE = 5.0
"""Seconds between asking a process to stop, as Ctrl-C does, and killing it."""
_PAUSE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended."""

    code: int
    """What it returned; below 0: the signal that ended it."""
    megabytes: float
    """Its peak memory, known however it ended; never below that of the process that started it."""
    overdue: bool
    """Whether it had to be ended."""
    said: str
    """Last line of what it wrote about errors."""


def run(command: Sequence[str], overdue: Callable[[], bool]) -> Ended:
    """Run a command to its end, or until it is overdue; then it and all its children are ended.

    They also end with whoever called this.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=errors, start_new_session=True,
        )
        found: tuple[int, float] | None = None
        late = False
        try:
            found = _wait(process.pid, overdue)
            if found is None:
                late = True
                _signal(process.pid, signal.SIGINT)
                patience = time.monotonic() + PATIENCE
                found = _wait(process.pid, lambda: time.monotonic() > patience)
        finally:
            _signal(process.pid, signal.SIGKILL)
            code, megabytes = found or _reap(process.pid, 0) or (-signal.SIGKILL, 0.0)
            process.returncode = code
        return Ended(code=code, megabytes=megabytes, overdue=late, said=_last_line(errors))


def _wait(pid: int, enough: Callable[[], bool]) -> tuple[int, float] | None:
    """Exit code and peak memory when it ends; None when it is enough before."""
    while (found := _reap(pid, os.WNOHANG)) is None:
        if enough():
            return None
        time.sleep(_PAUSE)
    return found


def _reap(pid: int, options: int) -> tuple[int, float] | None:
    ended, status, usage = os.wait4(pid, options)
    return (os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024) if ended else None


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
