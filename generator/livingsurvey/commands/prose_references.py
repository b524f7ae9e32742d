"""Citations and links to pages in curators' Markdown, changed to another key. Code stays as it is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from livingsurvey.model import Survey, Topic
from livingsurvey.model.citations import ProseCitation, citations_in, cited_keys
from livingsurvey.model.prose_text import without_code


def redirect(text: str, folder: str, old: str, new: str) -> str:
    """The text with every reference to ``old`` changed to ``new``.

    Args:
        text: Markdown.
        folder: ``papers`` or ``topics``, or that of a vocabulary's pages; topics alone are not cited.
        old: a key.
        new: another.
    """
    if old not in text:
        return text
    link = re.compile(rf"(\]\((?:\.\./)?{re.escape(folder)}/){re.escape(old)}(?=\.(?:md|html)[)#\s])")
    found = [(m.start(), m.end(), m[1] + new) for m in link.finditer(without_code(text))]
    if folder != "topics":
        cited = (one for one in citations_in(text).values() if old in one.keys)
        found += [(one.start, one.end, _cited(text[one.start : one.end], one, old, new)) for one in cited]
    for start, end, written in sorted(found, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def with_references(survey: Survey, folder: str, old: str, new: str) -> Survey:
    """The survey with all its prose referring to ``new``; see :func:`redirect`. A paper's key means no term."""
    if folder in survey.vocabulary and old in survey.paper:
        return survey
    papers = (p.model_copy(update={"notes": redirect(p.notes, folder, old, new)}) for p in survey.papers)
    topics = (_redirected(topic, folder, old, new) for topic in survey.topics)
    pages = (page.model_copy(update={"body": redirect(page.body, folder, old, new)}) for page in survey.pages)
    return replace(survey, papers=tuple(papers), topics=tuple(topics), pages=tuple(pages))


def works_cited(survey: Survey, key: str) -> Iterator[str]:
    """Yield the files whose prose cites a work that is no paper of the survey: a paper of its id would be meant then.

    Args:
        survey: whose prose it is.
        key: the id of a term, or another key, which no prose cites as a work.
    """
    if key not in survey.landmark:
        return
    for paper in survey.papers:
        if key in cited_keys(paper.notes):
            yield paper.path
    for topic in survey.topics:
        if any(key in cited_keys(text) for text in topic.texts):
            yield topic.path
    for page in survey.pages:
        if key in cited_keys(page.body):
            yield page.path


def _redirected(topic: Topic, folder: str, old: str, new: str) -> Topic:
    advice = redirect(topic.advice, folder, old, new) if topic.advice else None
    return topic.model_copy(update={"prose": redirect(topic.prose, folder, old, new), "advice": advice})


def _cited(written: str, citation: ProseCitation, old: str, new: str) -> str:
    """One citation that names ``old``. A key that would be there twice is named once."""
    if new not in citation.keys:
        return re.sub(rf"@{re.escape(old)}(?=[;\]]|$)", f"@{new}", written)
    return "[" + "; ".join(f"@{key}" for key in citation.keys if key != old) + "]"
