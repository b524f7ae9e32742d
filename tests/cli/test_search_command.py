"""``survey search``: what is printed of what is found, and what is said where nothing is."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_app import assert_exit, run
from tests.commands.test_search_site import site

__all__ = ["site"]


@pytest.fixture
def root(site: Path) -> Path:
    """A small survey with a built index."""
    return site.parent


def test_what_is_found_is_listed_with_its_pages(root: Path) -> None:
    result = run("search", "raised", "beds", "-C", root)
    assert_exit(result, 0)
    assert result.output.splitlines()[0] == "1. Raised beds"
    assert "papers/raised-beds.html" in result.output
    assert result.output.splitlines()[-1] == "1 found, 1 with every word; 1 shown."


def test_topics_that_are_named_come_first(root: Path) -> None:
    result = run("search", "soil", "-C", root)
    assert result.output.startswith("topics: Soil (topics/soil.html)\n")


def test_programs_read_json(root: Path) -> None:
    result = run("search", "--json", "--limit", "1", "title:roses", "-C", root)
    assert_exit(result, 0)
    found = json.loads(result.output)
    assert {name: found[name] for name in ("found", "whole", "missing")} == {"found": 1, "whole": 1, "missing": 0}
    assert [paper["key"] for paper in found["papers"]] == ["old-roses"]


def test_nothing_found_is_said_and_is_no_success(root: Path) -> None:
    result = run("search", "zzzzqqqq", "-C", root)
    assert_exit(result, 1)
    assert "Nothing found. Try fewer or other words." in result.output


def test_parts_that_cannot_be_read_are_told(root: Path) -> None:
    (root / "site/data/search/d0.js").write_text("nothing")
    result = run("search", "raised beds", "-C", root)
    assert "Part of the search index cannot be read: papers may be missing. Build the site again." in result.text


def test_a_site_that_is_not_built_is_told_in_one_line(root: Path) -> None:
    shutil.rmtree(root / "site")
    result = run("search", "beds", "-C", root)
    assert_exit(result, 1)
    assert result.text.strip().endswith("There is no search index: build the site first, by `survey build`.")
