"""The form of a paper: each field with its label, what belongs in it, and what it may hold."""

from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from livingsurvey.commands.edit_paper_values import editable_fields
from livingsurvey.model import REASONS, Claim, FieldType, Paper, Status, Survey, SurveyField
from livingsurvey.model.corrections import CORRECTABLE
from livingsurvey.model.fields import NOT_STATED, form_of
from livingsurvey.model.paper import Change, Link
from livingsurvey.screening.screening_state import Data

_TYPES = {"notes": "long", "claims": "claims", "links": "links", "quote": "quotation", "published": "date"}
_NUMBERS = ("change.value", "change.low")
_LISTS = ("authors", "code", "links", "topics", "claims")


def forms_of(survey: Survey) -> list[Data]:
    """The fields of a paper's form, then those of its claims, then those of its links.

    Args:
        survey: which declares fields, and whose vocabularies they choose from.
    """
    papers = [_form(survey, "paper", name, Paper) for name in editable_fields(survey.fields)]
    declared = [field.id for field in survey.fields.of("claim")]
    claims = [_form(survey, "claim", name, Claim) for name in ("quote", *declared, *CORRECTABLE["claim"][1:])]
    return [*papers, *claims, *(_form(survey, "link", name, Link) for name in ("label", "url"))]


def _form(survey: Survey, owner: str, name: str, model: type[BaseModel]) -> Data:
    declared = survey.fields.by_id.get((owner, name))
    return _declared(survey, declared) if declared else _built_in(survey, owner, name, model)


def _declared(survey: Survey, field: SurveyField) -> Data:
    terms = [one for one in survey.vocabulary.get(field.vocabulary or "", ()) if not one.deprecated_to]
    choices = [_choice(one.name if field.by_name else one.id, one.name, one.definition) for one in terms]
    not_stated = _choice(NOT_STATED, NOT_STATED, "The text was read, and does not say.")
    return {
        "id": field.id,
        "of": field.of,
        "label": field.label,
        "help": field.help,
        "type": str(field.type),
        "several": field.type == FieldType.TERMS,
        "required": field.required,
        "choices": [*choices, not_stated] if field.has_terms else None,
        "form": form_of(field),
    }


def _built_in(survey: Survey, owner: str, name: str, model: type[BaseModel]) -> Data:
    part = name.partition(".")[2]
    info = (Change if part else model).model_fields[part or name]
    choices = _choices(survey, owner, name, info.annotation)
    return {
        "id": name,
        "of": owner,
        "label": (part or name).replace("_", " ").capitalize(),
        "help": info.description or "",
        "type": "number" if name in _NUMBERS else "term" if choices else _TYPES.get(name, "text"),
        "several": owner == "paper" and name in _LISTS,
        "required": info.is_required() or name in ("topics", "summary"),
        "choices": choices,
        "form": f"as in {', '.join(map(str, info.examples))}" if info.examples else "",
    }


def _choices(survey: Survey, owner: str, name: str, annotation: Any) -> list[Data] | None:
    if (owner, name) == ("paper", "status"):
        return [_choice(one, one, "") for one in Status]
    if (owner, name) == ("paper", "reason"):
        return [_choice(one.id, one.name, one.definition) for one in survey.vocabulary.get(REASONS, ())]
    if (owner, name) == ("paper", "topics"):
        topics = [one for one in survey.topics if one.parent or not survey.areas]
        return [_choice(one.key, one.title, one.summary) for one in topics]
    return [_choice(value, value, "") for value in _literals(annotation)] or None


def _literals(annotation: Any) -> Iterable[str]:
    """The texts that a type lists, if it is one of those or nothing."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [value for one in get_args(annotation) for value in _literals(one)]


def _choice(value: str, name: str, meaning: str) -> Data:
    return {"value": str(value), "name": str(name), "meaning": meaning}
