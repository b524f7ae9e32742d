"""Styles of CSL: citations as their manuals have them, and as an independent processor renders them."""

from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.citations.csl import Style, load_style
from livingsurvey.citations.csl.item import pages
from livingsurvey.citations.csl.joining import join, meet
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.rendered_citation import LABELS

LIND, VAN = (
    {"family": "Lind", "given": "Eva Maria"},
    {
        "family": "Sompel",
        "given": "Herbert",
        "non-dropping-particle": "van de",
    },
)
KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
EDITORS = [{"family": "Roe", "given": "Max"}, {"family": "Ito", "given": "Jun-ichi"}]

ARTICLE = {
    "type": "article-journal",
    "title": "A “new” view?",
    "author": [LIND, VAN, KING],
    "container-title": "Journal of Types",
    "container-title-short": "J. Types",
    "volume": "12",
    "issue": "3",
    "page": "321-328",
    "issued": {"date-parts": [[2001, 5, 6]]},
    "DOI": "10.1000/x",
}
CHAPTER = {
    "type": "chapter",
    "title": "A chapter",
    "author": [LIND],
    "editor": EDITORS,
    "container-title": "The Big Handbook",
    "page": "12-45",
    "publisher": "North Press",
    "issued": {"date-parts": [[2004]]},
}
BOOK = {
    "type": "book",
    "title": "A book of books",
    "author": [LIND, VAN],
    "publisher": "North Press",
    "publisher-place": "Oslo",
    "edition": "2",
    "issued": {"date-parts": [[2002]]},
}
VOLUME = {key: value for key, value in BOOK.items() if key != "author"} | {"editor": EDITORS}
THESIS = {
    "type": "thesis",
    "title": "A thesis",
    "author": [LIND],
    "genre": "PhD thesis",
    "publisher": "North University",
    "issued": {"date-parts": [[2003]]},
}


@pytest.mark.parametrize(
    ("style", "item", "citation"),
    [
        (
            "apa",
            ARTICLE,
            "Lind, E. M., van de Sompel, H., & King, M. L., Jr. (2001). A “new” view? Journal of Types, 12(3), "
            "321–328. https://doi.org/10.1000/x",
        ),
        ("apa", BOOK, "Lind, E. M., & van de Sompel, H. (2002). A book of books (2nd ed.). North Press."),
        ("apa", VOLUME, "Roe, M., & Ito, J. (Eds.). (2002). A book of books (2nd ed.). North Press."),
        (
            "apa",
            CHAPTER,
            "Lind, E. M. (2004). A chapter. In M. Roe & J. Ito (Eds.), The Big Handbook (pp. 12–45). North Press.",
        ),
        ("apa", THESIS, "Lind, E. M. (2003). A thesis [PhD thesis]. North University."),
        (
            "chicago",
            ARTICLE,
            "Lind, Eva Maria, Herbert van de Sompel, and Martin Luther King Jr. 2001. “A ‘New’ View?” Journal of "
            "Types 12 (3): 321–28. https://doi.org/10.1000/x.",
        ),
        ("chicago", VOLUME, "Roe, Max, and Jun-ichi Ito, eds. 2002. A Book of Books. 2nd ed. North Press."),
        ("chicago", THESIS, "Lind, Eva Maria. 2003. “A Thesis.” PhD thesis, North University."),
        (
            "ieee",
            ARTICLE,
            "E. M. Lind, H. van de Sompel, and M. L. King Jr., “A ‘new’ view?,” J. Types, vol. 12, no. 3, pp. 321–328, "
            "May 2001, doi: 10.1000/x.",
        ),
        ("ieee", BOOK, "E. M. Lind and H. van de Sompel, A book of books, 2nd ed. Oslo: North Press, 2002."),
        (
            "nature",
            ARTICLE,
            "Lind, E. M., van de Sompel, H. & King, M. L., Jr. A “new” view? J. Types 12, 321–328 (2001).",
        ),
        (
            "vancouver",
            ARTICLE,
            "Lind EM, van de Sompel H, King ML Jr. A “new” view? J Types. 2001 May 6;12(3):321–8. doi:10.1000/x",
        ),
        (
            "vancouver",
            CHAPTER,
            "Lind EM. A chapter. In: Roe M, Ito J, editors. The Big Handbook. North Press; 2004. p. 12–45.",
        ),
    ],
)
def test_a_citation_is_as_the_style_has_it(style: str, item: dict[str, Any], citation: str) -> None:
    assert load_style(style).render(item) == citation


