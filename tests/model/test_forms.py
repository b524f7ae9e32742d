"""Forms of text in words: every pattern has one, and each example is of its form."""

from collections.abc import Iterator
from typing import Any

import pytest
from livingsurvey.model import HandPage, Paper, Screening, Settings, Source, SurveyField, Term, Topic
from livingsurvey.model.base import ADDRESS, ARXIV, DATE, DOI, KEY
from livingsurvey.model.forms import FORMS, form_message
from pydantic import BaseModel


def patterns_in(schema: Any) -> Iterator[str]:
    """Every pattern in a JSON schema."""
    for name, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if name == "pattern":
            yield value
        elif isinstance(value, dict | list):
            yield from patterns_in(value)


@pytest.mark.parametrize("model", [HandPage, Paper, Screening, Settings, Source, SurveyField, Term, Topic])
def test_every_pattern_of_a_model_has_words(model: type[BaseModel]) -> None:
    patterns = set(patterns_in(model.model_json_schema()))
    assert patterns and patterns <= FORMS.keys()


@pytest.mark.parametrize(
    ("pattern", "text", "fix"),
    [
        (DATE, "December 2024", "Write 2024-12."),
        (DATE, "5 Dec. 2024", "Write 2024-12-05."),
        (DATE, "2024/12/5", "Write 2024-12-05."),
        (DATE, "12/2024", "Write 2024-12."),
        (DATE, "5/12/2024", "Write it as in: 2024, 2024-12 or 2024-12-05."),
        (DATE, "soon", "Write it as in: 2024, 2024-12 or 2024-12-05."),
        (KEY, "Coral Bleaching", "Write coral-bleaching."),
        (KEY, "…", "Write it as in: coral-bleaching."),
        (ARXIV, "https://arxiv.org/abs/2412.04315v2", "Write 2412.04315."),
        (ARXIV, "arXiv:cs.LG/0101001", "Write cs.LG/0101001."),
        (DOI, "https://doi.org/10.1145/36.36", "Write 10.1145/36.36."),
        (ADDRESS, "github.com/a/b", "Write https://github.com/a/b."),
        (ADDRESS, "javascript:alert(1)", "Write it as in: https://example.org/paper."),
    ],
)
def test_what_may_have_been_meant_is_written_out(pattern: str, text: str, fix: str) -> None:
    said, told = form_message(pattern, text)
    assert told == fix
    assert said.startswith(f"«{text}» is not a")
