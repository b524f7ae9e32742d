"""Targets for what turns texts into others: LaTeX, markup, formulas, names, dates, identifiers and addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from livingsurvey.analysis.published_latex import typeset_latex
from livingsurvey.analysis.typeset import shows_damage, typeset
from livingsurvey.citations.latex_escape import latex_address, latex_text
from livingsurvey.importers import date_words, entry, identifiers
from livingsurvey.importers.author_names import name_in, names_and_omitted
from livingsurvey.importers.bibtex_names import people_in
from livingsurvey.importers.bibtex_publication import is_arxiv_note, words_of
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.latex_text import to_text, unknown_macros
from livingsurvey.importers.markup_text import markup_text
from livingsurvey.importers.same_container import may_be_same_container
from livingsurvey.importers.taxonomy_latex import plain_latex
from livingsurvey.importers.work_types import work_type
from livingsurvey.model import normalise_title
from livingsurvey.model.formulas import plain_formulas
from livingsurvey.model.text import clean, no_formula, visible

#: What takes a text and gives one.
_TO_TEXT: tuple[Callable[[str], Any], ...] = (
    to_text,
    plain_latex,
    markup_text,
    plain_formulas,
    clean,
    visible,
    no_formula,
    normalise_title,
    identifiers.unescaped,
    identifiers.tidy_address,
    identifiers.whole_address,
    date_words.partial_date,
    language_code,
    work_type,
)
_TO_ANYTHING: Mapping[Callable[[str], Any], type | tuple[type, ...]] = {
    unknown_macros: list,
    identifiers.arxiv_id: (str, type(None)),
    identifiers.arxiv_within: (str, type(None)),
    identifiers.dois: list,
    identifiers.doi_within: (str, type(None)),
    identifiers.from_address: dict,
    identifiers.venue_facts: dict,
    date_words.reprint_years: tuple,
    names_and_omitted: tuple,
    people_in: object,
    name_in: object,
    words_of: list,
    is_arxiv_note: bool,
    typeset: tuple,
    typeset_latex: tuple,
    shows_damage: object,
}
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def _texts(data: bytes) -> None:
    text = data.decode("utf-8", errors="surrogateescape" if data[:1] == b"\xff" else "replace")
    for convert in _TO_TEXT:
        assert isinstance(convert(text), str), convert
    for read, kind in _TO_ANYTHING.items():
        assert isinstance(read(text), kind), read
    one, _, other = text.partition("\n")
    identifiers.from_address(f"http://{text}")
    may_be_same_container(one, other)
    entry.names_in([one, other])
    entry.pages(one, other)
    entry.serial_numbers([one, other])
    assert isinstance(entry.best_date(["2020", one, other]), str)
    assert isinstance(date_words.partial_date("2020", one, other), str)


def _latex(data: bytes) -> None:
    """Braces of what is written as LaTeX match, whatever is written, and it can be read."""
    text = data.decode("utf-8", errors="replace")
    for written in (latex_text(text), latex_address(text)):
        _expect_matching_braces(written)
        assert isinstance(to_text(written), str)


def _expect_matching_braces(written: str) -> None:
    depth = 0
    for sign in re.sub(r"\\.", "", written, flags=re.DOTALL):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


#: The targets by name.
TEXTS: dict[str, Callable[[bytes], None]] = {"texts": _texts, "latex": _latex}
