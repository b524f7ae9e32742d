"""Lines of runs and candidates: whatever is there is a model or a finding, and is read as it was written."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.model import CandidateDecision, FoundAt, ScreeningCandidate, SearchRun, WatchPlan
from livingsurvey.store.search_files import (
    CANDIDATES_FILE,
    RUNS_FILE,
    lines_change,
    read_candidates,
    read_runs,
    read_watch_plan,
    search_changes,
    written_line,
)
from livingsurvey.store.transaction import apply
from pydantic import ValidationError

from tests.builders import survey

RUN = {"search": "weekly", "service": "arxiv", "address": "https://a.org/q", "date": "2026-05-31"}
CANDIDATE = {"key": "c", "title": "C", "found": [{"search": "weekly", "date": "2026-05-31"}]}
DECISION = {"status": "excluded", "reason": "off-topic", "by": "Ada", "date": "2026-06-01"}
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2026-05", "c"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from([*SearchRun.model_fields, *ScreeningCandidate.model_fields, "other"])
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def written(folder: Path, text: str) -> Path:
    """A file with a text."""
    path = folder / "lines.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


@SLOW
@given(changes=st.dictionaries(NAMES, VALUES, max_size=4), base=st.sampled_from([RUN, CANDIDATE]))
def test_any_object_is_a_model_or_a_finding(tmp_path: Path, changes: dict[str, Any], base: dict[str, Any]) -> None:
    path = written(tmp_path, json.dumps(base | changes) + "\n")
    for read, model in ((read_runs, SearchRun), (read_candidates, ScreeningCandidate)):
        models, findings = read(path)
        assert (len(models) == 1) != bool(findings)
        assert all(one.line == 1 and one.message and one.fix and one.rule == "search-line" for one in findings)
        for one in models:
            assert model.model_validate_json(written_line(one)) == one


@SLOW
@given(text=st.text(max_size=200) | st.binary(max_size=50).map(lambda data: data.decode("latin-1")))
def test_any_text_is_read_without_an_error(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text.encode("utf-8", "replace").decode())
    for read in (read_runs, read_candidates):
        models, findings = read(path)
        assert len(models) + len(findings) >= (1 if text.strip("\n") and not text.isspace() else 0) or findings == []


LINES = st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split()) or "x")


@SLOW
@given(title=LINES, abstract=st.text(max_size=60), by=LINES)
def test_what_is_written_is_read_as_it_was(tmp_path: Path, title: str, abstract: str, by: str) -> None:
    stated = CANDIDATE | {"title": title, "abstract": abstract, "decision": DECISION | {"by": by}}
    try:
        made = ScreeningCandidate.model_validate(stated)
    except ValidationError:
        return
    before, after = survey(), survey(candidates=(made, made.model_copy(update={"key": "d"})), runs=(SearchRun(**RUN),))
    root = tmp_path / "root"
    for file in (RUNS_FILE, CANDIDATES_FILE):
        (root / file).unlink(missing_ok=True)
    apply(root, search_changes(root, before, after))
    assert read_candidates(root / CANDIDATES_FILE) == (after.candidates, [])
    assert read_runs(root / RUNS_FILE) == (after.runs, [])


def test_a_bad_line_costs_itself_only(tmp_path: Path) -> None:
    lines = [json.dumps(RUN), "<<<<<<< HEAD", "", json.dumps(RUN | {"records": -1}), json.dumps(RUN | {"new": 2})]
    runs, findings = read_runs(written(tmp_path, "\n".join(lines)))
    assert [run.new for run in runs] == [0, 2]
    assert [one.line for one in findings] == [2, 4]


def test_only_the_line_that_differs_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / CANDIDATES_FILE
    path.parent.mkdir(parents=True)
    odd = '{ "title": "C", "key": "c",   "found": [{"search": "weekly", "date": "2026-05-31"}] }'
    path.write_text(odd + "\n\n" + odd.replace('"c"', '"d"') + "\n")
    before, _ = read_candidates(path)
    decided = before[1].model_copy(update={"decision": CandidateDecision(**DECISION)})
    (change,) = lines_change(tmp_path, CANDIDATES_FILE, before, (before[0], decided))
    assert change.after is not None
    first, second = change.after.decode().splitlines()
    assert first == odd
    assert json.loads(second)["decision"]["by"] == "Ada"
    assert lines_change(tmp_path, CANDIDATES_FILE, before, before) == []


def test_a_survey_without_a_plan_has_none_and_an_empty_list_of_searches_is_a_plan(tmp_path: Path) -> None:
    assert read_watch_plan(tmp_path, []) is None
    (tmp_path / "content").mkdir()
    (tmp_path / "content/watch.yml").write_text("every: 7\nsearches:\n")
    findings: list[Any] = []
    assert (read_watch_plan(tmp_path, findings), findings) == (WatchPlan(), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("searches: [{id: a, service: arxiv}]\n", "give a query"),
        ("searches: [{id: a, service: file, query: x}]\n", "survey screen --from"),
        ("searches: [{id: a, service: feed, query: x, most: 0}]\n", "most"),
        ("every: 0\n", "every"),
    ],
)
def test_a_plan_that_cannot_be_says_why(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/watch.yml").write_text(text)
    findings: list[Any] = []
    assert read_watch_plan(tmp_path, findings) is None
    assert said in str(findings[0])


def test_where_facts_were_filled_in_is_kept(tmp_path: Path) -> None:
    place = FoundAt(search="other", date="2026-05-31", url="https://a.org/q", states=("venue",))
    assert FoundAt.model_validate_json(place.model_dump_json()) == place
