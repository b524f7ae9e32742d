"""The pages of terms, venues, years and people, and the lists of them."""

import re
from typing import Any

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.index_entries import TERM_SETS
from livingsurvey.model import Change, Status, Survey, Term
from livingsurvey.site.entries.entry_pages import entry_pages
from livingsurvey.site.renderer import Renderer

from tests.builders import claim, paper, survey, topic
from tests.site.engines import Parsed, site_html
from tests.site.samples import rendered
from tests.theme.frames import framed


def term(identifier: str, **fields: Any) -> Term:
    """A term named by its id in capitals."""
    return Term(id=identifier, **{"name": identifier.upper(), "definition": f"What {identifier} is.", **fields})


def text_of(page: str) -> str:
    """The text of a page as the site shows it, in one line."""
    return " ".join(Parsed(site_html(page.split("\n---\n", 1)[1])).text.split())


def facts(page: str) -> dict[str, str]:
    """The named facts of a page."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {name: Parsed(value).text for name, value in found}


def rows(page: str, kind: str = "papers") -> list[str]:
    """The addresses that the rows of a page's table begin with."""
    table = re.search(rf'<div class="table {kind}".*?</div>', page, re.DOTALL)
    return re.findall(r'<tr><td><a href="(.*?)"', table[0]) if table else []


METHODS = (term("tree", synonyms=("a *tree*",)), term("beam", parent="tree"), term("old", deprecated_to="beam"))


def test_a_term_tells_its_definition_names_and_relations() -> None:
    pages = rendered(survey(vocabulary={"methods": METHODS}))
    assert "What tree is." in text_of(pages["methods/tree.md"])
    assert facts(pages["methods/tree.md"]) == {"Also written": "a *tree*", "Narrower": "BEAM"}
    assert facts(pages["methods/beam.md"]) == {"Wider": "TREE"}


def test_a_term_without_papers_says_so_and_has_no_empty_tables() -> None:
    page = rendered(survey(vocabulary={"methods": METHODS}))["methods/tree.md"]
    assert "No paper of the survey yet" in page
    assert "<table" not in page


def test_a_deprecated_term_forwards_to_its_successor_and_is_marked_in_the_list() -> None:
    pages = rendered(survey(vocabulary={"methods": METHODS}))
    assert "No longer used: see BEAM." in text_of(pages["methods/old.md"])
    assert "What old is. now BEAM" in text_of(pages["methods/index.md"])


def test_a_list_counts_papers_and_tells_what_no_paper_uses() -> None:
    page = rendered(survey(paper("p", methods=("BEAM",)), vocabulary={"methods": METHODS}))["methods/index.md"]
    assert "3 entries, 2 of them used by no paper" in page
    assert rows(page, "entries") == ["beam.html", "old.html", "tree.html"]
    assert re.findall(r'<td class="number">(.*?)</td>', page) == ["1", "none yet", "none yet"]


@pytest.mark.parametrize("kind", [*TERM_SETS, "people", "venues", "years"])
def test_an_empty_list_says_so(kind: str) -> None:
    page = rendered(survey())[f"{kind}/index.md"]
    assert re.search(r"There are no entries yet|No paper names an author yet|None is known yet", page)
    assert "<table" not in page


def test_the_table_of_a_term_holds_its_papers_newest_first_then_the_excluded() -> None:
    subject = survey(
        paper("a", methods=("BEAM",), published="2020"),
        paper("b", methods=("BEAM",), published="2022"),
        paper("c", methods=("BEAM",), published="2024", status=Status.EXCLUDED),
        vocabulary={"methods": METHODS},
    )
    page = rendered(subject)["methods/beam.md"]
    assert rows(page) == ["../papers/b.html", "../papers/a.html", "../papers/c.html"]
    assert page.count(">excluded<") == 1
    assert "3 papers, 1 of them excluded from the survey" in page


def test_a_term_leads_to_exactly_its_papers_in_the_page_of_all() -> None:
    page = rendered(survey(paper(methods=("BEAM",)), vocabulary={"methods": METHODS}))["methods/beam.md"]
    assert '<a href="../explore.html?method&#61;beam">' in page


def test_a_term_of_very_many_papers_shows_the_newest_and_says_so() -> None:
    papers = [paper(f"p-{n}", methods=("BEAM",)) for n in range(201)]
    page = rendered(survey(*papers, vocabulary={"methods": METHODS}))["methods/beam.md"]
    assert len(rows(page)) == 200
    assert "The newest 200 of 201" in page


def test_results_on_a_benchmark_stand_on_its_page() -> None:
    told = claim(quote="Twice as fast.", measure="m", on="MATH", change=Change(form="factor", value=2, unit="×"))
    vocabulary = {"benchmarks": (term("math"),), "measures": (term("m", name="time"),)}
    pages = rendered(survey(paper("p", claims=(told,)), vocabulary=vocabulary))
    for path in ("benchmarks/math.md", "measures/m.md"):
        assert rows(pages[path], "comparison") == ["../papers/p.html"]
        assert "Twice as fast." in pages[path]


