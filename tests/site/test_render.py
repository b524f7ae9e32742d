"""Pages as a whole: compared with those read through, and safe whatever the content says.

``UPDATE_GOLDEN=1 python -m pytest tests/site`` rewrites the files below ``golden``; read the difference.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis, derive
from livingsurvey.analysis.typeset import shows_damage
from livingsurvey.model import Extensions, Status, Survey
from livingsurvey.site.escape import clean
from livingsurvey.site.page import Page
from livingsurvey.site.page_set import PageSet
from livingsurvey.site.render import SitePages
from livingsurvey.site.renderer import Renderer

from tests.builders import paper, source, survey, topic
from tests.site.engines import ENGINES, Parsed, site_html
from tests.site.samples import HOSTILE, SAMPLES, hostile, rendered, small
from tests.site.test_formulas import expected
from tests.theme.frames import article, shown

GOLDEN = Path(__file__).parent / "golden"
SAME = {"fields.md"}  # whatever the survey
HARMLESS = "Quite harmless"
HARMLESS_BUT_DAMAGED = "Quite harmless { }"  # what a capture damaged is remarked on


def golden_files(name: str) -> dict[str, str]:
    """The golden pages of a sample, by the page's path."""
    start = f"{name}--"
    return {p.name.removeprefix(start).replace("--", "/"): p.read_text() for p in GOLDEN.glob(f"{start}*.md")}


def write_golden(name: str, pages: dict[str, str]) -> None:
    for path in GOLDEN.glob(f"{name}--*.md"):
        path.unlink()
    for page, text in pages.items():
        (GOLDEN / f"{name}--{page.replace('/', '--')}").write_text(text)


def body_of(page: str) -> str:
    return page.split("\n---\n", 1)[1]


def head_of(page: str) -> dict[str, object]:
    head: dict[str, object] = yaml.load(page.split("\n---\n", 1)[0], yaml.CSafeLoader)
    return head


def like(path: str, pages: dict[str, str]) -> str:
    """The page at this path; a venue's path is made of its name, so that of the only venue."""
    if path.startswith("venues/") and path != "venues/index.md":
        (path,) = (other for other in pages if other.startswith("venues/") and other != "venues/index.md")
    return pages[path]


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_those_that_were_read_through(name: str) -> None:
    pages = {path: text for path, text in rendered(SAMPLES[name]).items() if name == "small" or path not in SAME}
    if os.environ.get("UPDATE_GOLDEN"):
        write_golden(name, pages)
    assert golden_files(name) == pages


def test_rendering_twice_gives_the_same_text() -> None:
    assert rendered(small()) == rendered(small())


