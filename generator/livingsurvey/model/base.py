"""What every model of content shares: it is immutable, and refuses fields that it does not know."""

from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic.fields import FieldInfo


def _can_be_parsed(url: str) -> str:
    urlsplit(url)  # raises ValueError for half a host (https://[), as would whatever is given the address
    return url


# What texts must follow; `model/forms.py` says each of them in words.
LINE = r"^[^\r\n]*$"
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS = r"^https?://[^\s<>\"'`\\{}|^]+$"
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
ARXIV = r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})$"
# Old DOIs contain < and > (SICI): text like any other, and written as percent codes in addresses (`doi_address`).
DOI = r"^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s\"]+$"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=LINE)]
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=100)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=2000), AfterValidator(_can_be_parsed)]
PartialDate = Annotated[str, StringConstraints(pattern=DATE)]
ArxivId = Annotated[str, StringConstraints(pattern=ARXIV)]
Doi = Annotated[str, StringConstraints(pattern=DOI)]


def doi_address(doi: str) -> str:
    """The web address that resolves a DOI."""
    return f"https://doi.org/{quote(doi, safe='!$&()*+,/:;=@~')}"


def written_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that files call them: an alias, where Python has taken the word (``from``)."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


_NUMBERS: tuple[Any, ...] = (int, float, int | None, float | None)


class Frozen(BaseModel):
    """Base of everything read from content: immutable, and unknown fields are errors."""

    # What validates is made when it is first needed: most commands find nearly all models as they were kept.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _true_is_no_number(cls, fields: Any) -> Any:
        """Take ``true`` for text where a number must be, so that it is refused: it would count as 1."""
        if not isinstance(fields, dict) or not any(isinstance(value, bool) for value in fields.values()):
            return fields
        numbers = {name for name, field in cls.model_fields.items() if field.annotation in _NUMBERS}
        said = {name: str(value).lower() for name, value in fields.items() if isinstance(value, bool)}
        return fields | {name: text for name, text in said.items() if name in numbers}

    @model_validator(mode="before")
    @classmethod
    def _empty_means_absent(cls, fields: Any) -> Any:
        """An empty entry (``venue:``) means the same as no entry, unless there must be one."""
        if not isinstance(fields, dict) or None not in fields.values():
            return fields
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {name: value for name, value in fields.items() if value is not None or name not in optional}
