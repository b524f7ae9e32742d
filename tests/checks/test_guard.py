"""The guard refuses a change that takes papers or a field away, unless the change says so."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.checks.guard import Said, Side, guard
from livingsurvey.cli.app import app
from livingsurvey.model import (
    CandidateDecision,
    FieldTable,
    Finding,
    FoundAt,
    HandPage,
    Paper,
    PaperRelation,
    Reading,
    RuleSetting,
    SavedSearch,
    Screening,
    ScreeningCandidate,
    SearchRun,
    Statements,
    Survey,
    Term,
    WatchPlan,
)
from typer.testing import CliRunner

from tests.builders import FIELDS, SETTINGS, open_question, paper, paper_file, source, survey, survey_folder, topic

QUESTION = open_question("p")
LONG = " ".join(f"word{n}" for n in range(60))


def told(before: Survey, after: Survey, messages: str = "", unread: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What the guard says to a change."""
    return guard(Side(before), Side(after, frozenset(unread)), Said.of(messages))


def rules(*states: Survey, messages: str = "") -> list[str]:
    """The rules that tell of a change from one survey to another."""
    return [one.rule for one in told(*states, messages=messages)]


def papers(count: int, **fields: Any) -> list[Paper]:
    """So many papers."""
    return [paper(f"p{n}", **fields) for n in range(count)]


def test_a_change_that_takes_nothing_away_is_let_pass() -> None:
    assert told(survey(*papers(3, venue="V")), survey(*papers(5, venue="W"))) == ()


def test_one_paper_that_is_gone_is_told() -> None:
    (found,) = told(survey(*papers(3)), survey(*papers(2)))
    assert (found.rule, found.severity) == ("papers-dropped", "error")
    assert "1 paper would be gone: p2." in found.message


def test_a_renamed_paper_is_not_gone() -> None:
    assert rules(survey(paper("old")), survey(paper("new", aliases=("old",), title="Old"))) == []
    assert rules(survey(paper("old", doi="10.1000/x")), survey(paper("new", aliases=("old",), doi="10.1000/X"))) == []
    (found,) = told(survey(paper("old", title="Same title")), survey(paper("new", title="Same Title")))
    assert (found.rule, "old address leads nowhere" in found.message) == ("taken-away", True)


A, B = paper("a", title="On bees", abstract="Bees fly."), paper("b", title="Of wasps", abstract="They sting us.")
AS_ALIAS = B.model_copy(update={"aliases": ("a",)})
TAKEN_OVER = B.model_copy(update={"key": "a"})
NEW = paper("new", title="Quite another", abstract="No word is the same here.", aliases=("a",))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([A, B], [AS_ALIAS], ["papers-merged"]),
        ([A], [NEW], ["papers-merged"]),
        ([A, A.model_copy(update={"key": "c"})], [A], ["papers-dropped"]),
        ([A, B], [TAKEN_OVER], ["papers-dropped", "taken-away"]),
        ([A], [TAKEN_OVER], ["papers-dropped"]),
        ([A, B], [B, A.model_copy(update={"key": "z", "aliases": ("a",)})], []),
        ([A, B], [A.model_copy(update={"doi": "10.1000/x"}), B], []),
    ],
    ids=["alias", "alias of another", "same title", "another takes its file", "replaced", "renamed", "corrected"],
)
def test_a_paper_is_there_only_where_something_says_so(
    before: list[Paper], after: list[Paper], expected: list[str]
) -> None:
    assert rules(survey(*before), survey(*after)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Merges: a into b", ["taken-away"]),
        ("Merges: 1 paper", ["taken-away"]),
        ("Merges: b into a", ["papers-merged"]),
        ("Merges: 2 papers", ["papers-merged"]),
        ("Merges: a into b\nMerges: 1 paper", ["papers-merged"]),
        ("Removes: 1 paper", ["papers-dropped", "papers-merged"]),
        ("> Merges: a into b", ["papers-merged"]),
    ],
)
def test_a_merging_is_said(message: str, expected: list[str]) -> None:
    assert set(rules(survey(A, B), survey(AS_ALIAS), messages=f"Merge\n\n{message}\n")) == set(expected)


def test_a_file_that_cannot_be_read_is_not_gone() -> None:
    assert told(survey(*papers(3)), survey(*papers(2)), unread=("content/papers/p2.md",)) == ()


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Removes: 2 papers", "taken-away"),
        ("removes: 1 paper", "papers-dropped"),
        ("Removes: 99999 papers", "papers-dropped"),
        ("Removes: 1 paper\nRemoves: 1 paper", "taken-away"),
        ("    Removes: 2 papers", "papers-dropped"),
        ("> Removes: 2 papers", "papers-dropped"),
        ("It removes much. Removes: 2 papers", "papers-dropped"),
        ("<!--\nRemoves: 2 papers\n-->", "papers-dropped"),
        ("```\nRemoves: 2 papers\n```", "papers-dropped"),
        ("", "papers-dropped"),
    ],
)
def test_a_change_may_say_how_many_papers_it_removes(message: str, expected: str) -> None:
    assert rules(survey(*papers(5)), survey(*papers(3)), messages=f"Tidy up\n\n{message}\n") == [expected]


