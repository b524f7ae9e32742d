"""Gap map, map and trends: marks and cells are links with names, reached by pointer, finger and keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def map_page(origin: Origin, visit: Visit) -> Page:
    """The map."""
    page = visit(origin / "map.html")
    page.reload()
    return page


def test_a_mark_shows_a_card_under_the_pointer_and_leads_to_its_paper(map_page: Page, origin: Origin) -> None:
    mark, card = map_page.locator(".marks a").nth(7), map_page.locator(".map-card")
    expect(card).to_be_hidden()
    mark.locator("use").hover(force=True)
    expect(card).to_be_visible()
    told = card.inner_text()
    mark.evaluate("mark => mark.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")
    map_page.wait_for_url("**/papers/*.html")
    assert told.startswith(map_page.locator("h1").inner_text())


def test_the_map_is_one_stop_for_the_tab_key_and_arrows_go_on(map_page: Page) -> None:
    assert map_page.locator(".marks a[tabindex='0']").count() == 1
    first = map_page.locator(".marks a").first
    first.focus()
    card = map_page.locator(".map-card")
    expect(card).to_have_text(first.get_attribute("aria-label") or "")
    seen = {card.inner_text()}
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        map_page.keyboard.press(key)
        seen.add(card.inner_text())
    assert len(seen) > 3
    assert map_page.locator(".marks a[tabindex='0']").count() == 1
    map_page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_every_mark_has_a_name(map_page: Page, origin: Origin) -> None:
    names = map_page.locator(".marks a").evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert len(names) == origin.survey.counts.included
    assert all(names)


def test_an_area_can_be_brought_out_and_put_back(map_page: Page, origin: Origin) -> None:
    button = map_page.locator(".legend button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    count = int(re.sub(r"\D", "", map_page.locator(".legend li").first.locator("a").inner_text()))
    expect(map_page.locator(".marks a:not(.dim)")).to_have_count(count)
    expect(map_page.locator(".names g:not(.dim)")).to_have_text([button.inner_text().strip()])
    button.click()
    expect(map_page.locator(".dim")).to_have_count(0)


def test_without_a_script_marks_are_links_with_tooltips(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", java_script_enabled=False)
    marks = page.locator(".marks a")
    expect(marks).to_have_count(server.survey.counts.included)
    assert all(marks.evaluate_all("marks => marks.map(mark => mark.querySelector('title').textContent)"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=re.compile("Skip the map"))
    skip.focus()
    expect(skip).to_be_in_viewport()


def test_marks_and_labels_keep_their_size_on_a_phone(server: Origin, visit: Visit) -> None:
    page = visit(server / "map.html", **PHONE)
    heights = page.locator(".names text").evaluate_all("all => all.map(text => text.getBoundingClientRect().height)")
    assert min(heights) > 10
    scroll = page.locator(".map-scroll")
    assert scroll.evaluate("box => box.scrollWidth > box.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_ground(server: Origin, visit: Visit, scheme: str) -> None:
    page = visit(server / "map.html", fresh=True, color_scheme=scheme)
    colours = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
          ...new Set([...document.querySelectorAll('.marks use')].map(use => getComputedStyle(use).fill))]"""
    )
    ground, *marks = (luminance(colour) for colour in colours)
    assert len(marks) == 7
    contrasts = [(max(mark, ground) + 0.05) / (min(mark, ground) + 0.05) for mark in marks]
    assert min(contrasts) > 4.5  # labels have these colours too


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_shades_grow_in_monochrome_and_empty_cells_are_marked(server: Origin, visit: Visit) -> None:
    for scheme in ("light", "dark"):
        page = visit(server / "gap-map.html", fresh=True, color_scheme=scheme)
        ground, *shades = page.evaluate(
            """() => ['body', ...[1, 2, 3, 4, 5].map(n => '.matrix .s' + n)].map(path => {
              const element = document.querySelector(path);
              const context = document.createElement('canvas').getContext('2d');
              context.fillStyle = getComputedStyle(element).backgroundColor; context.fillRect(0, 0, 1, 1);
              return 'rgb(' + [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join() + ')'; })"""
        )
        away = [abs(luminance(shade) - luminance(ground)) for shade in shades]
        assert away == sorted(away)
        assert len(set(away)) == 5
        assert {"".join(text.split()) for text in page.locator(".matrix .s0").all_inner_texts()} == {"·none"}


def test_heads_of_the_gap_map_stay_in_sight(server: Origin, visit: Visit) -> None:
    page = visit(server / "gap-map.html", fresh=True)
    page.locator(".matrix").first.locator("tbody").nth(8).scroll_into_view_if_needed()
    head = page.locator(".matrix").first.locator("thead th").nth(1)
    expect(head).to_be_in_viewport(ratio=0.9)
    top = page.locator("header").first.evaluate("header => header.getBoundingClientRect().bottom")
    assert head.evaluate("head => head.getBoundingClientRect().top") >= top - 2


def test_the_first_column_stays_on_a_phone(server: Origin, visit: Visit) -> None:
    page = visit(server / "gap-map.html", **PHONE)
    page.locator(".gap").first.evaluate("box => box.scrollLeft = 150")
    link = page.locator(".matrix tbody th a").first
    link.evaluate("link => link.scrollIntoView({block: 'center', inline: 'nearest'})")
    assert page.locator(".gap").first.evaluate("box => box.scrollLeft") > 100
    expect(link).to_be_in_viewport(ratio=0.9)


def test_a_cell_is_named_for_a_list_of_links(server: Origin, visit: Visit) -> None:
    link = visit(server / "gap-map.html").locator(".matrix td a").first
    assert re.fullmatch(r"\d+: .+, .+", link.get_attribute("aria-label") or "")
    assert (link.get_attribute("aria-label") or "").startswith(link.inner_text())


def test_bars_are_links_and_their_numbers_stand_in_a_table(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "trends.html")
    bar = page.locator(".chart a").first
    assert "explore.html?" in (bar.get_attribute("href") or "")
    assert bar.locator("title").text_content()
    table = page.locator("details.numbers").first
    expect(table.locator("table")).to_be_hidden()
    table.locator("summary").click()
    expect(table.locator("table")).to_be_visible()


@pytest.mark.parametrize("name", ["results", "gap-map", "map", "trends"])
def test_hostile_text_stays_text(curated: Origin, visit: Visit, name: str) -> None:
    page = visit(curated / f"{name}.html")
    expect(page.locator("article :is(img, script, u)")).to_have_count(0)
