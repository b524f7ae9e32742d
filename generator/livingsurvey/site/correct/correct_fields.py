"""What readers can propose to correct, and what each field may hold: for the page's scripts, made from the models.

The browser checks by the same patterns, lists and limits as the models and rules do, since all of them are taken from
there.
"""

from typing import Any

from livingsurvey.model import NOT_STATED, REASONS, STATED_FIELDS, Claim, FieldType, Paper, Survey, SurveyField, Topic
from livingsurvey.model.base import ADDRESS, ARXIV, DATE, DOI, KEY, LINE
from livingsurvey.model.corrections import CORRECTABLE
from livingsurvey.model.fields import NUMBER, THOUSANDS, written_order
from livingsurvey.model.figures import (
    CHANGE_LIMITS,
    DIRECTED,
    FORM_PARTS,
    NUMBER_IN_TEXT,
    NUMBER_WORDS,
    ORDERS_IN_TEXT,
)
from livingsurvey.model.forms import FORMS
from pydantic import BaseModel

#: Named values for a script.
_Data = dict[str, Any]

_MODELS: dict[str, type[BaseModel]] = {"paper": Paper, "claim": Claim, "topic": Topic}
#: Whose values are those of a list that the survey has.
_TOPICS = "topics of papers"
_CHOSEN = {("paper", "topics"): _TOPICS, ("paper", "reason"): REASONS}
#: Patterns that an example explains.
_EXPLAINED = (ARXIV, DOI, ADDRESS)
_KINDS = {
    FieldType.DATE: "date",
    FieldType.NUMBER: "number",
    FieldType.YES_NO: "yes-no",
    FieldType.QUOTATION: "quotation",
}


def check_tables(survey: Survey) -> _Data:
    """Return everything that the checks in the browser are made of.

    ``fields`` are those of ``paper``, ``claim`` and ``topic`` in the order of files, ``choices`` the values that there
    are to choose from, each with its name, and the other entries the tables of the checks.
    """
    return {
        "fields": {owner: _fields(survey, owner) for owner in _MODELS},
        "choices": _choices(survey),
        "number": {"pattern": NUMBER, "thousands": THOUSANDS},
        "figures": {
            "number": NUMBER_IN_TEXT,
            "words": NUMBER_WORDS,
            "orders": ORDERS_IN_TEXT,
            "directed": DIRECTED,
            "parts": {form: parts._asdict() for form, parts in FORM_PARTS.items()},
            "limits": {form: limits._asdict() for form, limits in CHANGE_LIMITS.items()},
        },
        "not_stated": NOT_STATED,
    }


def _fields(survey: Survey, owner: str) -> list[_Data]:
    """The fields of an owner in the order in which its file writes them; a change's parts are where the change is."""
    schema = _MODELS[owner].model_json_schema()
    known = {name: _of_model(schema, owner, name) for name in CORRECTABLE[owner]}
    known |= {field.id: _declared(survey, field) for field in survey.fields.of(owner)}
    order = written_order(survey.fields, owner, _MODELS[owner].model_fields)
    return [field for name in order for id_, field in known.items() if id_.partition(".")[0] == name]


def _of_model(schema: _Data, owner: str, name: str) -> _Data:
    """A field of a model, as its JSON Schema describes it."""
    holder, part = (schema["$defs"]["Change"] if "." in name else schema), name.rpartition(".")[2]
    several, shape = _shape(schema, holder["properties"][part])
    pattern, kind = shape.get("pattern"), _kind(shape, (owner, name))
    return _filled(
        id=name,
        kind=kind,
        pattern=pattern if kind == "line" and pattern != LINE else None,
        example=FORMS[pattern].example if pattern in _EXPLAINED else None,
        most=shape.get("maxLength"),
        several=several,
        values=[[value, value] for value in shape.get("enum", ())],
        choices=_CHOSEN.get((owner, name)),
        required=part in holder.get("required", ()),
        sourced=owner == "paper" and name in STATED_FIELDS,
    )


def _shape(schema: _Data, described: _Data) -> tuple[bool, _Data]:
    """Whether there may be several, and what one is."""
    shape: _Data = next((kind for kind in described.get("anyOf", ()) if kind.get("type") != "null"), described)
    several = shape.get("type") == "array"
    one: _Data = shape["items"] if several else shape
    return several, schema["$defs"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one


def _kind(shape: _Data, name: tuple[str, str]) -> str:
    if name in _CHOSEN or "enum" in shape:
        return "choice"
    if name == ("claim", "quote"):
        return "quotation"
    return "number" if shape.get("type") == "number" else "date" if shape.get("pattern") == DATE else "line"


def _declared(survey: Survey, field: SurveyField) -> _Data:
    """A field that the survey declares; one of terms is a choice where the survey has the terms."""
    chosen = bool(survey.vocabulary.get(field.vocabulary or ""))
    address = field.type == FieldType.ADDRESS
    return _filled(
        id=field.id,
        label=field.label,
        help=field.help,
        unit=field.unit,
        kind="choice" if chosen else field.type.value if field.type in _KINDS else "line",
        pattern=ADDRESS if address else KEY if field.type == FieldType.TERM and not chosen else None,
        example=FORMS[ADDRESS].example if address else next(iter(field.examples), None),
        several=field.by_name,
        choices=_list_name(field) if chosen else None,
        declared=True,
    )


def _list_name(field: SurveyField) -> str:
    """What the list of a field's terms is called: files write those of one term by id, several by name."""
    return f"{field.vocabulary} by name" if field.by_name else str(field.vocabulary)


def _choices(survey: Survey) -> dict[str, list[list[str]]]:
    """What there is to choose from, by the name of the list: the value that a file has, and what it is called."""
    lists = {_TOPICS: [[topic.key, topic.title] for topic in survey.topics if topic.parent]}
    for field in survey.fields.with_terms:
        terms = [term for term in survey.vocabulary.get(field.vocabulary or "", ()) if not term.deprecated_to]
        lists[_list_name(field)] = [[term.name if field.by_name else term.id, term.name] for term in terms]
    return lists | {REASONS: [[term.id, term.name] for term in survey.vocabulary.get(REASONS, ())]}


def _filled(**values: Any) -> _Data:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value not in (None, "", False, [])}
