"""Which saved searches, runs, candidates, decisions and drafts a change takes away: what PRISMA counts rest on them."""

import json
from collections import Counter
from collections.abc import Iterator

from livingsurvey.model import REASONS, ScreeningCandidate, Survey
from livingsurvey.store.search_files import CANDIDATES_FILE, DRAFTS_FILE, RUNS_FILE, WATCH_FILE, written_line


def lost_searches(base: Survey, now: Survey) -> dict[str, tuple[str, list[str]]]:
    """What ``base`` has and ``now`` has no more: by thing, its file and the names of those that are gone.

    A run or draft whose line says something else is another one, and so is a decision with another outcome or reason.
    The id of a reason may change with its term.

    Args:
        base: the survey before.
        now: the survey after.
    """
    plans = [{one.id for one in survey.watch.searches} if survey.watch else set[str]() for survey in (base, now)]
    runs = Counter(base.runs) - Counter(now.runs)
    drafts = Counter(map(written_line, base.drafts)) - Counter(map(written_line, now.drafts))
    return {
        "search": (WATCH_FILE, sorted(plans[0] - plans[1])),
        "run": (RUNS_FILE, [f"{run.search} of {run.date}" for run in runs.elements()]),
        "candidate": (CANDIDATES_FILE, [one.key for one in base.candidates if one.key not in now.candidate]),
        "decision": (CANDIDATES_FILE, list(_decisions(base, now))),
        "draft": (DRAFTS_FILE, [_draft(line) for line in drafts.elements()]),
    }


def _draft(line: str) -> str:
    draft = json.loads(line)
    return f"{draft['key']} by {draft['reader']}"


def undecided(candidate: ScreeningCandidate) -> ScreeningCandidate:
    """A candidate without its decision, which is compared apart.

    Args:
        candidate: decided or not.
    """
    return candidate.model_copy(update={"decision": None})


def _decisions(base: Survey, now: Survey) -> Iterator[str]:
    reasons = {term.id for term in now.vocabulary.get(REASONS, ())}
    for was in base.candidates:
        after = now.candidate.get(was.key)
        if was.decision and after:
            old, new = was.decision, after.decision
            renamed = (
                new is not None and old.reason is not None and new.reason is not None and old.reason not in reasons
            )
            if new is None or old.status != new.status or (old.reason != new.reason and not renamed):
                yield was.key
