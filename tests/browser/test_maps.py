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
        assert {"".join(text.split()) for text in page.locator(".matrix .s0").all_text_contents()} == {"·none"}


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


@pytest.fixture
def gap_map(origin: Origin, visit: Visit) -> Page:
    """The gap map, as it is before anything is chosen."""
    page = visit(origin / "gap-map.html", fresh=True)
    expect(page.locator(".gap-choice")).to_be_visible()
    return page


@pytest.mark.parametrize("origin", ["http", "file"], indirect=True)
def test_axes_and_shade_of_the_gap_map_are_chosen_and_kept_in_the_address(gap_map: Page, origin: Origin) -> None:
    expect(gap_map.locator("[data-gap-drawn]")).to_be_visible()
    gap_map.get_by_label("Rows").select_option("area")
    gap_map.get_by_label("Columns").select_option("year")
    expect(gap_map.locator("[data-gap-drawn]")).to_be_hidden()
    table = gap_map.locator("table.matrix:visible")
    expect(table).to_have_count(1)
    expect(table.locator("tbody tr")).to_have_count(len(origin.survey.areas))
    area = origin.survey.areas[0]
    found = [p for p in origin.survey.papers_of[area.key] if p.status == "included" and p.year == 2024]
    cell = table.get_by_role("link", name=f"{len(found)}: {area.title}, 2024")
    expect(cell).to_have_attribute("href", re.compile(f"explore.html\\?area={area.key}&year=2024&status=included$"))
    gap_map.get_by_label("Shade").select_option("code")
    with_code = sum(bool(paper.code) for paper in found)
    expect(table.get_by_role("link", name=f"{with_code}/{len(found)}: {area.title}, 2024")).to_be_visible()
    expect(gap_map).to_have_url(re.compile("#rows=area&columns=year&shade=code$"))
    gap_map.reload()
    expect(gap_map.get_by_label("Shade")).to_have_value("code")
    expect(table).to_have_count(1)


def test_a_cell_opens_as_many_papers_as_it_says(gap_map: Page) -> None:
    gap_map.get_by_label("Rows").select_option("year")
    cell = gap_map.locator("table.matrix:visible td a").nth(5)
    count = cell.inner_text()
    cell.click()
    gap_map.wait_for_url("**/explore.html*")
    expect(gap_map.locator("[data-count]")).to_contain_text(re.compile(rf"^{count} (paper |of )"))


def test_what_is_empty_is_said_with_what_would_be_expected(gap_map: Page) -> None:
    gap_map.get_by_label("Columns").select_option("year")
    gap_map.get_by_label("Rows").select_option("kind")
    expect(gap_map.locator(".gaps:visible")).to_contain_text(
        re.compile("this collection is empty.*expected|No combination")
    )
    for text in gap_map.locator("td.gap-cell:visible .sr-only").all_text_contents():
        assert re.fullmatch(r"none; \d+ expected", text)


def test_the_gap_map_is_one_stop_for_the_tab_key_and_arrows_go_on(gap_map: Page) -> None:
    tables = gap_map.locator("[data-gap-drawn] table.matrix")
    first = tables.first
    assert first.locator("td a[tabindex='0']").count() == 1
    first.locator("td a[tabindex='0']").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        gap_map.keyboard.press(key)
        seen.add(gap_map.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(seen) > 2
    assert first.locator("td a[tabindex='0']").count() == 1


def test_without_scripts_the_gap_map_has_its_usual_axes(server: Origin, visit: Visit) -> None:
    page = visit(server / "gap-map.html", java_script_enabled=False)
    expect(page.locator("table.matrix").first).to_be_visible()
    expect(page.locator("article select, article button")).to_have_count(0)


def test_the_gap_map_fits_on_paper(server: Origin, visit: Visit) -> None:
    page = visit(server / "gap-map.html", fresh=True, viewport={"width": 650, "height": 900})
    page.emulate_media(media="print")
    widths = page.locator("table.matrix").evaluate_all("all => all.map(table => table.getBoundingClientRect().right)")
    assert max(widths) <= 650
    expect(page.locator(".gap-choice")).to_be_hidden()


@pytest.mark.parametrize("path", ["gap-map.html", "index.html", "map.html", "trends.html"])
def test_no_page_speaks_of_the_field_where_it_means_this_collection(server: Origin, visit: Visit, path: str) -> None:
    text = visit(server / path).locator("main").inner_text()
    assert not re.search(r"the field is|spread evenly|Emptiest", text)


def test_years_without_papers_are_zeros_on_every_chart_of_a_page(server: Origin, visit: Visit) -> None:
    charts = visit(server / "trends.html").locator("svg.chart")
    years = charts.evaluate_all("all => all.map(one => one.querySelectorAll('.figure, .none').length)")
    ends = charts.evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('.tick')].map(t => t.textContent).join())"
    )
    assert len(set(years)) == 1
    assert len(set(ends)) == 1
