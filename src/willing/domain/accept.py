"""Acceptability: who may fill a line, as its owner or host says: `NATO, EU, not TUR`."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.errors import TextFault


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Nations and groups that are let in, and those that are not."""

    admitted: tuple[str, ...]
    """Nation or group ids; empty: everybody."""
    refused: tuple[str, ...]
    """Nation or group ids; they outrank the admitted."""

    def admits(self, operation: Operation, nation: str) -> bool:
        """Whether a nation may fill the line."""
        names = {nation, *(g.id for g in operation.groups if nation in g.members)}
        if names & set(self.refused):
            return False
        return not self.admitted or bool(names & set(self.admitted))


def parse_acceptability(text: str) -> Acceptability:
    """Read `NATO, EU, not TUR`; raise `TextFault` with the column of what cannot be read."""
    admitted: list[str] = []
    refused: list[str] = []
    column = 1
    for part in text.split(","):
        words = part.split()
        if len(words) == 2 and words[0] == "not":
            refused.append(words[1])
        elif len(words) == 1 and words[0] != "not":
            admitted.append(words[0])
        elif words:
            raise TextFault(
                text, column, f"'{part.strip()}' is not a nation or group",
                "write ids, each after 'not' where it is refused, such as 'NATO, not TUR'",
                "separate them by commas",
            )
        column += len(part) + 1
    return Acceptability(tuple(admitted), tuple(refused))