def test_every_paper_topic_and_hand_page_has_a_page() -> None:
    assert set(rendered(small())) == {
        *("index.md", "explore.md", "sources.md", "method.md", "about.md", "papers/index.md", "topics/index.md"),
        *("fields.md", "data/index.md", "reading-list.md", "download.md"),
        *("compared.md", "consensus.md", "disagreements.md", "questions.md", "incoming.md"),
        *("results.md", "compare.md", "correct.md", "audit.md", "gap-map.md", "map.md", "trends.md"),
        *("papers/full-paper.md", "papers/bare-paper.md", "papers/out-paper.md"),
        *("topics/serving.md", "topics/caches.md", "topics/batching.md"),
        *("browse.md", "people/index.md", "venues/index.md", "venues/neurips-2024.md"),
        *("years/index.md", "years/1998.md", "years/2024.md", "kinds/index.md", "kinds/method.md"),
        *("measures/index.md", "measures/latency.md", "measures/memory.md", "methods/index.md"),
        *("benchmarks/index.md", "benchmarks/math.md", "models/index.md"),
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_links_between_pages_lead_to_pages_of_the_survey(name: str) -> None:
    pages = rendered(SAMPLES[name])
    for path, text in pages.items():
        hrefs = [v for k, v in Parsed(site_html(body_of(text))).attributes if k == "href" and v]
        inner = [re.split("[?#]", h)[0] for h in hrefs if re.search(r"\.(md|html)([?#]|\Z)", h) and "://" not in h]
        targets = {os.path.normpath((Path(path).parent / h).as_posix()).replace(".html", ".md") for h in inner}
        assert targets <= set(pages)


@pytest.mark.parametrize("path", sorted(rendered(hostile())))
def test_hostile_text_changes_no_element_of_a_page(path: str) -> None:
    def elements(text: str) -> list[str]:
        return Parsed(site_html(body_of(like(path, rendered(hostile(text)))))).tags

    # Curators' prose is Markdown and may hold emphasis; here it holds nothing but text.
    assert elements("".join(sign for sign in HOSTILE if sign not in "*_`![]")) == elements(HARMLESS_BUT_DAMAGED)


@pytest.mark.parametrize("path", sorted(rendered(hostile())))
@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_text_runs_nothing(path: str, engine: Callable[[str], str]) -> None:
    parsed = Parsed(engine(body_of(rendered(hostile())[path])))
    assert not {"script", "iframe", "object", "svg", "style", "comment", "declaration"} & set(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    addresses = [value or "" for name, value in parsed.attributes if name in ("href", "src", "action")]
    assert not [value for value in addresses if re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)]


def test_hostile_text_is_shown_to_the_letter() -> None:
    text = Parsed(article(shown(hostile(), "papers/bad.md"))).text
    title = clean(HOSTILE).replace("---", "—")
    assert text.count(title) >= 2  # title and abstract, in which a long dash is repaired
    assert text.count(clean(HOSTILE)) >= 7  # authors, venue, summary, link, claim


def test_hostile_text_in_front_matter_is_read_back() -> None:
    pages = rendered(hostile())
    assert head_of(pages["hand.md"])["title"] == clean(HOSTILE)
    head = head_of(pages["papers/bad.md"])
    assert (head["title"], head["page_kind"]) == (clean(HOSTILE).replace("---", "—"), "paper")


# No signs of LaTeX, links or line ends: they change what is shown, and have tests of their own.
SIGNS = [*'<>&*[]()|#{}:!+-=";.1 ', "<b>", "</p>", "{: #x onclick=y }", "[TOC]", "[@bad]", "&lt;", "- ", "1. ", "漢"]
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map(
    lambda signs: re.sub("-{2,}", "-", f"x {''.join(signs)} x")
)


@cache
def page_showing(text: str) -> Parsed:
    """The page of a paper with this text in every field, as the site shows it."""
    made = survey(paper("p", title=text, abstract=text, summary=text, venue=text, authors=(text,)))
    return Parsed(article(shown(made, "papers/p.md")))


def without_bibtex(page: Parsed) -> str:
    """The page's text but for the cite box, which shows the text as LaTeX has it."""
    return re.sub(r"@misc\{.*?,\n\}", "", page.text, flags=re.DOTALL)


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_any_facts_of_a_paper_are_shown_as_text(text: str) -> None:
    harmless = HARMLESS_BUT_DAMAGED if shows_damage(text) else HARMLESS
    found, plain = page_showing(text), page_showing(harmless)
    assert found.tags == plain.tags
    assert [name for name, _ in found.attributes] == [name for name, _ in plain.attributes]
    assert without_bibtex(found).replace(clean(text), harmless) == without_bibtex(plain)


@pytest.mark.parametrize(
    "abstract", ["- a", "1. a", "# a", "    a", "> a", "---", "+ a", "* a", "a\n\nb", ": a", "{: .x}"]
)
def test_an_abstract_that_begins_like_markdown_is_one_paragraph(abstract: str) -> None:
    html = site_html(body_of(rendered(survey(paper("p", abstract=abstract)))["papers/p.md"]))
    texts = re.findall(r'<p class="abstract">(.*?)</p>', html, re.DOTALL)
    assert [Parsed(text).text for text in texts] == [clean(abstract).strip().replace("---", "—")]
    assert "<" not in texts[0]


def test_a_paper_without_a_summary_is_described_by_its_abstract_cut_at_a_word() -> None:
    page = rendered(survey(paper("p", abstract="word " * 100)))["papers/p.md"]
    assert head_of(page)["description"] == "word " * 39 + "word …"


def test_a_paper_with_a_summary_is_described_by_it() -> None:
    assert head_of(rendered(small())["papers/full-paper.md"])["description"] == "Evicts what attention no longer needs."


@pytest.mark.parametrize(
    ("status", "shown"),
    [(None, "Not yet screened."), (Status.INCLUDED, ""), (Status.EXCLUDED, "Excluded from the survey: off-topic.")],
)
def test_the_page_tells_the_outcome_of_screening(status: Status | None, shown: str) -> None:
    others = (paper("other", status=Status.INCLUDED),)
    page = rendered(survey(paper("p", status=status, reason="off-topic"), *others))["papers/p.md"]
    banners = re.findall(r'<p class="banner">(.*?)</p>', site_html(body_of(page)))
    assert [Parsed(banner).text.startswith(shown) for banner in banners] == [True] * bool(shown)


def test_where_nobody_has_screened_anything_no_page_speaks_of_it() -> None:
    pages = rendered(survey(paper("p"), paper("q")))
    assert "screened" not in pages["papers/p.md"] + pages["index.md"] + pages["explore.md"]


@pytest.mark.parametrize(
    ("venue", "published", "line"),
    [(None, None, ""), ("ICML", None, "ICML"), (None, "2024-05-03", "3 May 2024"), ("ICML", "2024", "ICML · 2024")],
)
def test_venue_and_date_stand_in_one_line_as_far_as_they_are_known(
    venue: str | None, published: str | None, line: str
) -> None:
    page = rendered(survey(paper("p", venue=venue, published=published)))["papers/p.md"]
    lines = re.findall(r'<p class="facts-line">(.*?)</p>', site_html(body_of(page)))
    assert [Parsed(html).text for html in lines] == [line] * bool(line)


def test_counts_of_one_are_in_the_singular() -> None:
    pages = rendered(survey(paper("p", topics=("t",)), topics=(topic("a"), topic("t", "a")), sources=(source(),)))
    told = "".join(pages.values())
    assert re.search(r"\b1 paper\b", told)
    assert re.findall(r"\b1 (?:papers|records|distinct papers|sources|topics|areas)\b", told) == []


def test_a_paper_that_nothing_is_close_to_says_so() -> None:
    assert "No paper of the survey is close to this one." in rendered(survey(paper("p")))["papers/p.md"]


def test_an_excluded_paper_is_not_in_its_topics_table_but_in_the_list_of_all() -> None:
    pages = rendered(small())
    assert "out-paper" not in pages["topics/caches.md"]
    assert "papers/out-paper.html" in pages["papers/index.md"]


def test_papers_are_listed_by_the_first_letter_of_their_key_and_digits_first() -> None:
    page = shown(survey(paper("b"), paper("a"), paper("2b"), paper("an")), "papers/index.md")
    assert re.findall(r"<h2 id=\"(letter-\w)\"|papers/(\w+)\.html", page) == [
        *(("letter-0", ""), ("", "2b"), ("letter-a", ""), ("", "a"), ("", "an"), ("letter-b", ""), ("", "b")),
    ]


def test_a_topic_that_does_not_exist_breaks_no_page() -> None:
    given = survey(paper("p", topics=("ghost",)), topics=(topic("lost", "ghost"),))
    pages = rendered(given)
    assert "ghost" not in pages["papers/p.md"]
    assert "topics/lost.md" in pages


def test_a_source_that_is_not_listed_breaks_no_page() -> None:
    made = survey(paper("p", seen=({"source": "capture", "rank": 1, "line": 2},)))
    assert "capture, rank 1, line 2" in shown(made, "papers/p.md")


def test_records_and_papers_seen_only_there_are_counted_for_each_source() -> None:
    page = rendered(small())["sources.md"]
    assert re.findall(r"\| (\d+) \| (\d+) \|\n", page) == [("2", "1"), ("1", "0")]


def test_every_page_of_the_real_survey_has_a_title_and_one_first_heading(real_pages: dict[str, str]) -> None:
    assert all(head_of(text)["title"] for text in real_pages.values())
    assert not [path for path, text in real_pages.items() if len(re.findall(r"^# ", body_of(text), re.MULTILINE)) != 1]


def test_every_abstract_of_the_real_survey_is_shown_to_the_letter(
    real_survey: Survey, real_insight: Analysis, real_pages: dict[str, str]
) -> None:
    for record in real_survey.papers:
        text = re.split(r"^## Abstract { #abstract }\n\n", real_pages[f"papers/{record.key}.md"], flags=re.MULTILINE)[1]
        html = site_html(text.partition("\n{ .abstract }")[0])
        assert Parsed(html).text.strip() == expected(real_insight.abstract[record.key]).strip()


#: What Markdown has no form for: formulas.
FORMULAS = re.compile(r"<math\b.*?</math>|</?(?:sub|sup|span)>", re.DOTALL)


def share_of_tags(page: str) -> float:
    """How much of a page's text is tags."""
    text = FORMULAS.sub("", body_of(page))
    return sum(map(len, re.findall(r"</?[a-z][^>]*>", text))) / len(text)


@pytest.mark.parametrize("folder", ["papers", "topics"])
def test_at_most_a_twentieth_of_a_page_is_tags(folder: str, real_pages: dict[str, str]) -> None:
    assert median(share_of_tags(text) for path, text in real_pages.items() if path.startswith(f"{folder}/")) <= 0.05


# Pages that are made when they are asked for


def site_pages(subject: Survey) -> SitePages:
    return SitePages(subject, derive(subject))


@pytest.mark.parametrize("name", SAMPLES)
def test_each_page_is_the_same_by_itself_and_in_any_order(name: str) -> None:
    whole, pages = rendered(SAMPLES[name]), site_pages(SAMPLES[name])
    assert set(pages.paths) == set(whole)
    assert {path: pages.text(path) for path in reversed(pages.paths)} == whole


def unlike(one: SitePages, other: SitePages) -> set[str]:
    """The pages that are told to be different, or of which that is not known, by what they are given and read."""
    found = set[str]()
    for path in one.paths:
        with one.reads.recording() as reads:
            one.page(path)
        same = path in other.paths and one.given(path) is not None and one.given(path) == other.given(path)
        if not same or any(one.reads.digest(read) != other.reads.digest(read) for read in reads):
            found.add(path)
    return found


def test_of_the_same_survey_all_pages_of_papers_topics_and_terms_are_known_to_be_the_same() -> None:
    assert unlike(site_pages(small()), site_pages(small())) == set()


def edited(subject: Survey, key: str, **fields: object) -> Survey:
    return replace(subject, papers=tuple(p.model_copy(update=fields) if p.key == key else p for p in subject.papers))


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Another Title"},
        {"summary": "Another summary."},
        {"abstract": "Another abstract."},
        {"notes": "Another note."},
        {"authors": ("Ada Lovelace", "Somebody Else")},
        {"published": "1999"},
        {"topics": ()},
        {"claims": ()},
        {"status": Status.EXCLUDED, "reason": "off-topic"},
        {"aliases": ("another-name",)},
        {"doi": "10.1000/another"},
    ],
    ids=lambda fields: next(iter(fields)),
)
@pytest.mark.parametrize("key", ["full-paper", "bare-paper"])
def test_a_page_that_is_different_is_always_told_to_be(key: str, fields: dict[str, object]) -> None:
    before, after = small(), edited(small(), key, **fields)
    one, other = site_pages(before), site_pages(after)
    told = unlike(one, other)
    assert {path for path in one.paths if path not in other.paths or one.text(path) != other.text(path)} <= told
    assert len(told) < len(one.paths)


