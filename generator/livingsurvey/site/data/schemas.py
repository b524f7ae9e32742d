"""JSON Schemas of the files that curators edit, for editors: they complete topics and vocabularies while one types.

Editors read YAML by its own rules, where ``2024`` is a number and an empty entry is null; these schemas allow what
the catalogue, which takes every scalar for text, understands.
"""

from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import (
    NOT_STATED,
    REASONS,
    Paper,
    PaperRelation,
    Settings,
    Source,
    Survey,
    SurveyField,
    Term,
    Topic,
    WatchPlan,
)
from livingsurvey.model.statements import STATEMENT_KINDS
from livingsurvey.site.data.json_lines import dense
from pydantic import BaseModel


def export_schemas(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return a schema for each kind of file, by path below the site's root."""
    schemas = {
        "paper": _paper(survey),
        "topic": _topic(survey),
        "survey": _schema(Settings),
        "fields": _list_of(SurveyField),
        "vocabulary": _list_of(Term),
        "sources": _list_of(Source),
        "relations": _list_of(PaperRelation),
        "watch": _schema(WatchPlan),
        **{kind: _statements(survey, model) for kind, model in STATEMENT_KINDS.items()},
    }
    return {f"data/schema/{name}.json": _bytes(schema) for name, schema in schemas.items()}


def _bytes(schema: dict[str, Any]) -> bytes:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return f"{dense(head | schema)}\n".encode()


def _paper(survey: Survey) -> dict[str, Any]:
    schema = _schema(Paper, body="notes")
    fields = schema["properties"]
    topics = [topic for topic in survey.topics if topic.parent]
    _offer_items(fields["topics"], ((topic.key, topic.summary) for topic in topics))
    reasons = survey.vocabulary.get(REASONS, ())
    fields["reason"] = _choice(((term.id, term.definition) for term in reasons), fields["reason"])
    _declare(survey, schema, "paper")
    _declare(survey, schema["$defs"]["Claim"], "claim")
    return schema


def _declare(survey: Survey, schema: dict[str, Any], owner: str) -> None:
    """Add the fields that the survey declares for an owner to the schema of its file."""
    del schema["properties"]["fields"]
    for field in survey.fields.of(owner):
        schema["properties"][field.id] = _declared(survey, field)


def _declared(survey: Survey, field: SurveyField) -> dict[str, Any]:
    """The schema of a declared field. Editors read plain numbers, dates and yes or no by YAML's own rules."""
    described = {"description": field.help, **({"examples": list(field.examples)} if field.examples else {})}
    terms = survey.vocabulary.get(field.vocabulary or "", ())
    words = [(term.name if field.by_name else term.id, term.definition) for term in terms]
    one = [{"const": word, "description": meaning} for word, meaning in (*words, (NOT_STATED, "the text does not say"))]
    if field.by_name:
        items = {"anyOf": one[:-1]} if words else {"type": "string"}
        return {"anyOf": [{"type": "array", "items": items}, one[-1], {"type": "null"}]} | described
    if field.has_terms and words:
        return {"anyOf": [*one, {"type": "null"}]} | described
    return {"type": ["string", "number", "boolean", "null"]} | described


def _topic(survey: Survey) -> dict[str, Any]:
    schema = _schema(Topic, body="prose")
    _declare(survey, schema, "topic")
    parent = schema["properties"]["parent"]
    schema["properties"]["parent"] = _choice(((area.key, area.summary) for area in survey.areas), parent)
    return schema


def _statements(survey: Survey, model: type[BaseModel]) -> dict[str, Any]:
    schema = _list_of(model)
    topics = [(topic.key, topic.summary) for topic in survey.topics if topic.parent]
    if topics:
        schema["items"]["properties"]["topics"]["items"] = _offered(topics)
    return schema


def _schema(model: type[BaseModel], body: str | None = None) -> dict[str, Any]:
    """The schema of a file; the field that is the file's body is not in its front matter."""
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        _allow_empty(part)
    if body:
        del schema["properties"][body]
        schema["type"] = ["object", "string", "null"]  # to an editor, the body is a second document of YAML
    return schema


def _list_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a file that lists entries."""
    entry = _schema(model)
    shared = {"$defs": entry.pop("$defs")} if "$defs" in entry else {}
    return {"type": "array", "items": entry} | shared


def _allow_empty(schema: dict[str, Any]) -> None:
    """Let what may be left out be empty, and let text be written as a number."""
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        for text in (field, *field.get("anyOf", ())):
            if text.get("type") == "string" and "pattern" in text:
                text["type"] = ["string", "number"]
        if name not in required and not any(kind == {"type": "null"} for kind in field.get("anyOf", ())):
            shared = {key: field.pop(key) for key in ("description", "default", "examples") if key in field}
            schema["properties"][name] = {"anyOf": [field, {"type": "null"}]} | shared


def _choice(choices: Iterable[tuple[str, str]], field: dict[str, Any]) -> dict[str, Any]:
    """The field narrowed to the choices, each with what it means; unchanged where there are none."""
    offered = [{"const": value, "description": meaning} for value, meaning in choices]
    if not offered:
        return field
    kept = {key: field[key] for key in ("description", "examples") if key in field}
    return {"anyOf": [*offered, {"type": "null"}]} | kept


def _offer_items(field: dict[str, Any], choices: Iterable[tuple[str, str]]) -> None:
    """Narrow the entries of a list to the choices."""
    lists = next(kind for kind in field["anyOf"] if kind.get("type") == "array")
    if offered := _offered(choices):
        lists["items"] = offered


def _offered(choices: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A schema that offers the choices, each with what it means; empty where there are none."""
    offered = [{"const": value, "description": meaning} for value, meaning in choices]
    return {"anyOf": offered} if offered else {}
