"""Attempts on what saved searches brought and readers decided: searches, runs, candidates, drafts and readings."""

import json
from pathlib import Path
from typing import Any

from tests.hostile.attempts import Change, PullRequest, both, edit, link, remove, write

PLAN, RUNS = "content/watch.yml", "content/searches/runs.jsonl"
CANDIDATES, DRAFTS = "content/searches/candidates.jsonl", "content/searches/drafts.jsonl"
READINGS, OTHERS = "content/readings/ada.jsonl", "content/readings/ben.jsonl"
EXCLUDED, WAITING, OPEN = "cats-live-longer", "dogs-live-longer", "mice-live-longer"
_DAY = "2026-03-01"


def _candidate(key: str, **more: Any) -> dict[str, Any]:
    found = [{"search": "houses", "date": "2026-02-28", "url": "https://example.org/answer"}]
    said = f"We count {key.partition('-')[0]}. They live long in houses that are old, as all of us have seen."
    title = key.replace("-", " ").capitalize()
    return {"key": key, "title": title, "abstract": said, "authors": ["Eva Lind"], "found": found, **more}


def _reading(key: str, field: str, value: str, reader: str) -> dict[str, str]:
    return {"paper": key, "field": field, "value": value, "reader": reader, "date": _DAY}


def _draft(key: str, what: str) -> dict[str, str]:
    return {"key": key, "reader": "Ada", "summary": f"Counts {what}."}


def searched(root: Path) -> None:
    """Give a survey a plan, runs, candidates, drafts and readings of candidates."""
    decision = {"status": "excluded", "reason": "out-of-scope", "by": "Ada, Ben", "date": _DAY}
    run = {"search": "houses", "service": "arxiv", "address": "https://example.org/answer", "query": "houses"}
    lines: dict[str, list[dict[str, Any]]] = {
        RUNS: [
            {**run, "date": "2026-02-21", "records": 5, "known": 4, "new": 1},
            {**run, "date": "2026-02-28", "records": 9, "known": 7, "new": 2},
        ],
        CANDIDATES: [_candidate(EXCLUDED, decision=decision), _candidate(WAITING), _candidate(OPEN)],
        DRAFTS: [_draft(WAITING, "dogs"), _draft(OPEN, "mice")],
        READINGS: [
            _reading(EXCLUDED, "status", "excluded", "Ada"),
            _reading(EXCLUDED, "reason", "out-of-scope", "Ada"),
            _reading(WAITING, "status", "included", "Ada"),
            _reading(WAITING, "topic", "houses", "Ada"),
            _reading(OPEN, "status", "included", "Ada"),
            _reading(OPEN, "topic", "houses", "Ada"),
        ],
        OTHERS: [
            _reading(EXCLUDED, "status", "excluded", "Ben"),
            _reading(EXCLUDED, "reason", "out-of-scope", "Ben"),
        ],
    }  # fmt: skip
    search = "{id: houses, service: arxiv, query: houses, every: 7}"
    write(PLAN, f"readers: 2\nsearches:\n  - {search}\n  - {{id: roofs, service: arxiv, query: roofs}}\n")(root)
    for file, entries in lines.items():
        write(file, "".join(f"{json.dumps(entry)}\n" for entry in entries))(root)


def cut_lines(file: str, word: str) -> Change:
    """The lines of a file that have a word are deleted; a file without any line goes."""

    def _cut(root: Path) -> None:
        lines = (root / file).read_text().splitlines(keepends=True)
        kept = [line for line in lines if word not in line]
        assert kept != lines
        (root / file).write_text("".join(kept))
        if not kept:
            (root / file).unlink()

    return _cut


