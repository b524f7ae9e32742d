"""A curator's `/done` decides what is ticked, in one pull request; nobody else's does anything."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.github.decide_ticked import DoneComment, NotDoneError, done_comment
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.incoming_issue import MARK
from livingsurvey.github.ticked_boxes import Tick, box, keys_of, read_ticks
from livingsurvey.github.weekly_branch import BRANCH
from livingsurvey.model import Status

from tests.commands.folders import held
from tests.github.github import BOT, person, running
from tests.github.keeping import KeepingGitHub, comment_event
from tests.github.repository import clone, commit, git, tip
from tests.github.weekly import Workflows, watching, works

REF = f"refs/heads/{BRANCH}"
FIRST, SECOND, THIRD, FOURTH = (one.key for one in works(4))


@pytest.fixture
def github(origin: Path) -> Iterator[KeepingGitHub]:
    """A GitHub whose repository has saved searches."""
    work = clone(origin, "begin")
    watching(work)
    commit(work, "Save searches")
    git(work, "push", "-q", "origin", "main")
    with running(KeepingGitHub(origin)) as made:
        yield made


@pytest.fixture
def workflows(github: KeepingGitHub) -> Workflows:
    """The workflows, after a week in which four candidates were found: issue 102, pull request 101."""
    made = Workflows(github)
    made.watch(works(4))
    github.actions.clear()
    return made


ISSUE, PULL = 102, 101


def test_what_is_ticked_is_decided_in_one_pull_request(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, FIRST, "include:caches")
    github.tick(ISSUE, FIRST, "include:decoding")
    github.tick(ISSUE, SECOND, "exclude:no-reef")
    github.tick(ISSUE, THIRD, "unsure")
    answer = workflows.done(github.comment(ISSUE))
    assert "**Decided: 3**" in answer
    assert "included in Caches, Decoding" in answer or "included in Decoding, Caches" in answer
    assert "excluded (No reef)" in answer
    assert "unsure says curator, and it waits" in answer
    assert f"This is proposed in #{PULL}, commit {tip(github.origin, REF)}." in answer
    assert answer.endswith("2 candidates wait.")
    assert [pull["number"] for pull in github.pulls] == [PULL]
    assert workflows.files(BRANCH) == [
        *(f"content/papers/{FIRST}.md", "content/readings/curator.jsonl"),
        *("content/searches/candidates.jsonl", "content/searches/drafts.jsonl", "content/searches/runs.jsonl"),
    ]
    assert keys_of(github.issue(ISSUE)["body"]) == {THIRD, FOURTH}
    assert read_ticks(github.issue(ISSUE)["body"]) == ()
    assert github.pulls[0]["title"] == "Saved searches: 4 new candidates, 1 included, 1 excluded"


def test_an_included_one_gets_the_terms_that_its_box_names_and_the_summary_of_the_comment(
    github: KeepingGitHub, workflows: Workflows
) -> None:
    github.tick(ISSUE, FIRST, "include:caches")
    github.tick(ISSUE, SECOND, "include:caches")
    boxes = github.issue(ISSUE)["body"]  # which kind is proposed first is the ranking's affair
    proposed, other = (
        re.findall(rf"candidate {SECOND} {action} kind=(\w+)", boxes)[0] for action in ("include:caches", "as")
    )
    assert {proposed, other} == {"method", "survey"}
    github.tick(ISSUE, SECOND, f"as kind={other}")
    said = f"/done\r\n{FIRST}: It counts kelp: all of it.\r\n- `{FOURTH}`: Nobody has ticked this.\r\nThank you"
    answer = workflows.done(github.comment(ISSUE, said))
    first, second = (workflows.text(BRANCH, f"content/papers/{key}.md") for key in (FIRST, SECOND))
    assert "summary: 'It counts kelp: all of it.'" in first and f"kind: {proposed}" in first
    assert f"kind: {other}" in second and "summary" not in second
    assert answer.count("still to be written: summary") == 1
    assert f"content/papers/{FOURTH}.md" not in workflows.files(BRANCH)


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        (("as",), "no topic is ticked"),
        (("as", "exclude:no-reef"), "contradict each other"),
    ],
)
def test_terms_alone_decide_nothing(
    github: KeepingGitHub, workflows: Workflows, actions: tuple[str, ...], said: str
) -> None:
    for action in actions:
        github.tick(ISSUE, FIRST, action)  # of the terms that are not proposed first there is one
    before = tip(github.origin, REF)
    assert said in workflows.done(github.comment(ISSUE))
    assert tip(github.origin, REF) == before


def test_boxes_of_several_terms_of_one_field_contradict_each_other(github: KeepingGitHub, workflows: Workflows) -> None:
    lines = [box(Tick(FIRST, "include:caches", f"kind={kind}"), "", True) for kind in ("method", "survey")]
    github.issue(ISSUE)["body"] += "\n" + "\n".join(lines)
    assert "several terms of «kind» are ticked" in workflows.done(github.comment(ISSUE))


def test_once_more_is_harmless(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, SECOND, "exclude:no-reef")
    event = github.comment(ISSUE)
    workflows.done(event)
    before, body = tip(github.origin, REF), github.issue(ISSUE)["body"]
    assert workflows.done(event) == "Nothing is ticked.\n\n3 candidates wait."
    assert (tip(github.origin, REF), github.issue(ISSUE)["body"]) == (before, body)


def test_a_run_that_ended_before_the_issue_was_renewed_is_harmless(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, SECOND, "exclude:no-reef")
    body = github.issue(ISSUE)["body"]
    workflows.done(github.comment(ISSUE))
    before = tip(github.origin, REF)
    github.issue(ISSUE)["body"] = body
    answer = workflows.done(github.comment(ISSUE))
    assert "**Decided before: 1**" in answer and "excluded by curator on 2026-11-30, before this." in answer
    assert tip(github.origin, REF) == before
    assert read_ticks(github.issue(ISSUE)["body"]) == ()


@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        (("include:caches", "exclude:no-reef"), "contradict each other"),
        (("include:caches", "unsure"), "contradict each other"),
        (("exclude:no-reef", "exclude:no-data"), "2 reasons are ticked; one is needed"),
    ],
)
def test_contradictory_ticks_change_nothing_while_the_others_go_on(
    github: KeepingGitHub, workflows: Workflows, ticks: tuple[str, ...], said: str
) -> None:
    for action in ticks:
        github.tick(ISSUE, FIRST, action)
    github.tick(ISSUE, SECOND, "exclude:no-reef")
    answer = workflows.done(github.comment(ISSUE))
    assert "**Decided: 1**" in answer
    assert "**Nothing was changed for 1**" in answer and said in answer
    assert {tick[:2] for tick in read_ticks(github.issue(ISSUE)["body"])} == {(FIRST, action) for action in ticks}
    assert f"content/papers/{FIRST}.md" not in workflows.files(BRANCH)


def test_marks_that_the_survey_does_not_know_are_named_and_nothing_else(
    github: KeepingGitHub, workflows: Workflows
) -> None:
    forged = [
        Tick("alpha", "exclude:no-reef"),  # a paper, which no mark may exclude
        Tick("no-such-key", "unsure"),
        Tick(FIRST, "include:no-such-topic"),
        Tick(THIRD, "exclude:no-such-reason"),
    ]
    lines = [box(tick, "@everyone", True) for tick in forged]
    github.issue(ISSUE)["body"] += "\n" + "\n".join([*lines, lines[0], box(Tick(SECOND, "exclude:no-data"), "", True)])
    answer = workflows.done(github.comment(ISSUE))
    assert "**Decided: 1**" in answer and "**Nothing was changed for 4**" in answer
    assert "the survey has no such candidate" in answer
    assert "there is no topic «no-such-topic»" in answer and "there is no reason «no-such-reason»" in answer
    assert workflows.files(BRANCH) == [
        *("content/readings/curator.jsonl", "content/searches/candidates.jsonl", "content/searches/runs.jsonl")
    ]


def test_removed_marks_and_boxes_without_any_decide_nothing(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, FIRST, "unsure")
    body = github.issue(ISSUE)["body"].replace(f"<!-- candidate {FIRST} unsure -->", "")
    github.issue(ISSUE)["body"] = body
    assert workflows.done(github.comment(ISSUE)).startswith("Nothing is ticked.")


def test_what_was_decided_meanwhile_on_the_main_branch_is_said(github: KeepingGitHub, workflows: Workflows) -> None:
    github.merge(PULL)
    github.tick(ISSUE, FIRST, "include:caches")
    github.tick(ISSUE, SECOND, "exclude:no-data")
    work = clone(github.origin, "curator")
    path = work / "content/searches/candidates.jsonl"
    first, *rest = path.read_text().splitlines()
    made = '"decision": {"status": "excluded", "reason": "no-data", "by": "ada", "date": "2026-11-29"}}'
    path.write_text("\n".join([f"{first[:-1]}, {made}", *rest]) + "\n")
    commit(work, "Exclude one")
    git(work, "push", "-q", "origin", "main")
    answer = workflows.done(github.comment(ISSUE))
    assert "excluded by ada on 2026-11-29, before this." in answer
    assert "**Decided: 1**" in answer
    assert keys_of(github.issue(ISSUE)["body"]) == {THIRD, FOURTH}


def test_a_decision_in_which_the_check_finds_a_fault_is_not_made(
    github: KeepingGitHub, workflows: Workflows, monkeypatch: pytest.MonkeyPatch
) -> None:
    from livingsurvey.github import decide_ticked
    from livingsurvey.model import Finding

    fault = Finding(f"content/papers/{FIRST}.md", 1, 0, "key-form", "this is @wrong.", "Write another.")
    real = decide_ticked.try_change

    def faulty(root: Path, survey: Any, changes: Any, today: Any) -> Any:
        tried = real(root, survey, changes, today)
        wrong = any(change.file == fault.file for change in changes)
        return type(tried)((*tried.new, fault) if wrong else tried.new, tried.report)

    monkeypatch.setattr(decide_ticked, "try_change", faulty)
    github.tick(ISSUE, FIRST, "include:caches")
    github.tick(ISSUE, SECOND, "include:caches")
    answer = workflows.done(github.comment(ISSUE))
    assert "**Decided: 1**" in answer
    assert "the check finds: this is &#64;&#8203;wrong. (key-form)" in answer
    assert [tick[:2] for tick in read_ticks(github.issue(ISSUE)["body"])] == [(FIRST, "include:caches")]


def test_the_issue_is_closed_when_all_is_decided(github: KeepingGitHub, workflows: Workflows) -> None:
    for key in (FIRST, SECOND, THIRD, FOURTH):
        github.tick(ISSUE, key, "exclude:no-reef")
    answer = workflows.done(github.comment(ISSUE))
    assert answer.endswith("0 candidates wait.")
    assert github.issue(ISSUE)["state"] == "closed"
    with pytest.raises(ProposalDeclinedError, match="This issue is closed"):
        workflows.done(
            comment_event(github.issue(ISSUE) | {"body": MARK}, {"id": 1, "user": person("c"), "body": "/done"})
        )


def test_with_several_readers_a_candidate_waits_for_the_next(github: KeepingGitHub, workflows: Workflows) -> None:
    github.merge(PULL)
    work = clone(github.origin, "curator")
    path = work / "content/watch.yml"
    path.write_text(f"readers: 2\n{path.read_text()}")
    commit(work, "Read twice")
    git(work, "push", "-q", "origin", "main")
    github.tick(ISSUE, FIRST, "include:caches")
    assert "included says curator, and it waits" in workflows.done(github.comment(ISSUE))
    assert read_ticks(github.issue(ISSUE)["body"]) == ()
    github.tick(ISSUE, FIRST, "include:caches")
    assert "included in Caches" in workflows.done(github.comment(ISSUE, login="second"))
    assert f"content/papers/{FIRST}.md" in workflows.files(BRANCH)


def event(**changes: Any) -> dict[str, Any]:
    """A curator's comment on our issue, with changes of the comment or of the issue."""
    issue = {"number": 5, "user": BOT, "body": f"{MARK}\n", "state": "open", "title": "T"}
    comment = {"id": 9, "user": person("curator"), "body": "/done", "author_association": "MEMBER"}
    made = comment_event(issue | changes.pop("issue", {}), comment | changes.pop("comment", {}))
    return made | changes


