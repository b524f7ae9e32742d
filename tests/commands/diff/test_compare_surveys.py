"""What a change does: which papers and topics came, went, moved and changed, and which findings are new."""

from typing import Any

import pytest
from livingsurvey.commands.diff import compare
from livingsurvey.commands.diff.diff_report import LONGEST, MOST_ENTRIES, DiffReport, FieldChange
from livingsurvey.model import Finding, Severity, Survey

from tests.builders import paper, survey, topic

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
