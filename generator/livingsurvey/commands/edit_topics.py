"""Topics across all papers: renamed, merged, split."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from livingsurvey.commands import settings_references, statement_references
from livingsurvey.commands.prose_references import with_references
from livingsurvey.model import Paper, Survey, Topic
from livingsurvey.store.survey_edit import (
    EditRefusedError,
    SurveyEdit,
    no_new_key,
    no_paper,
    no_topic,
    paper_of,
    refuse,
    topic_of,
)

#: What a merged topic had, and the one that stays has as well.
_LEFT = ("title", "summary", "next_door", "advice")
_TO_DO = "TODO: work what follows, from the topic «{}», into the text above."


def rename(survey: Survey, old: str, new: str) -> SurveyEdit:
    """Give a topic or an area another key, in its file, its papers, what is below it, and in prose.

    Raises:
        EditRefusedError: when there is no such topic, or the new key may not be used or is taken.
    """
    refuse([no_topic(survey, old), no_new_key(new), _taken(survey, new)])
    topic = topic_of(survey, old)
    renamed = topic.model_copy(update={"key": new})
    topics = tuple(renamed if t.key == old else t for t in survey.topics)
    after = _redirected(replace(survey, topics=topics), old, new)
    return SurveyEdit(after, {renamed.path: topic.path}, (_gone(old, new),))


def merge(survey: Survey, one: str, into: str) -> SurveyEdit:
    """Make one topic of two: the first's papers, subtopics, and places to start go to the second.

    Its prose is kept below the second's, marked to do; messages give title, summary and the rest.

    Raises:
        EditRefusedError: when there is no such topic, both are the same, or one is an area and the other is not.
    """
    refuse([no_topic(survey, one), no_topic(survey, into)])
    first, second = topic_of(survey, one), topic_of(survey, into)
    if one == into:
        raise EditRefusedError("These are the same topic already.")
    if (first.parent is None) != (second.parent is None):
        raise EditRefusedError(f"{one} and {into} cannot be merged: one of them is an area.")
    starts = {start.key for start in second.start_here}
    begin = (*second.start_here, *(start for start in first.start_here if start.key not in starts))
    prose = f"{second.prose}\n\n{_TO_DO.format(one)}\n\n{first.prose}".strip() if first.prose else second.prose
    merged = second.model_copy(update={"start_here": begin, "prose": prose})
    topics = tuple(merged if t.key == into else t for t in survey.topics if t.key != one)
    after = _redirected(replace(survey, topics=topics), one, into)
    messages = [f"{name} of {one} was: {said}" for name in _LEFT if (said := getattr(first, name))]
    return SurveyEdit(after, messages=(*messages, _gone(one, into)))


def move_papers(survey: Survey, keys: Sequence[str], to: str, source: str | None = None) -> SurveyEdit:
    """Move papers to a topic: in place of ``source`` where it is given, else besides those they have.

    Raises:
        EditRefusedError: when a paper or topic does not exist, or is not in ``source``.
    """
    refuse([no_topic(survey, to), *_unfit(survey, keys, source)])
    papers = {key: paper_of(survey, key) for key in keys}
    moved = {key: paper.model_copy(update={"topics": _topics(paper, to, source)}) for key, paper in papers.items()}
    left = [f"{key} is in {to} already." for key, paper in papers.items() if moved[key] == paper]
    starts = {start.key for start in survey.topic[source].start_here} & set(keys) if source else set()
    left += [f"{source} still names {key} among where to start." for key in sorted(starts)]
    after = replace(survey, papers=tuple(moved.get(paper.key, paper) for paper in survey.papers))
    return SurveyEdit(after, messages=tuple(left))


def split(survey: Survey, keys: Sequence[str], to: str, source: str, title: str, summary: str) -> SurveyEdit:
    """Make a topic of some papers of another, next to it.

    Raises:
        EditRefusedError: as ``place`` does, or when the new key may not be used or is taken.
    """
    is_area = f"{source} is an area; papers belong in topics." if survey.topics_of.get(source) else ""
    refuse([no_new_key(to), _taken(survey, to), is_area, *_unfit(survey, keys, source)])
    first_topic = topic_of(survey, source)
    made = Topic(key=to, title=title, summary=summary, parent=first_topic.parent, order=first_topic.order)
    done = move_papers(replace(survey, topics=(*survey.topics, made)), keys, to, source)
    return replace(
        done, messages=(*done.messages, f"The prose of content/topics/{to}.md, and where to start, are to be written.")
    )


def _taken(survey: Survey, key: str) -> str:
    return f"The key {key} is taken by content/topics/{key}.md." if key in survey.topic else ""


def _unfit(survey: Survey, keys: Sequence[str], source: str | None) -> Iterator[str]:
    """All that speaks against taking papers from a topic."""
    yield from (no_paper(survey, key) for key in keys)
    if source is not None:
        yield no_topic(survey, source)
        papers = [survey.paper[key] for key in keys if key in survey.paper and source in survey.topic]
        yield from (f"{paper.key} is not in {source}." for paper in papers if source not in paper.topics)


def _topics(paper: Paper, to: str, source: str | None) -> tuple[str, ...]:
    """The topics of a paper that is moved; the order, in which the first is the primary one, stays."""
    if source is not None:
        return tuple(dict.fromkeys(to if key == source else key for key in paper.topics))
    return tuple(dict.fromkeys((*paper.topics, to)))


def _redirected(survey: Survey, old: str, new: str) -> Survey:
    """The survey with all papers and topics, and links in prose, leading to the new key."""
    papers = (
        paper.model_copy(update={"topics": tuple(dict.fromkeys(new if key == old else key for key in paper.topics))})
        for paper in survey.papers
    )
    topics = (t.model_copy(update={"parent": new}) if t.parent == old else t for t in survey.topics)
    readings = (
        replace(one, value=new) if (one.field, one.claim, one.value) == ("topic", "", old) else one
        for one in survey.readings
    )
    survey = replace(
        survey,
        papers=tuple(papers),
        topics=tuple(topics),
        readings=tuple(readings),
        statements=statement_references.with_topic(survey.statements, old, new),
        settings=settings_references.with_topic(survey, old, new),
    )
    return with_references(survey, "topics", old, new)


def _gone(old: str, new: str) -> str:
    return f"Topics keep no former keys: who links to topics/{old}.html finds nothing; it is topics/{new}.html."
