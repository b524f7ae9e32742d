"""Terms of a vocabulary: renamed, merged, deprecated in its file and in every paper that uses them."""

from collections.abc import Callable
from dataclasses import replace

from livingsurvey.checks.terms import USED_BY_NAME, uses
from livingsurvey.model import VOCABULARIES, Paper, Survey, Term
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit, new_key


def rename(survey: Survey, vocabulary: str, old: str, name: str, key: str | None = None) -> SurveyEdit:
    """Give a term another name, and another id where one is given. The old name becomes a synonym.

    Raises:
        EditRefusedError: when there is no such term, or name or id are taken.
    """
    term = _term(survey, vocabulary, old)
    words = {word: other.id for other in _terms(survey, vocabulary) for word in (other.name, *other.synonyms)}
    if not name.strip() or words.get(name, term.id) != term.id:
        raise EditRefusedError(f"The name {name!a} is {'taken by ' + words[name] if name.strip() else 'empty'}.")
    if key and key != term.id and new_key(key) in {other.id for other in _terms(survey, vocabulary)}:
        raise EditRefusedError(f"The id {key} is taken.")
    others = tuple(word for word in (*term.synonyms, term.name) if word != name)
    new = term.model_copy(update={"id": key or term.id, "name": name, "synonyms": others})
    if new == term:
        raise EditRefusedError(f"The term is called {name!a} already.")
    return SurveyEdit(_replaced(survey, vocabulary, term, new), messages=_address(vocabulary, term, new))


def merge(survey: Survey, vocabulary: str, one: str, into: str) -> SurveyEdit:
    """Make one term of two: papers use the second, which the first's names become synonyms of.

    Raises:
        EditRefusedError: when there is no such term, or both are the same.
    """
    first, second = _pair(survey, vocabulary, one, into)
    names = tuple(dict.fromkeys((*second.synonyms, first.name, *first.synonyms)))
    parent = second.parent if second.parent != first.id else first.parent if first.parent != second.id else None
    update = {"synonyms": tuple(name for name in names if name != second.name), "parent": parent}
    if second.deprecated_to == first.id:
        update["deprecated_to"] = None
    merged = second.model_copy(update=update)
    survey = _with_terms(survey, vocabulary, lambda term: merged if term.id == second.id else term)
    messages = (f"The definition of {first.id} was: {first.definition}", *_address(vocabulary, first, second))
    return SurveyEdit(_replaced(survey, vocabulary, first, merged, gone=True), messages=messages)


def deprecate(survey: Survey, vocabulary: str, one: str, to: str) -> SurveyEdit:
    """Replace a term by another in all papers. It stays in the vocabulary, and says what to use instead.

    Raises:
        EditRefusedError: when there is no such term, both are the same, or the other has been replaced itself.
    """
    first, second = _pair(survey, vocabulary, one, to)
    if second.deprecated_to:
        raise EditRefusedError(f"{second.id} has been replaced itself, by {second.deprecated_to}.")
    old = first.model_copy(update={"deprecated_to": second.id})
    survey = _with_terms(survey, vocabulary, lambda term: old if term.id == first.id else term)
    papers = (_using(paper, vocabulary, first, second) for paper in survey.papers)
    return SurveyEdit(replace(survey, papers=tuple(papers)))


def unused(survey: Survey, vocabulary: str) -> list[Term]:
    """The terms that no paper uses and that are wider than none."""
    used = {word for _, _, word in uses(survey, vocabulary)}
    terms = _terms(survey, vocabulary)
    wider = {term.parent for term in terms} | {term.deprecated_to for term in terms}
    by_name = vocabulary in USED_BY_NAME
    return [
        term
        for term in terms
        if term.id not in wider and not used & ({term.name, *term.synonyms} if by_name else {term.id})
    ]


def _terms(survey: Survey, vocabulary: str) -> tuple[Term, ...]:
    if vocabulary not in VOCABULARIES:
        raise EditRefusedError(f"There is no vocabulary {vocabulary!a}; there are {', '.join(VOCABULARIES)}.")
    return survey.vocabulary.get(vocabulary, ())


def _term(survey: Survey, vocabulary: str, word: str) -> Term:
    """The term that an id or a name calls; an id comes first."""
    terms = _terms(survey, vocabulary)
    found = [term for term in terms if term.id == word] or [term for term in terms if term.name == word]
    if not found:
        raise EditRefusedError(f"There is no term {word!a} in content/vocabulary/{vocabulary}.yml.")
    return found[0]


def _pair(survey: Survey, vocabulary: str, one: str, other: str) -> tuple[Term, Term]:
    first, second = _term(survey, vocabulary, one), _term(survey, vocabulary, other)
    if first.id == second.id:
        raise EditRefusedError("These are the same term already.")
    return first, second


def _replaced(survey: Survey, vocabulary: str, old: Term, new: Term, gone: bool = False) -> Survey:
    """The survey with a term in another's place: in the vocabulary, in references between terms, in papers."""

    def _renewed(term: Term) -> Term:
        term = new if term.id == old.id else term
        links = {name: new.id for name in ("parent", "deprecated_to") if getattr(term, name) == old.id}
        return term.model_copy(update=links) if links else term

    if gone:
        kept = tuple(term for term in survey.vocabulary[vocabulary] if term.id != old.id)
        survey = replace(survey, vocabulary={**survey.vocabulary, vocabulary: kept})
    survey = _with_terms(survey, vocabulary, _renewed)
    return replace(survey, papers=tuple(_using(paper, vocabulary, old, new) for paper in survey.papers))


def _with_terms(survey: Survey, vocabulary: str, renew: Callable[[Term], Term]) -> Survey:
    terms = tuple(renew(term) for term in survey.vocabulary[vocabulary])
    return replace(survey, vocabulary={**survey.vocabulary, vocabulary: terms})


def _using(paper: Paper, vocabulary: str, old: Term, new: Term) -> Paper:
    """The paper with the new term wherever it used the old one."""
    if vocabulary in USED_BY_NAME:
        words = getattr(paper, vocabulary)
        return paper.model_copy(
            update={vocabulary: tuple(dict.fromkeys(new.name if word == old.name else word for word in words))}
        )
    if vocabulary == "measures":
        claims = (
            claim.model_copy(update={"measure": new.id}) if claim.measure == old.id else claim for claim in paper.claims
        )
        return paper.model_copy(update={"claims": tuple(claims)})
    name = vocabulary.removesuffix("s")
    return paper.model_copy(update={name: new.id}) if getattr(paper, name) == old.id else paper


def _address(vocabulary: str, old: Term, new: Term) -> tuple[str, ...]:
    if old.id == new.id:
        return ()
    return (f"Links from elsewhere to {vocabulary}/{old.id}.html will find nothing; it is {vocabulary}/{new.id}.html.",)
