"""Renaming a paper, and making one of two records of the same."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from livingsurvey.commands.prose_references import with_references, works_cited
from livingsurvey.commands.statement_references import with_paper
from livingsurvey.importers.same_work import Verdict, judge
from livingsurvey.importers.work import work_of
from livingsurvey.model import Claim, Paper, PaperRelation, Provenance, Publication, Survey, Term, Topic
from livingsurvey.model.fields import FieldValue, text_of
from livingsurvey.model.publication import joined
from livingsurvey.model.survey import Example, Scope
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit, no_new_key, no_paper, paper_of, refuse

#: Facts and curation of which a paper has one: filled where empty, else left to the curator.
_SINGLE = tuple(
    "title authors published venue arxiv doi code topics summary claims abstract published_abstract".split()
)


def rename(survey: Survey, old: str, new: str) -> SurveyEdit:
    """Give a paper another key. The old one stays with it as an alias, and everything refers to the new one.

    The line of the candidate that it was keeps its key, which is the alias.

    Raises:
        EditRefusedError: when there is no such paper, or the new key may not be used or is taken.
    """
    refuse([no_paper(survey, old), no_new_key(new)])
    paper = paper_of(survey, old)
    if new == old:
        raise EditRefusedError(f"The paper is called {old} already.")
    holder = next((p.key for p in survey.papers if new == p.key or (new in p.aliases and p.key != old)), None)
    if holder:
        raise EditRefusedError(f"The key {new} is taken by content/papers/{holder}.md.")
    if new in survey.candidate and new not in paper.aliases:
        raise EditRefusedError(f"The key {new} is that of a candidate, in content/searches/candidates.jsonl.")
    if cited := next(works_cited(survey, new), None):
        raise EditRefusedError(f"The key {new} is that of a work that {cited} cites.")
    # A paper that gets a former key back gives the present one in its place.
    former = tuple(old if alias == new else alias for alias in paper.aliases)
    aliases = former if new in paper.aliases else (*former, old)
    renamed = paper.model_copy(update={"key": new, "aliases": aliases})
    papers = (renamed if p.key == old else p for p in survey.papers)
    layout = {new if key == old else key: point for key, point in survey.layout.items()}
    after = _redirected(replace(survey, papers=_by_key(papers), layout=layout), old, new)
    return SurveyEdit(after, {renamed.path: paper.path}, (f"papers/{old}.html redirects to papers/{new}.html.",))


def unrelated(survey: Survey, one: str, into: str) -> list[str]:
    """What to show a person before two papers are merged that look like two works; nothing where they do not.

    Raises:
        EditRefusedError: when there is no such paper.
    """
    refuse([no_paper(survey, one), no_paper(survey, into)])
    first, second = paper_of(survey, one), paper_of(survey, into)
    judgement = judge(work_of(second), work_of(first))
    if judgement.verdict != Verdict.APART:
        return []
    return [*map(_side, (first, second)), f"These look like two works: {judgement.why}."]


def _side(paper: Paper) -> str:
    """A paper in one line, to be compared with another."""
    facts = (", ".join(paper.authors[:3]), paper.published, paper.venue, paper.doi, paper.arxiv)
    return f"{paper.key}: «{paper.title}» ({'; '.join(fact for fact in facts if fact) or 'nothing else is known'})"


def merge(survey: Survey, one: str, into: str) -> SurveyEdit:
    """Make one paper of two records of it.

    What the second lacks is taken from the first with its provenance; where both say something else, the second's
    stays, and a message says what the first said. Notes and records are united, and the first's key becomes an alias.

    Raises:
        EditRefusedError: when there is no such paper, or both are the same.
    """
    refuse([no_paper(survey, one), no_paper(survey, into)])
    first, second = paper_of(survey, one), paper_of(survey, into)
    if one == into:
        raise EditRefusedError("These are the same paper already.")
    merged, conflicts = _merged(first, second)
    papers = (merged if p.key == into else p for p in survey.papers if p.key != one)
    layout = {key: point for key, point in survey.layout.items() if key != one}
    if one in survey.layout and into not in survey.layout:
        layout[into] = survey.layout[one]
    after = _redirected(replace(survey, papers=_by_key(papers), layout=layout), one, into)
    return SurveyEdit(after, messages=(*conflicts, f"papers/{one}.html redirects to papers/{into}.html."))


def _merged(first: Paper, second: Paper) -> tuple[Paper, list[str]]:
    """The second paper with what the first adds, and what the first said otherwise."""
    update: dict[str, Any] = {}
    conflicts = []
    for name in _SINGLE:
        ours, theirs = getattr(second, name), getattr(first, name)
        if theirs and not ours and _may_be_filled(name, first, second):
            update[name] = theirs
        elif theirs and theirs != ours:
            conflicts.append(_conflict(first, second, name))
    conflicts += _screened(first, second, update)
    update["publication"] = _merged_publication(first, second, conflicts)
    update["links"] = _united(second.links, first.links)
    update["fields"] = _merged_fields(first, second, conflicts)
    update["seen"] = _united(second.seen, first.seen)
    update["aliases"] = _united(second.aliases, (first.key, *first.aliases))
    update["notes"] = "\n\n".join(dict.fromkeys(text for text in (second.notes, first.notes) if text))
    filled = {name: origin for name, origin in first.provenance.items() if name in update and name in _SINGLE}
    update["provenance"] = second.provenance | filled | _origins_of_publication(first, second)
    return second.model_copy(update=update), conflicts


def _merged_publication(first: Paper, second: Paper, conflicts: list[str]) -> Publication | None:
    """What both state of the publication; the second's counts where they differ, which is a conflict."""
    theirs, ours = (one.publication.model_dump() if one.publication else {} for one in (first, second))
    for name in sorted(theirs.keys() & ours.keys() - {"names"}):
        if theirs[name] != ours[name]:
            said, kept = _shown(theirs[name]), _shown(ours[name])
            conflicts.append(f"{name}: {first.key} says {said}; {second.key} keeps {kept}.")
    both = joined(ours, theirs)
    return Publication(**both) if both else None


