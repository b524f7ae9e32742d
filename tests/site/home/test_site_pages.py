"""The first page, the list of papers, sources and pages written by hand."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from livingsurvey.model import CaptureDate, Change, Dates, HandPage, Provenance, Survey
from livingsurvey.model.survey import Screening
from livingsurvey.site.home.site_pages import capture_date
from livingsurvey.site.messages import Messages
from mkdocs.utils.meta import get_data

from tests.builders import claim, paper, source, survey, topic
from tests.site.engines import Parsed, site_html
from tests.site.samples import rendered, small
from tests.theme.frames import FRAMES, Frame, article, jinja_frame, shown

CLAIM = claim(quote="Q.", measure="memory", change=Change(form="factor", value=2, unit="×"))
IN_BULK = Screening(date="2025-08-07", by="Ada", reason="A list that is trusted.", query="--all", papers=1)
TOPICS = (topic("area", title="The Area"), topic("one", "area"), topic("two", "area"))


def meta_of(subject: Survey, path: str = "index.md") -> dict[str, Any]:
    meta: dict[str, Any] = get_data(rendered(subject)[path])[1]
    return meta


def empty_in(subject: Survey) -> set[str]:
    return {path for path, text in rendered(subject).items() if get_data(text)[1].get("empty")}


def page_of(subject: Survey, path: str = "index.md", frame: Frame = jinja_frame) -> str:
    return article(shown(subject, path, frame))


@pytest.mark.parametrize(
    ("subject", "counts"),
    [
        (survey(), ["0 papers"]),
        (survey(paper("a"), paper("b")), ["2 papers"]),
        (survey(paper("a", status="included"), paper("b")), ["1 of 2 papers screened", "1 included"]),
        (survey(paper("a", status="included"), screenings=(IN_BULK,)), ["1 paper", "1 included"]),
        (survey(paper("a", status="included")), ["1 paper screened", "1 included"]),
        (
            survey(
                paper("a", status="included", claims=(CLAIM,)),
                paper("b", status="excluded", reason="x", claims=(CLAIM,)),
                topics=TOPICS,
                changed=date(2025, 8, 7),
            ),
            ["2 papers screened", "1 included in 1 area", "1 sourced result", "last change 2025-08-07"],
        ),
    ],
)
def test_the_first_page_says_how_large_the_survey_is(subject: Survey, counts: list[str]) -> None:
    assert meta_of(subject)["counts"] == counts


@pytest.mark.parametrize("frame", FRAMES)
def test_the_first_page_is_name_search_where_to_begin_areas_and_data_in_this_order(frame: Frame) -> None:
    html = page_of(small(), frame=frame)
    order = [
        "Test Survey</h1>",
        "A survey that exists for one test.",
        "data-search",
        "data-new",
        "Areas",
        "doors",
        "Data and",
    ]
    places = [html.index(text) for text in order]
    assert places == sorted(places)
    assert html.count("New to the field") == 1


def test_one_figure_shows_what_came_when() -> None:
    papers = (paper("a", topics=("one",), published="2022"), paper("b", topics=("one",), published="2024-12"))
    html = page_of(survey(*papers, topics=TOPICS))
    assert html.index("What came when") < html.index('<div class="tiles">')
    assert "<title>The Area, 2022: 1 paper</title>" in html
    assert 'href="explore.html?area=' in html
    assert "timeline" not in meta_of(survey(papers[0], topics=TOPICS))  # one dated paper shows nothing


def test_areas_have_their_topics_and_how_many_papers_each_has() -> None:
    subject = survey(paper("a", topics=("one",), published="2024"), paper("b", topics=("one", "two")), topics=TOPICS)
    (area,) = meta_of(subject)["areas"]
    assert (area["label"], area["url"], area["count"]) == ("The Area", "topics/area.html", "2 papers")
    assert [(one["label"], one["count"]) for one in area["topics"]] == [("One", "2"), ("Two", "1")]


def test_a_survey_without_topics_begins_with_its_papers() -> None:
    html = page_of(survey())
    assert "Begin with all papers, or with the method." in " ".join(Parsed(html).text.split())
    assert "areas" not in meta_of(survey())


def test_latest_changes_say_whether_a_paper_was_added_or_changed() -> None:
    first, last = (datetime(2025, 1, day, tzinfo=UTC) for day in (1, 2))
    history = {"a": Dates(added=first, changed=first), "b": Dates(added=first, changed=last)}
    subject = replace(survey(paper("a"), paper("b", title="O(n^2)")), history=history)
    html = page_of(subject)
    latest = re.search(r'<ul class="latest">(.*?)</ul>', html, re.DOTALL)
    assert latest is not None
    assert [Parsed(item).text for item in re.findall(r"<li[^>]*>(.*?)</li>", latest[1])] == [
        "O(n2) changed 2025-01-02",
        "A added 2025-01-01",
    ]
    assert "O(n<sup>2</sup>)" in latest[1]
    assert 'href="feeds/all.xml"' in html


def test_without_known_dates_there_are_no_latest_changes() -> None:
    assert "latest" not in page_of(small())


def test_the_list_of_papers_marks_years_and_excluded_ones() -> None:
    html = page_of(survey(paper("b", published="2024"), paper("a", status="excluded", reason="x")), "papers/index.md")
    assert [Parsed(item).text for item in re.findall(r"<li[^>]*>(.*?)</li>", html)][:2] == ["A excluded", "B 2024"]
    assert re.findall(r'<a href="#(letter-\w)">(.)</a>', html) == [("letter-a", "A"), ("letter-b", "B")]


@pytest.mark.parametrize("frame", FRAMES)
def test_tables_of_a_page_of_text_scroll_by_themselves(frame: Frame) -> None:
    pages = (HandPage(key="hand", title="Hand", body="| a | b |\n|---|---|\n| 1 | 2 |"),)
    html = page_of(survey(pages=pages), "hand.md", frame)
    assert re.search(
        r'<div class="table" role="group" aria-label="Table" tabindex="0"><table>.*</table></div>', html, re.DOTALL
    )


def test_a_source_can_be_linked_to() -> None:
    html = site_html(rendered(survey(sources=(source("listing-one"),)))["sources.md"].split("---\n", 2)[2])
    assert '<td id="listing-one" style="text-align: left;">Listing one</td>' in html


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"day": 5, "month": 7, "year": 2025}, "5 July 2025"),
        ({"month": 7, "year": 2025}, "July 2025"),
        ({"year": 2025}, "2025"),
        ({"day": 29, "month": 7}, "29 July, year not stated"),
        ({}, "no date stated"),
    ],
)
def test_a_capture_says_what_is_known_of_its_date(known: dict[str, int], said: str) -> None:
    assert capture_date(Messages(), CaptureDate(**known)) == said


def test_the_method_says_only_of_screened_papers_that_they_were_screened() -> None:
    nobody = page_of(survey(paper("a"), paper("b")), "method.md")
    assert "No paper has been screened yet" in nobody
    assert not {"Screened", "by title and abstract", "PRISMA", "Excluded papers"} & set(
        re.findall(r"[A-Z][\w ]+", nobody)
    )
    some = Parsed(page_of(survey(paper("a", status="included"), paper("b")), "method.md")).text
    assert "1 paper, by title and abstract" in some
    assert "1 paper is not screened yet" in some


def test_the_method_says_what_was_included_without_being_screened() -> None:
    subject = survey(paper("a", status="included"), paper("b", status="included"), screenings=(IN_BULK,))
    text = " ".join(Parsed(page_of(subject, "method.md")).text.split())
    assert "1 paper, by title and abstract" in text
    assert "1 of them without being screened by itself" in text
    assert "2025-08-07, Ada: 1 paper (--all). A list that is trusted." in text


def test_the_first_page_leads_to_no_page_that_is_empty() -> None:
    subject = survey(paper("a"), paper("b", published="2020"))
    empty = {
        path for path, text in rendered(subject).items() if "\nempty: true\n" in text.split("\n---\n", 1)[0] + "\n"
    }
    assert empty >= {"results.md", "gap-map.md", "map.md", "trends.md", "topics/index.md", "kinds/index.md"}
    for path in ("index.md", "browse.md", "method.md"):
        html = page_of(subject, path)
        assert not [page for page in empty if f'"{page.removesuffix(".md")}.' in html], path


def test_what_has_something_to_show_is_not_empty() -> None:
    empty = {
        path for path, text in rendered(small()).items() if "\nempty: true\n" in text.split("\n---\n", 1)[0] + "\n"
    }
    assert not empty & {"results.md", "gap-map.md", "trends.md", "topics/index.md", "kinds/index.md", "years/index.md"}
    assert {"map.md", "methods/index.md"} <= empty
    home = page_of(small())
    assert 'href="results' in home
    assert 'href="gap-map' in home


def test_the_page_of_sources_lists_every_correction() -> None:
    corrected = {"venue": Provenance(corrected="*Not* that."), "doi": Provenance(file="a.bib", line=1)}
    page = rendered(survey(paper("a", title="One", provenance=corrected), paper("b")))["sources.md"]
    assert "## Corrections" in page
    assert page.count("\n- ") == 1
    assert "[One](papers/a.md) – Venue: \\*Not\\* that." in page
    assert "## Corrections" not in rendered(survey(paper("a")))["sources.md"]
