"""What a change does: which papers and topics came, went, moved and changed, and which findings are new."""

from pathlib import Path
from typing import Any

import pytest
from livingsurvey.cli.app import app
from livingsurvey.commands.diff import Compared, compare, fitted, to_markdown
from livingsurvey.commands.diff.changed_entries import changed_entries
from livingsurvey.commands.diff.diff_report import LONGEST, MOST_BYTES, MOST_ENTRIES, DiffReport, FieldChange
from livingsurvey.model import Finding, HandPage, Severity, Survey, Term
from typer.testing import CliRunner

from tests.build.repositories import commit, git
from tests.builders import paper, paper_file, survey, survey_folder, topic

TOPICS = (topic("area"), topic("caches", "area"), topic("batching", "area"))


def report(before: Survey, after: Survey, **given: Any) -> DiffReport:
    return compare("main", before, after, given.get("findings", ((), ())), given.get("pages", ({}, {})))


def keys(entries: Any) -> list[str]:
    return [entry.key for entry in entries]


def test_no_change_is_no_news() -> None:
    one = survey(paper("p"), topics=TOPICS)
    found = report(one, one)
    assert found.model_dump(exclude={"base", "counts", "total"}, exclude_defaults=True) == {}
    assert all(count.before == count.after for count in found.counts)
    assert set(found.total.values()) == {0}


def test_papers_that_come_and_go() -> None:
    found = report(survey(paper("old"), paper("both")), survey(paper("both"), paper("new")))
    assert (keys(found.added), keys(found.removed), keys(found.changed)) == (["new"], ["old"], [])


def test_a_renamed_paper_neither_comes_nor_goes() -> None:
    renamed = paper("new", title="T", abstract="A.", aliases=("old",))
    found = report(survey(paper("old", title="T", abstract="A.")), survey(renamed))
    assert [(entry.key, entry.was) for entry in found.renamed] == [("new", "old")]
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_field_is_told_before_and_after() -> None:
    found = report(survey(paper("p", venue="ICML")), survey(paper("p", authors=("A B",))))
    assert found.changed[0].fields == (
        FieldChange(field="authors", before="", after='["A B"]'),
        FieldChange(field="venue", before="ICML", after=""),
    )


def test_a_paper_that_moves_is_told_with_the_names_of_topics() -> None:
    before = survey(paper("p", topics=("caches",)), topics=TOPICS)
    after = survey(paper("p", topics=("batching",)), topics=TOPICS)
    assert report(before, after).moved[0].fields == (FieldChange(field="topic", before="Caches", after="Batching"),)


def test_a_second_topic_is_no_move() -> None:
    before = survey(paper("p", topics=("caches",)), topics=TOPICS)
    after = survey(paper("p", topics=("caches", "batching")), topics=TOPICS)
    assert report(before, after).moved == ()


def test_topics_that_come_go_and_change() -> None:
    before = survey(topics=TOPICS)
    after = survey(topics=(TOPICS[0], topic("caches", "area", summary="Other."), topic("fresh", "area")))
    told = {entry.key: (entry.was, [change.field for change in entry.fields]) for entry in report(before, after).topics}
    assert told == {"fresh": ("added", []), "batching": ("removed", []), "caches": ("", ["summary"])}


def finding(line: int = 1, message: str = "Wrong.", rule: str = "bad-doi") -> Finding:
    return Finding("content/papers/p.md", line, 1, rule, message, "Mend it.", Severity.ERROR)


def test_only_new_findings_are_told() -> None:
    old, new = [finding(1), finding(2, "Gone.")], [finding(9), finding(3, "New.")]
    found = report(survey(), survey(), findings=(old, new))
    assert [each.message for each in found.findings] == ["New."]
    assert found.fixed == 1


def test_what_is_too_much_is_counted_not_kept() -> None:
    many = survey(*(paper(f"p-{n}", title="T" * 5000) for n in range(MOST_ENTRIES + 5)))
    found = report(survey(), many)
    assert len(found.added) == MOST_ENTRIES
    assert found.total["added"] == MOST_ENTRIES + 5
    assert len(found.added[0].title) <= LONGEST


