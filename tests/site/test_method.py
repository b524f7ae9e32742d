"""The page on the method: counts, reasons, agreement of readings, worked examples, and what was left out."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Reading, RuleSetting, Scope, Status, Survey, Term
from livingsurvey.model.survey import Example
from livingsurvey.site.render import render_pages

from tests.builders import SETTINGS, claim, paper, seen, source, survey, topic
from tests.site.engines import Parsed, site_html
from tests.site.samples import HOSTILE

READERS = "How papers were read"
REASONS = (
    Term(id="no-cost", name="no cost is an aim of AI", definition="It is about quality."),
    Term(id="not-ai", name="not AI", definition="It is about cooking."),
)
AREAS = (topic("training"), topic("serving"), topic("caches", "serving"))
SOURCES = (source("first-list"), source("second-list"))
PAPERS = (
    paper("a", title="Alpha", status=Status.INCLUDED, seen=(seen(1, 1, "first-list"), seen(1, 1, "second-list"))),
    paper("b", title="Beta", status=Status.INCLUDED, seen=(seen(2, 2, "first-list"), seen(9, 9, "first-list"))),
    paper("c", title="Gamma", seen=(seen(3, 3, "first-list"),)),
    paper("d", title="D_2", status=Status.EXCLUDED, reason="not-ai", seen=(seen(4, 4, "first-list"),)),
    paper("e", title="Epsilon", status=Status.EXCLUDED, reason="no-cost", seen=(seen(5, 5, "first-list"),)),
    paper("f", title="Zeta", status=Status.EXCLUDED, reason="not-ai", seen=(seen(6, 6, "first-list"),)),
)


def screened(*papers: Any, **settings: Any) -> Survey:
    """A survey of two sources in which some papers are excluded, with the given settings."""
    made = survey(*(papers or PAPERS), topics=AREAS, sources=SOURCES, vocabulary={"reasons": REASONS})
    return replace(made, settings=SETTINGS.model_copy(update=settings))


def page(subject: Survey) -> str:
    """The page's Markdown without its front matter."""
    return render_pages(subject, derive(subject))["method.md"].split("\n---\n", 1)[1]


def text(markdown: str) -> str:
    """What a reader of the page sees, each run of white space as one."""
    return " ".join(Parsed(site_html(markdown)).text.split())


def flow(markdown: str) -> dict[str, list[str]]:
    """The steps of the flow of records: what each says, line by line."""
    steps = re.findall(r"^\d\.  \*\*(.*?)\*\*  \n((?: {4}.*\n)+)", markdown, re.MULTILINE)
    return {name: [line.strip() for line in lines.splitlines()] for name, lines in steps}


def section(markdown: str, heading: str) -> str:
    """The HTML below a heading of the second rank, up to the next."""
    html = unescape(site_html(markdown))
    match = re.search(rf"<h2[^>]*>{re.escape(heading)}</h2>(.*?)(?=<h2|\Z)", html, re.DOTALL)
    return match[1] if match else ""


def rows(html: str) -> list[list[str]]:
    """The cells of a table's body."""
    lines = re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2], re.DOTALL)
    return [re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL) for line in lines]


@pytest.fixture(scope="module")
def real_page(real_pages: dict[str, str]) -> str:
    """The page of the real survey."""
    return real_pages["method.md"]


def test_the_flow_tells_records_duplicates_screened_excluded_and_included() -> None:
    assert flow(page(screened())) == {
        "Identified": ["8 records in 2 sources", "First list: 7", "Second list: 1"],
        "Duplicates removed": ["2 records"],
        "Screened": ["5 papers, by title and abstract", "1 paper is not screened yet"],
        "Excluded": ["3 papers", "no cost is an aim of AI: 1", "not AI: 2"],
        "Included": ["2 papers in 2 areas"],
    }


def test_the_numbers_of_the_flow_add_up() -> None:
    told = flow(page(screened())).items()
    numbers = {name: [int(n) for n in re.findall(r"\b\d+\b", " ".join(lines))] for name, lines in told}
    records, _, *by_source = numbers["Identified"]
    excluded, *by_reason = numbers["Excluded"]
    assert records == sum(by_source) == numbers["Duplicates removed"][0] + sum(numbers["Screened"])
    assert excluded == sum(by_reason)


def test_the_numbers_of_the_real_flow_add_up(real_survey: Survey, real_page: str) -> None:
    counts = real_survey.counts
    told = flow(real_page)
    assert counts.records == sum(int(line.split(": ")[1]) for line in told["Identified"][1:])
    assert counts.records - counts.merged == counts.papers == counts.included + counts.excluded
    assert counts.excluded == sum(int(line.split(": ")[1]) for line in told["Excluded"][1:])


def test_one_of_each_is_told_in_the_singular() -> None:
    subject = survey(
        paper("a", status=Status.INCLUDED, seen=(seen(),)), topics=(topic("area"),), sources=(source("capture"),)
    )
    assert flow(page(subject))["Identified"][0] == "1 record in 1 source"
    assert flow(page(subject))["Included"] == ["1 paper in 1 area"]


