"""What the page for corrections is made of: every field that can be corrected, what it may hold, and what it holds."""

import json
from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Change, FieldTable, Survey, Term
from livingsurvey.model.base import ARXIV
from livingsurvey.model.corrections import CORRECTABLE
from livingsurvey.model.paths import correct_url
from livingsurvey.site.correct.correct_data import PATH, export_corrections, paper_path
from livingsurvey.site.render import render_pages

from tests.builders import FIELDS, SETTINGS, claim, paper, survey, topic

QUOTE = "We save 40%."
FULL = paper(
    "full",
    title="$O(n)$ Steps",
    authors=("Ada Lovelace",),
    venue="A Venue",
    abstract=f"{QUOTE} More.",
    kind="method",
    methods=["eviction"],
    claims=[claim(quote=QUOTE, measure="memory", change=Change(form="change", value=-40, unit="%"))],
    provenance={"venue": {"file": "papers.jsonl", "line": 3, "corrected": "page 1"}},
)
VOCABULARY = {
    "kinds": (
        Term(id="method", name="a method", definition="A way."),
        Term(id="old", name="old", definition="A way.", deprecated_to="method"),
    ),
    "methods": (Term(id="kv-eviction", name="eviction", definition="Forgetting."),),
}
SURVEY = survey(FULL, paper("bare"), topics=(topic("area"), topic("leaf", "area")), vocabulary=VOCABULARY)


def assigned(path: str, subject: Survey = SURVEY) -> Any:
    """What one script assigns."""
    text = export_corrections(subject, derive(subject))[path].decode()
    return json.loads(text[text.index('={"') + 1 :].removesuffix(";\n"))


def test_every_field_that_can_be_corrected_is_offered_and_no_other() -> None:
    fields = assigned(PATH)["fields"]
    for owner, names in CORRECTABLE.items():
        declared = {field.id for field in FIELDS.of(owner)}
        assert {field["id"] for field in fields[owner]} == set(names) | declared


def test_a_field_has_the_form_and_the_choices_that_the_survey_has() -> None:
    data = assigned(PATH)
    by_id = {field["id"]: field for field in data["fields"]["paper"]}
    assert by_id["arxiv"] == {
        "id": "arxiv", "kind": "line", "pattern": ARXIV, "example": "2205.14135", "sourced": True,
    }  # fmt: skip
    assert by_id["title"]["required"] is True and "required" not in by_id["venue"]
    assert by_id["status"]["values"] == [["included", "included"], ["excluded", "excluded"]]
    assert data["choices"][by_id["kind"]["choices"]] == [["method", "a method"]]
    assert data["choices"][by_id["methods"]["choices"]] == [["eviction", "eviction"]]
    assert data["choices"][by_id["topics"]["choices"]] == [["leaf", "Leaf"]]
    assert [field["id"] for field in data["fields"]["claim"]][:3] == ["quote", "measure", "change.form"]


def test_a_paper_has_its_present_values_and_what_a_quotation_is_held_against() -> None:
    assert assigned(paper_path("full")) == {
        "key": "full",
        "title": "O(n) Steps",
        "file": "content/papers/full.md",
        "where": ["A Venue"],
        "values": {
            "title": "$O(n)$ Steps",
            "authors": ["Ada Lovelace"],
            "venue": "A Venue",
            "kind": "method",
            "methods": ["eviction"],
        },
        "claims": [
            {"quote": QUOTE, "measure": "memory", "change.form": "change", "change.value": "-40", "change.unit": "%"}
        ],
        "texts": [f"{QUOTE} More."],
        "provenance": {"venue": {"file": "papers.jsonl", "line": 3}},
    }


def test_what_quotes_nothing_needs_no_abstract() -> None:
    plain = survey(paper("bare"), fields=FieldTable())
    assert assigned(paper_path("bare"), plain)["texts"] == []


def test_topics_have_their_values_in_the_shared_script() -> None:
    assert assigned(PATH)["topics"][1] == {
        "key": "leaf",
        "title": "Leaf",
        "file": "content/topics/leaf.md",
        "values": {"title": "Leaf", "summary": "All about leaf."},
    }


def test_the_repository_and_the_contact_are_where_corrections_go() -> None:
    settings = {"repository": "https://code.example/a/b/", "branch": "next", "contact": "ada@example.org"}
    subject = replace(SURVEY, settings=SETTINGS.model_copy(update=settings))
    data = assigned(PATH, subject)
    assert (data["repository"], data["branch"], data["contact"]) == (
        "https://code.example/a/b", "next", "ada@example.org",
    )  # fmt: skip
    page = render_pages(subject, derive(subject))["correct.md"]
    assert "(https://code.example/a/b/issues/new?template=correct.yml)" in page.replace("&#61;", "=")
    assert "ada@example.org" in page
    plain = render_pages(SURVEY, derive(SURVEY))["correct.md"]
    assert "content/papers/KEY.md" in plain and "code.example" not in plain


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("papers/full.md", "correct.html?paper=full"),
        ("papers/full.md", "correct.md?paper=full&claim=1"),
        ("topics/leaf.md", "correct.html?topic=leaf"),
        ("topics/area.md", "correct.html?topic=area"),
        ("topics/leaf.md", "correct.html?paper=full&claim=1"),
        ("results.md", "correct.html?paper=full&claim=1"),
    ],
)
def test_papers_topics_and_numbers_lead_to_the_page(path: str, address: str) -> None:
    placed = replace(SURVEY, papers=(FULL.model_copy(update={"topics": ("leaf",)}), SURVEY.papers[1]))
    text = render_pages(placed, derive(placed))[path]
    assert address in text.replace("&amp;", "&").replace("&#61;", "=")


def test_an_address_quotes_what_it_says() -> None:
    assert correct_url(paper="a&b", claim=2) == "correct.html?paper=a%26b&claim=2"
