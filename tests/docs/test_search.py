"""What is written of the search is true of it."""

import re
from typing import Any

from livingsurvey.search import form
from livingsurvey.search.engine import Engine
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.packing import script

from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/search.md").read_text("utf-8")


def test_the_example_makes_an_index_that_answers() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    engine = Engine(IndexReader(names["parts"].__getitem__))
    (hit,) = engine.search("leeks").hits
    assert engine.reader.row("d", hit.document) == ["leek", "Leek soup"]


def test_figures_are_those_of_the_index() -> None:
    assert f"`form` ({form.FORM})" in TEXT
    assert f"up to {form.PLACED:,} documents" in TEXT
    assert f"more than {form.MOST_DOCUMENTS:,} documents" in TEXT
    sizes = (
        f"of {form.RECORDS} documents a part, `t` the texts for snippets of {form.TEXTS}, `n` things of {form.THINGS}"
    )
    assert sizes in TEXT


def test_the_form_of_a_part_is_as_written() -> None:
    (written,) = re.findall(r"one statement, `(.*?)`", TEXT)
    assert script("NAME", "EPOCH", b"").decode().startswith(written[: written.index("DATA")])


def test_marks_of_keys_are_as_written() -> None:
    assert f"| `p` | `{form.NAMED}` and a stem" in TEXT
    assert f"| `p` | `{form.SAME}` and an identifier" in TEXT
    assert [f"U+{ord(mark):04X}" for mark in (form.NAMES, form.JOINED, form.THING)] == ["U+0001", "U+0002", "U+0003"]