def test_excluded_papers_are_listed_by_reason_in_the_order_of_the_vocabulary() -> None:
    html = section(page(screened()), "Excluded papers")
    names = re.findall(r"<h3[^>]*>(.*?)</h3>|<a href=\"(.*?)\">(.*?)</a>", html)
    assert ["".join(parts) for parts in names] == [
        "No cost is an aim of AI",
        "papers/e.mdEpsilon",
        "Not AI",
        "papers/d.mdD<sub>2</sub>",
        "papers/f.mdZeta",
    ]


def test_every_excluded_paper_is_listed_once_and_no_other(real_survey: Survey, real_page: str) -> None:
    listed = re.findall(r'<a href="papers/(.*?)\.md">', section(real_page, "Excluded papers"))
    assert sorted(listed) == sorted(p.key for p in real_survey.papers if p.status == Status.EXCLUDED)


def test_a_reason_that_is_in_no_vocabulary_comes_last_under_its_own_name() -> None:
    odd = paper("odd", status=Status.EXCLUDED, reason="too-odd")
    html = section(page(screened(*PAPERS, odd)), "Excluded papers")
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == ["No cost is an aim of AI", "Not AI", "Too-odd"]


def test_a_paper_excluded_without_a_reason_is_listed_as_such() -> None:
    html = section(page(screened(paper("odd", title="Odd", status=Status.EXCLUDED))), "Excluded papers")
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == ["No reason given"]
    assert '<a href="papers/odd.md">Odd</a>' in html


def test_the_list_of_excluded_papers_can_be_linked_to() -> None:
    assert '<h2 id="excluded">Excluded papers</h2>' in site_html(page(screened()))


def reading(key: str, value: Any, reader: str = "first", **fields: Any) -> Reading:
    """A reading of a paper's kind."""
    return Reading(**{"paper": key, "field": "kind", "value": value, "reader": reader, "date": "2026-11-29"} | fields)


def read_twice(*rows: tuple[str, Any, Any], **fields: Any) -> Survey:
    """A survey of which two have read some papers, and what each found."""
    pairs = (
        reading(key, value, reader, **fields)
        for key, *values in rows
        for reader, value in zip("ab", values, strict=True)
    )
    return replace(screened(), readings=tuple(pairs))


def test_repeatability_is_computed_from_the_readings() -> None:
    made = read_twice(("a", "tool", "tool"), ("b", "tool", "survey"), ("c", "survey", "survey"))
    html = section(page(made), READERS)
    assert rows(html) == [["Kind", "3", "2", "66.7 %", "0.40"]]
    assert "two independent readings by the same kind of reader" in html
    assert "says nothing about being right" in html
    assert "1 value was read differently; settled by a further reading: 0" in html


def test_what_is_not_defined_is_a_dash() -> None:
    html = section(page(read_twice(("a", "tool", "tool"), ("b", "tool", "tool"))), READERS)
    assert rows(html) == [["Kind", "2", "2", "100 %", "–"]]


def test_lists_are_compared_in_a_column_of_their_own() -> None:
    made = read_twice(("a", ("A", "B"), ("B", "C")), field="methods")
    html = section(page(made), READERS)
    assert rows(html) == [["Method", "1", "0", "0 %", "–", "0.50"]]
    assert "Mean F1" in html


def test_what_every_paper_has_and_results_are_called_by_their_names() -> None:
    readings = tuple(reading("a", "x", who, field=name) for name in ("status", "reason", "topic") for who in "ab")
    labels = [row[0] for row in rows(section(page(replace(screened(), readings=readings)), READERS))]
    assert labels == ["Screening", "Reason for excluding it", "Primary topic"]
    change = {"form": "level", "value": 1, "unit": "s"}
    measured = paper("m", claims=(claim(quote="It is.", measure="not-ai", change=change),))
    of_claims = tuple(reading("m", "not-ai", who, field="measure", claim="It is.") for who in "ab")
    made = replace(screened(measured), readings=of_claims)
    assert [row[0] for row in rows(section(page(made), READERS))] == ["Measure (of a result)"]


def test_a_field_says_how_far_its_readings_agree_where_its_values_are_defined() -> None:
    terms = (Term(id="tool", name="tool", definition="For others."), Term(id="survey", name="s", definition="S."))
    papers = [paper(key, kind="tool", status=Status.INCLUDED) for key in "abc"]
    made = read_twice(("a", "tool", "tool"), ("b", "tool", "survey"), ("c", "survey", "survey"))
    subject = replace(made, papers=tuple(papers), vocabulary={"kinds": terms})
    assert "2 of 3 read alike (66.7 %; Cohen’s kappa 0.40)" in text(page(subject))


