"""The gap map: counts, links that list the same papers, and emptiness that is visible as such."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs

import pytest
from livingsurvey.model import Paper, Status, Survey, SurveyField
from livingsurvey.site.maps.gap_map import Matrix, axes, matrix_of
from livingsurvey.site.messages import Messages

from tests.builders import survey, topic
from tests.site.plots import VOCABULARY, counted, included, page_of, tables_of, texts
from tests.site.samples import HOSTILE, hostile

NONE = "·none"


def matrices(given: Survey, with_topics: bool = True) -> list[Matrix]:
    """The matrices of a survey."""
    return [matrix_of(given, field, with_topics) for field in axes(given)]


def test_papers_are_counted_by_topic_and_kind_primary_and_secondary_topics_alike() -> None:
    rows = list(texts(tables_of(counted(), "gap-map.md")[0]))
    assert rows == [
        ["Area and topic", "method", "system", "dataset", "oddity", "All"],
        ["Serving", "2", "1", NONE, NONE, "4"],
        ["Caches", "2", "1", NONE, NONE, "3"],
        ["Routers", "1", NONE, NONE, NONE, "2"],
        ["Theory", NONE, "1", NONE, "1", "2"],
        ["Bounds", NONE, "1", NONE, "1", "2"],
    ]


def test_a_paper_counts_once_for_each_measure_however_many_results_it_has() -> None:
    rows = list(texts(tables_of(counted(), "gap-map.md")[1]))
    assert rows[1:4] == [["Serving", "2", "1", "4"], ["Caches", "2", "1", "3"], ["Routers", "1", "1", "2"]]


def test_a_cell_opens_its_papers_by_topic_or_area() -> None:
    kinds, measures = tables_of(counted(), "gap-map.md")
    assert kinds[1][1] == ("2", "explore.html?area=serving&kind=method&status=included")
    assert kinds[3][1] == ("1", "explore.html?topic=routers&kind=method&status=included")
    assert measures[2][2] == ("1", "explore.html?topic=caches&measure=latency&status=included")


def has_term(given: Survey, field: SurveyField, one: Paper, term_id: str) -> bool:
    """Whether a paper or one of its claims has a term in a field."""
    term = given.term[field.vocabulary or ""][term_id]
    written = term.name if field.by_name else term.id
    return any(written in owner.terms(field.id) for owner in ((one,) if field.of == "paper" else one.claims))


def listed(given: Survey, address: str) -> list[Paper]:
    """The papers that an address of the page of all papers names, by what each of its filters means."""
    wanted = {name: values[0] for name, values in parse_qs(address.partition("?")[2]).items()}
    areas = {t.key: t.parent for t in given.topics}
    held: dict[str, Callable[[Paper, str], bool]] = {
        "area": lambda p, v: any(areas.get(key) == v for key in p.topics),
        "topic": lambda p, v: v in p.topics,
        "status": lambda p, v: p.status == Status(v),
        **{field.facet: partial(has_term, given, field) for field in axes(given)},
    }
    return [p for p in given.papers if all(held[name](p, value) for name, value in wanted.items())]


def test_every_number_of_the_real_map_is_that_of_the_papers_it_opens(real_survey: Survey) -> None:
    cells = [
        cell
        for matrix in matrices(real_survey)
        for rows in matrix.groups
        for row in rows
        for cell in row.cells
        if cell.papers
    ]
    assert len(cells) > 400
    assert [cell for cell in cells if len(listed(real_survey, cell.url)) != cell.papers] == []


def test_the_emptiest_combinations_are_named_with_what_would_be_expected() -> None:
    papers = [included(f"a{n}", kind="method", topics=("one",)) for n in range(6)]
    papers += [included(f"b{n}", kind="theory", topics=("two",)) for n in range(3)]
    areas = (topic("first"), topic("one", "first"), topic("second", order=1), topic("two", "second", order=2))
    gaps = matrices(survey(*papers, topics=areas))[0].gaps
    assert [(gap.row, gap.column, gap.expected) for gap in gaps] == [
        ("First", "theory", 2.0),
        ("Second", "method", 2.0),
    ]
    html = page_of(survey(*papers, topics=areas), "gap-map.md")
    assert "<strong>First</strong> × <strong>theory</strong> (none; 2 expected)" in html
    assert "divided by all papers counted" in html


def test_nothing_is_named_where_chance_explains_it() -> None:
    assert matrices(counted())[0].gaps == []


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (8, 4), (16, 5), (99, 5)])
def test_a_larger_count_is_never_paler(count: int, shade: int) -> None:
    papers = (included(f"p{n}", kind="method", topics=("t",)) for n in range(count))
    html = page_of(survey(included("other", kind="system", topics=("t",)), *papers, topics=(topic("t"),),
                          vocabulary=VOCABULARY), "gap-map.md")  # fmt: skip
    assert re.findall(r'<td class="s(\d)">', html)[0] == str(shade)


def test_a_label_is_written_small_within_a_sentence_but_for_capitals_and_in_german() -> None:
    english, german = Messages("en"), Messages("de")
    labels = [english.in_sentence(label) for label in ("Study design", "RTL tool", "")]
    assert labels == ["study design", "RTL tool", ""]
    assert german.in_sentence("Verfahren") == "Verfahren"


def test_the_heads_of_rows_and_columns_say_what_they_head() -> None:
    html = page_of(counted(), "gap-map.md")
    assert html.count('scope="rowgroup"') == 4
    assert html.count("<caption>") == 2
    assert '<th scope="col" title="A new way."><span>method</span></th>' in html


def test_areas_alone_make_a_small_map() -> None:
    groups = matrices(counted(), with_topics=False)[0].groups
    assert [[row.title for row in rows] for rows in groups] == [["Serving"], ["Theory"]]


def test_a_survey_without_topics_or_without_kinds_says_so() -> None:
    assert "There are no topics yet" in page_of(survey(included("a")), "gap-map.md")
    assert "nothing to count" in page_of(survey(included("a"), topics=(topic("t"),)), "gap-map.md")


def test_hostile_names_stay_text() -> None:
    html = page_of(hostile(HOSTILE), "gap-map.md")
    assert "<img" not in html
    assert "<script" not in html
