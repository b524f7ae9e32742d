"""What programs are told in the head of a page: complete, true, and inert whatever the text says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.model import Dates, Paper, Survey
from livingsurvey.model.markup import plain_text
from livingsurvey.site.escape import clean, script_json
from livingsurvey.site.metadata import citation_tags
from livingsurvey.site.render import render_pages
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey, topic
from tests.site.samples import HOSTILE, hostile, rendered, small

NOW = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)


def head(pages: dict[str, str], path: str) -> dict[str, Any]:
    """The front matter of a page as MkDocs reads it; the standard reader of YAML agrees."""
    text, meta = get_data(pages[path])
    assert meta == yaml.safe_load(pages[path].split("\n---\n", 1)[0])
    assert not text.startswith("---")
    return dict(meta)


def tags(given_paper: Paper) -> list[tuple[str, str]]:
    return list(citation_tags(given_paper, "Title", "Abstract."))


def nodes(meta: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The structured data, by type."""
    data = json.loads(meta["structured"])
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def placed(given: Survey) -> Survey:
    """The survey with an address of its own."""
    return replace(given, settings=given.settings.model_copy(update={"site_url": "https://a.org/s/"}))


def test_everything_known_of_a_paper_is_a_tag() -> None:
    full = paper(
        authors=("Ada Lovelace", "Alan Turing"),
        published="2024-05-06",
        venue="ICML 2024",
        doi="10.1000/x",
        arxiv="2405.00001",
    )
    assert tags(full) == [
        ("citation_title", "Title"),
        ("citation_author", "Ada Lovelace"),
        ("citation_author", "Alan Turing"),
        ("citation_publication_date", "2024/05/06"),
        ("citation_conference_title", "ICML 2024"),
        ("citation_doi", "10.1000/x"),
        ("citation_arxiv_id", "2405.00001"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2405.00001"),
        ("citation_abstract_html_url", "https://arxiv.org/abs/2405.00001"),
        ("citation_public_url", "https://arxiv.org/abs/2405.00001"),
        ("citation_abstract", "Abstract."),
    ]


def test_what_is_not_known_is_not_told() -> None:
    assert tags(paper()) == [("citation_title", "Title"), ("citation_abstract", "Abstract.")]


@pytest.mark.parametrize(
    ("venue", "name"),
    [("TMLR 2024", "citation_journal_title"), ("ICML 2024", "citation_conference_title"), ("Somewhere", None)],
)
def test_a_venue_is_named_for_what_it_is_or_not_at_all(venue: str, name: str | None) -> None:
    told = [tag for tag, text in tags(paper(venue=venue)) if text == venue]
    assert told == ([name] if name else [])


@pytest.mark.parametrize(
    ("published", "venue", "told"),
    [
        ("2024", None, {"citation_publication_date": "2024"}),
        ("2024-05", None, {"citation_publication_date": "2024/05"}),
        ("2024-05", "ICML 2024", {"citation_publication_date": "2024/05"}),
        ("2024-11", "ICML 2025", {"citation_publication_date": "2025", "citation_online_date": "2024/11"}),
        (None, "ICML 2025", {"citation_publication_date": "2025"}),
        (None, "ICML", {}),
    ],
)
def test_the_date_is_that_of_the_venue_where_it_came_out_before(
    published: str | None, venue: str | None, told: dict[str, str]
) -> None:
    assert {name: text for name, text in tags(paper(published=published, venue=venue)) if "date" in name} == told


def test_a_paper_with_a_doi_alone_stands_at_it() -> None:
    assert ("citation_public_url", "https://doi.org/10.1000/x") in tags(paper(doi="10.1000/x"))


def test_a_paper_is_an_article_with_a_trail_to_it() -> None:
    meta = head(rendered(placed(small())), "papers/full-paper.md")
    told = nodes(meta)
    assert told["ScholarlyArticle"] == {
        "@type": "ScholarlyArticle",
        "name": "CacheGPT: Evicting the key-value cache in O(n²) steps",
        "mainEntityOfPage": "https://a.org/s/papers/full-paper.html",
        "author": [{"@type": "Person", "name": "Ada Lovelace"}, {"@type": "Person", "name": "Alan Turing"}],
        "datePublished": "2024-05",
        "isPartOf": {"@type": "CreativeWork", "name": "NeurIPS 2024"},
        "sameAs": ["https://arxiv.org/abs/2405.00001", "https://doi.org/10.1000/xyz"],
    }
    trail = [(item["position"], item["name"], item["item"]) for item in told["BreadcrumbList"]["itemListElement"]]
    assert trail == [
        (1, "Home", "https://a.org/s/index.html"),
        (2, "Serving", "https://a.org/s/topics/serving.html"),
        (3, "Caches", "https://a.org/s/topics/caches.html"),
        (4, "CacheGPT: Evicting the key-value cache in O(n²) steps", "https://a.org/s/papers/full-paper.html"),
    ]
    assert meta["image"] == "assets/cards/topics/caches.png"


def test_a_topic_is_a_collection_with_its_own_image() -> None:
    meta = head(rendered(placed(small())), "topics/caches.md")
    assert nodes(meta)["CollectionPage"]["mainEntity"] == {"@type": "ItemList", "numberOfItems": 1}
    assert [item["name"] for item in nodes(meta)["BreadcrumbList"]["itemListElement"]][:2] == ["Home", "Topics"]
    assert meta["image"] == "assets/cards/topics/caches.png"


def test_the_first_page_is_a_collection_and_tells_of_the_data() -> None:
    told = nodes(head(rendered(placed(small())), "index.md"))
    data = told["Dataset"]
    assert (data["license"], data["dateModified"]) == ("https://creativecommons.org/licenses/by/4.0/", "2025-08-07")
    claims = "https://a.org/s/data/claims.csv"
    assert {"@type": "DataDownload", "contentUrl": claims, "encodingFormat": "text/csv"} in data["distribution"]
    assert told["CollectionPage"]["url"] == "https://a.org/s/index.html"


def test_without_an_address_of_the_site_no_address_is_told_that_programs_could_not_follow() -> None:
    pages = rendered(small())
    structured = [head(pages, path).get("structured", "") for path in pages]
    assert [text for text in structured if "Article" in text]
    assert [text for text in structured if ".html" in text or "contentUrl" in text or "BreadcrumbList" in text] == []


def test_feeds_and_dates_are_named_where_there_are_any() -> None:
    dated = replace(small(), history={"full-paper": Dates(NOW, NOW)}, changed=date(2025, 3, 4))
    pages = rendered(dated)
    assert head(pages, "index.md")["feed"] == "feeds/all"
    assert head(pages, "topics/caches.md")["feed"] == "feeds/caches"
    assert head(pages, "topics/serving.md")["feed"] == "feeds/serving"
    assert head(pages, "papers/full-paper.md")["changed"] == "2025-03-04"
    assert "changed" not in head(pages, "papers/bare-paper.md")
    assert not [path for path, text in rendered(small()).items() if "\nfeed: " in text]


def test_every_page_has_an_image() -> None:
    pages = rendered(small())
    assert [path for path in pages if not head(pages, path).get("image")] == []


def test_hostile_text_is_told_to_the_letter_and_ends_nothing() -> None:
    pages = rendered(hostile())
    meta = head(pages, "papers/bad.md")
    assert dict(meta["citation"])["citation_author"] == clean(HOSTILE)
    assert nodes(meta)["ScholarlyArticle"]["author"][0]["name"] == clean(HOSTILE)
    assert not [path for path in pages if "<" in head(pages, path).get("structured", "")]


@given(st.text(st.characters(codec="utf-8")))
def test_json_for_a_script_element_holds_any_text_and_cannot_end_it(text: str) -> None:
    told = script_json({"a": text})
    assert json.loads(told) == {"a": clean(text)}
    assert not {"<", ">", "&"} & set(told)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: clean(text).strip()))
@settings(deadline=None, max_examples=80)
def test_any_text_is_read_back_from_the_front_matter(text: str) -> None:
    line = " ".join(text.splitlines()).strip() or "x"
    made = placed(
        survey(
            paper("p", title=f"x {line}", authors=(line,), venue=line, summary=line, topics=("t",)),
            topics=(topic("t", title=line),),
        )
    )
    pages = render_pages(made, derive(made))
    meta = head(pages, "papers/p.md")
    told = [clean(plain_text(derive(made).title["p"])), clean(line)]
    assert [content for name, content in meta["citation"] if name in ("citation_title", "citation_author")] == told
    assert nodes(meta)["BreadcrumbList"]["itemListElement"][1]["name"] == clean(line)


def test_the_heads_of_the_real_survey_can_be_read(real_survey: Survey, real_pages: dict[str, str]) -> None:
    for given_paper in real_survey.papers:
        meta = get_data(real_pages[f"papers/{given_paper.key}.md"])[1]
        assert [text for name, text in meta["citation"] if name == "citation_author"] == list(given_paper.authors[:100])
        assert nodes(meta)["ScholarlyArticle"]["name"] == dict(meta["citation"])["citation_title"]
