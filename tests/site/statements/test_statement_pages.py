"""The pages of statements, and where else statements are shown."""

import re
from dataclasses import replace

import pytest
from livingsurvey.model import Statements
from livingsurvey.model.statements import STATEMENT_KINDS

from tests.builders import SETTINGS, survey
from tests.site.samples import HOSTILE, rendered
from tests.site.statements.samples import AGREED, ASKED, DISPUTED, arrived, stated

PAGES = rendered(stated())


def lines(text: str) -> list[str]:
    """The lines of a page's text that say something."""
    body = text.split("---\n", 2)[2]
    return [line for line in body.splitlines() if line]


def test_a_consensus_has_its_quotations_its_counts_and_its_dissent() -> None:
    assert lines(PAGES["consensus.md"])[5:] == [
        "## [X](topics/x.md) { #area-x }",
        "### It is \\*fast\\* { #statement-fast }",
        "[T](topics/t.md) · 3 abstracts say so, 1 disagrees · 2 January 2025",
        "{ .facts-line }",
        *(f'- [{key.upper()}Scan](papers/{key}.md "{key.upper()}Scan: It"): “The abstract of {key}”' for key in "abc"),
        "Says otherwise:",
        "{ .otherwise }",
        '- [DScan](papers/d.md "DScan: It"): “The abstract of d”',
    ]


def test_a_disagreement_has_its_sides_and_why_they_may_differ() -> None:
    assert lines(PAGES["disagreements.md"])[6:] == [
        "### Whether it is good { #statement-good }",
        "[T](topics/t.md), [U](topics/u.md) · January 2025",
        "{ .facts-line }",
        '- **Says a.** [AScan](papers/a.md "AScan: It"): “The abstract of a”',
        '- **Says b.** [BScan](papers/b.md "BScan: It"): “The abstract of b”',
        "**Why they may differ:** They differ.",
    ]


def test_a_question_says_when_it_was_asked_and_looked_at() -> None:
    assert lines(PAGES["questions.md"])[5:] == [
        "## [Y](topics/y.md) { #area-y }",
        "### Why? { #statement-why }",
        "[U](topics/u.md) · asked 2 January 2025, looked at again March 2025",
        "{ .facts-line }",
        "Nobody asked",
        '- [AScan](papers/a.md "AScan: It"): “The abstract of a”',
    ]


def test_a_question_names_the_papers_that_arrived_since() -> None:
    said = "Papers that came into its topics since it was looked at:"
    page = rendered(arrived("2025-04-01"))["questions.md"]
    line = next(line for line in page.splitlines() if line.startswith(said))
    assert line.removeprefix(f"{said} ").count("](papers/") == 3
    assert line.endswith("and 1 more")
    assert said not in rendered(arrived("2025-03-31"))["questions.md"]


def test_each_page_counts_its_statements_and_leads_to_the_others() -> None:
    assert "1 point of agreement · [What abstracts disagree on](disagreements.md)" in PAGES["consensus.md"]
    alone = replace(stated(), statements=Statements(questions=(ASKED,)))
    assert "1 open question\n{ .counts }" in rendered(alone)["questions.md"]


def test_the_file_is_edited_where_the_survey_is_kept() -> None:
    settings = SETTINGS.model_copy(update={"repository": "https://git.example.org/a/b/", "branch": "trunk"})
    page = rendered(stated(settings))["questions.md"]
    assert 'edit: "https://git.example.org/a/b/edit/trunk/content/statements/questions.yml"' in page
    assert "\nedit:" not in PAGES["questions.md"]


def test_without_statements_pages_are_empty_and_nothing_else_speaks_of_them() -> None:
    bare = rendered(stated(statements=Statements()))
    for kind in STATEMENT_KINDS:
        assert "\nempty: true\n" in bare[f"{kind}.md"]
    told = [path for path, text in bare.items() if "#statement-" in text or "{ #agreed }" in text]
    assert told == []
    assert all(f"{kind}.md" in rendered(survey()) for kind in STATEMENT_KINDS)


def test_a_topic_says_what_is_agreed_disputed_and_open() -> None:
    page = PAGES["topics/t.md"]
    assert '- **It is \\*fast\\*.** 3 abstracts say so, 1 disagrees: [AScan](../papers/a.md "AScan: It"), ' in page
    assert '; otherwise [DScan](../papers/d.md "DScan: It"). [Quotations](../consensus.md#statement-fast)' in page
    assert "**Whether it is good** [Quotations](../disagreements.md#statement-good)" in page
    assert "## Open questions { #questions }" not in page
    assert '1. **Why?** Nobody asked. From [AScan](../papers/a.md "AScan: It").' in PAGES["topics/u.md"]
    assert PAGES["topics/u.md"].index("{ #disputed }") < PAGES["topics/u.md"].index("{ #questions }")


def test_an_area_counts_the_statements_that_are_listed_under_it() -> None:
    listed = "[1 point of agreement](../consensus.md#area-x), [1 disagreement](../disagreements.md#area-x)"
    assert f"In this area: {listed}\n" in PAGES["topics/x.md"]
    assert "In this area: [1 open question](../questions.md#area-y)\n" in PAGES["topics/y.md"]


def test_a_paper_says_what_rests_on_it() -> None:
    assert "- Agreed: [It is \\*fast\\*](../consensus.md#statement-fast)\n" in PAGES["papers/a.md"]
    assert "- Open question: [Why?](../questions.md#statement-why)\n" in PAGES["papers/a.md"]
    assert "#statement-why" not in PAGES["papers/b.md"]


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
def test_what_a_statement_says_is_text(kind: str) -> None:
    hostile = Statements(
        (AGREED.model_copy(update={"statement": HOSTILE}),),
        (DISPUTED.model_copy(update={"about": HOSTILE, "why": HOSTILE}),),
        (ASKED.model_copy(update={"question": HOSTILE, "why": HOSTILE}),),
    )
    pages = rendered(stated(statements=hostile))
    for path in (f"{kind}.md", "topics/t.md", "topics/u.md", "papers/a.md"):
        assert "<script" not in pages[path]
        assert not re.search(r"(?<!\\)\]\(javascript:|(?<!\\)\{: #h", pages[path])
