"""What became of each entry of an earlier state of the survey: kept, under another key, merged into another, or gone.

A key alone does not show that a paper is still there, nor does a title or an alias: what is known of it does.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from livingsurvey.checks.apart import arxiv_of, identified_apart, told_apart
from livingsurvey.model import Paper, Survey, Term, Topic, normalise_title
from livingsurvey.model.identity import similar_titles

Entry = TypeVar("Entry")
_ABSTRACT = 0.6  # share of words in common


class Pairing(NamedTuple, Generic[Entry]):
    """Entries before and after. ``kept`` has those with another key, too; ``merged`` what went into another entry."""

    kept: Sequence[tuple[Entry, Entry]]
    gone: Sequence[Entry]
    came: Sequence[Entry]
    merged: Sequence[tuple[Entry, Entry]] = ()


def pair_papers(base: Survey, now: Survey) -> Pairing[Paper]:
    """Find each paper of ``base`` in ``now``.

    It is there where a paper of its key, of which its key is a former one, or of its title has something else in
    common with it, and no second paper of ``base`` is the same one. Otherwise it is merged into the paper that has
    its key as an alias, or gone.
    """
    alias = {alias: paper for paper in now.papers for alias in paper.aliases if alias not in now.paper}
    kept = [(was, one) for was in base.papers if (one := now.paper.get(was.key)) and _still(was, one)]
    taken = {one.key for _, one in kept}
    found = {was.key for was, _ in kept}
    left = [was for was in base.papers if was.key not in found]
    free = _by_title(paper for paper in now.papers if paper.key not in taken) if left else {}
    retitled = {key for key, paper in alias.items() if key in base.paper and _title(paper) != _title(base.paper[key])}
    for was in sorted(left, key=lambda paper: paper.key in retitled):
        after = next((one for one in _candidates(was, alias, free) if one.key not in taken), None)
        if after is not None:
            kept.append((was, after))
            found.add(was.key)
            taken.add(after.key)
    merged = [(was, alias[was.key]) for was in left if was.key not in found and was.key in alias]
    gone = [was for was in left if was.key not in found and was.key not in alias]
    return Pairing(kept, gone, [paper for paper in now.papers if paper.key not in taken], merged)


def _by_title(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    found = defaultdict[str, list[Paper]](list)
    for paper in papers:
        found[_title(paper)].append(paper)
    return found


def _candidates(was: Paper, alias: dict[str, Paper], free: Mapping[str, list[Paper]]) -> Iterator[Paper]:
    """The papers that may be this one under another key: what its key leads to, or else what says the same."""
    if holder := alias.get(was.key):
        if _still(was, holder) and not identified_apart(was, holder):
            yield holder
        return
    yield from (paper for paper in free.get(_title(was), ()) if not told_apart(was, paper))


def _title(paper: Paper) -> str:
    return normalise_title(paper.title)


def _still(was: Paper, after: Paper) -> bool:
    """Whether two papers have more in common than a key: a title, an identifier, a record or an abstract."""
    if was.title == after.title or similar_titles(was.title, after.title):
        return True
    ids = [(arxiv_of(paper), (paper.doi or "").lower()) for paper in (was, after)]
    if any(one and one == other for one, other in zip(*ids, strict=True)):
        return True
    records = [{(seen.source, seen.rank) for seen in paper.seen} for paper in (was, after)]
    return bool(records[0] & records[1]) or _alike(was.abstract, after.abstract)


def _alike(one: str, other: str) -> bool:
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & others) >= _ABSTRACT * max(1, len(words), len(others))


def pair_topics(base: Survey, now: Survey) -> Pairing[Topic]:
    """Find each topic of ``base`` in ``now``: by its key, or by title, summary, text or papers under a new key."""

    def _same(was: Topic, after: Topic) -> bool:
        same_text = any(
            getattr(was, name) and getattr(was, name) == getattr(after, name) for name in ("summary", "prose")
        )
        members = [{paper.key for paper in state.papers_of[topic.key]} for state, topic in ((base, was), (now, after))]
        shared = 2 * len(members[0] & members[1]) > max(len(members[0]), len(members[1])) and was.parent is not None
        return same_text or shared or was.title.casefold() == after.title.casefold()

    return pair(base.topics, now.topics, lambda topic: topic.key, _same)


def pair_terms(base: Sequence[Term], now: Sequence[Term]) -> Pairing[Term]:
    """Find each term of a vocabulary: by its id, or a new term that has its name or definition."""

    def _same(was: Term, after: Term) -> bool:
        return was.name in (after.name, *after.synonyms) or was.definition == after.definition

    return pair(base, now, lambda term: term.id, _same)


def pair(
    base: Iterable[Entry], now: Iterable[Entry], key: Callable[[Entry], str], same: Callable[[Entry, Entry], bool]
) -> Pairing[Entry]:
    """Find each entry of ``base`` in ``now``.

    Args:
        base: entries before.
        now: entries after.
        key: what an entry is called.
        same: whether an entry is another one under a new name.
    """
    before, after = ({key(entry): entry for entry in entries} for entries in (base, now))
    kept = [(was, after[name]) for name, was in before.items() if name in after]
    came = {name: entry for name, entry in after.items() if name not in before}
    gone = []
    for name, was in before.items():
        if name not in after:
            found = next((new for new, entry in came.items() if same(was, entry)), None)
            if found is None:
                gone.append(was)
            else:
                kept.append((was, came.pop(found)))
    return Pairing(kept, gone, list(came.values()))
