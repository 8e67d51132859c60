"""Small, plain SVG: marks as text, with what a reader without eyes or colour needs.

Every drawing has a role, a title and sizes in whole pixels; looks come from classes, so that one
style sheet serves all drawings of a page and the page stays small.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

HATCHES = Markup(
    '<svg width="0" height="0" class="defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="leadin" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" class="paper"/>'
    '<rect width="2" height="5" class="ink"/></pattern>'
    '<pattern id="short" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><rect width="6" height="6" class="paper"/>'
    '<rect width="1.6" height="6" class="alarm"/></pattern>'
    '<pattern id="rest" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" class="paper"/><circle cx="3" cy="3" r="1" class="ink"/>'
    "</pattern></defs></svg>"
)
"""Patterns that fill the marks: lead-in hatched, missing hatched the other way, rest dotted."""


def drawing(width: int, height: int, title: str, marks: Iterable[str], name: str = "") -> Markup:
    """One drawing with its title for screen readers and pointers."""
    told = escape(title)
    look = Markup(' class="{}"').format(name) if name else Markup("")
    return Markup(
        '<svg{} role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">'
        "<title>{}</title>{}</svg>"
    ).format(look, told, width, height, width, height, told, Markup("").join(
        mark if isinstance(mark, Markup) else Markup(escape(mark)) for mark in marks
    ))


def bar(name: str, x: int, y: int, width: int, height: int, title: str = "") -> Markup:
    """A filled rectangle, with a title when there is something to say."""
    if not title:
        return Markup('<path class="{}" d="M{} {}h{}v{}h-{}z"/>').format(
            name, x, y, width, height, width
        )
    return Markup('<path class="{}" d="M{} {}h{}v{}h-{}z"><title>{}</title></path>').format(
        name, x, y, width, height, width, title
    )


def bars(name: str, boxes: Iterable[tuple[int, int, int, int]]) -> Markup:
    """Many rectangles (x, y, width, height) of one look as one mark; nothing when there is none."""
    path = "".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in boxes if w > 0 and h > 0)
    return Markup('<path class="{}" d="{}"/>').format(name, path) if path else Markup("")


def rules(name: str, xs: Iterable[int], top: int, bottom: int) -> Markup:
    """Vertical rules at these places."""
    path = "".join(f"M{x} {top}V{bottom}" for x in xs)
    return Markup('<path class="{}" d="{}"/>').format(name, path) if path else Markup("")


def outline(name: str, points: Iterable[tuple[int, int]]) -> Markup:
    """A stepped line through the points."""
    path = ""
    for x, y in points:
        path += f"H{x}V{y}" if path else f"M{x} {y}"
    return Markup('<path class="{}" d="{}"/>').format(name, path) if path else Markup("")


def words(name: str, x: int, y: int, text: str) -> Markup:
    """A short text that begins at a point."""
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(name, x, y, text)
