"""Posting the report of an untrusted build on its pull request.

The build of a fork's change runs without a token and leaves an artifact. This runs afterwards, with the code of the
main branch and a token, and trusts nothing in the artifact: one file of a known name, of limited size, whose data
must fit the model of a report; the words of the comment are written here. Which pull request it belongs to is asked
of GitHub, never of the artifact.
"""

import io
import re
import zipfile
from typing import Any

from pydantic import ValidationError

from livingsurvey.commands.diff.diff_markdown import to_markdown
from livingsurvey.commands.diff.diff_report import DiffReport
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import keep_comment
from livingsurvey.model.errors import SurveyError

#: The artifact, its one file, and the most bytes of either.
ARTIFACT = "report"
FILE = "report.json"
MOST = 1_000_000

_MARK = "<!-- survey report -->"


class CommentRefusedError(SurveyError):
    """The artifact is not what the build leaves; nothing was posted."""


def post_report(client: GitHubClient, event: Any) -> str:
    """Post the report of a finished build on its pull request, in place of an earlier one.

    Args:
        client: the repository.
        event: the ``workflow_run`` event.

    Returns:
        One line that says what was done.

    Raises:
        CommentRefusedError: when event or artifact are not what they should be.
        GitHubError: when GitHub does not answer.
    """
    run = _run(event)
    number = _pull_request(client, run)
    if number is None:
        return "The build belongs to no open pull request; nothing was posted."
    text = comment_of(_artifact(client, run["id"]))
    renewed = keep_comment(client, number, _MARK, text)
    return f"{'Renewed' if renewed else 'Posted'} on pull request {number}."


def comment_of(archive: bytes) -> str:
    """Return the comment for an artifact.

    Raises:
        CommentRefusedError: when it is no zip archive of exactly one small file of the known name with a report in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            members = opened.infolist()
            if [member.filename for member in members] != [FILE]:
                raise CommentRefusedError(f"The artifact must contain {FILE} and nothing else.")
            if members[0].file_size > MOST or members[0].flag_bits & 1:
                raise CommentRefusedError(f"{FILE} is encrypted, or has more than {MOST} bytes.")
            with opened.open(members[0]) as file:
                data = file.read(MOST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise CommentRefusedError(f"The artifact cannot be read: {error}") from error
    if len(data) > MOST:
        raise CommentRefusedError(f"{FILE} has more than {MOST} bytes.")
    try:
        return to_markdown(DiffReport.model_validate_json(data))
    except ValidationError as error:
        raise CommentRefusedError(f"{FILE} is not a report: {error.error_count()} mistakes.") from error


def _run(event: Any) -> dict[str, Any]:
    """The parts of the event that are used, each of the type it must have."""
    try:
        run = event["workflow_run"]
        sha, owner = str(run["head_sha"]), str(run["head_repository"]["owner"]["login"])
        found = {"id": int(run["id"]), "sha": sha, "branch": str(run["head_branch"]), "owner": owner}
        if run["event"] != "pull_request" or not re.fullmatch("[0-9a-f]{40}", sha):
            raise CommentRefusedError("The event is not of the build of a pull request.")
    except (KeyError, TypeError, ValueError) as error:
        raise CommentRefusedError("The event is not of a finished workflow.") from error
    return found


def _pull_request(client: GitHubClient, run: dict[str, Any]) -> int | None:
    """The open pull request whose newest commit was built; an older build has nothing to say any more."""
    pulls = client.get("pulls", state="open", head=f"{run['owner']}:{run['branch']}", per_page=100)
    return next((int(pull["number"]) for pull in pulls if pull["head"]["sha"] == run["sha"]), None)


def _artifact(client: GitHubClient, run: int) -> bytes:
    listed = client.get(f"actions/runs/{run}/artifacts", per_page=100)["artifacts"]
    found = [each for each in listed if each["name"] == ARTIFACT]
    if len(found) != 1:
        raise CommentRefusedError(f"The build must leave one artifact «{ARTIFACT}», but left {len(found)}.")
    return client.download(f"actions/artifacts/{int(found[0]['id'])}/zip", MOST)
