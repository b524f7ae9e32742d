"""What a site is about: what was published, in which words, with addresses that the environment gives."""

from pathlib import Path

import pytest
from livingsurvey.build.content import dated, read_publishable
from livingsurvey.store import load
from livingsurvey.store.history import last_commit

from tests.build.sites import edit, site_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey."""
    return site_folder(tmp_path / "survey")


def test_what_is_printed_is_what_is_published(root: Path) -> None:
    edit(root, "one", "abstract:", "aliases: [once]\nabstract:")
    edit(root, "two", "abstract:", "aliases: [index]\nabstract:")  # which is an error
    survey = read_publishable(root)
    assert survey is not None
    assert [survey.paper[key].aliases for key in ("one", "two")] == [("once",), ()]
    (root / "content" / "survey.yml").write_text("name: [")
    assert read_publishable(root) is None


def test_addresses_of_the_environment_are_in_place_of_those_of_the_survey(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = load(root).survey
    assert survey is not None
    monkeypatch.setenv("SITE_URL", "https://example.org/here/")
    settings = dated(root, survey, last_commit(root)).settings
    assert (settings.site_url, settings.repository) == ("https://example.org/here/", survey.settings.repository)