@pytest.mark.parametrize("association", ["OWNER", "MEMBER", "COLLABORATOR"])
@pytest.mark.parametrize("body", ["/done", "Thank you!\r\n  /done  \r\nSee you", "/done\n"])
def test_a_curators_comment_counts(association: str, body: str) -> None:
    given = event(comment={"author_association": association, "body": body})
    assert done_comment(given) == DoneComment(5, 9, "curator")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (event(action="edited"), "no new comment"),
        (event(action="deleted"), "no new comment"),
        (event(issue={"pull_request": {"url": "https://api.github.com/repos/owner/survey/pulls/5"}}), "pull request"),
        (event(comment={"body": "When is it /done?"}), "on a line of its own"),
        (event(comment={"body": "/done!"}), "on a line of its own"),
        (event(comment={"body": None}), "on a line of its own"),
        (event(comment={"body": "x" * 65_536}), "on a line of its own"),
        *(
            (event(comment={"author_association": one}), "not a curator's")
            for one in ("NONE", "CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "MANNEQUIN", "", None)
        ),
        (event(comment={"user": BOT}), "a program's"),
        (event(comment={"user": None}), "a program's"),
        (event(comment={"user": person("a\nb")}), "a program's"),
        (event(issue={"user": person("curator")}), "none of candidates"),
        (event(issue={"body": "No mark."}), "none of candidates"),
        (event(issue={"body": None}), "none of candidates"),
        ({"schedule": "23 5 * * 1"}, "no comment"),
        ({"inputs": {}, "ref": "refs/heads/main"}, "no comment"),
        ({"action": "opened", "issue": {"number": 5}}, "no comment"),
        ({"action": "created", "issue": {"number": "x"}, "comment": {"id": 1}}, "no comment"),
        ([], "no comment"),
        (None, "no comment"),
    ],
)
def test_nothing_else_does(given: Any, said: str) -> None:
    with pytest.raises(NotDoneError, match=said):
        done_comment(given)


