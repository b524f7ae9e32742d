"""What the comparison of papers knows in addition to the data of Explore and of the results, as a script.

These have no fields of text or numbers, and do not say whether a field that is empty was looked for.
"""

from collections.abc import Iterator

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.results import results_of
from livingsurvey.citations.latex_escape import latex_text
from livingsurvey.model import NOT_STATED, FieldType, Paper, Place, Survey, SurveyField
from livingsurvey.model.fields import FieldValue, text_of
from livingsurvey.site.data.scripts import script
from livingsurvey.site.messages import Messages

PATH = "assets/compare-data.js"
_FACETS = frozenset({Place.FACET, Place.COLUMN})
#: ASCII, Latin and Greek letters, and the blocks of punctuation, arrows and mathematical signs.
_SIGNS = [*range(0x20, 0x180), *range(0x391, 0x3D0), *range(0x2000, 0x2300)]


def export_compare(survey: Survey, analysis: Analysis, messages: Messages | None = None) -> dict[str, bytes]:
    """Return the fields that are no facets, and how LaTeX writes signs.

    A value is a text, or null where the text was read and does not say; one that nobody has looked for is left out.
    """
    words = messages or Messages()
    own = survey.fields.shown(Place.PAGE)
    claims = [field for field in survey.fields.shown(Place.PAGE, "claim") if field is not survey.fields.grouping]
    data = {
        "fields": [[field.id, field.label] for field in own if not _FACETS & set(field.shows)],
        "papers": {paper.key: made for paper in survey.papers if (made := dict(_values(survey, words, paper, own)))},
        "claim_fields": [field.label for field in claims],
        # In the order of the results.
        "claims": [
            [_text(survey, words, field, result.claim.fields.get(field.id)) for field in claims]
            for result in (results_of(survey, analysis.quotes) if claims else ())
        ],
        "latex": {chr(n): latex for n in _SIGNS if (latex := latex_text(chr(n))) and latex != chr(n)},
    }
    return {PATH: script("data.compare", data)}


def _values(
    survey: Survey, words: Messages, paper: Paper, fields: tuple[SurveyField, ...]
) -> Iterator[tuple[str, str | None]]:
    """The values that the data of Explore has not: of other fields all, of facets that they are not stated."""
    for field in fields:
        value = paper.fields.get(field.id)
        if _FACETS & set(field.shows):
            if value == NOT_STATED:
                yield field.facet, None
        elif value is not None:
            yield field.id, _text(survey, words, field, value)


def _text(survey: Survey, words: Messages, field: SurveyField, value: FieldValue | None) -> str | None:
    """A value as readers see it."""
    if value is None:
        return ""
    if value == NOT_STATED:
        return None
    if isinstance(value, bool):
        return words.t("field.yes" if value else "field.no")
    if field.has_terms:
        names = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(survey.word(field.vocabulary or "", name) or name for name in names)
    unit = f" {field.unit}" if field.type == FieldType.NUMBER and field.unit else ""
    return f"{text_of(value)}{unit}"
