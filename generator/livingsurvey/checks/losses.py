"""What entries and files lose between two states of a survey."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from livingsurvey.checks.lost_readings import lost_readings
from livingsurvey.checks.lost_searches import lost_searches, undecided
from livingsurvey.checks.pairing import pair, pair_papers, pair_terms, pair_topics
from livingsurvey.model import Claim, Paper, PaperRelation, Severity, Source, Status, Survey, Term, Topic
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.store.files import read_plain
from livingsurvey.store.search_files import CANDIDATES_FILE
from livingsurvey.store.survey_reader import Loaded

Owner = TypeVar("Owner", Claim, Topic)

_LONG = 40  # words: a shorter text is written anew, a longer one is edited
_KEPT = 0.75  # share of its words that an edited text keeps
_NEVER_FEWER = {"aliases", "seen", "provenance"}  # fields whose entries stay for good
_LARGEST = 100_000_000  # bytes of a file that is compared


class Loss(NamedTuple):
    """A field that an entry loses: all of it (``empties``), a part (``cuts``).

    Or a paper is now excluded (``excludes``), or a source is another file (``replaces``).
    """

    verb: str
    thing: str
    field: str
    file: str
    key: str


class Side(NamedTuple):
    """One of two states of a survey: what was read, the files that could not be, and the folder."""

    survey: Survey
    unread: frozenset[str] = frozenset()
    root: Path | None = None

    @classmethod
    def of(cls, loaded: Loaded, root: Path) -> "Side | None":
        """What was read below ``root``; ``None`` where that is no survey."""
        unread = frozenset(found.file for found in loaded.findings if found.severity == Severity.ERROR)
        return cls(loaded.survey, unread, root) if loaded.survey else None


class Lost(NamedTuple):
    """What a change takes away: entries by thing, papers merged, fields, and files of captures that were changed."""

    gone: dict[str, list[str]]
    merged: list[tuple[Paper, Paper]]
    losses: list[Loss]
    had: Counter[tuple[str, str]]
    unlinked: list[tuple[Paper, Paper]]


def lost(base: Side, now: Side) -> Lost:
    """Work out what is lost from ``base`` to ``now``. A file that is there but cannot be read is another finding's."""
    if not now.survey.fields.complete:
        base = base._replace(survey=_without_fields(base.survey, now.survey))
    papers, topics = pair_papers(base.survey, now.survey), pair_topics(base.survey, now.survey)
    pairs: list[tuple[str, str, str, BaseModel, BaseModel]] = []
    pairs += [("paper", after.path, after.key, was, after) for was, after in papers.kept]
    pairs += [("topic", after.path, after.key, was, after) for was, after in topics.kept]
    gone = {
        "paper": [paper.key for paper in papers.gone if paper.path not in now.unread],
        "topic": [topic.key for topic in topics.gone if topic.path not in now.unread],
    }
    for thing, file, was, after in _lists(base.survey, now.survey):
        paired = pair_terms(was, after) if thing == "term" else pair(was, after, name_of, lambda *_: False)
        pairs += [(thing, file.format(name_of(entry)), name_of(entry), old, entry) for old, entry in paired.kept]
        left = [name_of(entry) for entry in paired.gone]
        gone[thing] = gone.get(thing, []) + [name for name in left if file.format(name) not in now.unread]
    if now.survey.fields.complete:
        readings = lost_readings(base.survey, now.survey)
        gone["reading"] = [f"{one.paper}.{one.field}" for one in readings if one.file not in now.unread]
    for thing, (file, names) in lost_searches(base.survey, now.survey).items():
        gone[thing] = names if file not in now.unread else []
    pairs.append(("survey", "content/survey.yml", "survey", base.survey.settings, now.survey.settings))
    unlinked = [(was, after) for was, after in papers.kept if was.key not in (after.key, *after.aliases)]
    had = Counter((thing, name) for thing, *_, was, _ in pairs for name, value in values(was).items() if value)
    losses = [loss for pair in pairs for loss in _losses(*pair)]
    return Lost(gone, list(papers.merged), losses, had, unlinked)


def _without_fields(base: Survey, now: Survey) -> Survey:
    """The survey before as far as it can be compared with one whose declared fields cannot all be read."""
    papers = (
        paper.model_copy(update={"fields": {}, "claims": tuple(_bare(claim) for claim in paper.claims)})
        for paper in base.papers
    )
    vocabulary = {name: terms for name, terms in base.vocabulary.items() if name in now.vocabulary}
    return replace(base, papers=tuple(papers), topics=tuple(map(_bare, base.topics)), vocabulary=vocabulary)


def _bare(owner: Owner) -> Owner:
    return owner.model_copy(update={"fields": {}})


def _lists(base: Survey, now: Survey) -> Iterator[tuple[str, str, Any, Any]]:
    """The entries of other kinds: what they are, their file by their name, those before and those after."""
    yield "page", "content/pages/{}.md", base.pages, now.pages
    yield "source", "content/sources/sources.yml", base.sources, now.sources
    yield "screening", "content/screening.yml", base.screenings, now.screenings
    yield "relation", "content/relations.yml", tuple(_relations(base, now)), tuple(_relations(now, now))
    yield "candidate", CANDIDATES_FILE, [*map(undecided, base.candidates)], [*map(undecided, now.candidates)]
    yield "field", "content/fields.yml", base.fields.fields, now.fields.fields
    for kind in STATEMENT_KINDS:
        yield "statement", statement_file(kind), base.statements.of(kind), now.statements.of(kind)
    for name, terms in base.vocabulary.items():
        yield "term", f"content/vocabulary/{name}.yml", terms, now.vocabulary.get(name, ())


