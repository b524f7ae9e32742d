"""One field of a front matter is replaced; every other line stays."""

import pytest
import yaml
from livingsurvey.store.field_blocks import with_field

ORDER = ("title", "authors", "venue", "doi", "provenance")


@pytest.mark.parametrize("old", ["[Ada, Bo]", "\n  - Ada\n  - Bo", "\n- Ada\n- Bo", "\n\n  - Ada\n\n  - Bo\n"])
def test_a_list_is_replaced_however_it_was_written(old: str) -> None:
    head = with_field(f"title: T\nauthors: {old}\nvenue: V\n", "authors", ["Cy"], ORDER)
    assert head.startswith("title: T\nauthors:\n  - Cy\n")
    assert yaml.safe_load(head) == {"title": "T", "authors": ["Cy"], "venue": "V"}


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("title: T\ndoi: x\n", "title: T\nvenue: V\ndoi: x\n"),
        ("doi: x\n", "venue: V\ndoi: x\n"),
        ("title: T\nvenue:  # to do\ndoi: x\n", "title: T\nvenue: V  # to do\ndoi: x\n"),
        ("venue:\n  # which?\ndoi: x\n", "# which?\nvenue: V\ndoi: x\n"),
        ("", "venue: V\n"),
    ],
)
def test_a_field_gets_its_position_and_keeps_its_comments(head: str, after: str) -> None:
    assert with_field(head, "venue", "V", ORDER) == after


def test_provenance_grows_below_what_is_written() -> None:
    head = "provenance:\n    doi: {file: a.csv,  line: 2}  # by hand\n"
    origins = {"doi": {"file": "a.csv", "line": 2}, "venue": {"file": "a.csv", "line": 3}}
    assert with_field(head, "provenance", origins, ORDER) == f"{head}    venue: {{file: a.csv, line: 3}}\n"


@pytest.mark.parametrize(
    "old", ["provenance: {doi: {file: a.csv, line: 1}}\n", "provenance:\n  doi:\n    file: a.csv\n"]
)
def test_provenance_in_another_form_is_written_anew(old: str) -> None:
    origins = {"doi": {"file": "a.csv", "line": 2}}
    assert with_field(old, "provenance", origins, ORDER) == "provenance:\n  doi: {file: a.csv, line: 2}\n"


def test_provenance_of_nothing_goes() -> None:
    head = "title: T\nprovenance:\n  doi: {file: a.csv, line: 2}\n"
    assert with_field(head, "provenance", {}, ORDER) == "title: T\n"
