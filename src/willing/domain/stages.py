"""Notice by stage in the cycle: `0: 60; 90: 20`, 60 days, and 20 from 90 days after the dwell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from willing.errors import TextFault


@dataclass(frozen=True, slots=True)
class Stage:
    """From so many days after its dwell an element needs so much notice."""

    since: int
    """Days since the end of its dwell."""
    notice: int
    """Notice from then on, in days."""

    def __str__(self) -> str:
        return f"{self.since}: {self.notice}"


@dataclass(frozen=True, slots=True)
class Stages:
    """Stages in order; the first begins with the end of the dwell."""

    parts: tuple[Stage, ...] = ()

    def __str__(self) -> str:
        return "; ".join(str(part) for part in self.parts)


def parse_stages(text: str) -> Stages:
    """Read `0: 60; 90: 20`; raise `TextFault` with the column of what cannot be read."""
    parts: list[Stage] = []
    column = 1
    for piece in text.split(";"):
        match = re.fullmatch(r"\s*(\d{1,9})\s*:\s*(\d{1,9})\s*", piece)
        if match is not None:
            parts.append(Stage(int(match[1]), int(match[2])))
        elif piece.strip():
            raise TextFault(
                text, column, f"'{piece.strip()}' is not a stage",
                "a stage is DAYS: NOTICE, such as '90: 20': from 90 days after the dwell 20 days",
                "write '0: 60; 90: 20'",
            )
        column += len(piece) + 1
    return Stages(tuple(parts))
