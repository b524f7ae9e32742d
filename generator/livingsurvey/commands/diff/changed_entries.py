"""Papers, topics, terms and pages of two states of a survey: what came, went, was renamed, merged or changed."""

import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from livingsurvey.checks.losses import values
from livingsurvey.checks.pairing import Pairing, pair, pair_papers, pair_terms, pair_topics
from livingsurvey.commands.diff.changed_words import without_common_ends
from livingsurvey.commands.diff.diff_report import LONGEST_FIELD, MOST_FIELDS, DiffEntry, FieldChange, cut
from livingsurvey.model import Paper, Survey, Term, Topic

_LINKS = re.compile(r"(?<=@)[a-z0-9-]+|(?<=topics/)[a-z0-9-]+(?=\.md)|(?<=papers/)[a-z0-9-]+(?=\.md)")


@dataclass
class Renamed:
    """Names that changed, old to new: where an entry only follows one, it is not changed."""

    papers: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)

    def within(self, value: Any, names: Mapping[str, str]) -> Any:
        """A value with new names for old ones."""
        if isinstance(value, list | tuple):
            return [self.within(part, names) for part in value]
        return names.get(value, value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        """A text whose citations and links lead to the new keys."""
        names = self.topics | self.papers
        return _LINKS.sub(lambda key: names.get(key[0], key[0]), text) if names else text


def changed_entries(before: Survey, after: Survey) -> tuple[dict[str, list[DiffEntry]], set[str]]:
    """Work out what became of the entries of a survey, by list of the report.

    The files whose entries only follow new names of others are returned next to them.

    Args:
        before: the earlier survey.
        after: the later survey.
    """
    papers, topics = pair_papers(before, after), pair_topics(before, after)
    terms = {
        name: pair_terms(before.vocabulary.get(name, ()), after.vocabulary.get(name, ()))
        for name in _names(before, after)
    }
    renamed = Renamed(
        {was.key: now.key for was, now in [*papers.kept, *papers.merged] if was.key != now.key},
        {was.key: now.key for was, now in topics.kept if was.key != now.key},
        {name: _new_names(pairing) for name, pairing in terms.items()},
    )
    pages = pair(before.pages, after.pages, lambda page: page.key, lambda *_: False)
    entries = {
        **_papers(papers, after, renamed),
        "topics": _others(topics, after, renamed),
        "terms": [entry for name, pairing in terms.items() for entry in _others(pairing, after, renamed, f"{name}/")],
        "texts": _others(pages, after, renamed),
    }
    kept: list[tuple[Any, Any]] = [*papers.kept, *topics.kept, *pages.kept] if any(vars(renamed).values()) else []
    return entries, {now.path for was, now in kept if was != now and not _fields(was, now, after, renamed)}


def _names(before: Survey, after: Survey) -> list[str]:
    return sorted(before.vocabulary.keys() | after.vocabulary.keys())


def _new_names(pairing: Pairing[Term]) -> dict[str, str]:
    pairs = [(was, now) for was, now in pairing.kept if (was.id, was.name) != (now.id, now.name)]
    return {was.name: now.name for was, now in pairs} | {was.id: now.id for was, now in pairs}


def _papers(papers: Pairing[Paper], survey: Survey, renamed: Renamed) -> dict[str, list[DiffEntry]]:
    changed = [(was, now, _fields(was, now, survey, renamed)) for was, now in papers.kept if was != now]
    return {
        "added": [_entry(paper) for paper in papers.came],
        "removed": [_entry(was) for was in papers.gone],
        "merged": [_entry(was, into=f"{now.title} — {now.key}") for was, now in papers.merged],
        "renamed": [_entry(now, was=was.key) for was, now, _ in changed if was.key != now.key],
        "moved": [
            _moved(was, now, survey)
            for was, now, _ in changed
            if renamed.within(was.primary_topic, renamed.topics) != now.primary_topic
        ],
        "changed": [_entry(now, fields=fields) for _, now, fields in changed if fields],
    }


def _moved(was: Paper, now: Paper, survey: Survey) -> DiffEntry:
    keys = (was.primary_topic or "", now.primary_topic or "")
    names = [survey.topic[key].title if key in survey.topic else key or "none" for key in keys]
    return _entry(now, fields=(FieldChange(field="topic", before=cut(names[0]), after=cut(names[1])),))


def _others(pairing: Pairing[Any], survey: Survey, renamed: Renamed, above: str = "") -> list[DiffEntry]:
    """Topics, terms or pages: those that came, those that went, and those that changed."""
    found = [_entry(one, was="added", above=above) for one in pairing.came]
    found += [_entry(one, was=_went(one, survey), above=above) for one in pairing.gone]
    for was, now in pairing.kept:
        old = f"renamed from {_key(was)}" if _key(was) != _key(now) else ""
        if (fields := _fields(was, now, survey, renamed)) or old:
            found.append(_entry(now, was=old, fields=fields, above=above))
    return found


def _went(entry: BaseModel, survey: Survey) -> str:
    """What became of an entry that is gone: a term whose name is now a synonym is merged."""
    if isinstance(entry, Term):
        for terms in survey.vocabulary.values():
            for other in terms:
                if entry.name in other.synonyms:
                    return f"merged into {other.id}"
    return "removed"


def _key(entry: Any) -> str:
    return str(entry.id if isinstance(entry, Term) else entry.key)


def _entry(
    item: Any, was: str = "", fields: tuple[FieldChange, ...] = (), into: str = "", above: str = ""
) -> DiffEntry:
    title = item.name if isinstance(item, Term) else item.title
    return DiffEntry(key=cut(f"{above}{_key(item)}"), title=cut(title), was=cut(was), into=cut(into), fields=fields)


def _fields(was: BaseModel, now: BaseModel, survey: Survey, renamed: Renamed) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the model, as text."""
    old, new = _plain(was), _plain(now)
    old = _following(was, old, survey, renamed)
    found = [(name, old.get(name), new.get(name)) for name in [*new, *(name for name in old if name not in new)]]
    changed = [(name, one, other) for name, one, other in found if one != other and (one or other)]
    names = {name for name, *_ in changed}
    parts = (_origins(old, new, names) if name == "provenance" else [(name, old, new)] for name, old, new in changed)
    shown = [(name, *_parts(name, one, other)) for part in parts for name, one, other in part]
    changes = [FieldChange(field=cut(name), before=one, after=other) for name, one, other in shown if one != other]
    return tuple(changes[:MOST_FIELDS])


def _plain(entry: BaseModel) -> dict[str, Any]:
    """The values of an entry as plain data."""
    dumped = entry.model_dump(mode="json")
    if isinstance(entry, Paper | Topic):
        return {name: dumped.get(name, dumped["fields"].get(name)) for name in values(entry)}
    return {name: dumped[name] for name in values(entry)}


def _following(was: BaseModel, old: dict[str, Any], survey: Survey, renamed: Renamed) -> dict[str, Any]:
    """The values that an entry had, with the new names of what was renamed."""
    found: dict[str, Any] = {
        name: renamed.text(value) if name in ("notes", "prose", "body") else value for name, value in old.items()
    }
    of = "paper" if isinstance(was, Paper) else "topic" if isinstance(was, Topic) else ""
    for one in survey.fields.of(of) if of else ():
        if one.id in found:
            found[one.id] = renamed.within(found[one.id], renamed.terms.get(one.vocabulary or "", {}))
    if isinstance(was, Paper):
        found["topics"] = renamed.within(found["topics"], renamed.topics)
        found["aliases"] = [
            *found["aliases"],
            *(old for old, new in renamed.papers.items() if new == renamed.papers.get(was.key, was.key)),
        ]
        found["claims"] = [_claim(claim, survey, renamed) for claim in found["claims"]]
    if isinstance(was, Topic):
        found["parent"] = renamed.within(found["parent"], renamed.topics)
        found["start_here"] = [
            start | {"key": renamed.papers.get(start["key"], start["key"])} for start in found["start_here"]
        ]
    if isinstance(was, Term):
        names = next((terms for terms in renamed.terms.values() if was.id in terms or was.parent in terms), {})
        found["parent"] = renamed.within(found["parent"], names)
    return found


def _claim(claim: dict[str, Any], survey: Survey, renamed: Renamed) -> dict[str, Any]:
    kinds = {one.id: one.vocabulary or "" for one in survey.fields.of("claim")}
    fields = {
        name: renamed.within(value, renamed.terms.get(kinds.get(name, ""), {}))
        for name, value in claim["fields"].items()
    }
    return claim | {"fields": fields}


def _origins(old: Any, new: Any, changed: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Where each fact is from, before and after. A new place of a fact that changed is no news.

    A reason always is, and so is an address that readers are led to.
    """
    old, new = old or {}, new or {}
    for name in [*new, *(name for name in old if name not in new)]:
        place = new.get(name, {})
        if name in old or name not in changed or place.get("corrected") or place.get("url"):
            before, after = (
                ", ".join(f"{part}: {one}" for part, one in at.items()) for at in (old.get(name, {}), place)
            )
            if before != after:
                yield f"provenance of {name}", before, after


def _parts(name: str, old: Any, new: Any) -> tuple[str, str]:
    """What a field said and says, as text."""
    if name == "aliases" and sorted(old or ()) == sorted(new or ()):
        old = new
    one, other = without_common_ends(_text(old), _text(new))
    return cut(one, LONGEST_FIELD), cut(other, LONGEST_FIELD)


def _text(value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return ""
    return value if isinstance(value, str) else json.dumps(_without_gaps(value), ensure_ascii=False)


def _without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_gaps(part) for name, part in value.items() if part not in (None, [], {})}
    return [_without_gaps(part) for part in value] if isinstance(value, list) else value