def test_a_year_lists_its_papers_by_month_and_counts_areas() -> None:
    subject = survey(
        paper("a", published="2024-05", topics=("t",)),
        paper("b", published="2024-05-03", topics=("t", "u")),
        paper("c", published="2024"),
        paper("d", published="2023"),
        topics=(topic("area"), topic("t", "area"), topic("u", "area")),
    )
    page = rendered(subject)["years/2024.md"]
    assert [Parsed(h).text for h in re.findall(r"<h2>(.*?)</h2>", page)] == ["May 2", "Month not known 1"]
    assert facts(page) == {"Areas": "Area 2"}
    assert 'class="previous" href="2023.html"' in page
    assert 'class="next"' not in page


def test_papers_of_unknown_year_are_counted_in_the_list_of_years() -> None:
    pages = rendered(survey(paper("a", published="2024"), paper("b"), paper("c")))
    assert "The year of 2 papers is not known." in pages["years/index.md"]


def test_only_authors_of_two_papers_have_a_page() -> None:
    pages = rendered(survey(paper("a", authors=("Ann", "Bob")), paper("b", authors=("Ann",))))
    assert "people/ann.md" in pages
    assert "people/bob.md" not in pages
    assert rows(pages["people/ann.md"]) == ["../papers/a.html", "../papers/b.html"]
    assert '<a href="../papers/a.html">Bob</a>' in pages["people/index.md"]
    assert '<a href="ann.html">Ann</a> <span class="count">2</span>' in pages["people/index.md"]


def test_a_page_of_a_person_says_that_names_are_all_that_is_known() -> None:
    page = rendered(survey(paper("a", authors=("Ana Ré",)), paper("b", authors=("Ana Re",))))["people/ana-re.md"]
    assert facts(page)["Also written"] == "Ana Re"
    assert "Names are all the survey knows of people." in page


def test_many_authors_are_folded_after_the_first() -> None:
    page = rendered(survey(paper("p", authors=tuple(f"Ann B{n}" for n in range(40)))))["papers/p.md"]
    byline = page.partition("\n{ .byline }")[0].rpartition("\n")[2]
    assert byline.count("](../people/") == 15
    assert byline.endswith(", …")
    folded = re.findall(r'<div class="byline"><details>(.*?)</details>', framed(page))[0]
    assert folded.count("<a ") == 25
    assert "and 25 more" in folded


def test_the_index_counts_every_list() -> None:
    subject = survey(paper("p", authors=("Ann",), venue="V", published="2024"), vocabulary={"methods": METHODS})
    counts = dict(
        re.findall(r'<a href="[\w/]+\.html">(\w+)</a>.*?<td class="number">(\d+)</td>', rendered(subject)["browse.md"])
    )
    assert counts == {
        **{"Papers": "1", "Topics": "0", "People": "1", "Venues": "1", "Years": "1", "Kinds": "0", "Measures": "0"},
        **{"Benchmarks": "0", "Models": "0", "Methods": "3", "Sources": "0"},
    }


def test_topics_that_share_papers_are_neighbours() -> None:
    subject = survey(
        paper("a", topics=("t", "u")),
        paper("b", topics=("t", "u")),
        paper("c", topics=("t", "w")),
        topics=(topic("area"), *(topic(key, "area") for key in "tuvw")),
    )
    pages = rendered(subject)
    told = pages["topics/t.md"].partition("## Neighbours")[2]
    assert re.findall(r'<li><a href="(\w)\.html">\w</a> <span class="count">(\d)</span>', told, re.I) == [
        ("u", "2"),
        ("w", "1"),
    ]
    assert "## Neighbours" not in pages["topics/v.md"]


def test_every_entry_of_the_real_survey_has_a_page(real_survey: Survey, real_insight: Analysis) -> None:
    pages = entry_pages(Renderer(real_survey, real_insight))
    expected = {f"{kind}/{term.id}.md" for kind in TERM_SETS for term in real_survey.vocabulary.get(kind, ())}
    expected |= {f"{kind}/{key}.md" for kind in ("venues", "years") for key in real_insight.entries[kind]}
    expected |= {f"people/{key}.md" for key, entry in real_insight.entries["people"].items() if entry.total > 1}
    assert expected <= set(pages)
    assert max(len(text.encode()) for text in pages.values()) < 250_000


def test_every_author_of_the_real_survey_stands_in_the_index(real_survey: Survey, real_insight: Analysis) -> None:
    pages = entry_pages(Renderer(real_survey, real_insight))
    listed = "".join(text for path, text in pages.items() if re.match(r"people/(letter_|index)", path))
    names = {Parsed(name).text for name in re.findall(r"<li><a [^>]*>(.*?)</a>", listed)}
    assert names == {entry.name for entry in real_insight.entries["people"].values()}


def test_an_index_of_letters_begins_with_who_wrote_most(real_survey: Survey, real_insight: Analysis) -> None:
    page = entry_pages(Renderer(real_survey, real_insight))["people/index.md"]
    often = [key for key, entry in real_insight.entries["people"].items() if entry.total > 1]
    assert sorted(re.findall(r'<li><a href="([\w-]+)\.html">', page)) == sorted(often)