def test_what_is_said_and_not_done_is_told() -> None:
    for statement, rule in {
        "Removes: 3 papers": "papers-dropped",
        "Removes: 3 topics": "content-dropped",
        "Removes: 3 bananas": "content-dropped",
        "Merges: 3 papers": "papers-merged",
        "Excludes: 3 papers": "papers-excluded",
        "Empties: venue": "field-emptied",
        "Cuts: claims": "field-cut",
        "Lowers: summary-form": "rule-lowered",
        "Replaces: content/sources/a.txt": "capture-changed",
    }.items():
        assert rules(survey(*papers(5)), survey(*papers(5)), messages=statement) == [rule], statement


def test_the_numbers_of_several_commits_add_up() -> None:
    said = Said.of("A\n\nRemoves: 2 papers, 1 topic\n\0B\n\nRemoves: 1 paper\nEmpties: doi, venue\n\0")
    assert (said.count("removes", "paper"), said.count("removes", "topic")) == (3, 1)
    assert said.named("empties") == {"doi", "venue"}


def test_what_one_message_leaves_open_does_not_reach_into_the_next() -> None:
    assert Said.of("<!-- \n\0Removes: 2 papers\n\0").count("removes", "paper") == 2


@pytest.mark.parametrize(("emptied", "rule"), [(3, "taken-away"), (4, "field-emptied")])
def test_a_few_papers_may_lose_a_field_but_each_is_told(emptied: int, rule: str) -> None:
    after = [*papers(10 - emptied, venue="V"), *(paper(f"p{n}") for n in range(10 - emptied, 10))]
    found = told(survey(*papers(10, venue="V")), survey(*after))
    assert {one.rule for one in found} == {rule}
    assert all(f"p{n}" in "".join(one.message for one in found) for n in range(10 - emptied, 10))


def test_one_in_a_hundred_may_lose_a_field() -> None:
    after = [*papers(496, venue="V"), *(paper(f"p{n}") for n in range(496, 500))]
    assert rules(survey(*papers(500, venue="V")), survey(*after)) == ["taken-away"] * 4


def test_a_change_may_say_which_field_it_empties() -> None:
    before, after = survey(*papers(9, venue="V", summary="S.")), survey(*papers(9))
    found = told(before, after, "X\n\nEmpties: venue\n")
    assert [(one.rule, "«summary»" in one.message) for one in found] == [("taken-away", False), ("field-emptied", True)]


QUOTED = [{"quote": f"Q{n}.", "change": {"form": "level", "value": 1, "unit": "s"}} for n in range(3)]
TOPIC = topic("t", "a", prose=LONG, next_door="Elsewhere.")
RELATION = PaperRelation.model_validate({"from": "x", "to": "q", "kind": "refines", "quote": "Q0."})
TERMS = (Term(id="x", name="X", definition="D."), Term(id="y", name="Y", definition="E."))


