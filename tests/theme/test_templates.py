"""Values in the theme's templates stay text, in both template engines, whatever the front matter has."""

import json
import re
from functools import cache
from typing import Any

import pytest
from livingsurvey.store.theme_files import THEME
from mkdocs.utils.meta import get_data

from tests.site.engines import Parsed
from tests.site.samples import HOSTILE, rendered, small
from tests.theme.frames import FRAMES, TEMPLATES, Frame, article, context_of, jinja_frame, shown

#: What decides how a page is built, not what it says: these values come from the generator alone.
STRUCTURE = {"page_template", "page_kind", "structured"}
ADDRESSES = ["javascript:alert(1)", " JavaScript:alert(1)", "//evil.example", "data:text/html,x", '" onclick="x', "/x"]
frames = pytest.mark.parametrize("frame", FRAMES)


@cache
def sample_fronts() -> list[dict[str, Any]]:
    """The front matter of each page of the small sample."""
    return [json.loads(json.dumps(get_data(text)[1], default=str)) for text in rendered(small()).values()]


def full_meta(template: str) -> dict[str, Any]:
    """Front matter with every value that a page of this template has, and those that need more than the samples."""
    meta: dict[str, Any] = {}
    for found in sample_fronts():
        meta |= found if found.get("page_template", "main.html") == template else {}
    link = {"label": "Label", "url": "../a.html", "about": "About"}
    return meta | {
        **{"key": "p", "aliases": ["old"], "more_authors": [link], "previous": link, "next": link, "feed": "feeds/all"},
        **{"dates": {"added": "2024-01-01", "changed": "2024-02-02"}, "image": "assets/cards/home.png"},
        "correct": "../correct.html?paper=p",
    }


def spoiled(value: Any, text: str) -> Any:
    """Front matter with ``text`` in place of every text."""
    if isinstance(value, dict):
        return {name: inner if name in STRUCTURE else spoiled(inner, text) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner, text) for inner in value]
    return text if isinstance(value, str) else value


@frames
@pytest.mark.parametrize("template", TEMPLATES)
def test_hostile_front_matter_adds_no_element_and_no_attribute(template: str, frame: Frame) -> None:
    # Addresses that are not safe lead nowhere; where one begins is known from its first signs, so both begin alike.
    texts = (f"x {HOSTILE}", "x Harmless")
    found, plain = (Parsed(frame(template, context_of(spoiled(full_meta(template), text)))) for text in texts)
    assert found.tags == plain.tags
    assert [name for name, _ in found.attributes] == [name for name, _ in plain.attributes]


@frames
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_leads_elsewhere_leads_nowhere(template: str, frame: Frame, url: str) -> None:
    parsed = Parsed(article(frame(template, context_of(spoiled(full_meta(template), url)))))
    addresses = [value or "" for name, value in parsed.attributes if name in ("href", "src", "action")]
    assert not [value for value in addresses if re.match(r"\s*(\w+:|//|/)", value)]
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]


@frames
def test_a_page_without_front_matter_is_shown(frame: Frame) -> None:
    for template in TEMPLATES:
        assert "Text." in frame(template, context_of({}, "<p>Text.</p>")) or template in ("404.html", "screen.html")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_puts_no_indentation_and_no_empty_lines_into_pages(template: str) -> None:
    page = jinja_frame(template, context_of(full_meta(template), "<p>Text.</p>"))
    bare = re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
    assert re.findall(r"\n *\n[^\n]*|\n [^\n]*", bare.strip()) == []


@frames
def test_both_engines_show_the_same(frame: Frame) -> None:
    page = shown(small(), "papers/full-paper.md", frame)
    assert Parsed(page).tags == Parsed(shown(small(), "papers/full-paper.md", jinja_frame)).tags


@frames
def test_hostile_values_are_shown_to_the_letter(frame: Frame) -> None:
    meta = {"page_template": "paper.html", "topics": [{"label": HOSTILE}], "fields": [{"label": HOSTILE, "links": []}]}
    assert Parsed(frame("paper.html", context_of(meta))).text.count(HOSTILE) == 2


def test_the_theme_is_registered_and_has_material_s_templates_as_its_ground() -> None:
    from mkdocs.theme import Theme

    theme = Theme("survey")
    assert str(THEME) == theme.dirs[0]
    assert any("material" in folder for folder in theme.dirs)
    assert not theme["font"]
    assert "404.html" in theme.static_templates
