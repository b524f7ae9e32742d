"""The issue «Candidates of the week»: the candidates that wait, ranked, with boxes to tick.

One is open at a time. It is written anew when searches have run and when ticks have become decisions; what is ticked by
then, and is still to be decided, stays ticked. The survey is asked for all that is said; of the text that is there only
the ticks are read.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from livingsurvey.commands.waiting_candidates import WaitingCandidate, waiting_candidates
from livingsurvey.commands.watch_report import counted, linked, quoted, resembled, searches, sentences, table, weighed
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import BOT, author, within
from livingsurvey.github.ticked_boxes import AS, EXCLUDE, INCLUDE, UNSURE, Tick, box, keys_of, read_ticks
from livingsurvey.model import REASONS, FieldType, Survey

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
ticked waits here. Boxes of several topics belong together, the first is the primary one. Below `{DONE}` there may be \
a line for each that is included, its key and its summary: `a-key: What it does, in a sentence.` This text is written \
anew after each `{DONE}` and each week; what else there is to say belongs in a comment."""


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
    head = "\n\n".join((MARK, within(searches(survey, today), longest // 4), "## Candidates", _HOW))
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
    """What is said of a candidate, and its boxes; one that is ticked says what it said then."""
    key = one.candidate.key
    ticked = {(tick.action, tick.terms if tick.does == AS else ""): tick for tick in ticks if tick.key == key}
    boxes = {(tick.action, tick.terms if tick.does == AS else ""): tick for tick in _boxes(one)} | ticked
    items = (box(tick, _said(survey, tick), place in ticked) for place, tick in boxes.items())
    shown = [
        f"### {one.rank}. {linked(one)}",
        f"`{key}`",
        *resembled(one),
        *weighed(one),
        *sentences(one),
        "\n".join(items),
    ]
    return "\n\n".join(shown)


def _boxes(one: WaitingCandidate) -> Iterator[Tick]:
    """All boxes of a candidate, in their order.

    Whoever includes it says of what kind it is; the terms of other fields that the survey requires have a box of their
    own, since they are more than title and proposal tell.
    """
    key, needed = one.candidate.key, [of for of in one.terms if of.required]
    main, rest = needed[:1], ",".join(f"{of.field}={of.terms[0].id}" for of in needed[1:])
    terms = "".join(f"{of.field}={of.terms[0].id}" for of in main)
    for topic in one.topics:
        yield Tick(key, f"{INCLUDE}:{topic.id}", terms)
    if not one.topics:
        yield Tick(key, INCLUDE, terms)
    yield from (Tick(key, AS, f"{of.field}={term.id}") for of in main for term in of.terms[1:])
    yield from [Tick(key, AS, rest)] if rest else []
    yield from (Tick(key, f"{EXCLUDE}:{reason.id}") for reason in one.reasons)
    yield Tick(key, UNSURE)


def _said(survey: Survey, tick: Tick) -> str:
    """What the box of a known action says."""
    declared = {field.id: field for field in survey.fields.of("paper")}
    fields = {declared[name]: term for name, term in tick.fields.items()}
    terms = [f"{field.label}: {survey.word(field.vocabulary or '', term)}" for field, term in fields.items()]
    if tick.does == EXCLUDE:
        return f"exclude: {quoted(survey.word(REASONS, tick.of) or '')}"
    if tick.does == AS:
        return f"… with {'; '.join(map(quoted, terms))}"
    where = f" in {quoted(survey.topic[tick.of].title)}" if tick.of else ""
    what = f" ({'; '.join(map(quoted, terms))})" if terms else ""
    return f"include{where}{what}" if tick.does == INCLUDE else "unsure, decide later"


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
    topics = {topic.key for topic in survey.topics if topic.parent or not survey.areas}
    unknown = next((name for name, term in tick.fields.items() if not _has_term(survey, name, term)), "")
    wrong = {
        f"there is no topic «{quoted(tick.of)}»": tick.does == INCLUDE and tick.of and tick.of not in topics,
        f"there is no reason «{quoted(tick.of)}»": tick.does == EXCLUDE and tick.of not in _terms(survey, REASONS),
        f"«{quoted(tick.action)}» is no action": tick.does in (UNSURE, AS) and tick.of,
        f"there is no such term of «{quoted(unknown)}»": unknown,
    }
    return next((why for why, is_so in wrong.items() if is_so), "")


def _has_term(survey: Survey, name: str, term: str) -> bool:
    """Whether a field of papers of which each has one term has this one."""
    field = survey.fields.by_id.get(("paper", name))
    return field is not None and field.type == FieldType.TERM and term in _terms(survey, field.vocabulary or "")


def _terms(survey: Survey, vocabulary: str) -> set[str]:
    return {term.id for term in survey.vocabulary.get(vocabulary, ()) if not term.deprecated_to}
