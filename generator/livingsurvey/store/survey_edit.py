"""An edit of the survey: the survey as it is to be, and what a curator should know about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from livingsurvey.model import Paper, Survey, Topic, is_key
from livingsurvey.model.base import KEY
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.forms import form_message
from livingsurvey.model.nearest import did_you_mean


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


def refuse(reasons: Iterable[str]) -> None:
    """Say at once all that speaks against an edit; do nothing where nothing does.

    Args:
        reasons: sentences; the empty ones do not count.

    Raises:
        EditRefusedError: when there is a reason.
    """
    if said := list(dict.fromkeys(filter(None, reasons))):
        raise EditRefusedError(" ".join(said))


def no_paper(survey: Survey, key: str) -> str:
    """Why there is no paper of a key, with what may have been meant; empty where there is one."""
    if key in survey.paper:
        return ""
    now = next((paper.key for paper in survey.papers if key in paper.aliases), None)
    meant = f"It is called {now} now." if now else did_you_mean(key, survey.paper)
    return f"There is no paper {key!a}. {meant}".strip()


def no_topic(survey: Survey, key: str) -> str:
    """Why there is no topic of a key, with what may have been meant; empty where there is one."""
    return "" if key in survey.topic else f"There is no topic {key!a}. {did_you_mean(key, survey.topic)}".strip()


def no_new_key(key: str) -> str:
    """Why a key may not name a file; empty where it may."""
    if is_key(key):
        return ""
    meant = form_message(KEY, key)[1]
    example = f" {meant}" if is_key(meant.removeprefix("Write ").removesuffix(".")) else ""
    rule = "lower-case letters, digits and single hyphens, no name that systems reserve"
    return f"{key!a} is no key: {rule}.{example}"


def paper_of(survey: Survey, key: str) -> Paper:
    """The paper of a key.

    Raises:
        EditRefusedError: when there is none; the message names the present key of a former one.
    """
    refuse([no_paper(survey, key)])
    return survey.paper[key]


def topic_of(survey: Survey, key: str) -> Topic:
    """The topic of a key.

    Raises:
        EditRefusedError: when there is none.
    """
    refuse([no_topic(survey, key)])
    return survey.topic[key]


def new_key(key: str) -> str:
    """The key itself, if it may name a file.

    Raises:
        EditRefusedError: when it may not.
    """
    refuse([no_new_key(key)])
    return key
