"""The pages of terms, venues, years and people, and the lists of them."""

import re
from typing import Any

import pytest
from livingsurvey.analysis.derive import Analysis, derive
from livingsurvey.model import Change, Status, Survey, Term
from livingsurvey.site.entries.entry_pages import entry_pages
from livingsurvey.site.escape import to_markdown
from livingsurvey.site.renderer import Renderer

from tests.builders import FIELDS, claim, paper, survey, topic
from tests.site.engines import Parsed
from tests.site.samples import made, rendered
from tests.theme.frames import article, framed


def term(identifier: str, **fields: Any) -> Term:
    """A term named by its id in capitals."""
    return Term(id=identifier, **{"name": identifier.upper(), "definition": f"What {identifier} is.", **fields})


#: The sets of entries with pages that the surveys of tests have.
KINDS = (*FIELDS.indexed, "people", "venues", "years")


def pages_of(given: Survey) -> dict[str, str]:
    """The pages of all entries of a survey, as the site shows them."""
    pages = made(entry_pages(Renderer(given, derive(given))))
    return {path: article(framed(page.text(), path)) for path, page in pages.items()}


def text_of(page: str) -> str:
    """The text of a page in one line."""
    return " ".join(Parsed(page).text.split())


def facts(page: str) -> dict[str, str]:
    """The named facts of a page."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {name: Parsed(value).text for name, value in found}


def rows(page: str, kind: str = "papers") -> list[str]:
    """The addresses that the rows of a page's table begin with."""
    table = re.search(rf'<div class="table {kind}".*?</div>', page, re.DOTALL)
    return re.findall(r'<tr[^>]*><td><a href="\.\./(.*?)"', table[0]) if table else []


METHODS = (term("tree", synonyms=("a *tree*",)), term("beam", parent="tree"), term("old", deprecated_to="beam"))


def test_a_term_tells_its_definition_names_and_relations() -> None:
    pages = pages_of(survey(paper("p", methods=("BEAM",)), vocabulary={"methods": METHODS}))
    assert "What tree is." in text_of(pages["methods/tree.md"])
    assert facts(pages["methods/tree.md"]) == {"Also written": "a *tree*", "Narrower": "BEAM"}
    assert facts(pages["methods/beam.md"]) == {"Wider": "TREE"}


def test_a_wider_term_without_papers_says_so_and_has_no_empty_tables() -> None:
    page = pages_of(survey(paper("p", methods=("BEAM",)), vocabulary={"methods": METHODS}))["methods/tree.md"]
    assert "No paper of the survey yet" in page
    assert "<table" not in page


def test_a_term_that_only_excluded_papers_have_has_no_page_and_no_link() -> None:
    out = paper("out", status="excluded", reason="r", methods=("BEAM",), notes="BEAM is [BEAM](about.md).")
    pages = rendered(survey(out, paper("in"), vocabulary={"methods": METHODS}))
    assert {path for path in pages if path.startswith("methods/")} == {"methods/index.md"}
    assert "methods/beam" not in "".join(pages.values())
    assert "BEAM" in pages["papers/out.md"]


def test_a_work_that_prose_cites_has_a_page_even_if_no_paper_names_it() -> None:
    work = term("sorter", reference={"title": "Sorting Machines", "authors": ["Ada Lovelace"], "year": 1843})
    for prose, count in (("As @sorter says.", 1), ("As Sorter says.", 0)):
        subject = survey(paper("p", notes=prose), vocabulary={"methods": (work,)})
        assert ("methods/sorter.md" in pages_of(subject)) == count


def test_a_deprecated_term_forwards_to_its_successor_and_is_marked_in_the_list() -> None:
    pages = pages_of(survey(paper("p", methods=("BEAM",)), vocabulary={"methods": METHODS}))
    assert "No longer used: see BEAM." in text_of(pages["methods/old.md"])
    assert "What old is. now BEAM" in text_of(pages["methods/index.md"])


