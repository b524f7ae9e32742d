"""A small survey whose claims say how they were found."""

from typing import Any

from livingsurvey.model import NOT_STATED, Change, Claim, FieldTable, Paper, Survey, SurveyField, Term

from tests.builders import FIELDS
from tests.builders import survey as survey_of
from tests.site.plots import TOPICS, VOCABULARY, included

WAY = SurveyField.model_validate(
    {"id": "way", "of": "claim", "label": "Way", "help": "H.", "type": "term", "vocabulary": "ways"}
    | {"shows": ["page", "facet", "export"]}
)
VESSEL = SurveyField.model_validate(
    {"id": "vessel", "of": "claim", "label": "Vessel", "help": "H.", "type": "text", "shows": ["page", "export"]}
)
TABLE = FieldTable((*FIELDS.fields, WAY, VESSEL))
WAYS = (
    Term(id="dived", name="dived for", definition="D.", strength=2),
    Term(id="guessed", name="guessed", definition="D.", strength=1),
)


def found(
    measure: str = "memory", against: str | None = None, quote: str = "We say so.", on: str | None = None, **parts: Any
) -> Claim:
    """A claim with its fields ``way`` and ``vessel``; other parts are those of its change."""
    own = {name: parts.pop(name) for name in ("way", "vessel") if name in parts}
    change = Change.model_validate({"form": "factor", "value": 2, "unit": "×"} | parts)
    return Claim(quote=quote, fields={"measure": measure, **own}, change=change, against=against, on=on)


def holding(key: str, *claims: Claim, **fields: Any) -> Paper:
    """An included paper of the topic of caches with these claims."""
    made = included(key, **{"topics": ("caches",), "published": "2024", **fields})
    return made.model_copy(update={"claims": claims})


def surveyed(*papers: Paper) -> Survey:
    """A survey of these papers, whose fields say how claims were found."""
    return survey_of(*papers, topics=TOPICS, vocabulary={**VOCABULARY, "ways": WAYS}, fields=TABLE)


def sample() -> Survey:
    """Two papers: one claim says all, one that it is not stated, one nothing."""
    return surveyed(
        holding("a", found(way="dived", vessel="a skiff", against="a net"), found("latency", value=3)),
        holding("b", found(way=NOT_STATED, vessel=NOT_STATED, against=NOT_STATED)),
    )


def disputed() -> Survey:
    """A paper whose captured and published abstract state different figures, and its claim."""
    captured = "We store data. It takes two to 3 times less memory than a net does."
    published = "We store data. It takes 2 to 5 times less memory than a net does."
    quote = "It takes 2 to 5 times less memory than a net does."
    made = holding("a", found(quote=quote, value=5, low=2, against="a net"))
    return surveyed(made.model_copy(update={"abstract": captured, "published_abstract": published}))
