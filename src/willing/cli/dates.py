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
        from willing.report.latest_table import dates_words, what_words

        yield from ("", "Latest dates, by the lines of the waiting grid")
        for item in self._of(nation):
            yield f"  {what_words(item)}: {dates_words(item)}"
        if not self.every and not self.stopped:
            yield "  no question is open but the deal, and no ask has a date"
        if self.stopped:
            yield "  stopped before all were looked at"
