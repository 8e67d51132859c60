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


def drawing(width: int, height: int, title: str, marks: Iterable[Markup], name: str = "") -> Markup:
    """One drawing with its title for screen readers and pointers."""
    told, look = escape(title), f' class="{name}"' if name else ""
    return Markup(
        f'<svg{look} role="img" aria-label="{told}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><title>{told}</title>{"".join(marks)}</svg>'
    )


def bar(name: str, x: int, y: int, width: int, height: int, title: str = "") -> Markup:
    """A filled rectangle, with a title when there is something to say."""
    shape = f'<path class="{name}" d="M{x} {y}h{width}v{height}h-{width}z"'
    return Markup(f"{shape}><title>{escape(title)}</title></path>" if title else f"{shape}/>")


def bars(name: str, boxes: Iterable[tuple[int, int, int, int]]) -> Markup:
    """Many rectangles (x, y, width, height) of one look as one mark; nothing when there is none."""
    return _path(name, "".join(
        f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in boxes if w > 0 and h > 0
    ))


def rules(name: str, xs: Iterable[int], top: int, bottom: int) -> Markup:
    """Vertical rules at these places."""
    return _path(name, "".join(f"M{x} {top}V{bottom}" for x in xs))


def circle(name: str, x: int, y: int, radius: int, title: str) -> Markup:
    """A circle about a point, its left half filled by a look of its own, with what it says."""
    half = f'<path class="half" d="M{x} {y - radius}a{radius} {radius} 0 0 0 0 {2 * radius}z"/>'
    return Markup(
        f'<g class="{name}"><circle cx="{x}" cy="{y}" r="{radius}"/>{half}'
        f"<title>{escape(title)}</title></g>"
    )


def linked(target: str, marks: Iterable[Markup]) -> Markup:
    """Marks that lead to another place of the page."""
    return Markup(f'<a href="{escape(target)}">{"".join(marks)}</a>')


def polygon(name: str, points: Iterable[tuple[int, int]]) -> Markup:
    """A closed shape through the points."""
    return _path(name, "M" + "L".join(f"{x} {y}" for x, y in points) + "z")


def line(name: str, points: Iterable[tuple[int, int]]) -> Markup:
    """A straight line from point to point."""
    return _path(name, "M" + "L".join(f"{x} {y}" for x, y in points))


def outline(name: str, points: Iterable[tuple[int, int]]) -> Markup:
    """A stepped line through the points."""
    path = ""
    for x, y in points:
        path += f"H{x}V{y}" if path else f"M{x} {y}"
    return _path(name, path)


def words(name: str, x: int, y: int, text: str) -> Markup:
    """A short text that begins at a point."""
    return Markup(f'<text class="{name}" x="{x}" y="{y}">{escape(text)}</text>')


def _path(name: str, path: str) -> Markup:
    return Markup(f'<path class="{name}" d="{path}"/>') if path else Markup("")
