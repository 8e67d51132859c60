"""What one solver did on one instance: events while it ran, and what it ended with.

A record that has a file writes a line of JSON for everything that happens, when it happens. So a
solver that crashes or is killed loses nothing that it had reached.
"""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Lock

_NOT_KNOWN = 1e19


@dataclass(frozen=True, slots=True)
class Event:
    """Best score and bound at one moment."""

    seconds: float
    best: float | None
    """Score of the best plan so far, in points; None: no plan yet."""
    bound: float | None
    """No plan can score below; None: not known yet."""


@dataclass(slots=True)
class Record:
    """Everything the tables need about one run."""

    name: str
    """Solver."""
    unfillable: float | None
    """Points that no choice could avoid; None: not known."""
    events: list[Event] = field(default_factory=list)
    """In order of time."""
    prepared: float = 0.0
    """Seconds to hand the instance over, before the clock starts."""
    megabytes: float = 0.0
    """Peak memory of the process; the runner reads it when the process has ended."""
    valid: bool | None = None
    """Whether its last plan keeps every row (peers) or passes `verify` (Willing); None: no plan,
    or nobody could judge it."""
    words: str = ""
    """What the solver said at the end, or why it could not run."""
    cut: bool = False
    """Whether it crashed or had to be ended by the runner; `words` say so."""
    fixed: float | None = None
    """Bound that stands whatever the solver says, because it sees only a part of the program."""
    began: float = field(default_factory=time.monotonic)
    """Moment at which the clock starts, the same for every process of the machine."""
    path: Path | None = None
    """File to which everything is added; None: none."""
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def start(self, spent: float = 0.0) -> None:
        """Start the clock, at the seconds already spent; what went before is preparation."""
        now = time.monotonic()
        self.prepared, self.began = now - self.began, now - spent
        self._write_facts()

    def see(self, best: float | None, bound: float | None) -> None:
        """Note the best score and bound; what is worse than before or not finite is left out."""
        # Some solvers tell from several threads.
        with self._lock:
            last = self.events[-1] if self.events else Event(0.0, None, None)
            score = min(_known(best, last.best), default=None)
            proof = max(_known(bound, last.bound), default=None)
            if self.fixed is not None:
                proof = self.fixed
            if (score, proof) != (last.best, last.bound):
                self.events.append(Event(time.monotonic() - self.began, score, proof))
                self._write(asdict(self.events[-1]))

    def finish(self) -> None:
        """Note what the solver ended with."""
        self._write_facts()

    def until(self, seconds: float) -> Record:
        """The same run without what came later."""
        return replace(self, events=[e for e in self.events if e.seconds <= seconds])

    @property
    def best(self) -> float | None:
        """Score of the last plan."""
        return self.events[-1].best if self.events else None

    @property
    def bound(self) -> float | None:
        """Last bound."""
        return self.events[-1].bound if self.events else None

    @property
    def gap(self) -> float | None:
        """Distance from the bound at the end."""
        return self._gap(self.events[-1]) if self.events else None

    def first_plan(self) -> float | None:
        """Seconds to the first plan; None: never."""
        return next((e.seconds for e in self.events if e.best is not None), None)

    def reaches(self, gap: float) -> float | None:
        """Seconds until this gap was proved; None: never."""
        for event in self.events:
            found = self._gap(event)
            if found is not None and found <= gap:
                return event.seconds
        return None

    def _gap(self, event: Event) -> float | None:
        if event.best is None or event.bound is None or self.unfillable is None:
            return None
        distance = max(event.best - event.bound, 0.0)
        return 0.0 if distance <= 1e-9 else distance / max(event.best - self.unfillable, 1e-9)

    def _write_facts(self) -> None:
        self._write({
            "name": self.name, "unfillable": self.unfillable, "prepared": self.prepared,
            "valid": self.valid, "words": self.words, "fixed": self.fixed, "began": self.began,
        })

    def _write(self, line: dict[str, object]) -> None:
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(line)}\n")


def _known(*values: float | None) -> list[float]:
    # Solvers say 1e20 or infinity for what they do not know.
    return [v for v in values if v is not None and math.isfinite(v) and abs(v) < _NOT_KNOWN]


def read(path: Path) -> Record | None:
    """Read what is in a file so far; None before the clock has started."""
    if not path.exists():
        return None
    written = path.read_text(encoding="utf-8")
    # What follows the last end of a line is still being written, or never was to its end.
    lines = [json.loads(line) for line in written.split("\n")[:-1]]
    facts = [line for line in lines if "seconds" not in line]
    if not facts:
        return None
    return Record(events=[Event(**line) for line in lines if "seconds" in line], **facts[-1])