@pytest.mark.parametrize("key", ["full-paper", "bare-paper", "out-paper"])
def test_an_edited_summary_leaves_the_pages_that_show_none_as_they_are(key: str) -> None:
    before, after = site_pages(small()), site_pages(edited(small(), key, summary="Another summary."))
    told = unlike(before, after)
    assert f"papers/{key}.md" in told
    assert {path for path in told if "/" not in path} <= {"explore.md"}
    assert "people/index.md" not in told


@pytest.fixture(params=["small", "real"])
def subject(request: pytest.FixtureRequest) -> tuple[Survey, Analysis]:
    """A small survey and the real one, each with what is derived from it."""
    if request.param == "real":
        return request.getfixturevalue("real_survey"), request.getfixturevalue("real_insight")
    return small(), derive(small())


def test_pages_that_read_no_summaries_would_show_none(
    subject: tuple[Survey, Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = SitePages(*subject)
    paths = [path for path in pages.paths if "/" not in path or path.endswith("/index.md")]
    without = {path: pages.text(path) for path in paths}
    monkeypatch.setattr(Renderer, "without_summaries", property(lambda renderer: renderer))
    whole = SitePages(*subject)
    assert {path: whole.text(path) for path in paths} == without


def test_what_an_extension_makes_is_never_known_to_be_the_same() -> None:
    extensions = Extensions((PageSet("own", lambda _: {"own.md": Page({"title": "Own"}, "x")}),))
    pages = site_pages(survey(paper("a"), extensions=extensions))
    assert "own.md" in pages.paths
    assert {pages.given(path) for path in pages.paths} == {None}
