"""What the page of screening is told of the survey as a whole: scope, choices, queue, progress, agreement, advice."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from livingsurvey.analysis.assessments import Assessment, Undecided
from livingsurvey.analysis.stopping import stopping_advice
from livingsurvey.model import REASONS, Paper, Survey, SurveyField
from livingsurvey.model.fields import form_of
from livingsurvey.model.reading import UNSURE
from livingsurvey.screening.screening_session import ScreeningSession, title_of

#: Where the advice on stopping comes from.
_SOURCE = "Callaghan and Müller-Hansen, Systematic Reviews 9, 273 (2020)"

_QUEUED = 200  # entries of the queue that the page is sent: more than anybody goes through without deciding

#: Plain data, ready to be written as JSON.
Data = dict[str, Any]


def state_of(session: ScreeningSession, reader: str, shown: Collection[str] = ()) -> Data:
    """All that the page shows around a candidate.

    Args:
        session: the survey while it is screened.
        reader: who screens; the queue leaves out what they have answered.
        shown: keys that are in the queue wherever they rank, if they wait; else it is only its beginning.
    """
    survey = session.survey
    undo = session.undo_key(reader)
    queue = [one for one in session.ranked.values() if not _is_done(session, one.key, reader)]
    return {
        "survey": {"name": survey.settings.name, "scope": _scope(survey)},
        "readers": _readers(session, reader),
        "needed": session.answers.needed,
        "topics": _topics(survey),
        "reasons": [_term(one) for one in survey.vocabulary.get(REASONS, ()) if not one.deprecated_to],
        "fields": [field_data(survey, one) for one in survey.fields.fields if one.of in ("paper", "claim")],
        "queue": [_queued(session, one) for n, one in enumerate(queue) if n < _QUEUED or one.key in shown],
        "queued": len(queue),
        "progress": _progress(session, reader),
        "agreement": _agreement(session),
        "advice": advice_of(session),
        "undo": {"key": undo, "title": title_of(session, undo)} if undo else None,
        "learned_from": session.learned_from,
        "watched": bool(survey.watch and survey.watch.searches),
    }


def _scope(survey: Survey) -> Data:
    scope = survey.settings.scope
    examples = {
        part: [
            {"title": one.title, "papers": _titles(survey, one.papers), "status": one.status, "why": one.why}
            for one in found
        ]
        for part, found in scope.examples.items()
    }
    return {"statement": scope.statement, **examples}


def _titles(survey: Survey, keys: Iterable[str]) -> list[Data]:
    return [{"key": key, "title": survey.paper[key].title} for key in keys if key in survey.paper]


def _readers(session: ScreeningSession, reader: str) -> list[str]:
    """Who has answered on what waits or waited, and who screens now."""
    keys = (*session.waiting, *session.survey.candidate)
    found = {one.reader for key in keys for one in session.answers.of.get(key, ())}
    return sorted(found | ({reader} if reader else set()))


def _topics(survey: Survey) -> list[Data]:
    return [
        {"key": one.key, "title": one.title, "area": survey.topic[area].title if area else "", "summary": one.summary}
        for one in survey.topics
        if one.parent or not survey.areas
        for area in [one.parent if one.parent in survey.topic else None]
    ]


def _term(term: Any) -> Data:
    return {"id": term.id, "name": term.name, "definition": term.definition}


def field_data(survey: Survey, field: SurveyField) -> Data:
    """A declared field with its terms, as the page offers it."""
    terms = survey.vocabulary.get(field.vocabulary or "", ())
    return {
        "id": field.id,
        "of": field.of,
        "label": field.label,
        "help": field.help,
        "type": str(field.type),
        "several": field.by_name,
        "required": field.required,
        "form": form_of(field),
        "terms": [_term(one) for one in terms if not one.deprecated_to],
    }


def kind_of(one: Undecided) -> str:
    """Whether something that waits is a candidate or a paper of the survey."""
    return "paper" if isinstance(one, Paper) else "candidate"


def _queued(session: ScreeningSession, one: Assessment) -> Data:
    """What the queue says of something that waits."""
    work, probability = session.waiting[one.key], round(one.probability, 4)
    return {"key": one.key, "title": work.title, "year": work.year, "probability": probability, "kind": kind_of(work)}


def _is_done(session: ScreeningSession, key: str, reader: str) -> bool:
    """Whether a reader has answered; or nobody need answer, since readers differ and one has to settle it."""
    return key in session.answers.of and reader in session.answers.latest(key)


def _progress(session: ScreeningSession, reader: str) -> Data:
    """How many wait, are decided, and were answered by this reader; all of them candidates, or papers that wait."""
    survey, answers = session.survey, session.answers
    keys = [*survey.candidate, *(key for key in session.waiting if key not in survey.candidate)]
    decided = Counter(str(one.decision.status) for one in survey.candidates if one.decision)
    mine = [answers.latest(key)[reader] for key in keys if key in answers.of and reader in answers.latest(key)]
    unsure = [key for key in session.waiting if any(one.status == UNSURE for one in _latest(session, key))]
    return {
        "waiting": len(session.waiting),
        "decided": decided.total(),
        "mine": len(mine),
        "included": decided["included"],
        "excluded": decided["excluded"],
        "unsure": len(unsure),
        "conflicts": len(session.conflicts),
    }


def _latest(session: ScreeningSession, key: str) -> Iterable[Any]:
    return session.answers.latest(key).values() if key in session.answers.of else ()


def _agreement(session: ScreeningSession) -> list[Data]:
    keys = (*session.waiting, *session.survey.candidate)
    return [
        {"readers": list(one.readers), "both": one.both, "agree": one.agree, "kappa": one.kappa}
        for one in session.answers.agreement(keys)
    ]


def advice_of(session: ScreeningSession) -> Data | None:
    """How much is probably left to be found, and whether that is reason to stop; ``None`` while nothing is decided."""
    if not (read := session.read_in_order):
        return None
    probabilities = [one.probability for one in session.ranked.values()]
    if len(probabilities) != len(session.waiting):
        return None
    advice = stopping_advice(read, len(session.waiting), probabilities=probabilities)
    return {**asdict(advice), "source": _SOURCE}
