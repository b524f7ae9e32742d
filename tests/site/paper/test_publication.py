"""What the page of a paper says of its publication, and that thousands of authors are folded."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import Link, Publication
from livingsurvey.site.messages import Messages
from livingsurvey.site.metadata import citation_tags
from livingsurvey.site.paper.publication import date_text, language_name
from livingsurvey.site.publication_tags import publication_tags
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey
from tests.site.engines import Parsed
from tests.site.samples import HOSTILE, rendered
from tests.theme.frames import FRAMES, Frame, article, shown

MANY = tuple(f"Given{n} Family{n}" for n in range(3000))


def page_of(frame: Frame = FRAMES[0], **fields: Any) -> str:
    return article(shown(survey(paper("p", **fields)), "papers/p.md", frame))


def line(css: str, **fields: Any) -> str:
    """The text of a line of the page."""
    html = re.search(rf'<p class="{css}"[^>]*>(.*?)</p>', page_of(**fields), re.DOTALL)
    return " ".join(Parsed(html[1]).text.split()) if html else ""


def facts(**stated: Any) -> dict[str, str]:
    meta = get_data(rendered(survey(paper("p", publication=Publication(**stated))))["papers/p.md"])[1]
    return {fact["label"]: ", ".join(link["label"] for link in fact["links"]) for fact in meta.get("publication", ())}


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"volume": "12", "issue": "3", "page": "1–9"}, "In: J. Types, vol. 12, no. 3, pp. 1–9 · 6 May 2024"),
        ({"page": "7"}, "In: J. Types, p. 7 · 6 May 2024"),
        ({"volume": "94", "page": "114026"}, "In: J. Types, vol. 94, 114026 · 6 May 2024"),
        ({"type": "article-journal", "number": "e12"}, "In: J. Types, article e12 · 6 May 2024"),
        ({"editor": ["Max Roe"], "chapter_number": "4"}, "In: J. Types, edited by Max Roe, ch. 4 · 6 May 2024"),
        ({"edition": "2"}, "In: J. Types, edition 2 · 6 May 2024"),
        ({"edition": "Second"}, "In: J. Types, Second edition · 6 May 2024"),
        ({"edition": "3rd ed."}, "In: J. Types, 3rd ed. · 6 May 2024"),
        ({"type": "software", "edition": "v1.2"}, "In: J. Types, version 1.2 · 6 May 2024"),
        ({"type": "dataset", "edition": "2"}, "In: J. Types, version 2 · 6 May 2024"),
        ({"publisher": "Brill", "publisher_place": "Leiden"}, "J. Types · Leiden: Brill · 6 May 2024"),
        ({"type": "book"}, "J. Types · 6 May 2024"),
    ],
)
def test_the_line_below_the_authors_says_where_it_is(stated: dict[str, Any], said: str) -> None:
    fields = {"authors": ("Eva Lind",), "venue": "J. Types", "published": "2024-05-06"}
    assert line("facts-line", publication=Publication(**stated), **fields) == said


def test_a_book_needs_no_venue() -> None:
    stated = Publication(volume="2", publisher="Brill")
    assert line("facts-line", publication=stated, published="1999") == "vol. 2 · Brill · 1999"


@pytest.mark.parametrize(
    ("authors", "stated", "said"),
    [
        (("Georges Aad",), {"authors_omitted": "some", "collaboration": "ATLAS"}, "et al. (ATLAS Collaboration)"),
        (("Georges Aad",), {"authors_omitted": "2931"}, "and 2931 others"),
        (("Georges Aad",), {"collaboration": "H1 and ZEUS"}, "(H1 and ZEUS Collaborations)"),
        (("Georges Aad",), {"collaboration": "Pierre Auger Observatory Group"}, "(Pierre Auger Observatory Group)"),
        (("CMS Collaboration",), {"collaboration": "CMS"}, ""),
        (("Georges Aad",), {"editor": ["Max Roe"]}, ""),
    ],
)
def test_what_follows_the_authors(authors: tuple[str, ...], stated: dict[str, Any], said: str) -> None:
    assert line("byline", authors=authors, publication=Publication(**stated)) == f"{authors[0]} {said}".strip()


def test_editors_and_groups_stand_where_authors_would() -> None:
    assert line("byline", publication=Publication(editor=("Max Roe",))) == "Max Roe (ed.)"
    assert line("byline", publication=Publication(editor=("Max Roe", "Eva Lind"))) == "Max Roe, Eva Lind (eds.)"
    assert line("byline", publication=Publication(collaboration="NA62")) == "NA62 Collaboration"


def test_everything_else_is_a_fact() -> None:
    assert facts(
        type="chapter",
        translator=("Ann Cole",),
        collection_title="LNCS",
        collection_number="12",
        number_of_volumes="3",
        institution="CERN",
        event_title="A meeting",
        event_place="Oslo",
        isbn="978-3-16-148410-0",
        issn="1234-5678",
        pmid="123",
        pmcid="PMC5",
        language="fr",
        original_date="1905-07",
        accessed="2021-05-05",
        note="Reprinted.",
    ) == {
        "Type": "Chapter",
        "Translated by": "Ann Cole",
        "Series": "LNCS 12",
        "Volumes": "3",
        "Institution": "CERN",
        "Event": "A meeting, Oslo",
        "ISBN": "978-3-16-148410-0",
        "ISSN": "1234-5678",
        "PMID": "123",
        "PMCID": "PMC5",
        "Language": "French",
        "First published": "July 1905",
        "Accessed": "5 May 2021",
        "Note": "Reprinted.",
    }
    assert facts(type="report", genre="Technical report", number="5") == {"Type": "Technical report", "Number": "5"}


def test_every_type_has_a_name() -> None:
    types = Publication.model_json_schema()["properties"]["type"]["anyOf"][0]["enum"]
    assert all(Messages().t(f"paper.type.{one}") for one in types)


@pytest.mark.parametrize("frame", FRAMES)
def test_identifiers_are_links_and_the_day_of_the_visit_is_beside_its_link(frame: Frame) -> None:
    stated = Publication(pmid="123", pmcid="PMC5", accessed="2021-05-05", keyword=("jets", "a <b>"))
    html = page_of(frame, publication=stated, links=(Link(label="web", url="https://a.org/x"),))
    html = html.replace("&#x2f;", "/")
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/123"' in html
    assert 'href="https://pmc.ncbi.nlm.nih.gov/articles/PMC5"' in html
    assert '<span class="address">https://a.org/x</span> <span class="address">accessed 5 May 2021</span>' in html
    assert "jets, a &lt;b&gt;" in html


@pytest.mark.parametrize("frame", FRAMES)
def test_thousands_of_authors_are_folded(frame: Frame) -> None:
    html = page_of(frame, authors=MANY, publication=Publication(collaboration="ATLAS"))
    before, _, rest = html.partition('<details class="byline"><summary>and 2990 more</summary>')
    names, _, after = rest.partition("</details>")
    assert (before.count("Given"), names.count("Given")) == (10, 2990)
    assert "(ATLAS Collaboration)" in before
    assert "more-authors" not in after


def test_up_to_twelve_authors_are_shown() -> None:
    assert "<details" not in page_of(authors=MANY[:12]).partition("data-cite")[0]
    assert "and 3 more" in page_of(authors=MANY[:13])


def test_the_text_of_the_page_counts_the_authors_that_it_leaves_out() -> None:
    body = rendered(survey(paper("p", authors=MANY)))["papers/p.md"].split("\n---\n", 1)[1]
    assert "and 2990 more" in body
    assert "Family10" not in body


def test_thousands_of_authors_are_in_no_list() -> None:
    pages = rendered(survey(paper("p", authors=MANY), paper("q", authors=MANY)))
    assert sum(path.startswith("people/") for path in pages) == 101
    assert "the first 100 are listed" in pages["people/index.md"]
    assert len([one for one in citation_tags(paper(authors=MANY), "T", "A") if one[0] == "citation_author"]) == 100
    assert len(get_data(pages["papers/p.md"])[1]["structured"]) < 20_000


def test_programs_are_told_what_is_stated() -> None:
    stated = Publication(
        type="article-journal",
        volume="12",
        issue="3",
        page="e1–e9, e12",
        publisher="Brill",
        isbn="1",
        issn="2",
        pmid="3",
        language="fr",
        keyword=("a", "b"),
    )
    names = "volume issue firstpage lastpage publisher isbn issn pmid language keywords keywords".split()
    values = ["12", "3", "e1", "e9", "Brill", "1", "2", "3", "fr", "a", "b"]
    assert list(publication_tags(stated)) == [(f"citation_{n}", v) for n, v in zip(names, values, strict=True)]
    assert ("citation_journal_title", "Odd") in list(citation_tags(paper(venue="Odd", publication=stated), "T", "A"))


@pytest.mark.parametrize(("type_", "tag"), [("thesis", "dissertation"), ("report", "technical_report")])
def test_schools_and_institutes_have_tags_of_their_own(type_: Any, tag: str) -> None:
    assert dict(publication_tags(Publication(type=type_, publisher="X"))) == {f"citation_{tag}_institution": "X"}


def test_languages_and_dates_are_in_words() -> None:
    assert [language_name(Messages(), code) for code in ("fr", "de-AT", "EN", "ngerman")] == [
        "French",
        "German",
        "English",
        "ngerman",
    ]
    assert date_text(Messages(), "2021") == "2021"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip)


@settings(max_examples=25, deadline=None)
@given(st.just(HOSTILE) | TEXTS.filter(bool))
def test_whatever_is_stated_is_text(text: str) -> None:
    line_ = " ".join(text.split()) or "x"
    try:
        stated = Publication(
            volume=line_, page=line_, edition=line_, publisher=line_, collaboration=line_, pmid=line_, keyword=(line_,)
        )
    except ValueError:
        return
    html = page_of(publication=stated, authors=MANY[:13])
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "javascript:e)" not in re.sub(r">[^<]*<", "><", html)
    assert '<details class="byline">' in html
