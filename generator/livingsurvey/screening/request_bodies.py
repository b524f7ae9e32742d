"""What the page may send, as models: what is of another form is refused in words."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from livingsurvey.commands.answer_faults import CandidateAnswer
from livingsurvey.model import Claim, FieldTable
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.fields import FieldValue
from livingsurvey.model.text import HIDDEN
from livingsurvey.store.json_text import JsonTextError, parse_json
from livingsurvey.store.schema_messages import problems_of

Body = TypeVar("Body", bound=BaseModel)
_Verdict = Literal["included", "excluded", "unsure"]
_DEEPEST = 20  # values within values; a claim has four


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text or HIDDEN.search(text):
        raise ValueError("it holds a line break or a sign that nobody sees; write one line")
    return text


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError("say who edits: the name of a reader")
    return text


_OneLine = Annotated[str, AfterValidator(_one_line)]


class RequestRefusedError(SurveyError):
    """A request that the server of screening does not answer; ``status`` is the one of HTTP."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class _Sent(BaseModel):
    """Base of what is sent: nothing else may be in it, and nothing is turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SettlingBody(_Sent):
    """``POST /api/settle``: what is decided where readers differ."""

    reader: str = Field(min_length=1, max_length=100)
    key: str = Field(max_length=200)
    status: _Verdict
    reason: str = ""
    topics: list[str] = Field(default_factory=list, max_length=20)
    note: str = ""
    shown: str = Field(default="", max_length=200)  # the key of what the page shows now, to be kept in its queue


class DecisionBody(SettlingBody):
    """``POST /api/decide``: what a reader answers."""

    fields: dict[str, str | float | bool | list[str] | None] = Field(default_factory=dict, max_length=100)
    claims: list[dict[str, Any]] = Field(default_factory=list, max_length=20)
    summary: str = ""


class UndoBody(_Sent):
    """``POST /api/undo``: who takes the last answer back."""

    reader: str = Field(min_length=1, max_length=100)


class PaperCheckBody(_Sent):
    """``POST /api/paper/check``: values of a paper's fields, as its file is to write them."""

    key: str = Field(max_length=200)
    values: dict[str, Any] = Field(max_length=100)


class PaperSaveBody(PaperCheckBody):
    """``POST /api/paper/save``: the same, with who saves them, and the digest of the file that was edited."""

    digest: str = Field(max_length=64)
    reader: Annotated[_OneLine, AfterValidator(_named)] = Field(max_length=100)
    note: _OneLine = Field(default="", max_length=2000)


def parse_body(model: type[Body], data: bytes) -> Body:
    """What was sent, as a model.

    Args:
        model: what it must be.
        data: the body of the request.

    Raises:
        RequestRefusedError: when it is no JSON, or something else; the message says what is wrong.
    """
    try:
        text = data.decode()
        sent = parse_json(text)
    except UnicodeDecodeError as error:
        raise RequestRefusedError("The request is not UTF-8.") from error
    except (JsonTextError, RecursionError) as error:
        raise RequestRefusedError(f"The request is no JSON: {error}.") from error
    if not _is_sound(sent):
        raise RequestRefusedError("The request holds a sign that no file can hold, or far too many values in values.")
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))[:100]
        raise RequestRefusedError(
            f"The request is not as it must be: {place or 'all of it'}: {first['msg']}."
        ) from None


def _is_sound(value: Any, left: int = _DEEPEST) -> bool:
    """Whether all texts can be written as UTF-8, which half a surrogate pair cannot; and nothing is nested deeply."""
    if isinstance(value, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in value) and "\0" not in value
    if isinstance(value, dict):
        return left > 0 and all(_is_sound(name) and _is_sound(one, left - 1) for name, one in value.items())
    return left > 0 and all(_is_sound(one, left - 1) for one in value) if isinstance(value, list) else True


def answer_of(body: SettlingBody, fields: FieldTable, date: str) -> CandidateAnswer:
    """The answer that a request states.

    Args:
        body: of the request.
        fields: those that the survey declares.
        date: of the day.

    Raises:
        RequestRefusedError: when a claim in it is none.
    """
    topics = tuple(body.topics)
    if not isinstance(body, DecisionBody):
        return CandidateAnswer(
            body.key, body.reader, date, body.status, body.reason, topics, note=body.note, settles=True
        )
    claims = tuple(claim_of(one, fields) for one in body.claims)
    values: dict[str, FieldValue] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in body.fields.items()
        if value not in (None, "", [])
    }
    return CandidateAnswer(
        body.key, body.reader, date, body.status, body.reason, topics, values, claims, body.summary, body.note
    )


def claim_of(data: dict[str, Any], fields: FieldTable) -> Claim:
    """A claim as a paper's file writes it.

    Raises:
        RequestRefusedError: when it is none.
    """
    kept, problems = fields.split("claim", data)
    if "fields" in data or problems:
        raise RequestRefusedError(f"A claim: {problems[0].message if problems else 'there is no field «fields»'}.")
    try:
        return Claim.model_validate(kept)
    except ValidationError as error:
        problem = problems_of(Claim, kept, error, fields)[0]
        raise RequestRefusedError(f"A claim: {problem.message}. {problem.fix}") from error