def held(**fields: Any) -> Survey:
    """A survey that has one of everything, but for the ``fields`` that are given."""
    parts: dict[str, Any] = {
        "papers": (paper("p", claims=QUOTED, notes=LONG, aliases=("q",)),),
        "topics": (topic("a"), TOPIC),
        "pages": (HandPage(key="about", title="About", body=LONG),),
        "sources": (source("capture", note="N."),),
        "screenings": (Screening(date="2025", by="Ada", reason="R.", query="--all", papers=1),),
        "relations": (RELATION,),
        "statements": Statements(questions=(QUESTION,)),
        "readings": (Reading("p", "kind", "method", "first", "2024"),),
        "vocabulary": {"methods": TERMS},
    } | fields
    return survey(*parts.pop("papers"), **parts)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"topics": (topic("a"),)}, ["content-dropped"]),
        ({"topics": (topic("a"), TOPIC.model_copy(update={"key": "u"}))}, []),
        ({"topics": (topic("a"), TOPIC.model_copy(update={"prose": ""}))}, ["field-emptied"]),
        ({"topics": (topic("a"), TOPIC.model_copy(update={"prose": LONG[:200]}))}, ["taken-away"]),
        ({"pages": ()}, ["content-dropped"]),
        ({"pages": (HandPage(key="about", title="About", body=""),)}, ["field-emptied"]),
        ({"sources": ()}, ["content-dropped"]),
        ({"sources": (source("capture"),)}, ["field-emptied"]),
        ({"sources": (source("capture", note="N.", sha256="1" * 64),)}, ["capture-changed"]),
        ({"screenings": ()}, ["content-dropped"]),
        ({"relations": ()}, ["content-dropped"]),
        ({"relations": (RELATION.model_copy(update={"source": "o"}),)}, ["content-dropped"]),
        ({"relations": (RELATION.model_copy(update={"to": "p"}),)}, []),
        ({"statements": Statements()}, ["content-dropped"]),
        ({"readings": ()}, ["content-dropped"]),
        ({"vocabulary": {}}, ["content-dropped"]),
        ({"vocabulary": {"methods": TERMS[:1]}}, ["content-dropped"]),
        ({"vocabulary": {"methods": (TERMS[0], TERMS[1].model_copy(update={"id": "z"}))}}, []),
        ({"fields": FieldTable(FIELDS.fields[1:])}, ["content-dropped"]),
        ({"papers": (paper("p", claims=QUOTED[:2], notes=LONG, aliases=("q",)),)}, ["taken-away"]),
        ({"papers": (paper("p", claims=QUOTED, aliases=("q",)),)}, ["taken-away"]),
        ({"papers": (paper("p", claims=QUOTED, notes=LONG[:200], aliases=("q",)),)}, ["taken-away"]),
        ({"papers": (paper("p", claims=QUOTED, notes=LONG, aliases=("r",)),)}, ["taken-away"]),
        ({"papers": (paper("p", claims=QUOTED, notes=LONG, aliases=("q",), status="excluded"),)}, ["taken-away"]),
    ],
    ids=repr,
)
def test_whatever_is_taken_away_is_told(fields: dict[str, Any], expected: list[str]) -> None:
    assert rules(held(), held(**fields)) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"level": "off", "reason": "R."}, ["rule-lowered"]),
        ({"level": "advice", "reason": "R."}, ["rule-lowered"]),
        ({"limits": {"papers": 99}}, ["rule-lowered"]),
        ({"level": "error"}, []),
    ],
)
def test_a_rule_that_is_lowered_is_told(settings: dict[str, Any], expected: list[str]) -> None:
    one = RuleSetting.model_validate(settings)
    now = SETTINGS.model_copy(update={"rules": {"field-emptied": one}})
    assert rules(survey(), survey(settings=now)) == expected
    assert rules(survey(), survey(settings=now), messages="Lowers: field-emptied") == [
        "taken-away" if expected else "rule-lowered"
    ]
    raised = SETTINGS.model_copy(update={"rules": {"topic-size": RuleSetting(level="error")}})
    assert rules(survey(settings=raised), survey()) == ["rule-lowered"]


def git(root: Path, *words: str) -> str:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=N", "-c", "user.email=n@n.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", "-C", root, *who, *words], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A survey of eight papers, six of which have a venue, under version control."""
    files = {f"p{n}": paper_file(f"p{n}", "venue: V\n" if n < 6 else "") for n in range(8)}
    root = survey_folder(tmp_path / "survey", files)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    return root