def test_a_report_is_read_back() -> None:
    found = report(survey(paper("p", venue="ICML")), survey(paper("q")))
    assert DiffReport.model_validate_json(found.model_dump_json()) == found


PAGE = (
    '---\ntitle: {0}\n---\n# {0}\n\n<p class="lead">Shown &#42;text&#42;. And more.</p>\n\n[A link]({1}.md){{ .x }}\n'
)


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (PAGE.format("A", "a"), PAGE.format("B", "a"), ("-# A", "+# B")),
        (PAGE.format("A", "a"), PAGE.format("A", "b"), None),
        ("", PAGE.format("A", "a"), ("+# A", "+Shown *text*.", "+And more.", "+A link")),
        ("x<br>y", "x<br>z", ("-y", "+z")),
    ],
)
def test_pages_are_compared_as_readers_see_them(before: str, after: str, lines: tuple[str, ...] | None) -> None:
    pages = ({"p.md": before} if before else {}, {"p.md": after})
    found = report(survey(), survey(), pages=pages).pages
    assert (found[0].lines if found else None) == lines


def test_pages_of_papers_come_first_and_lists_last() -> None:
    after = dict.fromkeys(("papers/index.md", "topics/t.md", "papers/p.md", "index.md"), "x")
    found = report(survey(), survey(), pages=({}, after)).pages
    assert [page.path for page in found] == ["papers/p.md", "topics/t.md", "papers/index.md", "index.md"]


def test_a_paper_that_is_merged_is_not_renamed() -> None:
    one, other = paper("one", title="On bees", abstract="A."), paper("other", title="Of wasps", abstract="B.")
    into = other.model_copy(update={"aliases": ("one",)})
    found = report(survey(one, other), survey(into))
    assert [(entry.key, entry.into) for entry in found.merged] == [("one", "Of wasps — other")]
    assert (found.renamed, found.removed, found.changed) == ((), (), ())
    text = to_markdown(found)
    assert "Papers merged into others: 1" in text and "On bees — one → Of wasps — other" in text


def test_a_renamed_topic_is_one_line() -> None:
    papers = [paper(f"p{n}", topics=("caches",)) for n in range(5)]
    moved = [one.model_copy(update={"topics": ("stores",)}) for one in papers]
    before, after = (topic(key, "area", title="Caches", summary="S.") for key in ("caches", "stores"))
    found = report(survey(*papers, topics=(TOPICS[0], before)), survey(*moved, topics=(TOPICS[0], after)))
    assert [(entry.key, entry.was, entry.fields) for entry in found.topics] == [("stores", "renamed from caches", ())]
    assert (found.moved, found.changed) == ((), ())


def test_a_renamed_area_leaves_its_topics_as_they_are() -> None:
    before, after = (topic(key, title="Area", summary="S.") for key in ("area", "field"))
    found = report(survey(topics=(before, topic("t", "area"))), survey(topics=(after, topic("t", "field"))))
    assert keys(found.topics) == ["field"]


def test_a_renamed_term_is_one_line() -> None:
    def state(name: str, **fields: Any) -> Survey:
        terms = (Term(id=name.lower(), name=name, definition="D.", **fields),)
        return survey(*(paper(f"p{n}", methods=[name]) for n in range(3)), vocabulary={"methods": terms})

    found = report(state("Adam"), state("Eve", synonyms=("Adam",)))
    assert [(entry.key, entry.was) for entry in found.terms] == [("methods/eve", "renamed from adam")]
    assert found.changed == ()


