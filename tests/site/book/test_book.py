"""The document that holds the whole survey: everything is in it once, and its links stay within it."""

import re
from dataclasses import replace

import pytest
from livingsurvey.analysis import derive
from livingsurvey.build.pdf import within
from livingsurvey.model import Reference, StartHere, Status, Survey, Term
from livingsurvey.site.book.book import anchors, bibliography, book, book_page
from livingsurvey.site.renderer import Renderer
from livingsurvey.store.theme_files import THEME

from tests.builders import SETTINGS, paper, survey, topic
from tests.site.engines import Parsed, site_html
from tests.site.evidenced import sample
from tests.site.samples import HOSTILE, SAMPLES, hostile
from tests.site.statements.samples import stated


def html_of(made: Survey) -> str:
    """The document of a survey as HTML."""
    renderer = Renderer(made, derive(made))
    body = within(site_html(book(renderer)), anchors(made), made.settings.site_url)
    return book_page(renderer, body, ("file:///book.css",), (THEME,))


def attributes(html: str, name: str) -> list[str]:
    """All values of an attribute."""
    return [value or "" for key, value in Parsed(html).attributes if key == name]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_within_leads_to_something_in_it(name: str) -> None:
    html = html_of(SAMPLES[name])
    inner = [href for href in attributes(html, "href") if not href.startswith(("https:", "http:", "file:"))]
    assert inner
    assert {href[:1] for href in inner} == {"#"}
    assert {href[1:] for href in inner} <= set(attributes(html, "id"))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_places_have_the_same_name(name: str) -> None:
    ids = [value for value in attributes(html_of(SAMPLES[name]), "id") if not value.startswith("cite-")]
    assert sorted(ids) == sorted(set(ids))


def test_the_bibliography_holds_what_is_not_excluded_and_what_is_cited_all_the_same() -> None:
    papers = [
        paper("b-in", status=Status.INCLUDED),
        paper("a-unread"),
        *(paper(key, status=Status.EXCLUDED) for key in ("c-out", "d-cited", "e-start")),
    ]
    topics = (topic("t", prose="See [@d-cited].", start_here=(StartHere(key="e-start", why="It is short."),)),)
    assert sorted(bibliography(survey(*papers, topics=topics))) == ["a-unread", "b-in", "d-cited", "e-start"]


def test_the_bibliography_holds_the_works_that_are_cited_and_not_in_the_survey() -> None:
    works = [
        Term(id=key, name=key, definition="A work.", reference=Reference(title=f"On {key}", authors=("Ada Lovelace",)))
        for key in ("cited-work", "other-work")
    ]
    topics = (topic("area"), topic("t", "area", prose="See @cited-work."))
    made = survey(paper("a"), topics=topics, vocabulary={"methods": tuple(works)})
    assert bibliography(made) == ["a", "cited-work"]
    assert anchors(made)["methods/cited-work"] == "paper-cited-work"
    assert "Ada Lovelace. On cited-work" in Parsed(html_of(made)).text.replace("\n", " ")


def test_the_document_tells_everything_of_a_topic() -> None:
    text = Parsed(html_of(SAMPLES["small"])).text
    for told in (
        "Keeping what was computed.", "Batching stands elsewhere.", "It began this.",
        "A story of (Lovelace and Turing 2024",
        "2.5× faster, at most", "We are up to 2.5", "Evicts what attention no longer needs.",
        "Ada Lovelace, Alan Turing", "arXiv:2405.00001", "Read by one person.", "Only titles", "Written by hand",
    ):  # fmt: skip
        assert told in text


def test_a_result_says_its_baseline_in_the_words_of_the_interface() -> None:
    cells = re.findall("<td[^>]*>(.*?)</td>", html_of(sample()))
    assert ("a net" in cells, "Not stated" in cells, "not stated" in cells) == (True, True, False)


@pytest.mark.parametrize("advice", [None, "It **depends**."])
def test_a_topic_has_its_advice_and_its_statements_each_by_itself(advice: str | None) -> None:
    made = stated()
    topics = tuple(one.model_copy(update={"advice": advice}) for one in made.topics)
    text = Parsed(html_of(replace(made, topics=topics))).text
    assert text.count("It depends.") == (len(topics) if advice else 0)
    assert "Whether it is good" in text and "Nobody asked" in text


@pytest.mark.parametrize("made", [survey(), survey(paper())], ids=["nothing", "one paper"])
def test_the_smallest_surveys_make_a_document(made: Survey) -> None:
    html = html_of(made)
    assert "<h1" in html
    assert html.count('id="paper-') == len(made.papers)


def test_hostile_text_stays_text() -> None:
    parsed = Parsed(html_of(hostile()))
    assert not {"script", "img", "iframe", "svg", "style", "comment"} & set(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    calm = "".join(sign for sign in HOSTILE if sign not in "*_`![]")
    assert Parsed(html_of(hostile(calm))).tags == Parsed(html_of(hostile("Quite harmless { }"))).tags


def test_a_name_with_quotes_stays_in_its_attribute() -> None:
    name = 'The "best" of </style><b>'
    made = replace(survey(), settings=SETTINGS.model_copy(update={"name": name}))
    styles = attributes(html_of(made), "style")
    assert styles[0] == '--running-title: "The \\"best\\" of </style><b>"'


@pytest.mark.parametrize(
    ("link", "site", "result"),
    [
        ('<a href="papers/one.html">', None, '<a href="#paper-one">'),
        ('<a href="../papers/one.md#top">', None, '<a href="#paper-one">'),
        ('<a href="map.html" title="x">', None, '<a title="x">'),
        ('<a href="data/survey.json">', "https://a.org/s", '<a href="https://a.org/s/data/survey.json">'),
        ('<a href="map.md">', "https://a.org/s", '<a href="https://a.org/s/map.html">'),
        ('<a href="map.html">', "https://a.org/s/", '<a href="https://a.org/s/map.html">'),
        ('<a href="https://b.org/papers/one.html">', None, '<a href="https://b.org/papers/one.html">'),
        ('<a href="#here">', None, '<a href="#here">'),
        ('<a href="mailto:a@b.c">', None, '<a href="mailto:a@b.c">'),
    ],
)
def test_links_between_pages_become_links_within(link: str, site: str | None, result: str) -> None:
    assert within(link, {"papers/one": "paper-one"}, site) == result


def test_the_real_survey_makes_a_document_without_dead_links(real_survey: Survey) -> None:
    html = html_of(real_survey)
    ids = set(attributes(html, "id"))
    inner = {href[1:] for href in attributes(html, "href") if href.startswith("#")}
    assert inner <= ids
    assert len(re.findall('id="paper-', html)) >= real_survey.counts.included