def check(root: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of a check, and the rules that found something."""
    result = CliRunner().invoke(app, ["check", "-C", str(root), "--format", "json", *arguments])
    found = json.loads(result.stdout)["findings"] if result.exit_code < 2 else []
    return result.exit_code, [one["rule"] for one in found]


def test_a_dropped_paper_is_refused_until_a_commit_says_so(repository: Path) -> None:
    (repository / "content/papers/p3.md").unlink()
    assert check(repository, "--against", "HEAD") == (1, ["papers-dropped"])
    git(repository, "commit", "-qam", "Tidy up")
    assert check(repository, "--against", "HEAD~1") == (1, ["papers-dropped"])
    assert check(repository, "--against", "HEAD~1", "--allow-removal") == (0, [])
    git(repository, "commit", "-q", "--amend", "-m", "Tidy up\n\nRemoves: 1 paper")
    assert check(repository, "--against", "HEAD~1") == (0, ["taken-away"])
    assert check(repository) == (0, [])


def test_a_base_whose_settings_cannot_be_read_hides_nothing(repository: Path) -> None:
    settings = repository / "content/survey.yml"
    held = settings.read_text()
    settings.write_text("name: [\n")
    git(repository, "commit", "-qam", "Break it")
    settings.write_text(held)
    (repository / "content/papers/p3.md").unlink()
    assert check(repository, "--against", "HEAD") == (1, ["papers-dropped"])


def test_a_shallow_clone_says_why_it_knows_nothing(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "More")
    base = git(repository, "rev-parse", "HEAD~1")
    git(repository, "clone", "-q", "--depth=1", repository.as_uri(), str(tmp_path / "clone"))
    for command in (["check", "--against", base], ["diff", base]):
        result = CliRunner().invoke(app, [*command, "-C", str(tmp_path / "clone")])
        said = " ".join(result.output.split())
        assert result.exit_code == 2
        assert "shallow" in said and "git fetch --unshallow" in said and "fetch-depth: 0" in said


def test_an_emptied_field_is_refused_until_a_commit_says_so(repository: Path) -> None:
    for path in (repository / "content/papers").glob("*.md"):
        path.write_text(path.read_text().replace("venue: V\n", ""))
    git(repository, "commit", "-qam", "Write files anew")
    assert check(repository, "--against", "main~1") == (1, ["field-emptied"])
    git(repository, "commit", "-q", "--allow-empty", "-m", "Say so\n\nEmpties: venue")
    assert check(repository, "--against", "main~2") == (0, ["taken-away"])


def test_a_folder_may_stand_for_how_it_was(repository: Path, tmp_path: Path) -> None:
    before = survey_folder(tmp_path / "before", {"gone": paper_file("gone")})
    assert check(repository, "--against", str(before)) == (1, ["papers-dropped"])


@pytest.mark.parametrize("base", ["nothing", "--output=x", "HEAD:content", "$(touch x)"])
def test_a_base_that_does_not_exist_is_a_wrong_call(repository: Path, base: str) -> None:
    assert check(repository, "--against=HEAD")[0] in (0, 1)  # which keeps what it has found out for the next command
    before = sorted(repository.rglob("*"))
    assert check(repository, f"--against={base}") == (2, [])
    assert [path for path in repository.rglob("*") if path not in before and ".git" not in path.parts] == []


FOUND = (FoundAt(search="weekly", date="2026-05-31"),)
RUN = SearchRun(search="weekly", service="arxiv", address="a", date="2026-05-31", records=3)
EXCLUDED = CandidateDecision(status="excluded", reason="off-topic", by="Ada", date="2026-06-01")
CANDIDATE = ScreeningCandidate(key="c", title="C", abstract="A.", found=FOUND, decision=EXCLUDED)
PLAN = WatchPlan(searches=(SavedSearch(id="weekly", service="hf-daily"), SavedSearch(id="daily", service="hf-daily")))
SEARCHED = {"watch": PLAN, "runs": (RUN, RUN), "candidates": (CANDIDATE,)}


def redecided(**fields: Any) -> dict[str, Any]:
    """The same with another decision on the candidate."""
    decision = EXCLUDED.model_copy(update=fields) if fields else None
    return {"candidates": (CANDIDATE.model_copy(update={"decision": decision}),)}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"watch": WatchPlan(searches=PLAN.searches[:1])}, "1 search"),
        ({"watch": None}, "2 searches"),
        ({"runs": (RUN,)}, "1 run"),
        ({"runs": (RUN, RUN.model_copy(update={"records": 4}))}, "1 run"),
        ({"candidates": ()}, "1 candidate"),
        (redecided(), "1 decision"),
        (redecided(reason="no-data"), "1 decision"),
        (redecided(status="included", reason=None), "1 decision"),
    ],
)
def test_what_searches_have_brought_is_not_taken_away_unsaid(fields: dict[str, Any], said: str) -> None:
    reasons = {"vocabulary": {"reasons": (Term(id="off-topic", name="Off", definition="D."),)}}
    before, after = survey(**SEARCHED, **reasons), survey(**{**SEARCHED, **fields}, **reasons)
    (found,) = told(before, after)
    assert (found.rule, f"Removes: {said}" in found.fix) == ("content-dropped", True)
    assert rules(before, after, messages=f"Tidy up\n\nRemoves: {said}") == ["taken-away"]


def test_a_decision_may_follow_the_new_id_of_its_reason_and_be_dated_anew() -> None:
    reasons = {"vocabulary": {"reasons": (Term(id="out-of-scope", name="Off", definition="D."),)}}
    assert told(survey(**SEARCHED), survey(**{**SEARCHED, **redecided(reason="out-of-scope")}, **reasons)) == ()
    assert told(survey(**SEARCHED), survey(**{**SEARCHED, **redecided(date="2026-06-02")})) == ()


def test_further_runs_candidates_and_decisions_take_nothing_away() -> None:
    before = survey(**{**SEARCHED, **redecided()})
    more = (CANDIDATE, CANDIDATE.model_copy(update={"key": "d"}))
    assert told(before, survey(**{**SEARCHED, "runs": (RUN, RUN, RUN), "candidates": more})) == ()


def test_a_candidate_that_loses_its_abstract_is_told() -> None:
    bare = CANDIDATE.model_copy(update={"abstract": ""})
    assert rules(survey(**SEARCHED), survey(**{**SEARCHED, "candidates": (bare,)})) == ["field-emptied"]
