"""What follows from a whole and is asked for again and again is reckoned once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Reckon = TypeVar("Reckon", bound=Callable[..., Any])


def once(reckon: Reckon) -> Reckon:
    """Reckon what a function or method says of its first argument, and keep it there.

    The first argument is a whole that never changes: an operation, a scene. All others are words,
    numbers or sets; records are named by their ids, for it takes long to tell them apart by all
    their fields. What is kept is handed to everybody, so nobody may change it. A copy of the whole
    with other fields begins with nothing.
    """
    name = f"{reckon.__module__}.{reckon.__qualname__}"

    @wraps(reckon)
    def kept(whole: Any, *parts: Any) -> Any:
        try:
            return whole.__dict__[name][parts]
        except KeyError:
            found = reckon(whole, *parts)
            whole.__dict__.setdefault(name, {})[parts] = found
            return found

    return cast("Reckon", kept)
