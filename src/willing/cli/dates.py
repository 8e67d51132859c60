"""Latest dates of answers and asks, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from willing.explain.latest import Latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What was found of latest dates, if they were looked for."""

    looked: bool
    """Whether they were looked for."""
    every: tuple[Latest, ...] = ()
    """What was found."""
    stopped: bool = False
    """Whether the clock or the user ended it."""

    def _of(self, nation: str) -> list[Latest]:
        """On a nation's own page only its own asks stand."""
        return [item for item in self.every if not nation or item.nation == nation]

    def data(self, nation: str) -> dict[str, object]:
        """The same for other programs; nothing where they were not looked for."""
        if not self.looked:
            return {}
        return {"latest": [asdict(item) for item in self._of(nation)],
                "latest_stopped": self.stopped}

    def lines(self, nation: str) -> Iterator[str]:
        """The same in words."""
        if not self.looked:
            return
        yield from ("", "Latest dates, by the lines of the waiting grid")
        for item in self._of(nation):
            yield f"  {_what(item)}: {_dates(item)}"
        if not self.every:
            yield "  no question is open but the deal, and no ask has a date"
        if self.stopped:
            yield "  stopped before all were looked at"


def _what(item: Latest) -> str:
    if item.kind == "ask":
        return item.what
    return f"answer {item.what} (now {'at the deal' if item.now is None else item.now})"


def _dates(item: Latest) -> str:
    """As good until, worse from, and what lies between."""
    if item.always:
        return "as good on every line as on the first day"
    until = "as good only on the first day"
    if item.until != item.tried[0].on:
        until = f"as good until {item.until}"
    if item.worse_from is None:
        return f"{until}; whether it is worse later is not known"
    between = ""
    if item.open_between:
        between = ", between them not known"
    return f"{until}, worse from {item.worse_from} by {item.by.between}{between}"
