"""What ticked boxes decide: each is held against the survey, and a candidate with contradictory ones stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from livingsurvey.commands.decide_candidates import CandidateAnswer
from livingsurvey.commands.watch_report import quoted
from livingsurvey.github.incoming_issue import unknown_action
from livingsurvey.github.ticked_boxes import AS, EXCLUDE, INCLUDE, UNSURE, Tick, by_candidate
from livingsurvey.model import Survey


class TickedAnswers(NamedTuple):
    """What one person's ticks come to.

    Attributes:
        answers: one for each candidate on which the ticks agree.
        refused: sentences in Markdown: which ticks contradict each other, or mean nothing here.
        past: sentences in Markdown about candidates that are decided already.
    """

    answers: tuple[CandidateAnswer, ...]
    refused: tuple[str, ...]
    past: tuple[str, ...]


def answers_of(
    survey: Survey, ticks: Sequence[Tick], reader: str, date: str, summaries: Mapping[str, str]
) -> TickedAnswers:
    """Turn ticks into answers.

    Args:
        survey: with its candidates.
        ticks: those of the issue, which anybody may have written.
        reader: who says so.
        date: the day.
        summaries: what included ones do, in a sentence, by key; those of others are passed over.
    """
    answers, refused, past = [], [], []
    for key, of_one in by_candidate(ticks).items():
        candidate = survey.candidate.get(key)
        if candidate is None:
            refused.append(f"«{quoted(key)}»: the survey has no such candidate.")
        elif decision := candidate.decision:
            said = f"{decision.status} by {quoted(decision.by)} on {decision.date}"
            past.append(f"{quoted(candidate.title)}: {said}, before this.")
        elif why := _contradiction(survey, of_one):
            refused.append(f"{quoted(candidate.title)}: {why}.")
        else:
            answers.append(_answer(CandidateAnswer(key, reader, date, "unsure"), of_one, summaries))
    return TickedAnswers(tuple(answers), tuple(refused), tuple(past))


def _contradiction(survey: Survey, ticks: Sequence[Tick]) -> str:
    """Why the ticks of one candidate decide nothing; empty where they do."""
    if unknown := next(filter(None, (unknown_action(survey, tick) for tick in ticks)), ""):
        return unknown
    does = {INCLUDE if tick.does == AS else tick.does for tick in ticks}
    if len(does) > 1:
        return f"{' and '.join(f'«{quoted(tick.action)}»' for tick in ticks)} contradict each other"
    if sum(tick.does == EXCLUDE for tick in ticks) > 1:
        return f"{len(ticks)} reasons are ticked; one is needed"
    if does == {INCLUDE} and all(tick.does == AS for tick in ticks):
        return "no topic is ticked"
    several = [name for kind in (INCLUDE, AS) for name, terms in _terms(ticks, kind).items() if len(terms) > 1]
    chosen = _terms(ticks, AS)
    several = [name for name in several if name not in chosen or len(chosen[name]) > 1]
    return f"several terms of «{quoted(several[0])}» are ticked; one is needed" if several else ""


def _terms(ticks: Sequence[Tick], does: str) -> dict[str, list[str]]:
    """The terms that boxes of a kind name, by field."""
    found: dict[str, list[str]] = {}
    for tick in ticks:
        for name, term in tick.fields.items() if tick.does == does else ():
            if term not in found.setdefault(name, []):
                found[name].append(term)
    return found


def _answer(blank: CandidateAnswer, ticks: Sequence[Tick], summaries: Mapping[str, str]) -> CandidateAnswer:
    first = ticks[0]
    if first.does == EXCLUDE:
        return replace(blank, status="excluded", reason=first.of)
    if first.does == UNSURE:
        return blank
    topics = tuple(tick.of for tick in ticks if tick.does == INCLUDE and tick.of)
    fields = {name: terms[0] for name, terms in (_terms(ticks, INCLUDE) | _terms(ticks, AS)).items()}
    return replace(blank, status="included", topics=topics, fields=fields, summary=summaries.get(blank.key, ""))
