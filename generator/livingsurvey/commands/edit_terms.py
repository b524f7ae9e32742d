"""Terms of a vocabulary: renamed, merged, deprecated in its file and in every paper that uses them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from livingsurvey.checks.term_uses import term_uses
from livingsurvey.checks.terms import by_name
from livingsurvey.commands.prose_references import with_references, works_cited
from livingsurvey.commands.settings_references import with_term
from livingsurvey.model import REASONS, Claim, Paper, Reading, ScreeningCandidate, Survey, Term, Topic
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit, new_key, refuse

_Owner = TypeVar("_Owner", Paper, Claim, Topic)


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
    if key and key in survey.paper and (cited := next(works_cited(survey, term.id), None)):
        raise EditRefusedError(f"The id {key} is the key of a paper, and {cited} cites {term.id}.")
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
    update: dict[str, Any] = {"synonyms": tuple(n for n in names if n != second.name), "parent": parent}
    if second.deprecated_to == first.id:
        update["deprecated_to"] = None
    if not (second.paper or second.reference):  # prose that cites the first cites the second
        update |= {"paper": first.paper, "reference": first.reference}
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
    return SurveyEdit(_used(survey, vocabulary, first, second))


def unused(survey: Survey, vocabulary: str) -> list[Term]:
    """The terms that no paper uses and that are wider than none."""
    used = {word for _, _, word in term_uses(survey).get(vocabulary, ())}
    if vocabulary == REASONS:
        used |= {one.decision.reason for one in survey.candidates if one.decision and one.decision.reason}
    terms = _terms(survey, vocabulary)
    wider = {term.parent for term in terms} | {term.deprecated_to for term in terms}
    named = by_name(survey, vocabulary)
    return [
        term
        for term in terms
        if term.id not in wider and not used & ({term.name, *term.synonyms} if named else {term.id})
    ]


def _terms(survey: Survey, vocabulary: str) -> tuple[Term, ...]:
    known = (REASONS, *survey.fields.vocabularies)
    if vocabulary not in known:
        raise EditRefusedError(f"There is no vocabulary {vocabulary!a}. {did_you_mean(vocabulary, known)}".strip())
    return survey.vocabulary.get(vocabulary, ())


def _term(survey: Survey, vocabulary: str, word: str) -> Term:
    """The term that an id or a name calls; an id comes first."""
    refuse([_no_term(survey, vocabulary, word)])
    terms = _terms(survey, vocabulary)
    return next(iter([term for term in terms if term.id == word] or [term for term in terms if term.name == word]))


def _no_term(survey: Survey, vocabulary: str, word: str) -> str:
    known = [word for term in _terms(survey, vocabulary) for word in (term.id, term.name)]
    said = f"There is no term {word!a} in content/vocabulary/{vocabulary}.yml. {did_you_mean(word, known)}"
    return "" if word in known else said.strip()


def _pair(survey: Survey, vocabulary: str, one: str, other: str) -> tuple[Term, Term]:
    refuse([_no_term(survey, vocabulary, one), _no_term(survey, vocabulary, other)])
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
    return _used(survey, vocabulary, old, new)


def _with_terms(survey: Survey, vocabulary: str, renew: Callable[[Term], Term]) -> Survey:
    terms = tuple(renew(term) for term in survey.vocabulary[vocabulary])
    return replace(survey, vocabulary={**survey.vocabulary, vocabulary: terms})


def _used(survey: Survey, vocabulary: str, old: Term, new: Term) -> Survey:
    """The survey with the new term wherever papers, claims or topics used the old one."""

    def _renewed(owner: _Owner, of: str) -> _Owner:
        fields = dict(owner.fields)
        for field in survey.fields.vocabularies.get(vocabulary, ()):
            if field.of == of and (terms := owner.terms(field.id)):
                was, now = (old.name, new.name) if field.by_name else (old.id, new.id)
                words = tuple(dict.fromkeys(now if word == was else word for word in terms))
                fields[field.id] = words if field.by_name else words[0]
        return owner.model_copy(update={"fields": fields}) if fields != owner.fields else owner

    def _paper(paper: Paper) -> Paper:
        claims = tuple(_renewed(claim, "claim") for claim in paper.claims)
        paper = paper.model_copy(update={"claims": claims}) if claims != paper.claims else paper
        excluded = vocabulary == REASONS and paper.reason == old.id
        return paper.model_copy(update={"reason": new.id}) if excluded else _renewed(paper, "paper")

    topics = tuple(_renewed(topic, "topic") for topic in survey.topics)
    readings = tuple(_reread(survey, reading, vocabulary, old, new) for reading in survey.readings)
    survey = replace(survey, papers=tuple(map(_paper, survey.papers)), topics=topics, readings=readings)
    if vocabulary == REASONS:
        survey = replace(survey, candidates=tuple(_decided(one, old.id, new.id) for one in survey.candidates))
    if old.id == new.id:
        return survey
    survey = replace(survey, settings=with_term(survey, vocabulary, old.id, new.id))
    return with_references(survey, vocabulary, old.id, new.id)


def _decided(candidate: ScreeningCandidate, old: str, new: str) -> ScreeningCandidate:
    """A candidate with the new id of the reason for which it was excluded."""
    decision = candidate.decision
    if decision is None or decision.reason != old:
        return candidate
    return candidate.model_copy(update={"decision": decision.model_copy(update={"reason": new})})


def _reread(survey: Survey, reading: Reading, vocabulary: str, old: Term, new: Term) -> Reading:
    """A reading with the new id of a term; names keep: what a term was called is a synonym of it."""
    field = survey.fields.by_id.get(("claim" if reading.claim else "paper", reading.field))
    of_reason = vocabulary == REASONS and reading.field == "reason" and not reading.claim
    of_term = field is not None and field.vocabulary == vocabulary and not field.by_name
    renamed = reading.value == old.id != new.id and (of_reason or of_term)
    return replace(reading, value=new.id) if renamed else reading


def _address(vocabulary: str, old: Term, new: Term) -> tuple[str, ...]:
    if old.id == new.id:
        return ()
    return (f"Links from elsewhere to {vocabulary}/{old.id}.html will find nothing; it is {vocabulary}/{new.id}.html.",)
