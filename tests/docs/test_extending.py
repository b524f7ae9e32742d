"""The examples in the documentation of extensions work as they are printed."""

import re
import shlex
from pathlib import Path

import pytest
from livingsurvey.checks import RULES
from livingsurvey.cli.app import app
from typer.testing import CliRunner

from tests.build.sites import contents, site_folder
from tests.builders import REPOSITORY

TEXT = (REPOSITORY / "generator/docs/extending.md").read_text()
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: The parts of the text that have something to run, by their headings.
EXAMPLES = {
    part.split("\n")[0].removeprefix("## "): BLOCK.findall(part)
    for part in re.split(r"^(?=## )", TEXT, flags=re.MULTILINE)
    if "```sh" in part
}


def example(root: Path, name: str) -> list[str]:
    """Make a survey of an example's files and run its commands; return what they printed."""
    site_folder(root)
    printed = []
    for _, title, text in EXAMPLES[name]:
        if title:
            path = root / title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(path.read_text() + text if path.exists() else text)
    for command in (line for kind, _, text in EXAMPLES[name] if kind == "sh" for line in text.splitlines()):
        _, verb, *rest = shlex.split(command)
        given = [str(root / word) if (root / word).is_file() else word for word in rest]
        result = CliRunner().invoke(app, [verb, "-C", str(root), *given])
        assert result.exit_code == 0, result.output
        printed.append(result.output)
    return printed


def test_there_is_an_example_of_each() -> None:
    assert list(EXAMPLES) == ["A field with its page", "An importer", "A rule", "A set of pages"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_does_what_it_says(name: str, tmp_path: Path) -> None:
    printed = "\n".join(example(tmp_path / "survey", name))
    expected = [line for kind, _, text in EXAMPLES[name] if kind == "output" for line in text.splitlines()]
    assert expected
    assert [line for line in expected if line not in printed] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_short(name: str) -> None:
    assert max(text.count("\n") for _, _, text in EXAMPLES[name]) <= 40


def test_the_field_has_an_index_and_a_page_for_each_term(tmp_path: Path) -> None:
    example(tmp_path / "survey", "A field with its page")
    pages, site = contents(tmp_path / "survey/build/docs"), contents(tmp_path / "survey/site")
    assert b"Carolingian minuscule" in pages["scripts/index.md"]
    assert b"A psalter of the tenth century" in pages["scripts/carolingian.md"]
    assert {"scripts/index.html", "scripts/carolingian.html"} <= site.keys()


def test_the_importer_reads_all_facts(tmp_path: Path) -> None:
    example(tmp_path / "survey", "An importer")
    text = (tmp_path / "survey/content/papers/aspirin-and-the-prevention-of-heart-attacks.md").read_text()
    for fact in ("Ada Lovelace", "published: '2020'", "venue: The Lancet", "We follow 500 people for ten years."):
        assert fact in text


def test_the_page_is_built_and_no_template_is_published(tmp_path: Path) -> None:
    example(tmp_path / "survey", "A set of pages")
    site = contents(tmp_path / "survey/site")
    assert b">A secret</a>" in site["without-code.html"]
    assert b"1 of 1 included papers link no code." in site["without-code.html"]
    assert [name for name in site if name.endswith(".j2")] == []


def test_the_examples_leave_nothing_behind(tmp_path: Path) -> None:
    example(tmp_path / "survey", "A rule")
    assert "old-preprint" not in RULES
    result = CliRunner().invoke(app, ["check", "-C", str(site_folder(tmp_path / "other"))])
    assert "old-preprint" not in result.output