def test_who_read_is_told_even_without_any_agreement() -> None:
    html = section(page(screened(reading="Two people read.")), READERS)
    assert "Two people read." in html
    assert "<table" not in html


def test_repeatability_is_told_even_where_no_one_says_who_read() -> None:
    html = section(page(read_twice(("a", "tool", "tool"))), READERS)
    assert len(rows(html)) == 1
    assert "None" not in html


def test_worked_examples_stand_below_their_outcome_with_the_reason() -> None:
    scope = Scope(
        statement="Everything cheap.",
        included=(Example(title="A*-Decoding", why="It saves *time*."), Example(title="B_2", why="W.")),
        borderline=(Example(title="Half", why="Either."),),
    )
    subject = screened(scope=scope)
    html = section(page(subject), "Worked examples")
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == ["Included", "Borderline"]
    assert Parsed(html).text.split("\n") == [
        *("Included", "", "A*-Decoding — It saves *time*.", "B_2 — W.", "", "Borderline", "", "Half — Either.")
    ]
    assert "Everything cheap." in text(page(subject))


def test_worked_examples_lead_to_their_papers_and_say_how_a_close_call_was_decided() -> None:
    papers = (
        paper("named", title="FastSort: Sorting in Time", status=Status.INCLUDED),
        paper("plain", title="On Soups", status=Status.EXCLUDED, reason="not-ai"),
    )
    scope = Scope(
        statement="Everything cheap.",
        excluded=(Example(papers=("plain", "absent"), why="No cost."),),
        borderline=(Example(title="Sorters", papers=("named", "plain"), status=Status.INCLUDED, why="Time."),),
    )
    html = section(page(screened(*papers, scope=scope)), "Worked examples")
    assert Parsed(html).text.split("\n") == [
        *("Excluded", "", "On Soups — No cost.", "", "Borderline", "", "Sorters: FastSort; On Soups — Included. Time.")
    ]
    assert [value for name, value in Parsed(html).attributes if name == "href"] == [
        *("papers/plain.md", "papers/named.md", "papers/plain.md")
    ]


def test_limits_kinds_and_measures_are_told_where_there_are_any() -> None:
    kinds = (Term(id="tool", name="RTL tool", definition="For others, e.g. *us*."),)
    measured = paper(
        "m",
        kind="tool",
        claims=(claim(quote="Q.", measure="not-ai", change={"form": "factor", "value": 2, "unit": "×"}),),
        status=Status.INCLUDED,
    )
    made = replace(
        screened(*PAPERS, measured, limits=("Only <b>titles</b> were read.",)),
        vocabulary={"kinds": kinds, "measures": REASONS},
    )
    words = text(page(made))
    assert "Limits Only <b>titles</b> were read." in words
    assert "Kinds What a paper mainly contributes, by its main contribution and not by everything in it." in words
    assert "RTL tool: For others, e.g. *us*." in words
    assert "Measures What a reported result measures." in words
    assert "No cost is an aim of AI: It is about quality. Not AI:" in words


@pytest.mark.parametrize("heading", ["Limits", "Kinds", "Measures", READERS])
def test_a_section_with_nothing_to_tell_is_left_out(heading: str) -> None:
    assert f">{heading}</h" not in site_html(page(survey()))


def test_an_empty_survey_has_a_method_too() -> None:
    told = text(page(survey()))
    assert flow(page(survey())) == {
        "Identified": ["0 records in 0 sources"],
        "Duplicates removed": ["0 records"],
    }
    assert "No paper has been screened yet" in told
    assert "excluded" not in told
    assert "None" not in told


def test_hostile_text_changes_no_element_of_the_page() -> None:
    def made(said: str) -> Survey:
        scope = Scope(statement=said, **{name: (Example(title=said, why=said),) for name in ("included", "excluded")})
        terms = (Term(id="not-ai", name=said, definition=said),)
        subject = screened(*PAPERS, scope=scope, reading=said, limits=(said, said))
        readings = tuple(reading("a", said, who, field=said) for who in "ab")
        return replace(subject, readings=readings, vocabulary={"reasons": terms, "kinds": terms, "measures": terms})

    assert Parsed(site_html(page(made(HOSTILE)))).tags == Parsed(site_html(page(made("Harmless")))).tags


def test_rules_that_the_survey_changes_are_listed_with_the_reason() -> None:
    rules = {
        "topic-size": RuleSetting(limits={"papers": (3, 60)}),
        "unused-term": RuleSetting(level="off", reason="Terms <i>first</i>."),
        "topic-prose": RuleSetting(level="error", limits={"area_words": (1, 2)}),
    }
    said = text(page(screened(rules=rules)))
    assert "Rules that this survey changes" in said
    assert "topic-size: papers: 3 to 60" in said
    assert "unused-term: not applied – Terms <i>first</i>." in said
    assert "topic-prose: level: error; area words: 1 to 2" in said


def test_without_changed_rules_the_page_says_nothing_of_them() -> None:
    assert "Rules that this survey changes" not in page(screened())
