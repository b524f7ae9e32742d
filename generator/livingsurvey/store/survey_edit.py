"""An edit of the survey: the survey as it is to be, and what a curator should know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from livingsurvey.model import Paper, Survey, Topic, is_key
from livingsurvey.model.errors import SurveyError


class EditRefusedError(SurveyError):
    """What was asked for cannot be done; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class SurveyEdit:
    """A survey after a change.

    ``renamed`` says which file continues under another name (new -> old), ``messages`` what the curator should know.
    """

    survey: Survey
    renamed: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()


def paper_of(survey: Survey, key: str) -> Paper:
    """The paper of a key.

    Raises:
        EditRefusedError: when there is none; the message names the present key of a former one.
    """
    if key in survey.paper:
        return survey.paper[key]
    now = next((paper.key for paper in survey.papers if key in paper.aliases), None)
    raise EditRefusedError(f"There is no paper {key!a}." + (f" It is called {now} now." if now else ""))


def topic_of(survey: Survey, key: str) -> Topic:
    """The topic of a key.

    Raises:
        EditRefusedError: when there is none.
    """
    if key in survey.topic:
        return survey.topic[key]
    raise EditRefusedError(f"There is no topic {key!a}.")


def new_key(key: str) -> str:
    """The key itself, if it may name a file.

    Raises:
        EditRefusedError: when it may not.
    """
    if is_key(key):
        return key
    raise EditRefusedError(
        f"{key!a} is no key: lower-case letters, digits and single hyphens, no name that systems reserve."
    )
