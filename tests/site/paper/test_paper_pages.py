"""Pages of papers: Markdown that a person could have written, and front matter for what is around it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Correction, Provenance, Survey
from livingsurvey.model.survey import Dates
from livingsurvey.site.messages import Messages
from livingsurvey.site.page import Page
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.field_facts import FieldFact, field_facts
from livingsurvey.site.paper.paper_pages import paper_pages
from livingsurvey.site.renderer import Renderer
from livingsurvey.store.theme_files import THEME

from tests.builders import paper, survey, topic
from tests.site.engines import Parsed
from tests.site.samples import made, small
from tests.theme.frames import FRAMES, Frame, article, framed, shown

#: Formulas and figures have no form in Markdown.
DRAWN = re.compile(r"<(math|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<(?!https?://)/?[a-z][^>]*>")


def page_of(given: Survey, key: str, messages: Messages | None = None) -> Page:
    """The page of one paper."""
    renderer = Renderer(given, derive(given), messages=messages)
    return made(dict(paper_pages(renderer, [given.paper[key]])))[f"papers/{key}.md"]


def share_of_tags(text: str) -> float:
    """How much of a text is HTML, formulas and figures aside."""
    bare = DRAWN.sub("", text)
    return sum(map(len, TAG.findall(bare))) / len(bare)


def test_hardly_anything_of_a_page_is_html(real_survey: Survey, real_insight: Analysis) -> None:
    pages = made(dict(paper_pages(Renderer(real_survey, real_insight), real_survey.papers)))
    shares = [share_of_tags(page.body) for page in pages.values()]
    assert median(shares) <= 0.05
    assert max(shares) <= 0.05
    assert not [path for path, page in pages.items() if re.search(r"&#\d+;", DRAWN.sub("", page.body))]


@pytest.mark.parametrize(("text", "share"), [("<p>aaa", 0.5), ("<https://a.org>", 0), ("<math><mi>x</mi></math>ab", 0)])
def test_tags_are_counted_but_for_formulas_and_addresses(text: str, share: float) -> None:
    assert share_of_tags(text) == share


def test_what_is_around_the_text_is_in_the_front_matter() -> None:
    meta = page_of(small(), "full-paper").meta
    assert (meta["page_template"], meta["page_kind"], meta["key"]) == ("paper.html", "paper", "full-paper")
    assert [link["label"] for link in meta["trail"]] == ["Home", "Serving", "Caches"]
    assert [link["label"] for link in meta["links"]] == ["arXiv", "DOI", "code", "talk"]
    assert meta["sources"][0] == {"label": "Capture one", "url": "../sources.html#capture-one", "rank": 3, "line": 12}
    assert meta["correct"] == "../correct.html?paper=full-paper"
    assert meta["bibtex"].startswith("@inproceedings{lovelace2024cachegpt,\n")


@pytest.mark.parametrize(
    ("topics", "labels"),
    [
        ((), ["Home", "All papers"]),
        (("t",), ["Home", "A", "T"]),
        (("a",), ["Home", "A"]),
        (("x",), ["Home", "All papers"]),
    ],
)
def test_the_trail_leads_to_the_primary_topic(topics: tuple[str, ...], labels: list[str]) -> None:
    given = survey(paper("p", topics=topics), topics=(topic("a"), topic("t", "a")))
    assert [link["label"] for link in page_of(given, "p").meta["trail"]] == labels


def test_dates_are_those_of_version_control() -> None:
    first, last = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 2, 2, tzinfo=UTC)
    same, later = (
        replace(survey(paper("p")), history={"p": Dates(added=first, changed=changed)}) for changed in (first, last)
    )
    assert page_of(same, "p").meta["dates"] == {"added": "2024-01-01"}
    assert page_of(later, "p").meta["dates"] == {"added": "2024-01-01", "changed": "2024-02-02"}
    assert page_of(survey(paper("p")), "p").meta["dates"] == {}
    assert "Added 2024-01-01, last changed 2024-02-02." in framed(page_of(later, "p").text())


def test_fields_are_shown_with_the_pages_of_their_terms() -> None:
    given = small()
    facts = field_facts(Renderer(given, derive(given)), given.paper["full-paper"])
    assert [fact.label for fact in facts] == ["Benchmarks", "Models", "Methods"]
    assert facts[0].links == [PageLink("MATH", "benchmarks/math.html", "Problems of <mathematics>.")]
    assert facts[1].data() == {"label": "Models", "links": [{"label": "Llama"}]}
    assert field_facts(Renderer(given, derive(given)), given.paper["bare-paper"]) == []
    assert FieldFact("X", []).data() == {"label": "X", "links": []}


@pytest.mark.parametrize("frame", FRAMES)
def test_facts_come_between_the_head_and_the_first_section(frame: Frame) -> None:
    html = framed(page_of(small(), "full-paper").text(), frame=frame)
    places = [html.index(part) for part in ("<h1", 'class="lead"', "<aside", 'class="main"', "<h2 id=", 'data-cite="')]
    assert places == sorted(places)
    assert Parsed(html).tags.count("h1") == 1


def test_a_survey_in_another_language_has_its_words(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "de.html").write_text('{% set messages = {"paper.related": "Verwandte Arbeiten"} %}')
    body = page_of(small(), "full-paper", Messages("de", [tmp_path, THEME])).body
    assert "## Verwandte Arbeiten" in body
    assert "· Mai [2024]" in body
    assert "## Abstract" in body


REASON = "the <b>first</b> page & the index say so"


@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_tells_what_was_corrected_why_and_what_the_source_says(frame: Frame) -> None:
    origins = {"venue": Provenance(file="a.bib", line=1, corrected=REASON), "title": Provenance(corrected="Why.")}
    known = {"a": (Correction("venue", REASON, "Journal of <i>Other</i> Things"), Correction("title", "Why."))}
    given = survey(paper("a", venue="Journal", provenance=origins), corrections=known)
    text = Parsed(article(shown(given, "papers/a.md", frame))).text
    assert f"Venue: {REASON} The source says: “Journal of <i>Other</i> Things”." in " ".join(text.split())
    assert "Title: Why." in " ".join(text.split())


def test_a_correction_is_told_where_nobody_looked_up_what_the_source_says() -> None:
    given = survey(paper("a", provenance={"publication.page": Provenance(corrected="Why.")}))
    assert page_of(given, "a").meta["corrections"] == [{"label": "Publication (page)", "reason": "Why."}]


def test_a_paper_without_corrections_says_nothing_of_them() -> None:
    assert (
        page_of(survey(paper("a", provenance={"venue": Provenance(file="a.bib", line=1)})), "a").meta["corrections"]
        == []
    )
