"""Whom a text such as `NATO, EU, not TUR` lets in."""

from __future__ import annotations

from willing.domain.once import once
from willing.domain.operation import Operation


@once
def admits(operation: Operation, accept: str, nation: str) -> bool:
    """Whether `NATO, EU, not TUR` lets a nation in; what is refused outranks what is admitted."""
    known_as = {nation} | {group.id for group in operation.groups if nation in group.members}
    words = [part.split() for part in accept.split(",") if part.strip()]
    refused = {word[-1] for word in words if word[0] == "not"}
    admitted = {word[-1] for word in words if word[0] != "not"}
    return not known_as & refused and (not admitted or bool(known_as & admitted))
