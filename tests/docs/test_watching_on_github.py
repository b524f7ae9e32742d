"""What the page of watching says of GitHub is so."""

import re

from livingsurvey.commands.watch_mail import COLUMNS
from livingsurvey.github.incoming_issue import DONE, TITLE
from livingsurvey.github.weekly_branch import BRANCH

from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/watching.md").read_text()
GITHUB = TEXT.partition("\n## On GitHub\n")[2].partition("\n## Without GitHub\n")[0]


def test_it_names_the_workflows_the_issue_the_branch_and_the_comment() -> None:
    workflows = re.findall(r"^\| `(\w+)` \|", GITHUB, re.MULTILINE)
    assert workflows == ["watch", "candidates"]
    assert all((REPOSITORY / f".github/workflows/{name}.yml").is_file() for name in workflows)
    assert f"«{TITLE}»" in GITHUB and f"`{BRANCH}`" in GITHUB and f"```text\n{DONE}\n" in GITHUB


def test_it_names_the_walk_through_and_the_width_of_mails() -> None:
    (test,) = re.findall(r"`(tests/\S+\.py)`", GITHUB)
    assert (REPOSITORY / test).is_file()
    assert f"at most {COLUMNS} columns" in TEXT.partition("\n## Without GitHub\n")[2]