def test_terms_that_come_and_go_are_told() -> None:
    a, b = Term(id="a", name="A", definition="D."), Term(id="b", name="B", definition="E.", synonyms=("A",))
    found = report(survey(vocabulary={"methods": (a,)}), survey(vocabulary={"methods": (b,)}))
    assert keys(found.terms) == ["methods/b"]
    found = report(
        survey(vocabulary={"methods": (a, b.model_copy(update={"synonyms": ()}))}), survey(vocabulary={"methods": (b,)})
    )
    assert {entry.key: entry.was for entry in found.terms} == {"methods/a": "merged into b", "methods/b": ""}


def test_citations_that_follow_a_renamed_paper_are_no_news() -> None:
    old, new = paper("old", title="T", abstract="A."), paper("new", title="T", abstract="A.", aliases=("old",))
    texts = [paper("p", notes=f"See [@{key}] and [it](papers/{key}.md).") for key in ("old", "new")]
    found = report(survey(old, texts[0]), survey(new, texts[1]))
    assert (keys(found.renamed), found.changed) == (["new"], ())


def test_fields_that_only_name_places_are_told_too() -> None:
    before = paper("p", aliases=("q",), provenance={"venue": {"url": "https://a.org"}}, venue="V")
    after = paper("p", provenance={"venue": {"url": "https://b.org"}}, venue="V")
    (entry,) = report(survey(before), survey(after)).changed
    assert [change.field for change in entry.fields] == ["aliases", "provenance of venue"]
    plain = survey(paper("p", aliases=("q",)))
    for place, told in (({"file": "a.csv", "line": 1}, []), ({"url": "https://a.org"}, ["provenance of venue"])):
        more = paper("p", aliases=("q",), venue="W", provenance={"venue": place})
        (entry,) = report(plain, survey(more)).changed
        assert [change.field for change in entry.fields] == ["venue", *told]


def test_files_that_only_follow_a_new_name_are_known() -> None:
    old, new = (
        survey(paper("p", topics=(key,)), topics=(TOPICS[0], topic(key, "area"))) for key in ("caches", "stores")
    )
    assert changed_entries(old, new)[1] == {"content/papers/p.md"}
    assert changed_entries(old, old)[1] == set()


def test_pages_written_by_hand_are_told() -> None:
    one, other = (HandPage(key="about", title="About", body=body) for body in ("It is.", "It is not."))
    (entry,) = report(survey(pages=(one,)), survey(pages=(other,))).texts
    assert [(change.field, change.after) for change in entry.fields] == [("body", "It is not.")]


def test_a_report_that_is_too_large_says_what_it_lacks() -> None:
    before, after = (
        survey(*(paper(f"p{n}", notes=f"{word} " * 5_000, abstract="A.") for n in range(40))) for word in ("old", "new")
    )
    whole = report(before, after)
    small = fitted(whole)
    assert len(whole.model_dump_json()) > MOST_BYTES >= len(small.model_dump_json())
    assert (whole.left_out, len(small.changed)) == ("", 40)
    assert "the ends of long texts" in small.left_out
    assert "lacks the pages, lines of files, the ends of long texts" in to_markdown(small)
    assert fitted(small) == small
    assert len(fitted(whole, 10_000).model_dump_json()) < 30_000


def test_the_commits_are_named(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"p": paper_file("p")})
    commit(root, 1_700_000_000, "Begin")
    (root / "content/papers/p.md").write_text(paper_file("p", "venue: V\n"))
    commit(root, 1_700_000_001, "Give a venue @everyone")
    names = [git(root, "rev-parse", ref).strip() for ref in ("HEAD~1", "HEAD")]

    def said() -> str:
        return CliRunner().invoke(app, ["diff", "HEAD~1", "-C", str(root), "--no-pages"]).stdout

    assert f"From {names[0][:9]} (Begin) to {names[1][:9]} (Give a venue &#64;&#8203;everyone).\n" in said()
    (root / "stray.txt").write_text("x")
    assert "and what is not committed yet." in said()
    assert "stray.txt (added)" in said()
    compared = Compared.of(root, "HEAD~1")
    assert (compared.base_commit, compared.commit, compared.uncommitted) == (*names, True)