ONE = PullRequest
SEARCHES: dict[str, list[PullRequest]] = {
    "a saved search": [ONE(edit(PLAN, "  - {id: roofs, service: arxiv, query: roofs}\n", ""), "content-dropped")],
    "the plan": [ONE(remove(PLAN), "content-dropped")],
    "the plan as a link": [ONE(both(write("old.yml", "{}\n"), link(PLAN, "../old.yml")), "*")],
    "the id of a search": [ONE(edit(PLAN, "id: roofs", "id: walls"), "content-dropped")],
    "a run": [ONE(cut_lines(RUNS, "2026-02-21"), "content-dropped")],
    "a run and another, one after the other": [
        ONE(cut_lines(RUNS, "2026-02-21"), "content-dropped"),
        ONE(cut_lines(RUNS, "2026-02-28"), "content-dropped"),
    ],
    "how many records a run had": [ONE(edit(RUNS, '"records": 9', '"records": 3'), "content-dropped")],
    "a run in a file that cannot be read": [ONE(edit(RUNS, '"records": 9', '"records": nine'), "search-line")],
    "all runs": [ONE(remove(RUNS), "content-dropped")],
    "a candidate that waits": [ONE(cut_lines(CANDIDATES, WAITING), "content-dropped")],
    "a candidate that is excluded": [ONE(cut_lines(CANDIDATES, EXCLUDED), "content-dropped")],
    "three candidates, one after the other": [
        ONE(cut_lines(CANDIDATES, key), "content-dropped") for key in (EXCLUDED, WAITING, OPEN)
    ],
    "a candidate by another key": [ONE(edit(CANDIDATES, WAITING, "hogs-live-longer"), "content-dropped")],
    "all candidates": [ONE(remove(CANDIDATES), "content-dropped")],
    "the file of candidates with another ending": [
        ONE(lambda root: _moved(root, CANDIDATES, f"{CANDIDATES}.bak"), "content-dropped")
    ],
    "a candidate twice, then its first line": [
        ONE(lambda root: _doubled(root), "candidate-key"),
        ONE(lambda root: _first_gone(root), diff=EXCLUDED),
    ],
    "a decision": [ONE(edit(CANDIDATES, ', "decision": {', ', "decision": null, "x": {'), "*")],
    "a decision alone": [ONE(lambda root: _undecided(root), "content-dropped")],
    "the reason of a decision": [ONE(edit(CANDIDATES, '"reason": "out-of-scope"', '"reason": "not-research"'), "*")],
    "who decided": [ONE(edit(CANDIDATES, '"by": "Ada, Ben"', '"by": "Eve"'), diff="Eve")],
    "the day of a decision": [ONE(edit(CANDIDATES, f'"date": "{_DAY}"', '"date": "2020-01-01"'), diff="2020-01-01")],
    "the title of a candidate": [ONE(edit(CANDIDATES, "Dogs live longer", "Hogs live longer"), diff="Hogs")],
    "the abstract of a candidate": [ONE(edit(CANDIDATES, "We count dogs.", "We count gods."), diff="gods")],
    "where a candidate was found": [ONE(edit(CANDIDATES, "example.org", "evil.example"), diff="evil.example")],
    "a draft": [ONE(cut_lines(DRAFTS, WAITING), "content-dropped")],
    "drafts, one after the other": [
        ONE(cut_lines(DRAFTS, WAITING), "content-dropped"),
        ONE(cut_lines(DRAFTS, OPEN), "content-dropped"),
    ],
    "the words of a draft": [ONE(edit(DRAFTS, "Counts dogs.", "Counts gods."), diff="gods")],
    "who wrote a draft": [ONE(edit(DRAFTS, '"reader": "Ada"', '"reader": "Eve"'), "content-dropped")],
    "how many readers decide": [ONE(edit(PLAN, "readers: 2", "readers: 1"), diff="readers: 1")],
    "what a search asks for": [ONE(edit(PLAN, "query: houses", "query: sheds"), diff="query: sheds")],
    "how often a search runs": [ONE(edit(PLAN, "every: 7", "every: 366"), diff="every: 366")],
    "a search of a folder elsewhere": [
        ONE(edit(PLAN, "service: arxiv, query: roofs", "service: folder, query: ../.."), "search-place")
    ],
    "a feed that is a file": [
        ONE(edit(PLAN, "service: arxiv, query: roofs", "service: feed, query: 'file:///etc/passwd'"), "search-place")
    ],
    "a reading of a candidate that waits": [ONE(cut_lines(READINGS, f'{WAITING}", "field": "status'), "*")],
    "readings of a candidate that is excluded": [ONE(cut_lines(READINGS, EXCLUDED), "*")],
    "readings of candidates, one after the other": [
        ONE(cut_lines(READINGS, key), "*") for key in (EXCLUDED, WAITING, OPEN)
    ],
    "all readings of a reader": [ONE(remove(OTHERS), "*")],
    "what a reader said of a candidate": [
        ONE(edit(OTHERS, '"value": "excluded"', '"value": "included"'), "*")
    ],
    "who read a candidate": [ONE(edit(OTHERS, '"reader": "Ben"', '"reader": "Eve"'), "*")],
    "the primary topic of a candidate": [
        ONE(edit(READINGS, '"value": "houses"', '"value": "gardens"'), "*")
    ],
}  # fmt: skip


def _moved(root: Path, file: str, to: str) -> None:
    (root / file).rename(root / to)


def _doubled(root: Path) -> None:
    first = (root / CANDIDATES).read_text().split("\n")[0]
    other = json.loads(first)
    other["decision"]["by"] = "Eve"
    with (root / CANDIDATES).open("a") as lines:
        lines.write(json.dumps(other) + "\n")


def _first_gone(root: Path) -> None:
    (root / CANDIDATES).write_text((root / CANDIDATES).read_text().split("\n", 1)[1])


def _undecided(root: Path) -> None:
    lines = [json.loads(line) for line in (root / CANDIDATES).read_text().splitlines()]
    lines[0].pop("decision")
    (root / CANDIDATES).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
