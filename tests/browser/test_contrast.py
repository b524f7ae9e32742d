"""Text and controls stand out from their ground: in light, in dark, in forced colours and on paper."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin
from tests.browser.test_axe import SHORTEN

COLOURS = """
const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const known = new Map();
const rgba = colour => {
  if (!known.has(colour)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    known.set(colour, [...pen.getImageData(0, 0, 1, 1).data].map(part => part / 255));
  }
  return known.get(colour);
};
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const grounds = new Map([[null, 'Canvas']]);
const ground = element => {
  if (!grounds.has(element)) {
    const colour = getComputedStyle(element).backgroundColor;
    grounds.set(element, rgba(colour)[3] > 0.99 ? colour : ground(element.parentElement));
  }
  return grounds.get(element);
};
const contrast = (front, back) => {
  const [dark, light] = [luminance(rgba(front)), luminance(rgba(back))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const seen = selector => [...document.querySelectorAll(selector)].filter(one =>
  one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length);
const named = element => element.outerHTML.slice(0, 100);
"""
#: Controls whose border or ground does not stand out from what is around them.
FAINT = f"""() => {{ {COLOURS}
  for (const details of document.querySelectorAll('details')) details.open = true;
  const drawn = 'checkbox radio range file hidden color'.split(' ');
  return seen('input, select, textarea, button').filter(one => {{
    if (drawn.includes(one.type) || one.disabled) return false; // the browser draws these itself
    const style = getComputedStyle(one);
    const around = ground(one.parentElement);
    const line = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0;
    if (!line && one.tagName === 'BUTTON') return false; // a button that is its text alone
    return !(line && contrast(style.borderTopColor, around) >= 3) && contrast(ground(one), around) < 3;
  }}).map(named);
}}"""
#: Sentences that are read, and how little they stand out.
PALE = f"""() => {{ {COLOURS}
  const prose = ':is(.page > p, .prose p, .prose li, .abstract, .lead, blockquote, .summary, .result__summary)';
  return seen(`article ${{prose}}`).filter(one => contrast(getComputedStyle(one).color, ground(one)) < 7)
    .map(one => `${{contrast(getComputedStyle(one).color, ground(one)).toFixed(1)}} ${{named(one)}}`);
}}"""
#: Parts of drawings that cannot be told from what is behind them.
HIDDEN = f"""() => {{ {COLOURS}
  const back = ground(document.body);
  const bars = seen('.bar i').filter(one => contrast(ground(one), back) < 3);
  const shapes = seen('article svg :is(rect, circle, path, use)').filter(one => {{
    const style = getComputedStyle(one);
    const paint = [style.fill, style.strokeWidth === '0px' ? 'none' : style.stroke];
    const real = paint.filter(colour => colour !== 'none' && rgba(colour)[3] > 0);
    return real.length && real.every(colour => contrast(colour, back) < 2);
  }});
  return [...bars, ...shapes].map(named);
}}"""
SPACED = """() => [...document.querySelectorAll('article *')].filter(one =>
  getComputedStyle(one).fontVariantNumeric.includes('tabular') &&
  [...one.childNodes].some(node => node.nodeType === 3 && /[a-z]-[a-z]/i.test(node.data)))
  .map(one => one.outerHTML.slice(0, 100))"""
THEMES = ("light", "dark")

#: What is looked for on every page, in this order: the last one opens what is closed.
LOOKS = {"pale prose": PALE, "faint controls": FAINT}


def found_on(
    origin: Origin, visit: Visit, looks: dict[str, str], kinds: Any = PAGES, **options: Any
) -> dict[tuple[str, str, str], list[str]]:
    """What looks at each kind of page find in each theme, if anything: a page is opened once for all of them."""
    found = {}
    for kind in kinds:
        page = visit(origin.page(kind), **options)
        if hyphens := page.evaluate(SPACED):
            found[kind, "any", "hyphens spaced out"] = hyphens
        page.evaluate(SHORTEN)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.locator(f"[data-theme={theme}]").wait_for()
            page.evaluate("document.getAnimations().forEach(one => one.finish())")
            told = {name: list(dict.fromkeys(page.evaluate(look)))[:5] for name, look in looks.items()}
            found |= {(kind, theme, name): said for name, said in told.items() if said}
    return found


def test_prose_and_controls_stand_out_and_hyphens_are_not_spaced_out(origin: Origin, visit: Visit) -> None:
    assert found_on(origin, visit, LOOKS) == {}


def test_drawings_are_seen_in_forced_colours(origin: Origin, visit: Visit) -> None:
    kinds = ["home", "area", "topic", "gap-map", "map", "trends", "term", "person", "year"]
    looks = {"hidden parts of drawings": HIDDEN}
    assert found_on(origin, visit, looks, kinds, forced_colors="active") == {}


def test_code_is_not_broken_inside_a_word(origin: Origin, visit: Visit) -> None:
    page: Page = visit(origin.page("rules"), viewport={"width": 1280, "height": 900})
    broken = page.locator("article code").evaluate_all(
        """all => all.filter(one => !/\\s/.test(one.textContent.trim()) && one.getClientRects().length > 1)
          .map(one => one.outerHTML)"""
    )
    assert broken == []
