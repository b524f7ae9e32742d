"""Light and dark: the reader's choice, else the system's."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin

LUMINANCE = """([name, pairs]) => {
  document.documentElement.dataset.theme = name;
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const luminance = variable => {
    canvas.fillStyle = style.getPropertyValue(variable);
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(n => n / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return pairs.map(([front, back]) => {
    const [dark, light] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
}"""
TEXT_ON_GROUND = [
    ("--ink", "--paper"), ("--ink", "--raised"), ("--ink", "--mark"), ("--ink", "--accent-soft"),
    ("--muted", "--paper"), ("--muted", "--raised"), ("--accent", "--paper"), ("--accent", "--raised"),
    ("--accent", "--accent-soft"), ("--paper", "--accent"), ("--warn-ink", "--warn-soft"),
]  # fmt: skip


def expect_dark(page: Page, dark: bool) -> None:
    """Wait until light text stands on a dark ground, or dark text on a light one: colours may fade over."""
    page.wait_for_function(
        """dark => {
          const style = getComputedStyle(document.body);
          const [text, ground] = [style.color, style.backgroundColor]
            .map(colour => colour.match(/[0-9.]+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0));
          return dark ? text - ground > 400 : ground - text > 400;
        }""",
        arg=dark,
    )


def toggle(page: Page) -> None:
    """Press the button in the header."""
    page.get_by_role("button", name="Dark mode").click()


@pytest.mark.parametrize(("system", "dark"), [("light", False), ("dark", True)])
@pytest.mark.parametrize("kind", ["home", "topic", "paper"])
def test_a_page_follows_the_system(server: Origin, visit: Visit, kind: str, system: str, dark: bool) -> None:
    expect_dark(visit(server.page(kind), color_scheme=system), dark)


def test_a_change_of_the_system_is_followed_at_once(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("about"), fresh=True, color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect_dark(page, True)
    page.emulate_media(color_scheme="light")
    expect_dark(page, False)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_button_turns_the_other_way_and_back(origin: Origin, visit: Visit, system: str) -> None:
    page = visit(origin.page("paper"), fresh=True, color_scheme=system)
    toggle(page)
    expect_dark(page, system == "light")
    toggle(page)
    expect_dark(page, system == "dark")


def test_the_button_says_whether_it_is_pressed(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("about"), fresh=True, color_scheme="light")
    button = page.get_by_role("button", name="Dark mode")
    expect(button).to_have_attribute("aria-pressed", "false")
    toggle(page)
    expect(button).to_have_attribute("aria-pressed", "true")


def test_the_button_works_by_keyboard(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("about"), fresh=True, color_scheme="light")
    page.get_by_role("button", name="Dark mode").focus()
    page.keyboard.press("Space")
    expect_dark(page, True)


def test_the_choice_persists_across_pages(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("home"), fresh=True, color_scheme="light")
    toggle(page)
    for kind in ("topics", "paper", "about"):
        page.goto(origin.page(kind))
        expect_dark(page, True)
        expect(page.get_by_role("button", name="Dark mode")).to_have_attribute("aria-pressed", "true")


def test_the_choice_outweighs_the_system(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("about"), fresh=True, color_scheme="dark")
    toggle(page)
    page.reload()
    expect_dark(page, False)


def test_without_storage_the_choice_holds_for_the_page(server: Origin, visit: Visit) -> None:
    page = visit(server.page("about"), fresh=True, color_scheme="light")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})")
    page.reload()
    toggle(page)
    expect_dark(page, True)
    expect(page.get_by_role("button", name="Dark mode")).to_have_attribute("aria-pressed", "true")
    toggle(page)
    expect_dark(page, False)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_colour_has_enough_contrast(server: Origin, visit: Visit, theme: str) -> None:
    page = visit(server.page("about"), fresh=True, color_scheme="light")
    ratios = page.evaluate(LUMINANCE, [theme, TEXT_ON_GROUND])
    assert {pair: ratio for pair, ratio in zip(TEXT_ON_GROUND, ratios, strict=True) if ratio < 4.5} == {}
