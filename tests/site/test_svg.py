"""Drawings: whatever text comes in stays text, in elements and in attributes."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.site.escape import clean
from livingsurvey.site.svg import Bar, bars, drawing, element, linked
from markupsafe import Markup

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, TEXTS)
def test_any_text_stays_text(text: str, value: str) -> None:
    read = ElementTree.fromstring(element("text", text, class_=value, data_more=value))
    assert (read.tag, read.text or "") == ("text", clean(text))
    assert read.attrib == {"class": clean(value), "data-more": clean(value)}


def test_markup_passes_and_absent_attributes_are_left_out() -> None:
    assert element("g", Markup("<b/>"), "<b>", x=1.50000001, href=None) == '<g x="1.5"><b/>&lt;b&gt;</g>'


def test_a_mark_without_an_address_is_no_link() -> None:
    assert linked(Markup("<i/>"), "T", None) == "<g><title>T</title><i/></g>"
    assert linked(Markup("<i/>"), "T", "p.html") == '<a href="p.html"><title>T</title><i/></a>'


def test_a_drawing_is_one_line_with_a_name_and_a_description() -> None:
    made = drawing("Name\n\nof it", "What\nit is", (10, 20.5), [Markup("<i/>")], "map")
    assert "\n" not in made
    read = ElementTree.fromstring(made)
    assert (read.findtext("title"), read.findtext("desc")) == ("Name of it", "What it is")
    assert (read.attrib["role"], read.attrib["viewBox"]) == ("group", "0 0 10 20.5")


def test_bars_are_as_tall_as_their_counts_and_none_is_a_dot() -> None:
    shown = [Bar("1", 4, "four", "#a"), Bar("2", 0, "none", None), Bar("3", 2, "two", None, part=True)]
    read = ElementTree.fromstring(bars("Name", "What it is", shown, most=4))
    drawn = [rect for rect in read.iter("rect") if rect.attrib["class"] != "reach"]
    assert [rect.attrib["class"] for rect in drawn] == ["whole", "part"]
    assert float(drawn[0].attrib["height"]) == 2 * float(drawn[1].attrib["height"])
    assert len(read.findall("circle")) == 1
    assert [text.text for text in read.iter("text")] == ["4", "1", "2", "3"]
