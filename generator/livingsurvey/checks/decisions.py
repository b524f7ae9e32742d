"""Rules of what a survey says of its taxonomy and of the table "What to use when"."""

from collections.abc import Iterable, Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, meant, rule
from livingsurvey.model import FieldType, Survey, SurveyField
from livingsurvey.site.explore.searches import unknown_in

_FILE = "content/survey.yml"


@rule(WARNING)
def constraint(context: Context) -> Iterator[Found]:
    """A constraint of the decisions asks for what no paper has and no vocabulary knows, or has the id of another.

    Why: It is missing from every table, and nobody sees that it was asked. A term that no paper has yet is no mistake.
    Fix: Name facets and values as the address of the page of all papers does: set the filters there and read it.
    Wrong: decisions: {constraints: [{id: open, question: Code is needed, where: {kod: ["yes"]}}]}
    Right: decisions: {constraints: [{id: open, question: Code is needed, where: {code: ["yes"]}}]}
    """
    decisions, ids, found = context.survey.settings.decisions, set[str](), dict[str, set[str]]()
    terms = {field.facet: _terms_of(context.survey, field) for field in context.survey.fields.with_terms}
    for n, one in enumerate(decisions.constraints if decisions else ()):
        place = ("decisions", "constraints", n)
        if one.id in ids:
            yield Found(_FILE, f"there is another constraint «{one.id}».", "Give it another id.", (*place, "id"))
        ids.add(one.id)
        for part, facet, value, known in unknown_in(context.survey, one.search, found):
            if value in terms.get(facet, ()):
                continue
            lacking = (
                f"the facet «{facet}», which does not exist" if value is None else f"«{value}», which no paper has"
            )
            fix = meant(facet if value is None else value, known)
            yield Found(_FILE, f"«{one.id}» asks for {lacking}.", fix, (*place, part, facet))


@rule(WARNING)
def shown_field(context: Context) -> Iterator[Found]:
    """The taxonomy, the costs or the decisions name a field or a term that does not exist, or is not of their kind.

    Why: The level, the column or the filter is left out without a word.
    Fix: Name a field that content/fields.yml declares: for the taxonomy one of papers or claims that has terms, for
        costs one of claims that has terms, for columns one of papers, for a quotation one of the type quotation.
    Wrong: taxonomy: [measur]
    Right: taxonomy: [measure]
    """
    survey, settings = context.survey, context.survey.settings
    papers, claims = (survey.fields.of(owner) for owner in ("paper", "claim"))
    yield from _unknown(settings.taxonomy, _with_terms((*papers, *claims)), ("taxonomy",))
    yield from _unknown(settings.costs, _with_terms(claims), ("costs",))
    for field in claims:
        terms = settings.costs.get(field.id, ())
        yield from _unknown(terms, _terms_of(survey, field), ("costs", field.id))
    if settings.decisions:
        columns, quotations = settings.decisions.columns, settings.decisions.quotations
        quoting = [field.id for field in papers if field.type == FieldType.QUOTATION]
        yield from _unknown(columns, [field.id for field in papers], ("decisions", "columns"))
        yield from _unknown(quotations, columns, ("decisions", "quotations"))
        yield from _unknown(quotations.values(), quoting, ("decisions", "quotations"))


def _with_terms(fields: Iterable[SurveyField]) -> list[str]:
    return [field.id for field in fields if field.has_terms]


def _terms_of(survey: Survey, field: SurveyField) -> list[str]:
    return [term.id for term in survey.vocabulary.get(field.vocabulary or "", ())]


def _unknown(names: Iterable[str], known: Iterable[str], place: tuple[str, ...]) -> Iterator[Found]:
    known = list(known)
    for name in names:
        if name not in known:
            yield Found(_FILE, f"«{name}» cannot be in {'.'.join(place)}.", meant(name, known), place, name)
