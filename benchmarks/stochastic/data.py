"""Reads the figures of an AMPL data file: sets, figures, lists and tables."""

from __future__ import annotations

import re
from pathlib import Path

Figures = dict[tuple[str, ...], str]
"""Values by their keys; one figure alone has the empty key."""
_TOKEN = re.compile(r":=|:|\[|\]|,|[^\s:\[\],]+")


def read_data(path: Path) -> dict[str, Figures]:
    """Everything a data file says, by name of the parameter; sets are lists by position."""
    text = re.sub(r"#[^\n]*", "", path.read_text(encoding="latin-1"))
    found: dict[str, Figures] = {}
    for statement in text.split(";"):
        words = _TOKEN.findall(statement)
        if not words:
            continue
        kind, name, rest = words[0], words[1], words[2:]
        if kind == "set":
            members = rest[rest.index(":=") + 1:]
            found[name] = {(str(i),): member for i, member in enumerate(members)}
        elif kind == "param":
            found.setdefault(name, {}).update(_figures(rest))
        else:
            raise ValueError(f"{path.name}: '{kind}' begins no statement that can be read")
    return found


def _figures(words: list[str]) -> Figures:
    """The figures after the name: one, a list by key, or a table."""
    if words[0] == "default":
        words = words[2:]
    if words[0] == ":=":
        return _listed(words[1:])
    assert words[0] == ":", words
    end = words.index(":=")
    heads, body, figures = words[1:end], words[end + 1:], {}
    for i in range(0, len(body), len(heads) + 1):
        for head, value in zip(heads, body[i + 1:i + 1 + len(heads)], strict=True):
            figures[body[i], head] = value
    return figures


def _listed(words: list[str]) -> Figures:
    if len(words) == 1:
        return {(): words[0]}
    return {(words[i],): words[i + 1] for i in range(0, len(words), 2)}
