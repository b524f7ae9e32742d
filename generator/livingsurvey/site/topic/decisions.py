"""What to use when: for each constraint of a reader, the papers of a topic or an area that answer it.

Papers are in the order of what their abstracts state, never of their figures, which come from different set-ups: first
those that quote words for what they cost otherwise, then those whose figure names what it is compared with, then the
newest.
"""

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
from livingsurvey.site.paper.field_facts import baseline, claim_facts, field_fact
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.topic_facts import is_overview, narrowed

#: Named values for the theme's template.
_Data = dict[str, Any]


class Answer(NamedTuple):
    """A paper that answers a constraint, and the result that says by how much, where there is one."""

    paper: Paper
    claim: Claim | None


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
    rows = [_constraint(renderer, decisions, columns, one, topic, papers, most) for one in decisions.constraints]
    kept = [row for row in rows if row["rows"]]
    labels = [field.label for field in columns]
    remark = _remark(renderer, [field for field in columns if field.id in decisions.quotations])
    return {"decisions": kept, "decision_columns": labels, "decisions_remark": remark} if kept else {}


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
        if not is_overview(survey, paper) and (claims or not of_claims):
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


def _constraint(
    renderer: Renderer,
    decisions: Decisions,
    columns: Sequence[SurveyField],
    one: Constraint,
    topic: Topic,
    papers: Sequence[Paper],
    most: int,
) -> _Data:
    """A constraint with its first papers, and where all of them are listed."""
    answering = [paper for paper in papers if paper.key in renderer.answers[one.id]]
    rows = answers_to(renderer.survey, decisions, one, answering)[:most]
    explore = f"{paths.explore_url(**narrowed(topic))}&{fragment_of(one.search)}"
    count = len(answering)
    return {
        "id": one.id,
        "question": one.question,
        "explore": PageLink(renderer.messages.t("decisions.all", count=count), explore).data(),
        "rows": [_row(renderer, decisions, columns, row) for row in rows],
    }


def _row(renderer: Renderer, decisions: Decisions, columns: Sequence[SurveyField], row: Answer) -> _Data:
    paper = row.paper
    link = PageLink(words.citation_label(paper), paths.paper_url(paper)).data()
    return link | {
        "key": paper.key,
        "summary": paper.summary,
        "cells": [_cell(renderer, paper, field) for field in columns],
        "quotes": list(_quoted(renderer, decisions, columns, row)),
        **(_figure(renderer, row.claim) if row.claim else {}),
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


def _figure(renderer: Renderer, claim: Claim) -> _Data:
    """A result: its figure in words, what it measures where these do not say it, and under which conditions."""
    t, in_sentence, figure = renderer.messages.t, renderer.messages.in_sentence, renderer.figure(claim)
    conditions = [t("claim.setting", setting=claim.on)] if claim.on else []
    if against := baseline(renderer, claim):
        conditions.append(t("claim.baseline", baseline=against if _is_compared(claim) else in_sentence(against)))
    for fact in claim_facts(renderer, claim):
        said = ", ".join(str(link.label) for link in fact.links)
        conditions.append(f"{in_sentence(fact.label)}: {said}")
    measure = renderer.survey.group_word(claim)
    named = measure.casefold() in figure.casefold() or claim.change.form in ("factor", "change")
    return {"change": figure, "measure": None if named else measure, "conditions": conditions}


def _columns(survey: Survey, decisions: Decisions, papers: Sequence[Paper]) -> list[SurveyField]:
    """The fields next to the figure: those of the survey that any of the papers has."""
    known = {field.id: field for field in survey.fields.of("paper")}
    filled = {name for paper in papers for name in paper.fields}
    return [known[name] for name in decisions.columns if name in known and name in filled]


def _cell(renderer: Renderer, paper: Paper, field: SurveyField) -> list[_Data]:
    """A value, without definitions, which would be there again in each row."""
    value = paper.fields.get(field.id)
    shown = field_fact(renderer, field, value).links if value is not None else []
    return [PageLink(link.label, link.url).data() for link in shown]


def _remark(renderer: Renderer, quoted: Sequence[SurveyField]) -> str:
    """In which order papers are, and why not in that of their figures."""
    t, names = renderer.messages.t, ", ".join(renderer.messages.in_sentence(field.label) for field in quoted)
    first = t("decisions.quoted_first", fields=names) if names else t("decisions.compared_first")
    return f"{first} {t('decisions.remark')}"
