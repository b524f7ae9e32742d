"""The reference of fields, made from the models themselves: what each file holds, and in which form."""

from enum import StrEnum
from functools import cache, partial
from typing import Any

from livingsurvey.model import (
    CandidateDecision,
    Claim,
    Consensus,
    Constraint,
    Decisions,
    Disagreement,
    Editor,
    FieldTable,
    FieldType,
    FigureWords,
    FoundAt,
    Link,
    NamedSearch,
    OpenQuestion,
    Paper,
    PaperRelation,
    Place,
    Publication,
    QuotedPaper,
    Reference,
    SavedSearch,
    Scope,
    ScreeningCandidate,
    SearchRun,
    Seen,
    Settings,
    Source,
    StartHere,
    Status,
    SurveyField,
    Term,
    Topic,
    WatchPlan,
)
from livingsurvey.model.fields import form_of, written_order
from livingsurvey.model.paper import Change, Provenance
from livingsurvey.model.publication import NameParts
from livingsurvey.model.reading import ReadingLine
from livingsurvey.model.statements import DisagreementSide, statement_file
from livingsurvey.model.survey import CaptureDate, Example, RuleSetting
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer
from livingsurvey.store.search_files import CANDIDATES_FILE, RUNS_FILE, WATCH_FILE
from pydantic import BaseModel

_OF_SETTINGS = (Settings, Scope, Example, Editor, NamedSearch, Decisions, Constraint, RuleSetting)
#: Each kind of file: what it is called, where it is, and its models, the file's own first.
_FILES: tuple[tuple[str, str, tuple[type[BaseModel], ...]], ...] = (
    ("A paper", "content/papers/KEY.md", (Paper, Publication, NameParts, Claim, Change, Link, Seen, Provenance)),
    ("A topic or an area", "content/topics/KEY.md", (Topic, StartHere)),
    ("An entry of a vocabulary", "content/vocabulary/NAME.yml", (Term, FigureWords, Reference)),
    ("What papers agree on", statement_file("consensus"), (Consensus, QuotedPaper)),
    ("What papers disagree on", statement_file("disagreements"), (Disagreement, DisagreementSide)),
    ("An open question", statement_file("questions"), (OpenQuestion,)),
    ("The survey", "content/survey.yml", _OF_SETTINGS),
    ("A field", "content/fields.yml", (SurveyField,)),
    ("A relation of two papers", "content/relations.yml", (PaperRelation,)),
    ("A source", "content/sources/sources.yml", (Source, CaptureDate)),
    ("A reading", "content/readings/NAME.jsonl", (ReadingLine,)),
    ("The plan of searches", WATCH_FILE, (WatchPlan, SavedSearch)),
    ("A run of a search", RUNS_FILE, (SearchRun,)),
    ("A candidate", CANDIDATES_FILE, (ScreeningCandidate, FoundAt, CandidateDecision)),
)

_FORMS = {
    "^[^\\r\\n]*$": "text on one line",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "small letters and digits, joined by hyphens",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "YYYY, YYYY-MM or YYYY-MM-DD",
    "^[0-9a-f]{64}$": "64 hexadecimal digits",
}
_TYPES = {"string": "text", "number": "number", "integer": "whole number", "boolean": "yes or no", "null": "nothing"}

#: What a field may say that has one of a few words.
_WORDS: dict[str, type[StrEnum]] = {kind.__name__: kind for kind in (Status, FieldType, Place)}


def field_pages(renderer: Renderer) -> Pages:
    """The reference of fields."""
    return {"fields.md": partial(_page, renderer)}


def _page(renderer: Renderer) -> Page:
    fields = renderer.survey.fields
    files = [(title, path, [_with_declared(fields, model) for model in models]) for title, path, models in _FILES]
    t = renderer.messages.t
    meta = {
        "title": t("fields.title"),
        "description": t("fields.lead"),
        "page_template": "text.html",
        "page_kind": "fields",
    }
    return Page(meta, renderer.markdown("reference/fields.md.j2", files=files))


def _with_declared(fields: FieldTable, model: type[BaseModel]) -> dict[str, Any]:
    """The table of a model, with the fields that the survey declares for it at their place."""
    table = _table(model)
    owner = model.__name__.lower()
    if model not in (Paper, Claim, Topic):
        return table
    rows = {row[0]: row for row in table["rows"]}
    rows |= {f.id: (f.id, f.help, form_of(f), f.required, next(iter(f.examples), None)) for f in fields.of(owner)}
    order = written_order(fields, owner, model.model_fields)
    return table | {"rows": [rows[name] for name in order if name in rows]}


@cache
def _table(model: type[BaseModel]) -> dict[str, Any]:
    """A model's name, and for each field its name, meaning, form, whether it must be given, and an example."""
    schema = model.model_json_schema()
    required = schema.get("required", ())
    rows = [
        (name, field["description"], _form(field), name in required, _example(field))
        for name, field in schema["properties"].items()
    ]
    return {"name": model.__name__, "rows": rows}


def _example(field: dict[str, Any]) -> str | None:
    return str(field["examples"][0]) if "examples" in field else None


def _form(field: dict[str, Any]) -> str:
    """Say in words what a field may hold."""
    if "anyOf" in field:
        return " or ".join(form for kind in field["anyOf"] if (form := _form(kind)) != "nothing")
    if "$ref" in field:
        return _reference(field["$ref"].rsplit("/", 1)[-1])
    if "enum" in field:
        return "one of " + ", ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        most = f" (at most {field['maxItems']})" if "maxItems" in field else ""
        return f"list of: {_form(field['items'])}{most}"
    if field.get("type") == "object":
        named = next(iter(field.get("patternProperties", {}).values()), None) or field["additionalProperties"]
        return f"by field: {_form(named)}"
    return _FORMS.get(field.get("pattern", ""), _special(field))


def _special(field: dict[str, Any]) -> str:
    """The form of text with a pattern that has no name in :data:`_FORMS`."""
    pattern = field.get("pattern", "")
    named = {"https?": "web address", "10": "DOI", "[0-9]{4}\\.": "number of arXiv", "[A-Za-z0-9][": "file name"}
    found = (name for start, name in named.items() if pattern.lstrip("^(").startswith(start))
    return next(found, _TYPES[field["type"]])


def _reference(name: str) -> str:
    if name not in _WORDS:
        return name
    words = [str(word) for word in _WORDS[name]]
    return " or ".join(words) if len(words) == 2 else f"one of {', '.join(words)}"
