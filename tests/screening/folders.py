"""A survey on disk with candidates that wait, for tests of screening."""

from pathlib import Path
from typing import Any

from livingsurvey.model import ScreeningCandidate, Survey
from livingsurvey.model.searches import FoundAt
from livingsurvey.store.search_files import written_line

from tests.commands.folders import folder, held

#: The days of a test.
DAY = "2026-03-01"
REASONS = (
    "- {id: off-topic, name: Off topic, definition: It is about something else.}\n"
    "- {id: no-paper, name: No paper, definition: It is no paper.}\n"
)
_FOUND = FoundAt(search="arxiv-caches", date="2026-02-28", url="https://example.org/answer")


def candidate(key: str = "gamma", **fields: Any) -> ScreeningCandidate:
    """A candidate that waits, with the given fields and harmless others."""
    facts = {
        "title": f"{key.capitalize()} of caches",
        "abstract": f"Caches of {key} are 3x faster.",
        "authors": ("Ada Lovelace",),
        "published": "2026-02",
        "found": (_FOUND,),
    }
    return ScreeningCandidate(key=key, **{**facts, **fields})


def screened_folder(root: Path, *keys: str, readers: int = 1) -> Path:
    """The survey below ``root``: alpha is included, beta has no status; candidates of the given keys wait."""
    content = folder(root) / "content"
    (content / "vocabulary/reasons.yml").write_text(REASONS)
    (content / "watch.yml").write_text(f"readers: {readers}\n")
    (content / "searches").mkdir()
    lines = [written_line(candidate(key)) for key in keys or ("gamma", "delta", "epsilon")]
    (content / "searches/candidates.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return root


def screened_survey(root: Path, *keys: str, readers: int = 1) -> Survey:
    """What such a survey holds."""
    return held(screened_folder(root, *keys, readers=readers))
