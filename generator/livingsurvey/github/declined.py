"""What several forms share: a proposal that cannot be made says why, and values are those of a model."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from livingsurvey.commands.diff.diff_markdown import inert
from livingsurvey.model.errors import SurveyError

_Model = TypeVar("_Model", bound=BaseModel)


class ProposalDeclinedError(SurveyError):
    """No change can be made of the answers; the message, in Markdown, is for the person who gave them."""


def valid(model: type[_Model], data: dict[str, Any]) -> _Model:
    """Return the model of the data.

    Raises:
        ProposalDeclinedError: when it is not valid.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
        raise ProposalDeclinedError(f"That is not valid. {inert('; '.join(wrong))}") from error
