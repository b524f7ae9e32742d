"""Schemas for editors: what the catalogue takes is valid by them, and they offer what a paper may name."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey, Term
from livingsurvey.site.data.schemas import export_schemas

from tests.builders import REPOSITORY, paper, survey, topic

KINDS = (Term(id="method", name="method", definition="A new technique."),)
MODELS = (Term(id="llama", name="Llama", definition="A model."),)
SMALL = survey(
    paper("p"),
    topics=(topic("area"), topic("caches", "area")),
    vocabulary={"kinds": KINDS, "models": MODELS},
)


def schemas(given: Survey) -> dict[str, Any]:
    """Each schema by its name."""
    files = export_schemas(given, derive(given))
    return {path.removeprefix("data/schema/").removesuffix(".json"): json.loads(data) for path, data in files.items()}


class Editor(yaml.SafeLoader):
    """Reads YAML 1.2, as editors do: ``on`` is text."""


Editor.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def front_matter(path: str) -> Any:
    """A file's front matter as an editor reads it: numbers are numbers, what is empty is null."""
    text = (REPOSITORY / path).read_text()
    return json.loads(json.dumps(yaml.load(text.split("\n---\n")[0], Editor), default=date.isoformat))


@pytest.fixture(scope="module")
def real(real_survey: Survey, real_insight: Analysis) -> dict[str, Any]:
    """The schemas of the real survey."""
    return {path: json.loads(data) for path, data in export_schemas(real_survey, real_insight).items()}


def test_they_are_schemas() -> None:
    found = schemas(SMALL)
    statements = {"consensus", "disagreements", "questions"}
    assert (
        set(found) == {"paper", "topic", "survey", "vocabulary", "sources", "fields", "relations", "watch"} | statements
    )
    for schema in found.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_real_paper_is_valid(real: dict[str, Any], real_survey: Survey) -> None:
    validator = jsonschema.Draft202012Validator(real["data/schema/paper.json"])
    wrong = {
        p.key: str(error.message)[:200]
        for p in real_survey.papers
        for error in validator.iter_errors(front_matter(p.path))
    }
    assert wrong == {}


def test_every_real_topic_is_valid(real: dict[str, Any], real_survey: Survey) -> None:
    validator = jsonschema.Draft202012Validator(real["data/schema/topic.json"])
    for each in real_survey.topics:
        validator.validate(front_matter(each.path))


@pytest.mark.parametrize("name", ["kinds", "measures", "models"])
def test_the_real_vocabularies_are_valid(real: dict[str, Any], name: str) -> None:
    jsonschema.validate(front_matter(f"content/vocabulary/{name}.yml"), real["data/schema/vocabulary.json"])


def test_the_real_settings_and_sources_are_valid(real: dict[str, Any]) -> None:
    jsonschema.validate(front_matter("content/survey.yml"), real["data/schema/survey.json"])
    jsonschema.validate(front_matter("content/sources/sources.yml"), real["data/schema/sources.json"])


@pytest.mark.parametrize(
    "field",
    [
        {"kind": "methd"},
        {"topics": ["area"]},
        {"topics": ["nowhere"]},
        {"models": ["llama"]},
        {"status": "maybe"},
        {"titel": "x"},
        {"published": "May 2024"},
        {"notes": "x"},
    ],
    ids=str,
)
def test_what_the_catalogue_or_the_checks_refuse_is_not_valid(field: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(schemas(SMALL)["paper"])
    good = {"key": "p", "title": "P", "abstract": "A."}
    assert validator.is_valid(good)
    assert not validator.is_valid(good | field)


@pytest.mark.parametrize(
    "field",
    [
        {"kind": "method"},
        {"topics": ["caches"]},
        {"models": ["Llama"]},
        {"venue": None},
        {"published": 2024},
        {"kind": None},
    ],
    ids=str,
)
def test_what_may_be_written_is_valid(field: dict[str, Any]) -> None:
    jsonschema.validate({"key": "p", "title": "P", "abstract": "A."} | field, schemas(SMALL)["paper"])


def test_a_choice_tells_what_it_means() -> None:
    kind = schemas(SMALL)["paper"]["properties"]["kind"]
    assert kind["anyOf"][0] == {"const": "method", "description": "A new technique."}
    assert "main contribution" in kind["description"]


def test_without_vocabularies_any_name_is_valid() -> None:
    jsonschema.validate(
        {"key": "p", "title": "P", "abstract": "A.", "models": ["x"], "kind": "y"}, schemas(survey())["paper"]
    )


@pytest.mark.parametrize("body", [None, "A curator's note."])
def test_the_body_of_a_file_is_no_mistake(body: str | None) -> None:
    jsonschema.validate(body, schemas(SMALL)["paper"])