def _origins_of_publication(first: Paper, second: Paper) -> dict[str, Provenance]:
    """Where the variables are from that the second paper takes over."""
    origin = first.provenance.get("publication")
    if origin is None or first.publication is None:
        return {}
    if second.publication is None:
        return {name: one for name, one in first.provenance.items() if name.partition(".")[0] == "publication"}
    added = first.publication.model_dump().keys() - second.publication.model_dump().keys() - {"names"}
    places = (f"publication.{name}" for name in sorted(added))
    return {place: first.provenance.get(place, origin) for place in places}


def _merged_fields(first: Paper, second: Paper, conflicts: list[str]) -> dict[str, FieldValue]:
    """The values of declared fields: lists are united, other gaps filled, and what differs is a conflict."""
    merged = {**first.fields, **second.fields}
    for name, theirs in first.fields.items():
        ours = merged[name]
        if isinstance(ours, tuple) and isinstance(theirs, tuple):
            merged[name] = _united(ours, theirs)
        elif ours != theirs:
            conflicts.append(_conflict(first, second, name))
    return merged


def _may_be_filled(name: str, first: Paper, second: Paper) -> bool:
    """Claims quote an abstract: they go with it, or where the other has them as well."""
    return name != "claims" or all(claim.quote in (second.abstract or first.abstract) for claim in first.claims)


def _screened(first: Paper, second: Paper, update: dict[str, Any]) -> list[str]:
    """The outcome of screening and its reason go together."""
    if first.status and not second.status:
        update |= {"status": first.status, "reason": first.reason}
        return []
    stated = [name for name in ("status", "reason") if getattr(first, name)]
    return [_conflict(first, second, n) for n in stated if getattr(first, n) != getattr(second, n)]


def _conflict(first: Paper, second: Paper, name: str) -> str:
    kept, said = (_shown(getattr(paper, name, None) or paper.fields.get(name)) for paper in (second, first))
    return f"{name}: {first.key} says {said}; {second.key} keeps {kept}."


def _shown(value: object) -> str:
    if isinstance(value, Claim):
        change = value.change
        figure = " ".join([*(f"{end:g}" for end in change.ends[-1:]), change.unit or change.to or ""]).strip()
        return f"«{value.quote}» ({', '.join([*map(text_of, value.fields.values()), figure])})"
    if value and isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return f"«{value}»" if value else "nothing"


def _united(ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[Any, ...]:
    united = list(ours)
    return (*united, *(one for one in theirs if one not in united))


def _by_key(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda paper: paper.key))


def _redirected(survey: Survey, old: str, new: str) -> Survey:
    """The survey with all that names the old key naming the new one."""
    topics = tuple(_redirected_topic(topic, old, new) for topic in survey.topics)
    settings = survey.settings.model_copy(update={"scope": _redirected_scope(survey.settings.scope, old, new)})
    survey = replace(
        survey,
        topics=topics,
        settings=settings,
        statements=with_paper(survey.statements, old, new),
        vocabulary={n: tuple(_of_paper(term, old, new) for term in terms) for n, terms in survey.vocabulary.items()},
        relations=tuple(_redirected_relations(survey.relations, old, new)),
    )
    return with_references(survey, "papers", old, new)


def _of_paper(term: Term, old: str, new: str) -> Term:
    """The term, with the new key where the paper that introduces it has another."""
    return term.model_copy(update={"paper": new}) if term.paper == old else term


def _redirected_relations(relations: Iterable[PaperRelation], old: str, new: str) -> Iterator[PaperRelation]:
    """Relations to the new key. What becomes a relation of a paper to itself, or is there already, goes."""
    known, moved = set[str](), set[str]()
    for one in relations:
        ends = {name: new if getattr(one, name) == old else getattr(one, name) for name in ("source", "to")}
        after = one.model_copy(update=ends)
        stays = after == one
        if not stays:
            moved.add(after.id)
        if after.id not in (known & moved if stays else known) and (stays or after.source != after.to):
            yield after
        known.add(after.id)


def _redirected_scope(scope: Scope, old: str, new: str) -> Scope:
    """The worked examples, naming the new key."""

    def _example(example: Example) -> Example:
        keys = tuple(dict.fromkeys(new if key == old else key for key in example.papers))
        return example.model_copy(update={"papers": keys}) if old in example.papers else example

    return scope.model_copy(update={part: tuple(map(_example, some)) for part, some in scope.examples.items()})


def _redirected_topic(topic: Topic, old: str, new: str) -> Topic:
    starts = {start.key for start in topic.start_here}
    begin = [
        start.model_copy(update={"key": new}) if start.key == old else start
        for start in topic.start_here
        if start.key != old or new not in starts
    ]
    return topic.model_copy(update={"start_here": tuple(begin)})
