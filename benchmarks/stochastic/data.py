"""Reads the figures of an AMPL data file: sets, figures, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

Figures = dict[tuple[str, ...], str]
"""Values by their keys; one figure alone has the empty key."""
DEFAULT = "default"
"""Key of the figure that holds for keys that are not named."""
_TOKEN = re.compile(r":=|:|\(tr\)|\[|\]|,|[^\s:\[\],]+")


def read_data(path: Path, keys: Mapping[str, int] = MappingProxyType({})) -> dict[str, Figures]:
    """Everything a data file says, by name of the parameter; sets are lists by position.

    `keys`: how many keys the figures of a parameter have, where it is not one. What holds for keys
    that are not named has the key `DEFAULT`. Raises ValueError, with the statement, at what cannot
    be read.
    """
    text = re.sub(r"#[^\n]*", "", path.read_text(encoding="latin-1"))
    found: dict[str, Figures] = {}
    for statement in text.split(";"):
        words = _TOKEN.findall(statement)
        if not words or words[0] in ("data", "end"):
            continue
        try:
            _statement(words, found, keys)
        except (ValueError, IndexError) as fault:
            raise ValueError(
                f"{path.name}: '{' '.join(words[:8])} ...' cannot be read: {fault}; sets, figures, "
                "lists and tables can"
            ) from None
    return found


def _statement(words: list[str], found: dict[str, Figures], keys: Mapping[str, int]) -> None:
    kind, name, rest = words[0], words[1], words[2:]
    if kind == "set":
        members = rest[rest.index(":=") + 1:]
        found[name] = {(str(i),): member for i, member in enumerate(members)}
    elif kind == "param" and name == ":":
        _together(rest, found, keys)
    elif kind == "param":
        found.setdefault(name, {}).update(_figures(rest, keys.get(name, 1)))
    else:
        raise ValueError(f"'{kind}' begins no statement")


def _together(words: list[str], found: dict[str, Figures], keys: Mapping[str, int]) -> None:
    """Several parameters over the same keys: their names, then keys and a figure of each."""
    end = words.index(":=")
    names, body = words[:end], words[end + 1:]
    if ":" in names:
        names = names[names.index(":") + 1:]
    wide = keys.get(names[0], 1)
    for row in _rows(body, wide + len(names)):
        for name, value in zip(names, row[wide:], strict=True):
            if value != ".":
                found.setdefault(name, {})[tuple(row[:wide])] = value


def _figures(words: list[str], keys: int) -> Figures:
    """The figures after the name: one, a list by keys, or tables."""
    figures: Figures = {}
    if words[0] == "default":
        figures[DEFAULT,] = words[1]
        words = words[2:]
    if words and words[0] == "[":
        closed = words.index("]")
        if set(words[1:closed]) - {"*", ","}:
            raise ValueError("figures for some keys in brackets")
        words = words[closed + 1:]
    if not words:
        return figures
    if words[0] == ":=":
        return figures | _listed(words[1:], keys)
    if words[0] == "(tr)":
        turned = _figures(words[1:], keys)
        return figures | {key[::-1]: value for key, value in turned.items()}
    while words:
        if words[0] != ":":
            raise ValueError(f"':' or ':=' is wanted where '{words[0]}' stands")
        end = words.index(":=")
        heads, words = words[1:end], words[end + 1:]
        own = words[:words.index(":")] if ":" in words else words
        words = words[len(own):]
        for row in _rows(own, len(heads) + 1):
            figures |= {(row[0], head): value
                        for head, value in zip(heads, row[1:], strict=True) if value != "."}
    return figures


def _listed(words: list[str], keys: int) -> Figures:
    if len(words) == 1:
        return {(): words[0]}
    return {tuple(row[:-1]): row[-1] for row in _rows(words, keys + 1)}


def _rows(words: list[str], wide: int) -> list[list[str]]:
    if len(words) % wide:
        raise ValueError(f"{len(words)} words do not make rows of {wide}")
    return [words[i:i + wide] for i in range(0, len(words), wide)]