def _relations(survey: Survey, now: Survey) -> Iterator[PaperRelation]:
    """The relations of a survey by the keys of papers ``now``, without those of papers that are now one."""
    current = {alias: paper.key for paper in now.papers for alias in paper.aliases if alias not in now.paper}
    for one in survey.relations:
        ends = {name: current.get(key, key) for name, key in (("source", one.source), ("to", one.to))}
        if ends["source"] != ends["to"] or one.source == one.to:
            yield one.model_copy(update=ends)


def name_of(entry: Any) -> str:
    """What an entry is called among its like."""
    if hasattr(entry, "of"):
        return f"{entry.of}.{entry.id}"
    if isinstance(entry, Term):
        return entry.id
    return str(getattr(entry, "key", None) or getattr(entry, "id", None) or repr(entry))


def values(entry: BaseModel) -> dict[str, Any]:
    """The values of an entry by field, those of the survey's own fields among them; neither its name nor rules."""
    found = {name: getattr(entry, name) for name in type(entry).model_fields if name not in ("key", "id", "rules")}
    if isinstance(entry, Paper | Topic):
        found |= found.pop("fields")
    return found


def _losses(thing: str, file: str, key: str, was: BaseModel, after: BaseModel) -> Iterator[Loss]:
    if was == after:
        return
    new = values(after)
    for name, value in values(was).items():
        if verb := _loss(name, value, new.get(name)):
            yield Loss(verb, thing, name, file, key)
    if isinstance(was, Source) and any(getattr(was, name) != new[name] for name in ("file", "format", "sha256")):
        yield Loss("replaces", thing, "file", f"content/sources/{was.file}", key)
    if isinstance(was, Paper) and isinstance(after, Paper) and Status.EXCLUDED == after.status != was.status:
        yield Loss("excludes", thing, "status", file, key)


def _loss(name: str, old: Any, new: Any) -> str:
    if not old or old == new:
        return ""
    if not new:
        return "empties"
    if name in _NEVER_FEWER:
        return "cuts" if any(entry not in new for entry in old) else ""
    if isinstance(old, str) and isinstance(new, str):
        return "cuts" if is_cut(old, new) else ""
    return "cuts" if _leaves(new) < _leaves(old) else ""


def is_cut(old: str, new: str) -> bool:
    """Whether a long text loses more of its words than an edit takes."""
    words, kept = (Counter(re.findall(r"\w+", text)) for text in (old, new))
    return words.total() >= _LONG and (words & kept).total() < _KEPT * words.total()


def _leaves(value: Any) -> int:
    """How many single values a value holds."""
    if isinstance(value, BaseModel):
        return _leaves({name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, dict):
        return sum(_leaves(part) for part in value.values())
    if isinstance(value, list | tuple):
        return sum(_leaves(part) for part in value)
    return int(value not in (None, "", False))


def _below(root: Path) -> dict[str, bytes]:
    """The plain files of the content with their bytes; what cannot be read is reported by another finding."""
    found = {}
    for path in sorted((root / "content").rglob("*")):
        with suppress(OSError):
            found[path.relative_to(root).as_posix()] = read_plain(path, _LARGEST)
    return found


def lost_files(base: Side, now: Side) -> tuple[list[str], list[str], list[Loss]]:
    """Files of the content that are gone, captures that are not what they were, and other texts that are cut."""
    if base.root is None or now.root is None:
        return [], [], []
    survey = base.survey
    models = {one.path for one in survey.papers} | {one.path for one in survey.topics}
    models |= {one.path for one in survey.pages}
    before, after = _below(base.root), _below(now.root)
    both = [file for file in before if file in after and file not in models and before[file] != after[file]]
    captures = [file for file in both if is_capture(file) and not _only_grew(file, before[file], after[file])]
    texts = [file for file in both if not is_capture(file) and not file.endswith((".yml", ".jsonl"))]
    cut = [file for file in texts if is_cut(*(data[file].decode("utf-8", "replace") for data in (before, after)))]
    losses = [Loss("cuts", "file", "text", file, file) for file in cut]
    return [file for file in before if file not in after and file not in models], captures, losses


def is_capture(file: str) -> bool:
    """Whether a file of the content is kept as it was received."""
    if file.startswith("content/facts/"):
        return not file.endswith(".md")
    return file.startswith("content/sources/") and file != "content/sources/sources.yml"


def _only_grew(file: str, old: bytes, new: bytes) -> bool:
    """Whether facts were added below those that were there: a line keeps its number, by which papers name it."""
    old, new = (data.replace(b"\r\n", b"\n") for data in (old, new))
    return old == new or (file.startswith("content/facts/") and new.startswith(old.rstrip(b"\n") + b"\n"))
