"""What to use when: for each constraint of a reader, the papers of a topic or an area that answer it.

Papers are in the order of what their abstracts state, never of their figures, which come from different set-ups: first
those that quote words for what they cost otherwise, then those whose figure names what it is compared with, then the
newest.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from livingsurvey.analysis.costs import cost_claims
from livingsurvey.analysis.index_entries import current_term
from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import NOT_STATED, Claim, Constraint, Decisions, Paper, Survey, SurveyField, Topic, paths
from livingsurvey.model.fields import text_of
from livingsurvey.model.markup import Inline
from livingsurvey.site import words
from livingsurvey.site.explore.searches import fragment_of
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.field_facts import claim_facts, field_fact
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.topic_facts import is_overview, narrowed

#: Named values for the theme's template.
_Data = dict[str, Any]

_USUAL = 2 / 3  # of the results of a table: what so many of them say is said once, below the table
_FEW = 4  # results below which each says everything


class Answer(NamedTuple):
    """A paper that answers a constraint, and the result that says by how much, where there is one."""

    paper: Paper
    claim: Claim | None


class _Table(NamedTuple):
    """What all rows of a table share: its columns, and by label what most results say of how they were found."""

    renderer: Renderer
    decisions: Decisions
    columns: Sequence[SurveyField]
    usual: Mapping[str, str]


def decision_table(renderer: Renderer, topic: Topic, papers: Sequence[Paper]) -> _Data:
    """What ``partials/decisions.html`` shows: ``decisions`` and ``decision_columns``; nothing where no paper answers.

    Args:
        renderer: of the survey, whose settings name the constraints.
        topic: or an area, for which the table names more papers.
        papers: its papers, newest first.
    """
    decisions = renderer.survey.settings.decisions
    if not decisions:
        return {}
    most = decisions.papers_of_topic if topic.parent else decisions.papers
    columns = _columns(renderer.survey, decisions, papers)
    answers = renderer.answers
    found = {one.id: [paper for paper in papers if paper.key in answers[one.id]] for one in decisions.constraints}
    rows = {one.id: answers_to(renderer.survey, decisions, one, found[one.id])[:most] for one in decisions.constraints}
    usual = _usual(renderer, [row.claim for answers in rows.values() for row in answers if row.claim])
    made, seen = _Table(renderer, decisions, columns, usual), set[str]()
    kept = [
        _constraint(made, one, topic, len(found[one.id]), rows[one.id], seen)
        for one in decisions.constraints
        if rows[one.id]
    ]
    labels = [field.label for field in columns]
    return {"decisions": kept, "decision_columns": labels, "decisions_remark": _remark(made)} if kept else {}


def answers_to(survey: Survey, decisions: Decisions, constraint: Constraint, papers: Sequence[Paper]) -> list[Answer]:
    """The papers that answer a constraint, in the order of what their abstracts state.

    A constraint on claims is answered by a result of its terms that states a cost which got no worse. Papers that
    review others answer none.

    Args:
        survey: whose fields, terms and costs are asked.
        decisions: which fields quote words.
        constraint: of a reader.
        papers: those that its search finds, newest first.
    """
    of_claims = _of_claims(survey, constraint.where)
    found = []
    for paper in papers:
        claims = [claim for claim in cost_claims(survey, paper) if _fits(survey, claim, of_claims)]
        if (claims or not of_claims) and not is_overview(survey, paper):
            found.append(Answer(paper, next(iter(claims), None)))
    return sorted(found, key=lambda one: (not _quotes(decisions, one.paper), not _is_compared(one.claim)))


def _of_claims(survey: Survey, where: Mapping[str, Sequence[str]]) -> list[tuple[SurveyField, set[str]]]:
    """What a constraint asks of claims: fields with the ids of terms."""
    return [(field, set(where[field.facet])) for field in survey.fields.of("claim") if field.facet in where]


def _fits(survey: Survey, claim: Claim, asked: Sequence[tuple[SurveyField, set[str]]]) -> bool:
    return all(ids & {_id(survey, field, name) for name in claim.terms(field.id)} for field, ids in asked)


def _id(survey: Survey, field: SurveyField, name: str) -> str:
    term = current_term(survey, field.vocabulary or "", name)
    return term.id if term else name


def _quotes(decisions: Decisions, paper: Paper) -> bool:
    """Whether a paper has the words that are quoted next to its values."""
    quoted = [paper.fields.get(field) for field in decisions.quotations.values()]
    return any(value not in (None, NOT_STATED) for value in quoted)


def _is_compared(claim: Claim | None) -> bool:
    return claim is not None and (claim.against or NOT_STATED).casefold() != NOT_STATED


def _usual(renderer: Renderer, claims: Sequence[Claim]) -> dict[str, str]:
    """By the label of a field, the value that most results have, where these are more than a few."""
    said = [_said(renderer, claim) for claim in claims]
    counts = Counter(fact for facts in said for fact in facts.items())
    return {label: value for (label, value), n in counts.items() if len(said) >= _FEW and n >= _USUAL * len(said)}


def _said(renderer: Renderer, claim: Claim) -> dict[str, str]:
    """By label within a sentence, what a result states of how it was found."""
    label = renderer.messages.in_sentence
    return {label(one.label): ", ".join(str(link.label) for link in one.links) for one in claim_facts(renderer, claim)}


def _constraint(
    made: _Table, one: Constraint, topic: Topic, count: int, rows: Sequence[Answer], seen: set[str]
) -> _Data:
    """A constraint with its first papers, and where all of them are listed."""
    explore = f"{paths.explore_url(**narrowed(topic))}&{fragment_of(one.search)}"
    return {
        "id": one.id,
        "question": one.question,
        "explore": PageLink(made.renderer.messages.t("decisions.all", count=count), explore).data(),
        "rows": [_row(made, row, seen) for row in rows],
    }


def _row(made: _Table, row: Answer, seen: set[str]) -> _Data:
    """A paper with its result; what it does is said in its first row alone, which ``seen`` remembers."""
    paper, first = row.paper, row.paper.key not in seen
    seen.add(paper.key)
    link = PageLink(words.citation_label(paper), paths.paper_url(paper)).data()
    return link | {
        "key": paper.key,
        "summary": paper.summary if first else None,
        "cells": [_cell(made.renderer, paper, field) for field in made.columns],
        "quotes": list(_quoted(made.renderer, made.decisions, made.columns, row)),
        **(_figure(made, row.claim) if row.claim else {}),
    }


def _quoted(renderer: Renderer, decisions: Decisions, columns: Sequence[SurveyField], row: Answer) -> Iterator[_Data]:
    """The sentences that a row rests on, each with what it says: of the figure, and of the values next to it."""
    paper, said = row.paper, dict[Inline, list[str]]()
    if row.claim:
        quote = renderer.analysis.quotes[paper.key][paper.claims.index(row.claim)]
        said[quote] = [renderer.figure(row.claim)]
    for field in columns:
        words_of_it = paper.fields.get(decisions.quotations.get(field.id, ""), NOT_STATED)
        value = text_of(paper.fields.get(field.id))
        if words_of_it != NOT_STATED and value:
            name = renderer.survey.word(field.vocabulary or "", value) or value
            said.setdefault(shown_text(paper, str(words_of_it)), []).append(f"{field.label}: {name}")
    for quote, labels in said.items():
        yield {"label": "; ".join(labels), "quote": inline_data(quote)}


def _figure(made: _Table, claim: Claim) -> _Data:
    """A result: its figure in words, what it measures where these do not say it, and under which conditions."""
    renderer, survey = made.renderer, made.renderer.survey
    t, figure, said = renderer.messages.t, renderer.figure(claim), _said(renderer, claim)
    conditions = [t("claim.setting", setting=claim.on)] if claim.on else []
    conditions += [t("claim.baseline", baseline=claim.against)] if _is_compared(claim) else []
    unsaid = dict.fromkeys(made.usual, renderer.messages.in_sentence(t("field.not_stated")))
    conditions += [f"{label}: {value}" for label, value in (unsaid | said).items() if made.usual.get(label) != value]
    measure = survey.group_word(claim)
    named = measure.casefold() in figure.casefold() or claim.change.form in ("factor", "change")
    return {"change": figure, "measure": None if named else measure, "conditions": conditions}


def _columns(survey: Survey, decisions: Decisions, papers: Sequence[Paper]) -> list[SurveyField]:
    """The fields next to the figure: those of the survey that any of the papers has."""
    known = {field.id: field for field in survey.fields.of("paper")}
    filled = {name for paper in papers for name in paper.fields}
    return [known[name] for name in decisions.columns if name in known and name in filled]


def _cell(renderer: Renderer, paper: Paper, field: SurveyField) -> list[_Data]:
    """A value, without definitions, which would be there again in each row; nothing where none is stated."""
    value = paper.fields.get(field.id)
    shown = field_fact(renderer, field, value).links if value not in (None, NOT_STATED) else []
    return [PageLink(link.label, link.url).data() for link in shown]


def _remark(made: _Table) -> str:
    """In which order papers are, why not in that of their figures, and what most rows do not say again."""
    messages, quoted = (
        made.renderer.messages,
        [field for field in made.columns if field.id in made.decisions.quotations],
    )
    names = ", ".join(messages.in_sentence(field.label) for field in quoted)
    first = messages.t("decisions.quoted_first", fields=names) if names else messages.t("decisions.compared_first")
    usual = "; ".join(f"{label}: {value}" for label, value in made.usual.items())
    last = [messages.t("decisions.usual", facts=usual)] if usual else []
    return " ".join([first, messages.t("decisions.remark"), *last])
