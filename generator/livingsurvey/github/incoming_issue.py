"""The issue «Candidates of the week»: the candidates that wait, ranked, with boxes to tick.

One is open at a time. It is written anew when searches have run and when ticks have become decisions; what is ticked by
then, and is still to be decided, stays ticked. The survey is asked for all that is said; of the text that is there only
the ticks are read.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from livingsurvey.commands.waiting_candidates import ProposedEntry, WaitingCandidate, waiting_candidates
from livingsurvey.commands.watch_report import counted, linked, quoted, reasons_shown, searches, table
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import BOT, author
from livingsurvey.github.ticked_boxes import EXCLUDE, INCLUDE, UNSURE, Tick, box, keys_of, read_ticks
from livingsurvey.model import REASONS, Survey

TITLE = "Candidates of the week"
#: What our issue begins with, and no other.
MARK = "<!-- survey candidates -->"
#: What a comment must say, on a line of its own.
DONE = "/done"
_LONGEST = 65_000  # GitHub takes 65,536 characters
_SPARE = 500  # characters for what says how many wait
#: The most candidates in it, as far as they fit.
MOST = 40
_NOTHING = "No candidate waits for a decision."
_HOW = f"""\
Tick what is to become of each, then comment `{DONE}`: all that is ticked becomes one pull request, and what is not \
ticked stays here. Boxes of several topics belong together, the first is the primary one. Without a tick a candidate \
waits. This text is written anew after each `{DONE}` and each week; what else there is to say belongs in a comment."""


def issue_body(
    survey: Survey,
    today: date,
    described: Sequence[WaitingCandidate],
    ticks: Sequence[Tick] = (),
    longest: int = _LONGEST,
) -> str:
    """Write the text of the issue; empty where no candidate waits.

    Args:
        survey: with its candidates.
        today: the day, which says what is overdue.
        described: candidates that wait, in the order of their ranks.
        ticks: boxes that are ticked; those that the survey knows stay ticked.
        longest: the most characters; as many candidates are in it as fit, those with ticks first.
    """
    kept = [tick for tick in ticks if _is_known(survey, tick)]
    ticked = {tick.key for tick in kept}
    chosen = [one for one in described if one.rank <= MOST or one.candidate.key in ticked]
    if not chosen:
        return ""
    head = "\n\n".join((MARK, searches(survey, today), "## Candidates", _HOW))
    sections = {one.candidate.key: _section(survey, one, kept) for one in chosen}
    left, fitting = longest - len(head) - _SPARE, set()
    for one in sorted(chosen, key=lambda one: (one.candidate.key not in ticked, one.rank)):
        left -= len(sections[one.candidate.key]) + len(table([one])) + 2
        if left < 0:
            break
        fitting.add(one.candidate.key)
    shown = [one for one in chosen if one.candidate.key in fitting]
    parts = [head, counted(survey, len(shown)), table(shown), *(sections[one.candidate.key] for one in shown)]
    return "\n\n".join(parts)


def open_issue(client: GitHubClient) -> dict[str, Any] | None:
    """Our open issue, if there is one.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    return next((issue for issue in client.every("issues", state="open") if is_ours(issue)), None)


def is_ours(issue: dict[str, Any]) -> bool:
    """Whether an issue is one of candidates that was opened here.

    Args:
        issue: as GitHub describes it.
    """
    return (
        author(issue) == BOT and "pull_request" not in issue and str(issue.get("body") or "").lstrip().startswith(MARK)
    )


def renew_issue(client: GitHubClient, survey: Survey, today: date, answered: Collection[Tick] = ()) -> str:
    """Open the issue, write it anew, or close it where nothing waits. Returns what was done.

    Args:
        client: the repository.
        survey: with its candidates.
        today: the day, which says what is overdue.
        answered: ticks that have become decisions or readings, which are taken away.

    Raises:
        GitHubError: when GitHub does not answer.
    """
    issue = open_issue(client)
    before = str(issue["body"]) if issue else ""
    described = waiting_candidates(survey, MOST, keys_of(before))
    if issue is None:
        body = issue_body(survey, today, described)
        return f"Opened issue {client.create('issues', {'title': TITLE, 'body': body})}." if body else _NOTHING
    number = int(issue["number"])
    now = _body(client, number)  # read anew, since a box may have been ticked while candidates were ranked
    body = issue_body(survey, today, described, [tick for tick in read_ticks(now) if tick not in answered])
    if not body:
        client.send("PATCH", f"issues/{number}", {"body": f"{MARK}\n{_NOTHING}", "state": "closed"})
        return f"Closed issue {number}."
    if body != now:
        client.send("PATCH", f"issues/{number}", {"body": body})
    return f"Renewed issue {number}."


def _body(client: GitHubClient, number: int) -> str:
    got = client.get(f"issues/{number}")
    return str(got.get("body") or "") if isinstance(got, dict) else ""


def _section(survey: Survey, one: WaitingCandidate, ticks: Sequence[Tick]) -> str:
    """What is said of a candidate, and its boxes."""
    key = one.candidate.key
    named = dict(_boxes(one))
    ticked = {tick.action for tick in ticks if tick.key == key}
    for action in sorted(ticked - named.keys()):  # a topic that is not proposed any more
        named[action] = _named(survey, Tick(key, action))
    items = (box(Tick(key, action), text, action in ticked) for action, text in named.items())
    return "\n\n".join([f"### {one.rank}. {linked(one)}", *reasons_shown(one), "\n".join(items)])


def _boxes(one: WaitingCandidate) -> list[tuple[str, str]]:
    topics: Sequence[ProposedEntry | None] = one.topics or (None,)
    found = [
        (f"{INCLUDE}:{topic.id}", f"include in {quoted(topic.name)}") if topic else (INCLUDE, "include")
        for topic in topics
    ]
    found += [(f"{EXCLUDE}:{reason.id}", f"exclude: {quoted(reason.name)}") for reason in one.reasons]
    return [*found, (UNSURE, "unsure, decide later")]


def _named(survey: Survey, tick: Tick) -> str:
    """What the box of a known action says."""
    if tick.does == EXCLUDE:
        return f"exclude: {quoted(next(term.name for term in survey.vocabulary[REASONS] if term.id == tick.of))}"
    return f"include in {quoted(survey.topic[tick.of].title)}" if tick.of else tick.does


def _is_known(survey: Survey, tick: Tick) -> bool:
    """Whether a tick means something that can still be decided."""
    candidate = survey.candidate.get(tick.key)
    return candidate is not None and candidate.waits and not unknown_action(survey, tick)


def unknown_action(survey: Survey, tick: Tick) -> str:
    """Why the survey does not know what a tick asks for; empty where it does.

    Args:
        survey: with its topics and reasons.
        tick: read from the issue.
    """
    reasons = {term.id for term in survey.vocabulary.get(REASONS, ())}
    topics = {topic.key for topic in survey.topics if topic.parent or not survey.areas}
    if tick.does == INCLUDE and tick.of and tick.of not in topics:
        return f"there is no topic «{quoted(tick.of)}»"
    if tick.does == EXCLUDE and tick.of not in reasons:
        return f"there is no reason «{quoted(tick.of)}»"
    return f"«{quoted(tick.action)}» is no action" if tick.does == UNSURE and tick.of else ""
