"""The map of papers in use: zoomed, moved, filtered, searched and selected from, by wheel, mouse, finger and keys."""

import io
import re
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.engine import HOLD, LACK
from tests.browser.sites import Origin

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
Box = dict[str, float]

#: The boxes of all that a selector finds, without the halo of letters.
BOXES = (
    "all => all.map(one => { const {x, y, width, height} = one.getBoundingClientRect(); return {x, y, width, height} })"
)


@pytest.fixture
def map_page(origin: Origin, visit: Visit) -> Page:
    """The map, with nothing selected."""
    page = visit(origin / "map.html", clean=True)
    expect(page.locator(".map-tools")).to_be_visible()
    return page


def zoom(page: Page) -> float:
    """How many times larger the map is drawn than as a whole."""
    return page.evaluate("1000 / document.querySelector('svg.map').viewBox.baseVal.width")


def shown(page: Page) -> list[float]:
    """The left and upper edge of what is shown."""
    return page.evaluate("(({x, y}) => [x, y])(document.querySelector('svg.map').viewBox.baseVal)")


def middle(page: Page) -> tuple[float, float]:
    """The middle of the map in the window."""
    page.locator(".map-tools").evaluate("tools => tools.scrollIntoView({block: 'start'})")
    box = page.locator("svg.map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 250


def button(page: Page, name: str) -> Locator:
    return page.locator(".map-tools").get_by_role("button", name=name)


def overlap(one: Box, other: Box) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


@pytest.mark.parametrize("zoomed", [False, True])
def test_names_are_on_no_mark_and_on_no_other_name(map_page: Page, zoomed: bool) -> None:
    if zoomed:
        button(map_page, "Zoom in").click()
    marks = map_page.locator(".marks use").evaluate_all(BOXES)
    names = map_page.locator(".names tspan").evaluate_all(
        """all => all.map(one => { const {x, y, width, height} = one.getBoundingClientRect();
          return {x, y: y + height * .2, width, height: height * .6} })"""
    )
    assert names
    assert [(a, b) for n, a in enumerate(names) for b in names[:n] if overlap(a, b)] == []
    assert [(name, mark) for name in names for mark in marks if overlap(name, mark)] == []


def test_the_wheel_zooms_where_the_pointer_is_and_out_again(map_page: Page) -> None:
    x, y = middle(map_page)
    map_page.mouse.move(x, y)
    place = "([x, y]) => { const p = new DOMPoint(x, y)"
    place += ".matrixTransform(document.querySelector('svg.map').getScreenCTM().inverse()); return [p.x, p.y] }"
    before = map_page.evaluate(place, [x, y])
    map_page.mouse.wheel(0, -240)
    map_page.wait_for_function("() => document.querySelector('svg.map').viewBox.baseVal.width < 600")
    assert zoom(map_page) == pytest.approx(2, rel=0.05)
    assert map_page.evaluate(place, [x, y]) == pytest.approx(before, abs=2)
    map_page.mouse.wheel(0, 400)
    map_page.wait_for_function("() => document.querySelector('svg.map').viewBox.baseVal.width === 1000")


def test_where_the_whole_map_is_shown_the_wheel_scrolls_on(map_page: Page) -> None:
    x, y = middle(map_page)
    map_page.mouse.move(x, y)
    before = map_page.evaluate("scrollY")
    map_page.mouse.wheel(0, 150)
    map_page.wait_for_function("before => scrollY > before", arg=before)
    assert zoom(map_page) == 1


def test_dragging_moves_a_zoomed_map_and_follows_no_link(map_page: Page) -> None:
    for _ in range(2):
        button(map_page, "Zoom in").click()
    box = map_page.locator(".marks a").evaluate_all(
        """all => all.map(one => one.querySelector('use').getBoundingClientRect())
             .find(box => box.x > 400 && box.x < 900 && box.y > 400 && box.y < 700)"""
    )
    before, address = shown(map_page), map_page.url
    map_page.mouse.move(box["x"] + 2, box["y"] + 2)
    map_page.mouse.down()
    map_page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    map_page.mouse.up()
    after = shown(map_page)
    assert after[0] < before[0]
    assert after[1] < before[1]
    expect(map_page).to_have_url(address)


def test_keys_zoom_and_move(map_page: Page) -> None:
    map_page.locator(".marks a[tabindex='0']").focus()
    map_page.keyboard.press("+")
    map_page.keyboard.press("+")
    assert zoom(map_page) == pytest.approx(2.25, rel=0.01)
    before = shown(map_page)
    map_page.keyboard.press("Shift+ArrowRight")
    map_page.keyboard.press("Shift+ArrowDown")
    assert all(now > then for now, then in zip(shown(map_page), before, strict=True))
    map_page.keyboard.press("-")
    assert zoom(map_page) == pytest.approx(1.5, rel=0.01)
    map_page.keyboard.press("0")
    assert zoom(map_page) == 1


def test_buttons_zoom_and_move_and_are_off_where_there_is_nothing_to_move(map_page: Page) -> None:
    expect(button(map_page, "Move left")).to_be_disabled()
    button(map_page, "Zoom in").click()
    before = shown(map_page)
    button(map_page, "Move left").click()
    assert shown(map_page)[0] < before[0]
    button(map_page, "Whole map").click()
    assert zoom(map_page) == 1
    expect(button(map_page, "Zoom out")).to_be_disabled()


def test_two_fingers_zoom_and_one_moves(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", fresh=True, **PHONE)
    x, y = middle(page)
    x = 195
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": at[0], "y": at[1], "id": n} for n, at in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (x - 20, y), (x + 20, y))
    for far in (30, 40, 50, 60):
        fingers("touchMove", (x - far, y), (x + far, y))
    fingers("touchEnd")
    assert zoom(page) == pytest.approx(3, rel=0.2)
    before = shown(page)
    fingers("touchStart", (x, y))
    for step in (10, 30, 50):
        fingers("touchMove", (x - step, y))
    fingers("touchEnd")
    assert shown(page)[0] > before[0]


@pytest.mark.parametrize("origin", ["http", "file"], indirect=True)
def test_a_search_shows_what_it_finds_and_the_address_keeps_it(map_page: Page) -> None:
    map_page.get_by_role("searchbox", name="Find on the map").fill("pruning")
    status = map_page.locator(".map-find__status")
    expect(status).to_contain_text("papers on the map")
    map_page.wait_for_function("() => location.hash === '#q=pruning'")
    map_page.evaluate("survey.search.loadEngine()")  # until it is there, titles with these letters are shown
    map_page.wait_for_function(
        """() => {
          const said = Number(document.querySelector(".map-find__status").textContent.replace(/\\D/g, ""));
          return said === document.querySelectorAll(".marks a:not(.dim)").length;
        }"""
    )
    assert 5 < int(re.sub(r"\D", "", status.inner_text())) < 200
    expect(map_page.get_by_role("link", name="Show in Explore")).to_have_attribute("href", re.compile("#q=pruning$"))
    map_page.get_by_role("button", name="Clear all").click()
    expect(map_page.locator(".marks a.dim")).to_have_count(0)


def test_the_map_stays_until_the_newest_search_is_answered(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", fresh=True)
    box = page.get_by_role("searchbox", name="Find on the map")
    status = page.locator(".map-find__status")
    page.evaluate(HOLD)
    box.fill("pruning")
    page.wait_for_function("() => held.length === 1")
    by_title = page.locator(".marks a.dim").count()
    page.evaluate("held.pop()()")
    expect(page.locator(".marks a.dim")).not_to_have_count(by_title)
    dim, found = page.locator(".marks a.dim").count(), status.inner_text()
    for query in ("routing", "quantization"):
        box.fill(query)
    page.wait_for_function("() => held.length === 2")
    assert (page.locator(".marks a.dim").count(), status.inner_text()) == (dim, found)
    page.evaluate("held.pop()()")
    expect(status).not_to_have_text(found)
    newest = status.inner_text()
    page.evaluate("held.pop()()")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    expect(status).to_have_text(newest)


def test_on_the_map_too_a_part_that_is_missing_is_told(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", fresh=True)
    page.evaluate(LACK)
    page.get_by_role("searchbox", name="Find on the map").fill("pruning")
    expect(page.locator(".map-find__status")).to_contain_text("papers on the map – Part of the search index could not")


def test_filters_are_those_of_explore(map_page: Page, origin: Origin) -> None:
    map_page.locator(".map-find summary").first.click()
    map_page.locator("[data-facet=year] input[type=checkbox]").first.check()
    year = max(paper.year or 0 for paper in origin.survey.papers)
    count = sum(paper.year == year and paper.status == "included" for paper in origin.survey.papers)
    expect(map_page.locator(".marks a:not(.dim)")).to_have_count(count)
    map_page.wait_for_function(f"() => location.hash === '#year={year}'")
    map_page.reload()
    expect(map_page.locator(".marks a:not(.dim)")).to_have_count(count)


def test_drawing_around_marks_selects_them(map_page: Page) -> None:
    x, y = middle(map_page)
    button(map_page, "Draw to select").click()
    corners = [(x - 120, y - 90), (x + 120, y - 90), (x + 120, y + 90), (x - 120, y + 90)]
    boxes = map_page.locator(".marks use").evaluate_all(BOXES)
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    inside = sum(abs(mx - x) < 118 and abs(my - y) < 88 for mx, my in middles)
    map_page.mouse.move(*corners[0])
    map_page.mouse.down()
    for corner in [*corners[1:], corners[0]]:
        map_page.mouse.move(*corner, steps=5)
    map_page.mouse.up()
    count = map_page.evaluate("survey.selection.keys().length")
    assert inside <= count <= inside + 4
    expect(map_page.locator(".marks a.picked")).to_have_count(count)
    expect(map_page.locator("#selection")).to_contain_text(f"{count} selected")
    expect(map_page.locator(".lasso")).to_have_count(0)
    map_page.keyboard.press("Escape")
    expect(button(map_page, "Draw to select")).to_have_attribute("aria-pressed", "false")


def test_marks_are_selected_by_key_and_all_that_is_shown_by_a_button(map_page: Page) -> None:
    map_page.locator(".marks a[tabindex='0']").focus()
    map_page.keyboard.press("Space")
    expect(map_page.locator(".marks a.picked")).to_have_count(1)
    expect(map_page.locator(".marks a.picked")).to_have_attribute("aria-label", re.compile(", selected$"))
    map_page.keyboard.press("Space")
    expect(map_page.locator(".marks a.picked")).to_have_count(0)
    map_page.locator(".legend button").first.click()
    clear = map_page.locator(".marks a:not(.dim)").count()
    button(map_page, f"Select {clear} shown").click()
    expect(map_page.locator(".marks a.picked")).to_have_count(clear)


@pytest.mark.parametrize("origin", ["http", "file"], indirect=True)
def test_a_paper_leads_to_its_mark(origin: Origin, visit: Visit) -> None:
    key = next(paper.key for paper in origin.survey.papers if paper.status == "included")
    page = visit(origin.paper(key))
    page.get_by_role("link", name="Show on the map").click()
    page.wait_for_url("**/map.html#*")
    page.mouse.move(0, 0)  # where the pointer came to rest on a mark, that one shows its card
    mark = page.locator(f".marks a[href='papers/{key}.html']")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    expect(page.locator(".map-card")).to_contain_text(origin.survey.paper[key].title[:20])
    assert zoom(page) == pytest.approx(3, rel=0.01)


def test_an_address_that_means_nothing_shows_the_map(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "map.html#paper=__proto__", fresh=True)
    expect(page.locator(".marks a.dim")).to_have_count(0)
    assert zoom(page) == 1


def test_without_scripts_nothing_is_there_that_does_nothing(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", java_script_enabled=False)
    expect(page.locator("article button, article input")).to_have_count(0)


def contrast(page: Page, selector: str, name: str) -> float:
    """The least contrast of what a selector finds with the ground."""
    return page.evaluate(
        """([selector, name]) => {
          const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
          const luminance = colour => { context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(p => p / 255)
              .map(p => p <= .03928 ? p / 12.92 : ((p + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b; };
          const ground = luminance(getComputedStyle(document.body).backgroundColor);
          return Math.min(...[...document.querySelectorAll(selector)].map(one => {
            const own = luminance(getComputedStyle(one)[name]);
            return (Math.max(own, ground) + .05) / (Math.min(own, ground) + .05); })); }""",
        [selector, name],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "selector", "name"),
    [
        ("map.html", ".marks use", "fill"),
        ("map.html", ".names text", "fill"),
        ("map.html", ".sign", "fill"),
        ("trends.html", ".chart .whole", "fill"),
        ("trends.html", ".chart .part", "stroke"),
        ("trends.html", ".chart text", "fill"),
        ("trends.html", ".chart .axis", "stroke"),
        ("topics/index.html", "a", "color"),
    ],
)
def test_drawings_are_seen_in_forced_colours(
    server: Origin, visit: Visit, path: str, selector: str, name: str, scheme: str
) -> None:
    page = visit(server / path, fresh=True, forced_colors="active", color_scheme=scheme)
    assert contrast(page, selector, name) > 4.5


def printed(page: Page) -> str:
    """The text of the page on paper."""
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_the_legend_is_printed_with_its_names(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", fresh=True)
    page.emulate_media(media="print")
    expect(page.locator(".map-tools, .map-find, .map-keys").locator("visible=true")).to_have_count(0)
    text = printed(page).partition("Areas")[2]
    assert [area.title for area in server.survey.areas if area.title not in text] == []


def saved(page: Page, figure: Locator) -> ElementTree.Element:
    """What a figure is saved as."""
    with page.expect_download() as download:
        figure.get_by_role("button", name="Save as SVG").click()
    assert download.value.suggested_filename.endswith(".svg")
    return ElementTree.parse(download.value.path()).getroot()


@pytest.mark.parametrize("origin", ["http", "file"], indirect=True)
@pytest.mark.parametrize("path", ["map.html", "trends.html"])
def test_a_figure_is_saved_with_its_colours(origin: Origin, visit: Visit, path: str) -> None:
    page = visit(origin / path, fresh=True, accept_downloads=True)
    root = saved(page, page.locator("figure").first)
    svg = "{http://www.w3.org/2000/svg}"
    drawn = [one for one in root.iter() if one.tag in {f"{svg}use", f"{svg}text", f"{svg}rect"}]
    assert len(drawn) > 10
    assert {one.get("fill") for one in drawn} > {None} or all(one.get("fill") for one in drawn)
    assert not any(one.get("class") or one.get("style") for one in drawn)
    hrefs = [one.get("href") or "" for one in root.iter(f"{svg}a")]
    assert all(href.startswith("http") if origin.base.startswith("http") else not href for href in hrefs)


#: What the long, middle and short cones see less of: Machado, Oliveira and Fernandes (2009), severity 1.
BLINDNESS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}


def oklab(light: list[float]) -> list[float]:
    """A colour where equal distances look equal."""
    first = [[0.41222, 0.53633, 0.05145], [0.2119, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]
    second = [[0.21045, 0.79362, -0.00407], [1.978, -2.42859, 0.45059], [0.0259, 0.78277, -0.80868]]
    return times(second, [max(0, part) ** (1 / 3) for part in times(first, light)])


def times(matrix: list[list[Any]], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_colours_of_areas_differ_for_the_colour_blind(
    server: Origin, visit: Visit, blindness: str, scheme: str
) -> None:
    page = visit(server / "map.html", fresh=True, color_scheme=scheme)
    found = page.locator(".marks use").evaluate_all("all => [...new Set(all.map(one => getComputedStyle(one).fill))]")
    parts = [[int(part) / 255 for part in re.findall(r"\d+", colour)[:3]] for colour in found]
    light = [[p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in colour] for colour in parts]
    seen = [oklab([min(1, max(0, p)) for p in times(BLINDNESS[blindness], colour)]) for colour in light]
    assert len(seen) == 7
    apart = [sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) ** 0.5 for n, x in enumerate(seen) for y in seen[:n]]
    assert min(apart) > 0.07
