"""What the page about building says: what is kept, by which workflows, and how it is measured."""

import re

import yaml

from tests.bench.builds import PARTS
from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/building.md").read_text()


def test_what_any_machine_may_use_is_what_the_workflows_keep() -> None:
    rows = re.findall(r"^\| (`.*?) \| .*? \| any machine(?!; it only)", TEXT, re.MULTILINE)
    (job, *_) = yaml.safe_load((REPOSITORY / ".github/workflows/publish.yml").read_text())["jobs"].values()
    (kept,) = {step["with"]["path"] for step in job["steps"] if "actions/cache" in step.get("uses", "")}
    assert {row.strip("`").rstrip("/") for row in rows} == set(kept.split())


def test_every_part_of_the_measurement_exists() -> None:
    table = TEXT.partition("## Speed")[2].partition("## Many machines")[0]
    named = {part for code in re.findall(r"`([a-z -]+)`", table) for part in code.split()}
    assert named - {"survey", "--hundred-thousand"} <= set(PARTS)
    assert "serve" in named
