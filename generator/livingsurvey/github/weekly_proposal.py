"""What the pull request of saved searches says: all that its branch has, and the main branch lacks."""

from collections.abc import Iterator
from pathlib import Path

from livingsurvey.commands.diff import content_at
from livingsurvey.commands.watch_report import quoted
from livingsurvey.github.kept_notes import within
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.model import REASONS, ScreeningCandidate, SearchRun, Status, Survey
from livingsurvey.store.search_files import CANDIDATES_FILE, RUNS_FILE, read_candidates, read_runs

_LONGEST = 50_000  # characters; GitHub takes 65,536
_ASIDE = """\
Merging makes the survey know all of this. Until then the next searches and decisions are added here. Please look at \
the files of papers; what else is to be changed in them is best changed after merging: nothing is added to this branch \
once somebody else has committed to it."""


def weekly_proposal(root: Path, survey: Survey) -> ChangeProposal:
    """Say what the pull request changes.

    Args:
        root: the survey's folder, where the main branch is checked out.
        survey: its content as it is to be.

    Raises:
        BaseRevisionError: when git cannot say what the main branch has.
    """
    with content_at(root, "HEAD") as base:
        runs = read_runs(base / RUNS_FILE)[0] if (base / RUNS_FILE).exists() else ()
        before = read_candidates(base / CANDIDATES_FILE)[0] if (base / CANDIDATES_FILE).exists() else ()
    known = {one.key: one for one in before}
    found = [one for one in survey.candidates if one.key not in known]
    decided = [one for one in survey.candidates if one.decision and not _is_decided(known.get(one.key))]
    known_runs = frozenset(runs)
    ran = [one for one in survey.runs if one not in known_runs]
    parts = [*_runs(ran, len(found)), *_decisions(survey, decided), _ASIDE]
    return ChangeProposal(_title(len(found), decided), within("\n\n".join(parts), _LONGEST))


def _is_decided(one: ScreeningCandidate | None) -> bool:
    return one is not None and one.decision is not None


def _title(found: int, decided: list[ScreeningCandidate]) -> str:
    said = [f"{found} new candidates" if found != 1 else "1 new candidate"]
    for status in (Status.INCLUDED, Status.EXCLUDED):
        number = sum(one.decision is not None and one.decision.status == status for one in decided)
        said += [f"{number} {status}"] if number else []
    return f"Saved searches: {', '.join(said)}"


def _runs(runs: list[SearchRun], found: int) -> Iterator[str]:
    if runs:
        yield f"### Searches\n\n{found} works are new to the survey."
        yield "\n".join(
            f"- {quoted(run.search)}, {run.date}: {run.records} records, {run.known} known, {run.new} new"
            + (f" – {quoted(run.fault)}" if run.fault else "")
            for run in runs
        )


def _decisions(survey: Survey, decided: list[ScreeningCandidate]) -> Iterator[str]:
    if decided:
        yield f"### Decisions: {len(decided)}"
        yield "\n".join(f"- {decision_line(survey, one)}" for one in decided)


def decision_line(survey: Survey, candidate: ScreeningCandidate) -> str:
    """A decided candidate in one line of Markdown: what was decided, of which work, and by whom.

    Args:
        survey: with the paper of an included one.
        candidate: with its decision.
    """
    decision = candidate.decision
    if decision is None:
        return f"waits: {quoted(candidate.title)}"
    paper = survey.paper.get(candidate.key)
    topics = ", ".join(quoted(survey.topic[key].title) for key in paper.topics if key in survey.topic) if paper else ""
    how = f"included{f' in {topics}' if topics else ''}"
    if decision.reason:
        reasons = {term.id: term.name for term in survey.vocabulary.get(REASONS, ())}
        how = f"excluded ({quoted(reasons.get(decision.reason, decision.reason))})"
    return f"{how}: {quoted(candidate.title)} – {quoted(decision.by)}"
