"""What the value of a field of one term could be, and which papers have which."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from livingsurvey.model import NOT_STATED, Paper, Survey

Matrix = Any  # a dense matrix of numbers


class Labels(NamedTuple):
    """What a value could be: its ``names``, their ``definitions``, and for each the rows of papers that have it."""

    names: list[str]
    definitions: list[str]
    members: list[Matrix]

    def shares(self, papers: int) -> Matrix:
        """A one for each paper and its label (papers x labels)."""
        shares = np.zeros((papers, len(self.names)))
        for number, rows in enumerate(self.members):
            shares[rows, number] = 1
        return shares


def labels_of(survey: Survey, vocabulary: str, values: Sequence[str | None]) -> Labels:
    """The terms of a vocabulary by id, and "not stated" where a paper says so.

    Args:
        survey: the vocabularies.
        vocabulary: the name of one; of none, there are no terms.
        values: what each paper has.
    """
    terms = {term.id: term for term in survey.vocabulary.get(vocabulary, ()) if not term.deprecated_to}
    definitions = {key: " . ".join([term.name, *term.synonyms, term.definition]) for key, term in terms.items()}
    if NOT_STATED in values:
        definitions[NOT_STATED] = ""
    members = [np.array([n for n, value in enumerate(values) if value == key], dtype=int) for key in definitions]
    return Labels(list(definitions), list(definitions.values()), members)


def value_of(paper: Paper, field: str) -> str | None:
    """What a paper has in a field of one term: a term's id, "not stated", or nothing."""
    return NOT_STATED if paper.fields.get(field) == NOT_STATED else next(iter(paper.terms(field)), None)
