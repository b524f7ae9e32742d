"""The reference of fields tells every field of every file, in words."""

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Change, Paper, SavedSearch, Source, SurveyField, Term, Topic
from livingsurvey.model.base import written_fields
from livingsurvey.site.reference.fields_page import _FILES, _table, field_pages
from livingsurvey.site.renderer import Renderer
from pydantic import BaseModel

from tests.builders import survey
from tests.site.samples import made

#: What a field is judged with, where it means nothing alone.
BESIDE: dict[type[BaseModel], dict[str, str]] = {
    SurveyField: {"type": "text"},
    SavedSearch: {"service": "arxiv", "query": "reef"},
}
MODELS = [model for _, _, models in _FILES for model in models]


def rows(model: type[BaseModel]) -> dict[str, tuple[str, str, bool, str | None]]:
    """Meaning, form, need and example of each field."""
    return {name: tuple(rest) for name, *rest in _table(model)["rows"]}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_says_what_it_holds_and_how(model: type[BaseModel]) -> None:
    told = rows(model)
    assert list(told) == list(written_fields(model))
    assert all(meaning and form for meaning, form, _, _ in told.values())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_a_model_refers_to_is_told_too(model: type[BaseModel]) -> None:
    names = {each.__name__ for each in MODELS} | {"Status", "FieldType", "Place"}
    assert {ref.rsplit("/", 1)[-1] for ref in model.model_json_schema().get("$defs", {})} <= names


@pytest.mark.parametrize(
    ("model", "field", "form"),
    [
        (Paper, "key", "small letters and digits, joined by hyphens"),
        (Paper, "published", "YYYY, YYYY-MM or YYYY-MM-DD"),
        (Paper, "arxiv", "number of arXiv"),
        (Paper, "doi", "DOI"),
        (Paper, "code", "list of: web address"),
        (Paper, "status", "included or excluded"),
        (Paper, "claims", "list of: Claim (at most 8)"),
        (Paper, "provenance", "by field: Provenance"),
        (Topic, "order", "whole number"),
        (Term, "parent", "small letters and digits, joined by hyphens"),
        (Source, "file", "file name"),
        (SurveyField, "of", "one of paper, claim, topic"),
        (SurveyField, "type", "one of term, terms, text, number, date, address, yes-no, quotation"),
    ],
)
def test_a_form_is_told_in_words(model: type[BaseModel], field: str, form: str) -> None:
    assert rows(model)[field][1] == form


def test_what_must_be_given_is_marked() -> None:
    needed = {name for name, row in rows(Paper).items() if row[2]}
    assert needed == {"key", "title", "abstract"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_examples_are_valid(model: type[BaseModel]) -> None:
    given = BESIDE.get(model, {})
    for name, field in model.model_fields.items():
        for example in field.examples or ():
            if isinstance(example, str) and example[0] in "[{":
                continue  # shown as YAML writes it
            wanted = [example] if "tuple" in str(field.annotation) else example
            if model is Change:  # which parts there are depends on its form
                Change.model_validate({"form": "level", "value": 2, "unit": "×", name: wanted})
                continue
            model.__pydantic_validator__.validate_assignment(model.model_construct(**given), name, wanted)


def test_the_page_holds_all_of_it() -> None:
    given = survey()
    page = made(field_pages(Renderer(given, derive(given))))["fields.md"].text()
    missing = {field for model in MODELS for field in model.model_fields if f"\n| `{field}` | " not in page}
    assert missing == {"fields"}  # of papers, claims and topics: each declared field is there instead