def test_what_is_decided_passes_the_check(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, FIRST, "include:caches")
    workflows.done(github.comment(ISSUE))
    github.merge(PULL, squash=True)
    survey = held(workflows.root())
    assert survey.paper[FIRST].status == Status.INCLUDED
    assert survey.paper[FIRST].topics == ("caches",)


def test_who_was_unsure_can_decide_later(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, FIRST, "unsure")
    workflows.done(github.comment(ISSUE))
    github.tick(ISSUE, FIRST, "include:caches")
    assert "**Decided: 1**" in workflows.done(github.comment(ISSUE))


def test_nothing_is_decided_below_an_approval(github: KeepingGitHub, workflows: Workflows) -> None:
    github.tick(ISSUE, FIRST, "unsure")
    github.approve(PULL)
    with pytest.raises(ProposalDeclinedError, match=r"was approved as it is\. Merge or close it first"):
        workflows.done(github.comment(ISSUE))
    assert read_ticks(github.issue(ISSUE)["body"]) == (Tick(FIRST, "unsure"),)


def test_a_survey_that_cannot_be_read_is_said(github: KeepingGitHub, workflows: Workflows) -> None:
    work = clone(github.origin, "curator")
    (work / "content/papers/alpha.md").write_text("---\nkey: [\n---\n")
    commit(work, "Break it")
    git(work, "push", "-q", "origin", "main")
    github.tick(ISSUE, FIRST, "unsure")
    with pytest.raises(ProposalDeclinedError, match=r"cannot be read, so nothing was changed.*alpha\.md"):
        workflows.done(github.comment(ISSUE))