def test_a_list_counts_papers_and_tells_what_no_paper_uses() -> None:
    page = pages_of(survey(paper("p", methods=("BEAM",)), vocabulary={"methods": METHODS}))["methods/index.md"]
    assert "3 entries, 2 of them used by no paper" in page
    assert rows(page, "entries") == ["methods/beam.html", "methods/old.html", "methods/tree.html"]
    assert re.findall(r'<td class="number">(.*?)</td>', page) == ["1", "none yet", "none yet"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_says_so(kind: str) -> None:
    page = pages_of(survey())[f"{kind}/index.md"]
    assert re.search(r"There are no entries yet|No paper names an author yet|None is known yet", page)
    assert "<table" not in page


def test_the_table_of_a_term_holds_its_papers_newest_first_then_the_excluded() -> None:
    subject = survey(
        paper("a", methods=("BEAM",), published="2020"),
        paper("b", methods=("BEAM",), published="2022"),
        paper("c", methods=("BEAM",), published="2024", status=Status.EXCLUDED),
        vocabulary={"methods": METHODS},
    )
    page = pages_of(subject)["methods/beam.md"]
    assert rows(page) == ["papers/b.html", "papers/a.html", "papers/c.html"]
    assert page.count(">excluded<") == 1
    assert "3 papers, 1 of them excluded from the survey" in page


def test_a_term_leads_to_exactly_its_papers_in_the_page_of_all() -> None:
    page = pages_of(survey(paper(methods=("BEAM",)), vocabulary={"methods": METHODS}))["methods/beam.md"]
    assert '<a href="../explore.md?method=beam">Explore them</a>' in page


def test_a_term_of_very_many_papers_shows_the_newest_and_says_so() -> None:
    papers = [paper(f"p-{n}", methods=("BEAM",)) for n in range(201)]
    page = pages_of(survey(*papers, vocabulary={"methods": METHODS}))["methods/beam.md"]
    assert len(rows(page)) == 200
    assert "The newest 200 of 201; Explore shows all." in page


def test_results_on_a_benchmark_are_on_its_page() -> None:
    faster = claim(quote="Twice as fast.", measure="m", on="MATH", change=Change(form="factor", value=2, unit="×"))
    vocabulary = {"benchmarks": (term("math"),), "measures": (term("m", name="time"),)}
    pages = pages_of(survey(paper("p", claims=(faster,)), vocabulary=vocabulary))
    for path in ("benchmarks/math.md", "measures/m.md"):
        assert rows(pages[path], "comparison") == ["papers/p.html"]
        assert "Twice as fast." in pages[path]


def test_a_year_lists_its_papers_by_month_and_counts_areas() -> None:
    subject = survey(
        paper("a", published="2024-05", topics=("t",)),
        paper("b", published="2024-05-03", topics=("t", "u")),
        paper("c", published="2024"),
        paper("d", published="2023"),
        topics=(topic("area"), topic("t", "area"), topic("u", "area")),
    )
    page = pages_of(subject)["years/2024.md"]
    assert [Parsed(h).text for h in re.findall(r"<h2>(.*?)</h2>", page)] == ["May 2", "Month not known 1"]
    assert facts(page) == {"Areas": "Area 2"}
    assert 'class="previous" href="../years/2023.html"' in page
    assert 'class="next"' not in page


def test_papers_of_unknown_year_are_counted_in_the_list_of_years() -> None:
    pages = pages_of(survey(paper("a", published="2024"), paper("b"), paper("c")))
    assert "The year of 2 papers is not known." in pages["years/index.md"]


def test_only_authors_of_two_papers_have_a_page() -> None:
    pages = pages_of(survey(paper("a", authors=("Ann", "Bob")), paper("b", authors=("Ann",))))
    assert "people/ann.md" in pages
    assert "people/bob.md" not in pages
    assert rows(pages["people/ann.md"]) == ["papers/a.html", "papers/b.html"]
    assert '<a href="../papers/a.md">Bob</a>' in pages["people/index.md"]
    assert '<a href="../people/ann.md">Ann</a> · 2' in pages["people/index.md"]


def test_a_page_of_a_person_says_that_names_are_all_that_is_known() -> None:
    page = pages_of(survey(paper("a", authors=("Ana Ré",)), paper("b", authors=("Ana Re",))))["people/ana-re.md"]
    assert facts(page)["Also written"] == "Ana Re"
    assert "Names are all the survey knows of people." in page


def test_many_authors_are_folded_after_the_first() -> None:
    page = rendered(survey(paper("p", authors=tuple(f"Ann B{n}" for n in range(40)))))["papers/p.md"]
    byline = page.partition("\n{ .byline }")[0].rpartition("\n")[2]
    assert byline.count("](../people/") == 10
    assert byline.endswith(", …")
    folded = re.findall(r'<details class="byline">(.*?)</details>', framed(page))[0]
    assert folded.count("<a ") == 30
    assert "and 30 more" in folded


def test_the_index_counts_every_list_that_has_a_paper() -> None:
    used = {"methods": (METHODS[0].name,)}
    subject = survey(paper("p", authors=("Ann",), venue="V", published="2024", **used), vocabulary={"methods": METHODS})
    counts = dict(
        re.findall(r"^\| \[(\w+)\]\([\w/]+\.md\) \|.*\| (\d+) \|$", rendered(subject)["browse.md"], re.MULTILINE)
    )
    assert counts == {"Papers": "1", "People": "1", "Venues": "1", "Years": "1", "Methods": "1"}


def test_what_is_in_the_same_papers_is_listed_with_how_often() -> None:
    subject = survey(
        paper("a", methods=("BEAM", "TREE"), authors=("Ann", "Bob"), topics=("t",)),
        paper("b", methods=("BEAM", "TREE"), authors=("Ann", "Bob"), topics=("t",)),
        topics=(topic("area"), topic("t", "area")),
        vocabulary={"methods": METHODS},
    )
    pages = pages_of(subject)
    assert facts(pages["methods/beam.md"]) == {"Wider": "TREE", "Methods": "TREE 2", "Topics": "T 2"}
    assert '<h2 id="together">Often co-mentioned</h2>' in pages["methods/beam.md"]
    assert facts(pages["people/ann.md"]) == {"Co-authors": "Bob 2", "Topics": "T 2"}
    assert '<h2 id="together">Co-authors and topics</h2>' in pages["people/ann.md"]


def test_the_way_to_an_entry_leads_over_its_list() -> None:
    page = pages_of(survey(paper("p", methods=("TREE",)), vocabulary={"methods": METHODS}))["methods/tree.md"]
    way = re.findall(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="(.*?)">(.*?)<', way) == [
        ("../index.html", "Home"),
        ("../browse.html", "Browse A–Z"),
        ("../methods/index.html", "Methods"),
    ]


@pytest.mark.parametrize(
    "path", ["methods/beam.md", "methods/index.md", "people/index.md", "people/ann.md", "years/2024.md"]
)
def test_the_pages_themselves_are_short_markdown(path: str) -> None:
    papers = (paper(key, methods=("BEAM",), authors=("Ann",), published="2024") for key in "ab")
    body = rendered(survey(*papers, vocabulary={"methods": METHODS}))[path].split("\n---\n")[1]
    assert body.startswith("\n# ")
    assert "<" not in body


def test_topics_that_share_papers_are_related() -> None:
    subject = survey(
        paper("a", topics=("t", "u")),
        paper("b", topics=("t", "u")),
        paper("c", topics=("t", "w")),
        topics=(topic("area"), *(topic(key, "area") for key in "tuvw")),
    )
    pages = rendered(subject)
    shared = framed(pages["topics/t.md"], "topics/t.md").partition("Related topics</h2>")[2]
    assert re.findall(r'<li><a href="\.\./topics/(\w)\.html">\w</a> <span class="count">(\d)</span>', shared, re.I) == [
        ("u", "2"),
        ("w", "1"),
    ]
    assert "Related topics" not in framed(pages["topics/v.md"], "topics/v.md")


def test_every_entry_of_the_real_survey_has_a_page(real_survey: Survey, real_insight: Analysis) -> None:
    pages = made(entry_pages(Renderer(real_survey, real_insight)))
    kinds = (*real_survey.fields.indexed, "venues", "years")
    expected = {f"{kind}/{key}.md" for kind in kinds for key in real_insight.entries[kind]}
    expected |= {f"people/{key}.md" for key, entry in real_insight.entries["people"].items() if entry.total > 1}
    assert expected <= set(pages)
    assert max(len(page.text().encode()) for page in pages.values()) < 250_000


def test_every_author_of_the_real_survey_is_in_the_index(real_survey: Survey, real_insight: Analysis) -> None:
    pages = made(entry_pages(Renderer(real_survey, real_insight)))
    listed = [page.text() for path, page in pages.items() if path.startswith("people/letter_")]
    names = [line for text in listed for line in text.splitlines() if line.startswith("- [")]
    labels = sorted(line[3:].rpartition("](")[0] for line in names)
    assert labels == sorted(str(to_markdown(entry.name)) for entry in real_insight.entries["people"].values())


def test_an_index_of_letters_begins_with_who_wrote_most(real_survey: Survey, real_insight: Analysis) -> None:
    page = made(entry_pages(Renderer(real_survey, real_insight)))["people/index.md"]
    often = {key: entry.total for key, entry in real_insight.entries["people"].items() if entry.total > 1}
    assert {person["url"]: person["count"] for person in page.meta["often"]} == {
        f"../people/{key}.html": total for key, total in often.items()
    }
    letters = re.findall(r'<a href="\.\./people/letter_(\w)\.html"', framed(page.text(), "people/index.md"))
    assert letters == [link["label"].lower().replace("#", "0") for link in page.meta["letters"]]
