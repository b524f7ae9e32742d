"""A repository with saved searches and the candidates that they brought, and what workflows do in it."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from livingsurvey.github.decide_ticked import decide_ticked, done_comment
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.incoming_issue import renew_issue
from livingsurvey.github.weekly_branch import push_content, take_up, weekly_branch
from livingsurvey.github.weekly_proposal import weekly_proposal
from livingsurvey.model import ScreeningCandidate
from livingsurvey.store.search_files import CANDIDATES_FILE, RUNS_FILE, written_line

from tests.commands.candidates import candidate, run
from tests.commands.folders import held
from tests.github.github import TOKEN
from tests.github.keeping import KeepingGitHub
from tests.github.repository import clone, git

TODAY = date(2026, 11, 30)
WATCH = "every: 7\nsearches:\n  - {id: reefs, service: folder, query: exports}\n"
REASONS = (
    "- {id: no-reef, name: No reef, definition: It is not about reefs.}\n"
    "- {id: no-data, name: No data, definition: It measures nothing.}\n"
)


def works(number: int, first: int = 0) -> list[ScreeningCandidate]:
    """Candidates that are not like each other."""
    names = ("kelp", "squid", "coral", "crab", "whale", "tuna", "eel", "ray", "shrimp", "clam", "seal", "orca")
    return [
        candidate(
            f"{names[n % 12]}-{n}",
            title=f"{names[n % 12].capitalize()} {n} {names[(n * 5 + 1) % 12]} {names[(n * 7 + 2) % 12]}",
            abstract=f"We study {names[n % 12]} number {n} with caches or decoding, and {names[(n * 5 + 1) % 12]}, "
            "by a method, no survey.",
            authors=(f"Ada {names[n % 12].capitalize()}",),
            arxiv=f"2611.{n:05}",
        )
        for n in range(first, first + number)
    ]


def watching(root: Path) -> None:
    """Give a survey a plan of searches and reasons for exclusion."""
    (root / "content/watch.yml").write_text(WATCH)
    (root / "content/vocabulary/reasons.yml").write_text(REASONS)


def found(root: Path, candidates: Sequence[ScreeningCandidate], day: str = "2026-11-23") -> None:
    """Write down what a run has found, as `survey watch` does."""
    (root / "content/searches").mkdir(exist_ok=True)
    ran = run(service="folder", address="exports", date=day, new=len(candidates))
    for name, lines in ((RUNS_FILE, [ran]), (CANDIDATES_FILE, candidates)):
        with (root / name).open("a", encoding="utf-8") as file:
            file.writelines(f"{written_line(line)}\n" for line in lines)


class Workflows:
    """What the workflows `watch` and `candidates` do, each time in a new clone of the main branch."""

    def __init__(self, github: KeepingGitHub) -> None:
        self.github = github
        self._runs = 0

    def root(self) -> Path:
        """A new clone."""
        self._runs += 1
        return clone(self.github.origin, f"workflow-{self._runs}")

    def watch(self, candidates: Sequence[ScreeningCandidate] = (), day: str = "2026-11-23") -> str:
        """Run the searches, which find these candidates."""
        root = self.root()
        with GitHubClient("owner/survey", TOKEN, self.github.url) as client:
            take_up(root, client, weekly_branch(root, client))
            if candidates:
                found(root, candidates, day)
            survey = held(root)
            said = push_content(root, client, weekly_branch(root, client), weekly_proposal(root, survey))
            return f"{said} {renew_issue(client, survey, TODAY)}".strip()

    def done(self, event: object) -> str:
        """Decide by a comment."""
        root = self.root()
        with GitHubClient("owner/survey", TOKEN, self.github.url) as client:
            return decide_ticked(root, client, done_comment(json.loads(json.dumps(event))), TODAY)

    def text(self, ref: str, path: str) -> str:
        """A file of a branch."""
        return git(self.github.origin, "show", f"{ref}:{path}")

    def files(self, ref: str) -> list[str]:
        """The files of a branch that differ from the main branch's."""
        return git(self.github.origin, "diff", "--name-only", f"main...{ref}").splitlines()
