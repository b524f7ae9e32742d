"""The issue of candidates: what is in it, what fits, and that no tick is lost when it is written anew."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from livingsurvey.commands.waiting_candidates import waiting_candidates
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.incoming_issue import MARK, MOST, is_ours, issue_body, renew_issue, unknown_action
from livingsurvey.github.ticked_boxes import Tick, keys_of, read_ticks
from livingsurvey.model import SavedSearch, Survey, WatchPlan

from tests.commands.candidates import candidate, excluded, learned, run
from tests.github.github import BOT, TOKEN, person, running
from tests.github.keeping import KeepingGitHub

TODAY = date(2026, 11, 30)
REEF, STAR = candidate("new-reef"), candidate("new-star", abstract="Stars shine in galaxies.")


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[KeepingGitHub]:
    """A GitHub that keeps issues."""
    with running(KeepingGitHub(tmp_path)) as made:
        yield made


def body(survey: Survey, *ticks: Tick, **fields: int) -> str:
    return issue_body(survey, TODAY, waiting_candidates(survey, MOST, {tick.key for tick in ticks}), ticks, **fields)


def renew(keeper: KeepingGitHub, survey: Survey, *answered: Tick) -> str:
    with GitHubClient("owner/survey", TOKEN, keeper.url) as client:
        return renew_issue(client, survey, TODAY, answered)


def test_each_candidate_has_a_box_for_everything_that_can_become_of_it() -> None:
    text = body(learned(REEF, STAR))
    assert text.startswith(MARK)
    assert "| 1 | [New reef](https://arxiv.org/abs/2611.00001)" in text
    actions = re.findall(r"^- \[ \] (.*) <!-- candidate new-reef (\S+) -->$", text, re.MULTILINE)
    assert actions == [
        ("include in Corals", "include:corals"),
        ("include in Fish", "include:fish"),
        ("exclude: No reef", "exclude:no-reef"),
        ("exclude: No data", "exclude:no-data"),
        ("unsure, decide later", "unsure"),
    ]
    assert text.index("### 1. [New reef]") < text.index("### 2. [New star]")


def test_a_survey_without_topics_can_include_all_the_same() -> None:
    survey = learned(REEF, topics=())
    assert "- [ ] include <!-- candidate new-reef include -->" in body(survey)


def test_however_many_searches_fail_candidates_are_in_it_and_it_is_not_too_long() -> None:
    plan = WatchPlan(searches=tuple(SavedSearch(id=f"s-{n}", service="arxiv", query="a") for n in range(300)))
    runs = tuple(run(search=saved.id, fault="@*" * 240) for saved in plan.searches)
    loud = candidate("new-star", title="@*" * 2000, authors=("@*" * 2000,), abstract="@* stars. " * 900)
    text = body(learned(REEF, loud, watch=plan, runs=runs))
    assert len(text) <= 65_000
    assert {"new-reef", "new-star"} == keys_of(text)
    assert "@*" not in text


def test_ticks_stay_and_so_does_a_topic_that_is_not_proposed_any_more() -> None:
    quiet = candidate("new-reef", title="Corals", abstract="")
    kept = (Tick("new-reef", "exclude:no-data"), Tick("new-reef", "include:fish"))
    assert set(read_ticks(body(learned(quiet), *kept))) == set(kept)
    assert "- [x] include in Fish <!-- candidate new-reef include:fish -->" in body(learned(quiet), *kept)


@pytest.mark.parametrize(
    "tick",
    [
        Tick("no-such-key", "unsure"),
        Tick("coral-1", "unsure"),
        Tick("new-star", "unsure"),
        Tick("new-reef", "include:no-topic"),
        Tick("new-reef", "include:sea"),
        Tick("new-reef", "exclude:no-reason"),
        Tick("new-reef", "exclude"),
        Tick("new-reef", "unsure:corals"),
    ],
)
def test_ticks_that_mean_nothing_are_dropped(tick: Tick) -> None:
    survey = learned(REEF, candidate("new-star", decision=excluded()))
    assert read_ticks(body(survey, tick)) == ()


def test_what_is_no_action_is_named_without_acting() -> None:
    assert unknown_action(learned(), Tick("new-reef", "include:corals")) == ""
    assert "there is no topic «no-topic»" in unknown_action(learned(), Tick("new-reef", "include:no-topic"))


def test_as_many_fit_as_github_takes_and_ticked_ones_first() -> None:
    numbered = ((n, f"Reef {n} " + "@ab " * 90, f"2611.{n:05}") for n in range(MOST + 20))
    many = learned(*(candidate(f"reef-{n:02}", title=title, arxiv=arxiv) for n, title, arxiv in numbered))
    last = Tick(f"reef-{MOST + 19:02}", "unsure")
    text = body(many, last, longest=30_000)
    assert len(text) <= 30_000
    assert last in read_ticks(text)
    shown = len(keys_of(text))
    assert 5 < shown < MOST
    assert f"The {shown} most promising are shown; {MOST + 20 - shown} more wait." in text
    assert text.count("\n### ") == shown
    assert len(body(many, longest=65_000)) <= 65_000


def test_it_is_opened_renewed_and_closed(keeper: KeepingGitHub) -> None:
    assert renew(keeper, learned(REEF, STAR)) == "Opened issue 101."
    assert keeper.issue(101)["title"] == "Candidates of the week"
    assert renew(keeper, learned(REEF)) == "Renewed issue 101."
    assert keys_of(keeper.issue(101)["body"]) == {"new-reef"}
    assert renew(keeper, learned()) == "Closed issue 101."
    assert keeper.issue(101)["state"] == "closed"
    assert renew(keeper, learned(REEF)) == "Opened issue 102."


def test_nothing_is_opened_while_nothing_waits(keeper: KeepingGitHub) -> None:
    assert renew(keeper, learned()) == "No candidate waits for a decision."
    assert keeper.written == []


def test_what_did_not_change_is_not_written(keeper: KeepingGitHub) -> None:
    renew(keeper, learned(REEF))
    keeper.asked.clear()
    renew(keeper, learned(REEF))
    assert keeper.written == []


def test_ticks_are_kept_when_it_is_renewed_and_answered_ones_are_not(keeper: KeepingGitHub) -> None:
    renew(keeper, learned(REEF, STAR))
    keeper.tick(101, "new-reef", "include:corals")
    keeper.tick(101, "new-star", "unsure")
    renew(keeper, learned(REEF, STAR, candidate("reef-3")), Tick("new-star", "unsure"))
    assert read_ticks(keeper.issue(101)["body"]) == (Tick("new-reef", "include:corals"),)


def test_a_box_that_is_ticked_while_it_is_written_stays_ticked(
    keeper: KeepingGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew(keeper, learned(REEF, STAR))

    def slow(*given: object) -> object:
        keeper.tick(101, "new-star", "exclude:no-reef")
        return waiting_candidates(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("livingsurvey.github.incoming_issue.waiting_candidates", slow)
    renew(keeper, learned(REEF, STAR))
    assert read_ticks(keeper.issue(101)["body"]) == (Tick("new-star", "exclude:no-reef"),)


@pytest.mark.parametrize(
    ("issue", "is_one"),
    [
        ({"user": BOT, "body": f"{MARK}\r\ntext"}, True),
        ({"user": person("curator"), "body": MARK}, False),
        ({"user": None, "body": MARK}, False),
        ({"user": BOT, "body": f"text {MARK}"}, False),
        ({"user": BOT, "body": None}, False),
        ({"user": BOT, "body": MARK, "pull_request": {"url": "x"}}, False),
    ],
)
def test_only_what_was_opened_here_is_ours(issue: dict[str, object], is_one: bool) -> None:
    assert is_ours(issue) is is_one


def test_issues_of_others_are_left_alone(keeper: KeepingGitHub) -> None:
    theirs = {"number": 7, "title": "Candidates of the week", "body": f"{MARK}\nmine", "state": "open"}
    keeper.issues = [theirs | {"user": person("stranger")}]
    assert renew(keeper, learned(REEF)) == "Opened issue 101."
    assert keeper.issue(7)["body"] == f"{MARK}\nmine"
