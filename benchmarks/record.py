"""What one solver did on one instance: events while it ran, and what it ended with."""

from __future__ import annotations

import json
import math
import resource
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

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
    unfillable: float
    """Points that no choice could avoid."""
    events: list[Event] = field(default_factory=list)
    """In order of time."""
    prepared: float = 0.0
    """Seconds to hand the instance over, before the clock starts."""
    megabytes: float = 0.0
    """Peak memory of the process."""
    valid: bool | None = None
    """Whether its last plan keeps every row (peers) or passes `verify` (Willing)."""
    words: str = ""
    """What the solver said at the end, or why it could not run."""
    fixed: float | None = None
    """Bound that stands whatever the solver says, because it sees only a part of the program."""
    began: float = field(default_factory=time.perf_counter)
    """Moment at which the clock starts; not kept in files."""

    def start(self, spent: float = 0.0) -> None:
        """Start the clock, at the seconds already spent; what went before is preparation."""
        now = time.perf_counter()
        self.prepared, self.began = now - self.began, now - spent

    def see(self, best: float | None, bound: float | None) -> None:
        """Note the best score and bound; what is worse than before or not finite is left out."""
        last = self.events[-1] if self.events else Event(0.0, None, None)
        score = min(_known(best, last.best), default=None)
        proof = max(_known(bound, last.bound), default=None)
        if self.fixed is not None:
            proof = self.fixed
        if (score, proof) != (last.best, last.bound):
            self.events.append(Event(time.perf_counter() - self.began, score, proof))

    def finish(self, path: Path) -> None:
        """Read the peak memory and write the record as JSON, in one step."""
        self.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        saved = asdict(self)
        del saved["began"]
        fresh = path.with_suffix(".tmp")
        fresh.write_text(json.dumps(saved), encoding="utf-8")
        fresh.replace(path)

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
        if event.best is None or event.bound is None:
            return None
        distance = max(event.best - event.bound, 0.0)
        return 0.0 if distance <= 1e-9 else distance / max(event.best - self.unfillable, 1e-9)


def _known(*values: float | None) -> list[float]:
    # Solvers say 1e20 or infinity for what they do not know.
    return [v for v in values if v is not None and math.isfinite(v) and abs(v) < _NOT_KNOWN]


def read(path: Path) -> Record:
    """Read what `finish` wrote."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved["events"] = [Event(**event) for event in saved["events"]]
    return Record(**saved)
