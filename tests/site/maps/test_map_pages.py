"""The map's page: a mark for each included paper, told by shape and colour, with a name, and safe."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from livingsurvey.model import Survey
from livingsurvey.site.maps.map_pages import COLOURS, SHAPES
from livingsurvey.store.theme_files import THEME

from tests.builders import survey, topic
from tests.site.plots import counted, included, page_of
from tests.site.samples import HOSTILE


def drawing(html: str) -> ElementTree.Element:
    """The map, read as XML, which forgives nothing."""
    found = re.search(r'<svg class="drawing map".*?</g>\s*</svg>', html, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0])


def marks(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {link.attrib["href"]: link for link in root.findall(".//g[@class='marks']/a")}


def test_every_included_paper_is_a_link_with_its_title_area_and_year() -> None:
    found = marks(drawing(page_of(counted(), "map.md")))
    assert {address: link.findtext("title") for address, link in found.items()} == {
        "papers/a.html": "A (Serving, 2022)",
        "papers/b.html": "B (Serving, 2024)",
        "papers/c.html": "C (Serving, 2024)",
        "papers/d.html": "D (Theory, 2023)",
        "papers/e.html": "E (Serving)",
    }


def test_the_map_has_a_name_a_description_and_labels() -> None:
    root = drawing(page_of(counted(), "map.md"))
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("group", "Map of 5 papers by similarity")
    assert root.findtext("desc")
    assert {"".join(text.itertext()) for text in root.findall(".//text")} == {"Serving", "Theory"}


def test_areas_differ_in_colour_and_in_shape() -> None:
    found = marks(drawing(page_of(counted(), "map.md")))
    looks = [(found[f"papers/{key}.html"][1].attrib) for key in ("a", "d")]
    assert looks[0]["class"] != looks[1]["class"]
    assert looks[0]["href"] != looks[1]["href"]


def test_as_many_areas_look_different_as_there_are_pairs_of_colour_and_shape() -> None:
    count = COLOURS * SHAPES
    assert len({(n % COLOURS, n % SHAPES) for n in range(count)}) == count
    assert len(re.findall('<g id="mark-', (THEME / "map.html").read_text())) == SHAPES
    assert len(re.findall(r"^ *\.a\d|\.a\d \{", (THEME / "assets/css/maps.css").read_text())) == COLOURS


def test_a_mark_is_where_the_file_of_places_says() -> None:
    given = replace(counted(), layout={"a": (123.0, 456.0)})
    assert marks(drawing(page_of(given, "map.md")))["papers/a.html"].attrib["transform"] == "translate(123 456)"


def test_the_legend_counts_papers_by_the_area_of_their_first_topic() -> None:
    html = page_of(counted(), "map.md")
    legend = re.findall(r'topics/(\w+).html">.*?</a> <span class="count">(\d+)</span>', html)
    assert legend == [("serving", "4"), ("theory", "1")]


@pytest.mark.parametrize(
    ("given", "told"),
    [(survey(), "nothing to map"), (survey(included("a")), "a map needs two"), (counted(), "5 included papers")],
)
def test_the_page_says_how_much_there_is(given: Survey, told: str) -> None:
    assert told in page_of(given, "map.md")


def test_a_survey_without_topics_has_a_map_without_areas() -> None:
    html = page_of(survey(included("a"), included("b")), "map.md")
    assert len(marks(drawing(html))) == 2
    assert "legend" not in html


def test_hostile_titles_stay_text() -> None:
    topics = (topic("outer", title=HOSTILE), topic("inner", "outer", title=HOSTILE, order=1))
    given = survey(*(included(key, title=HOSTILE, topics=("inner",)) for key in ("a", "b")), topics=topics)
    html = page_of(given, "map.md")
    root = drawing(html)
    assert "onerror=alert(1)" in (marks(root)["papers/a.html"].findtext("title") or "")
    assert not {"script", "img", "b"} & {element.tag for element in root.iter()}
    assert not re.search(r"<(script|img)", html)
