"""Which claims were added, corrected or taken away, and when: for readers who have relied on a figure."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from pydantic import TypeAdapter

from livingsurvey import __version__
from livingsurvey.model import Claim, FieldTable, Paper, Survey
from livingsurvey.model.claim_change import ClaimChange
from livingsurvey.store import git
from livingsurvey.store.documents import parse_document
from livingsurvey.store.files import write_kept
from livingsurvey.store.history import MAINTENANCE, Commit

_CHANGE = TypeAdapter(ClaimChange)
_MOST = 1000  # changes of papers that are looked at, the latest: what is older, few readers have seen before


def claim_changes(
    root: Path, commit: Commit, survey: Survey, cache: Path | None = None
) -> dict[str, tuple[ClaimChange, ...]]:
    """The changes of claims by the key of the paper, the latest first; none where version control knows no dates.

    A commit that changes more than :data:`MAINTENANCE` papers is maintenance, as for the dates of papers.

    Args:
        root: the survey's folder.
        commit: the last one that counts.
        survey: whose papers and declared fields there are now.
        cache: a file in which the changes are kept for the next time; it counts for the same commit, keys and fields.
    """
    if not commit.name or commit.shallow:
        return {}
    keys = {f"content/papers/{old}.md": paper.key for paper in survey.papers for old in (paper.key, *paper.aliases)}
    mark = hashlib.sha256(repr((__version__, commit.name, keys, survey.fields)).encode()).hexdigest()
    known = _cached(cache, mark) if cache else None
    if known is None:
        known = _read_changes(root, commit, survey.fields, keys)
        if cache and known is not None:
            kept = {key: [_CHANGE.dump_python(one, mode="json") for one in changes] for key, changes in known.items()}
            write_kept(cache, json.dumps({"mark": mark, "papers": kept}).encode())
    return known or {}


def _cached(cache: Path, mark: str) -> dict[str, tuple[ClaimChange, ...]] | None:
    """The changes that are kept; ``None`` where there are none, or of something else."""
    try:
        kept = json.loads(cache.read_bytes())
        if kept["mark"] != mark:
            return None
        return {key: tuple(map(_CHANGE.validate_python, changes)) for key, changes in kept["papers"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _read_changes(
    root: Path, commit: Commit, fields: FieldTable, keys: Mapping[str, str]
) -> dict[str, tuple[ClaimChange, ...]] | None:
    """The changes by key, from version control; ``None`` where it cannot tell."""
    try:
        versions = [
            one for one in _edits(git.changed_versions(root, "content/papers", commit.name)) if one.path in keys
        ]
        texts = git.contents(root, [name for one in versions[:_MOST] for name in (one.old, one.new)])
    except git.GitError:
        return None
    found: dict[str, list[ClaimChange]] = {}
    for one, old, new in zip(versions, texts[::2], texts[1::2], strict=False):
        on = datetime.fromtimestamp(one.time, UTC).date()
        found.setdefault(keys[one.path], []).extend(_changes(one.path, old, new, fields, on))
    return {key: tuple(changes) for key, changes in found.items() if changes}


def _edits(versions: Sequence[git.Version]) -> Iterator[git.Version]:
    """The changes of single papers, without those of commits that are maintenance."""
    for _, commit in groupby(versions, lambda one: one.commit):
        changed = list(commit)
        yield from changed if len(changed) <= MAINTENANCE else ()


def _changes(path: str, old: bytes, new: bytes, fields: FieldTable, on: date) -> Iterator[ClaimChange]:
    if _claims_text(old) == _claims_text(new):  # nearly always, found out without reading the files
        return
    before, after = (_claims(path, data, fields) for data in (old, new))
    if before is not None and after is not None:
        yield from (ClaimChange(on, *pair) for pair in paired(before, after))


def _claims_text(data: bytes) -> bytes:
    """The lines of the claims, or a text that holds them."""
    _, found, rest = data.partition(b"\nclaims:")
    return rest.partition(b"\nabstract:")[0] if found else b""


def _claims(path: str, data: bytes, fields: FieldTable) -> tuple[Claim, ...] | None:
    """The claims in a version of a paper's file; ``None`` where that cannot be read as files are read now."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    paper, _ = parse_document(text, path, Paper, path.rpartition("/")[2].removesuffix(".md"), "notes", fields)
    return paper.claims if paper else None


def paired(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Claims that differ, each with what became of it: the one of the same quotation, or else of the same figure.

    Args:
        before: the claims of a paper.
        after: those that it has later.
    """
    gone = [claim for claim in before if claim not in after]
    came = [claim for claim in after if claim not in before]
    for part in ("quote", "change"):
        for old in list(gone):
            if new := next((claim for claim in came if getattr(claim, part) == getattr(old, part)), None):
                gone.remove(old)
                came.remove(new)
                yield old, new
    yield from ((None, claim) for claim in came)
    yield from ((claim, None) for claim in gone)
