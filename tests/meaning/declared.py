"""Declarations dealt out to elements one by one: those at home bear two, those who stand by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def bearable(tasks: Mapping[tuple[str, bool], int], home: int, standing: int) -> bool:
    """Whether so many elements bear all declarations, given by task and whether it is their own
    nation's: who stands by bears one, and of these alone. Every share of his is tried."""
    own = [n for (_, own), n in tasks.items() if own]
    others = [n for (_, own), n in tasks.items() if not own]
    return any(
        _dealt([*others, *(n - k for n, k in zip(own, less, strict=True))], home)
        for less in _shares(own, standing)
    )


def _shares(own: Sequence[int], standing: int) -> Iterator[tuple[int, ...]]:
    """Every way in which those who stand by may bear a part of each task."""
    if not own:
        yield ()
        return
    for borne in range(min(own[0], standing) + 1):
        for rest in _shares(own[1:], standing - borne):
            yield borne, *rest


def _dealt(counts: Sequence[int], home: int) -> bool:
    """Whether elements at home bear these: each task goes to those who have least so far."""
    bears = [0] * home
    for number in sorted(counts, reverse=True):
        bears.sort()
        if number > len(bears):
            return False
        bears = [n + (i < number) for i, n in enumerate(bears)]
    return max(bears, default=0) <= 2
