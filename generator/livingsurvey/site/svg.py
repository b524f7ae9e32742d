"""Drawings as inline SVG: elements from data, escaped here, coloured by the page's style sheet.

A drawing stands in a block of HTML, so it is one line: a blank line would end the block.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from livingsurvey.site.escape import attribute


def element(tag: str, *children: Markup | str, **attributes: str | float | None) -> Markup:
    """An element. Text among ``children`` is escaped; an attribute that is ``None`` is left out.

    ``class_`` is ``class``, and ``aria_label`` is ``aria-label``.
    """
    given = [f' {_named(name)}="{_value(value)}"' for name, value in attributes.items() if value is not None]
    inside = [child if isinstance(child, Markup) else attribute(child) for child in children]
    return Markup(f"<{tag}{''.join(given)}>{''.join(inside)}</{tag}>")


@cache
def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return attribute(value) if isinstance(value, str) else f"{value:.5g}"


def linked(drawn: Markup, title: str, href: str | None) -> Markup:
    """A mark with a tooltip; with ``href`` a link, whose name the tooltip is."""
    if href is None:
        return element("g", element("title", title), drawn)
    return element("a", element("title", title), drawn, href=href)


def drawing(name: str, description: str, size: tuple[float, float], parts: Iterable[Markup], kind: str) -> Markup:
    """A drawing that screen readers announce by ``name``; its links can be reached one by one.

    ``kind`` is its class, and with ``name`` what makes its ids unique on the page.
    """
    inside = Markup("".join(parts))
    box = f"0 0 {size[0]:g} {size[1]:g}"
    head = element("title", name), element("desc", description)
    return element("svg", *head, inside, class_=f"drawing {kind}", viewBox=box, role="group", aria_label=name)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what stands below it, its height, what it tells and where it leads."""

    label: str
    count: int
    title: str
    href: str | None
    part: bool = False  # whether it stands for a span that is not complete


_BAR, _TALL, _FOOT, _HEAD = 24, 56, 16, 14


def bars(name: str, description: str, shown: Sequence[Bar], most: int) -> Markup:
    """A small chart of bars on a common scale, each with its number above; labels below first and last."""
    width, height = _BAR * len(shown), _HEAD + _TALL + _FOOT
    base = _HEAD + _TALL
    parts = [element("line", x1=0, x2=width, y1=base + 0.5, y2=base + 0.5, class_="axis")]
    for n, bar in enumerate(shown):
        parts.append(_bar(n * _BAR, base, bar, most))
        if n in (0, len(shown) - 1):
            anchor = "start" if n == 0 else "end"
            place = 2.0 if n == 0 else width - 2.0
            parts.append(element("text", bar.label, x=place, y=height - 3.0, text_anchor=anchor, class_="tick"))
    return drawing(name, description, (width, height), parts, "chart")


def _bar(x: float, base: float, bar: Bar, most: int) -> Markup:
    if not bar.count:
        return element("circle", cx=x + _BAR / 2, cy=base - 2.0, r=1, class_="none")
    tall = max(1.5, _TALL * bar.count / max(1, most))
    look = "part" if bar.part else "whole"
    drawn = [
        element("rect", x=x, y=0, width=_BAR, height=base, class_="reach"),
        element("rect", x=x + 3.0, y=base - tall, width=_BAR - 6.0, height=tall, class_=look),
        element("text", str(bar.count), x=x + _BAR / 2, y=base - tall - 3, text_anchor="middle", class_="figure"),
    ]
    return linked(Markup("".join(drawn)), bar.title, bar.href)
