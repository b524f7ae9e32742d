"""Whoever moves with the keyboard sees where they are: at every stop something changes that stands out."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin
from tests.browser.test_axe import SHORTEN
from tests.browser.test_contrast import COLOURS

#: The stops of the keyboard, one of each kind: by the element, its class, and that of what it is in.
STOPS = """() => {
  // Nothing comes or goes between two looks: no card after a while, no row in the next frame.
  window.setTimeout = window.requestAnimationFrame = () => 0;
  for (const details of document.querySelectorAll('details')) details.open = true;
  const kinds = new Map();
  const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  for (const element of document.querySelectorAll(all)) {
    if (element.disabled || !element.checkVisibility({visibilityProperty: true})) continue;
    if (!element.getClientRects().length || element.closest('[inert]')) continue;
    const {tagName, type, className, parentElement} = element;
    const kind = [tagName, type, className.baseVal ?? className, parentElement.className].join(' ');
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  window.stops = [...kinds.values()];
  return [...kinds.keys()];
}"""
#: The place of a stop in the window, with room for what is around it.
PLACE = """n => {
  // A menu closes when the focus goes elsewhere.
  for (let part = window.stops[n]; part; part = part.parentElement) if (part.open === false) part.open = true;
  const stop = window.stops[n];
  const shown = stop.matches('.sr-only') ? stop.parentElement : stop; // a field for files is seen as its label
  shown.scrollIntoView({block: 'center', inline: 'center'});
  const found = shown.getClientRects()[0];
  stop.focus({preventScroll: true, focusVisible: true}); // a link that skips something is there only now
  const box = shown.getClientRects()[0] ?? found;
  stop.blur();
  if (!box) return null; // it has gone since, with what it was part of
  const [x, y] = [Math.max(0, box.x - 6), Math.max(0, box.y - 6)];
  const [width, height] = [Math.min(box.width + 12, innerWidth - x), Math.min(box.height + 12, innerHeight - y, 300)];
  return {x, y, width, height};
}"""
#: Whether a stop that has the focus gets an outline that stands out from what is around it.
OUTLINED = f"""n => {{ {COLOURS}
  const stop = window.stops[n];
  stop.focus({{preventScroll: true, focusVisible: true}});
  const shown = stop.matches('.sr-only') ? stop.parentElement : stop;
  const {{outlineStyle, outlineWidth, outlineColor}} = getComputedStyle(shown);
  const found = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    && contrast(outlineColor, ground(shown.parentElement)) >= 3;
  stop.blur();
  return found;
}}"""
FOCUS = "n => window.stops[n].focus({preventScroll: true, focusVisible: true})"
#: How many pixels have to stand out, and by how much.
PIXELS, CONTRAST = 24, 3.0


def luminance(png: bytes) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """How bright each pixel is, as WCAG reckons it."""
    parts = np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=float) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen: np.ndarray[tuple[int, int], np.dtype[np.float64]] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return seen


def stands_out(page: Page, number: int) -> bool:
    """Whether the page looks different enough once this stop has the focus.

    What began before may still change the page between the two looks; a focus that is not seen is not seen in any.
    """
    return any(_stands_out_now(page, number) for _ in range(3))


def _stands_out_now(page: Page, number: int) -> bool:
    clip = page.evaluate(PLACE, number)
    if clip is None:
        return True
    before = luminance(page.screenshot(clip=clip, animations="disabled"))
    page.evaluate(FOCUS, number)
    after = luminance(page.screenshot(clip=clip, animations="disabled"))
    contrast = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int((contrast >= CONTRAST).sum()) >= PIXELS


def stops(page: Page) -> list[str]:
    """The kinds of stops of this page."""
    if "explore" in page.url:
        page.locator(".result").first.wait_for()
    page.evaluate(SHORTEN)
    kinds: list[str] = page.evaluate(STOPS)
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    return kinds


def unseen(page: Page, new: list[tuple[int, str]], outlined: bool) -> list[str]:
    """Those of the numbered kinds of stops whose focus is not seen.

    With ``outlined`` an outline is enough: that nothing hides it is seen in another mode. To look takes much longer.
    """
    return [
        kind
        for number, kind in new
        if not (outlined and page.evaluate(OUTLINED, number)) and not stands_out(page, number)
    ]


#: How a page may have to be shown.
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


def test_the_focus_is_seen_at_every_stop(origin: Origin, visit: Visit) -> None:
    known, found = set[str](), {}
    for kind in PAGES:
        page = visit(origin.page(kind))
        new = [(number, stop) for number, stop in enumerate(stops(page)) if stop not in known]
        known.update(stop for _, stop in new)
        for mode, media in MODES.items() if new else ():
            page.emulate_media(**media)
            page.locator("[data-theme=dark]" if mode == "dark" else ":root:not([data-theme=dark])").wait_for()
            found[kind, mode] = unseen(page, new, outlined=mode != "light")
    assert {place: told for place, told in found.items() if told} == {}
    assert len(known) > 50


@pytest.mark.parametrize("kind", ["home", "explore", "topic", "paper"])
def test_the_first_stop_leads_past_the_header(origin: Origin, visit: Visit, kind: str) -> None:
    page = visit(origin.page(kind))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    assert skip.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
