"""What the tool's pages and help say of formats: all that there are."""

import re
from pathlib import Path

import pytest
from livingsurvey.cli import add_commands
from livingsurvey.importers.import_formats import IMPORTERS

REPOSITORY = Path(__file__).parents[2]
_OWN = ("hf-daily-papers-text", "hf-daily-papers-json")  # listings of one site, which no program exports


def test_the_help_names_every_format() -> None:
    assert set(re.findall(r"[a-z-]+(?=,)", add_commands._FORMATS)) == set(IMPORTERS)


@pytest.mark.parametrize("page", ["README.md", "generator/docs/importing.md"])
def test_the_pages_name_every_format(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text)) | ({"csl-json"} if "CSL JSON" in text else set())
    assert set(IMPORTERS) - set(_OWN) <= named