@pytest.mark.parametrize("style", LABELS)
@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 8, 21, 3000])
def test_many_authors_are_cut_short(style: str, count: int) -> None:
    people = [{"family": f"Name{n}", "given": "Xu"} for n in range(count)]
    made = load_style(style).render(ARTICLE | {"author": people})
    assert "Name0" in made
    assert len(made) < 700
    assert ("et al" in made or "…" in made) == (count > {"apa": 20, "nature": 5, "vancouver": 6}.get(style, 6))


@pytest.mark.parametrize("style", LABELS)
def test_authors_that_are_not_known_are_told(style: str) -> None:
    assert "et al" in load_style(style).render(ARTICLE | {"others-omitted": True})


@pytest.mark.parametrize("style", LABELS)
@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_has_a_citation_without_gaps(style: str, kind: str) -> None:
    for item in ({"type": kind, "title": "Only a title"}, ARTICLE | {"type": kind}, BOOK | {"type": kind}):
        made = load_style(style).render(item)
        assert made == " ".join(made.split())
        assert not [sign for sign in (" .", " ,", "..", ",,", "()", "[]", "“”", ",.", "None") if sign in made]


def test_names_of_groups_and_names_in_ideographs_are_whole() -> None:
    people = [{"literal": "Kimi Team, Inc."}, {"family": "李", "given": "泽东"}]
    assert load_style("apa").render(BOOK | {"author": people}).startswith("Kimi Team, Inc., & 李泽东. (2002).")


@given(st.text(max_size=40), st.text(max_size=20))
@settings(max_examples=80)
def test_any_text_is_rendered(title: str, name: str) -> None:
    for style in LABELS:
        item = ARTICLE | {"title": title, "author": [{"family": name or "x", "given": name}], "volume": name}
        assert isinstance(load_style(style).render(item), str)


@pytest.mark.parametrize("item", [ARTICLE, BOOK, THESIS])
def test_an_independent_processor_renders_the_same(item: dict[str, Any]) -> None:
    path = load_style.__wrapped__.__globals__["files"]("livingsurvey.citations") / "styles" / "nature.csl"
    style = CitationStylesStyle(str(path), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([{"id": "x", **item}]), formatter.plain)
    bibliography.register(Citation([CitationItem("x")]))
    [theirs] = map(str, bibliography.bibliography())
    ours = load_style("nature").render(item)
    assert [word.strip(".,()“”") for word in ours.split()] == [
        word.strip(".,()“”") for word in theirs.removeprefix("1.").replace("&amp;", "&").split()
    ]


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        ("321-328", "", "321–328"),
        ("321-328", "minimal", "321–8"),
        ("321-28", "expanded", "321–328"),
        ("321–328", "chicago-16", "321–28"),
        ("101-108", "chicago-16", "101–8"),
        ("100-104", "chicago-16", "100–104"),
        ("71-72", "chicago-16", "71–72"),
        ("1002-1013", "chicago-16", "1002–13"),
        ("e12", "minimal", "e12"),
        ("1-3, 7-9", "", "1–3, 7–9"),
        ("A-12", "minimal", "A-12"),
    ],
)
def test_pages_are_abbreviated_as_the_style_wants(text: str, form: str, shown: str) -> None:
    assert pages(text, form) == shown


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("Jr.", ".", "Jr."),
        ("Jr.", ",", "Jr.,"),
        ("view?", ".", "view?"),
        ("view”", ",", "view,”"),
        ("view?”", ".", "view?”"),
        ("a ", " b", "a b"),
        ("a ", ", b", "a, b"),
        ("", "b", "b"),
    ],
)
def test_no_sign_is_there_twice(before: str, after: str, both: str) -> None:
    assert meet(before, after) == both


def test_what_is_empty_gets_no_delimiter() -> None:
    assert join(["", "a", "", "b"], ", ") == "a, b"
    assert join([]) == ""


def test_a_group_without_any_of_its_variables_is_left_out() -> None:
    locale = fromstring("<locale><terms><term name='in'>in</term></terms></locale>")
    inside = "<group prefix=' ('><text term='in'/><text variable='volume' prefix=' '/></group>"
    root = fromstring(f"<style><bibliography><layout><text variable='title'/>{inside}</layout></bibliography></style>")
    style = Style(root, locale)
    assert style.render({"title": "A"}) == "A"
    assert style.render({"title": "A", "volume": "2"}) == "A (in 2"
