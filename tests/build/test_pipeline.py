"""From content to the docs tree: everything once, and then only what changed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import livingsurvey
import pytest
from livingsurvey.build import forked_task, pipeline
from livingsurvey.build.outcome import Generated
from livingsurvey.build.pipeline import (
    DOCS,
    BuildError,
    build,
    generate,
    read_content,
    report,
)
from livingsurvey.build.stamps import PAGES_STAMP, SITE_STAMP
from livingsurvey.site.exports import export_search
from livingsurvey.site.messages import MessageError

from tests.build.sites import KEYS, UNSOUND, contents, edit, site_folder
from tests.builders import SURVEY_YML, paper_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey that has been generated."""
    folder = site_folder(tmp_path / "survey")
    assert generate(folder).errors == ()
    return folder


def names(root: Path, paths: tuple[Path, ...]) -> set[str]:
    return {path.relative_to(root / DOCS).as_posix() for path in paths}


def rewritten(root: Path) -> set[str]:
    """Generate again; what was written."""
    return names(root, generate(root).change.written)


def break_survey(root: Path) -> None:
    (root / "content" / "survey.yml").write_text("name: [")


def break_paper(root: Path) -> None:
    (root / "content" / "papers" / "bad.md").write_text(paper_file("bad", extra="nonsense: x\n"))


def test_the_first_generation_writes_every_page_and_export(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    outcome = generate(root)
    files = contents(root / DOCS)
    assert names(root, outcome.change.written) == set(files)
    assert outcome.change.total == len(files)
    assert not outcome.fresh
    assert {f"papers/{key}.md" for key in KEYS} <= set(files)
    assert {"index.md", "about.md", "topics/caches.md", "data/survey.json", "assets/search-index.js"} <= set(files)


def test_a_survey_without_any_paper_can_be_generated(tmp_path: Path) -> None:
    outcome = generate(site_folder(tmp_path / "survey", papers={}))
    assert outcome.errors == ()
    assert outcome.survey is not None
    assert outcome.survey.papers == ()


def test_unchanged_content_is_not_even_read_again(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")}
    outcome = generate(root)
    assert outcome.fresh
    assert outcome.survey is None
    assert not outcome.change
    assert list(outcome.seconds) == ["look"]
    assert {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")} == before


def test_a_file_saved_without_a_change_rewrites_nothing(root: Path) -> None:
    os.utime(root / "content" / "papers" / "one.md", ns=(1, 1))
    outcome = generate(root)
    assert not outcome.fresh
    assert not outcome.change


OWN = {"papers/one.md", "data/survey.json"}
EXPLORED = OWN | {"explore.md", "assets/explore-data.js"}
SHOWN = EXPLORED | {"topics/caches.md"}


def told(written: set[str]) -> set[str]:
    """Of what was written, the pages, and the data that hold every field of every paper."""
    return {name for name in written if name.endswith(".md") or name in SHOWN}


@pytest.mark.parametrize(
    ("old", "new", "files"),
    [
        ("---\n", "", OWN),
        ("abstract:", "authors: [Ada]\nabstract:", EXPLORED | {"browse.md", "index.md", "people/index.md"}),
        ("abstract:", "doi: 10.1000/x\nabstract:", OWN | {"assets/explore-data.js"}),
        ("abstract:", "summary: Zebra.\nabstract:", SHOWN),
    ],
    ids=["notes", "authors", "doi", "summary"],
)
def test_only_the_files_that_show_a_changed_field_are_rewritten(
    root: Path, old: str, new: str, files: set[str]
) -> None:
    path = root / "content" / "papers" / "one.md"
    text = path.read_text()
    path.write_text(text.replace(old, new, 1) if new else f"{text}A note.\n")
    assert told(rewritten(root)) == files


def test_a_changed_title_is_rewritten_wherever_it_is_shown(root: Path) -> None:
    edit(root, "one", "title: One", "title: Uno")
    written = rewritten(root)
    assert SHOWN | {"papers/index.md"} <= written
    assert {f"papers/{key}.md" for key in KEYS} >= {name for name in written if name.startswith("papers/")} - {
        "papers/index.md"
    }
    assert not {"about.md", "sources.md", "topics/index.md"} & written


def test_a_changed_hand_page_rewrites_itself_alone(root: Path) -> None:
    (root / "content" / "pages" / "about.md").write_text("---\ntitle: About\n---\nOther words.\n")
    assert rewritten(root) == {"about.md"}


def test_a_new_paper_gets_a_page(root: Path) -> None:
    (root / "content" / "papers" / "four.md").write_text(paper_file("four"))
    assert {"papers/four.md", "papers/index.md", "index.md", "data/survey.json"} <= rewritten(root)


def test_a_removed_paper_loses_its_page(root: Path) -> None:
    (root / "content" / "papers" / "one.md").unlink()
    outcome = generate(root)
    removed = {name for name in names(root, outcome.change.removed) if not name.startswith("data/search/")}
    assert removed == {"papers/one.md", "data/papers/one.bib", "data/papers/one.js"}
    assert "papers/one.md" not in contents(root / DOCS)


def test_a_stray_file_is_removed_once_content_changes(root: Path) -> None:
    (root / DOCS / "stray" / "deep").mkdir(parents=True)
    (root / DOCS / "stray" / "deep" / "x.md").write_text("x")
    edit(root, "one", "title: One", "title: Uno")
    generate(root)
    assert not (root / DOCS / "stray").exists()


@pytest.mark.parametrize("name", ["site/paper/paper.md.j2", "analysis/typeset.py", "__init__.py"])
def test_a_change_of_the_generator_is_noticed(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    package = root.parent / "generator"
    shutil.copytree(Path(livingsurvey.__file__).parent, package)
    monkeypatch.setattr(livingsurvey, "__file__", str(package / "__init__.py"))
    generate(root)
    assert generate(root).fresh
    with (package / name).open("a") as file:
        file.write("\n")
    assert not generate(root).fresh
    assert generate(root).fresh


def test_a_new_template_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = root.parent / "generator"
    shutil.copytree(Path(livingsurvey.__file__).parent, package)
    monkeypatch.setattr(livingsurvey, "__file__", str(package / "__init__.py"))
    generate(root)
    (package / "site" / "paper" / "new.md.j2").write_text("")
    assert not generate(root).fresh


@pytest.mark.parametrize("note", [b"", b"[]", b"null", b"{", b'"x"', b"{}", b'{"stamp": 1}', b"\xff", None])
def test_a_spoilt_or_missing_stamp_means_generating_again(root: Path, note: bytes | None) -> None:
    if note is None:
        (root / PAGES_STAMP).unlink()
    else:
        (root / PAGES_STAMP).write_bytes(note)
    outcome = generate(root)
    assert not outcome.fresh
    assert not outcome.change
    assert generate(root).fresh


def test_a_missing_tree_is_generated_again(root: Path) -> None:
    before = contents(root / DOCS)
    shutil.rmtree(root / DOCS)
    assert not generate(root).fresh
    assert contents(root / DOCS) == before


def test_findings_are_told_again_next_time(root: Path) -> None:
    break_paper(root)
    first, second = generate(root), generate(root)
    assert [finding.file for finding in first.errors] == ["content/papers/bad.md"]
    assert second.findings == first.findings
    assert second.errors == first.errors


def test_findings_are_gone_once_they_are_mended(root: Path) -> None:
    break_paper(root)
    generate(root)
    (root / "content" / "papers" / "bad.md").write_text(paper_file("bad"))
    assert generate(root).errors == ()
    assert generate(root).errors == ()


def test_a_bad_paper_is_left_out_and_the_others_are_generated(root: Path) -> None:
    before = contents(root / DOCS)
    break_paper(root)
    generate(root)
    assert contents(root / DOCS) == before


def test_rules_of_the_collection_are_checked_too(root: Path) -> None:
    edit(root, "one", "topics: [caches]", "topics: [ghost]")
    assert [finding.rule for finding in generate(root).errors] == ["unknown-topic"]


@pytest.mark.parametrize("break_it", [break_survey, lambda root: (root / "content" / "survey.yml").unlink()])
def test_without_a_readable_survey_the_old_tree_stays(root: Path, break_it: Callable[[Path], None]) -> None:
    before = contents(root / DOCS)
    break_it(root)
    for _ in range(2):
        outcome = generate(root)
        assert outcome.survey is None
        assert not outcome.fresh
        assert [finding.file for finding in outcome.errors] == ["content/survey.yml"]
    assert contents(root / DOCS) == before


def test_a_mended_survey_is_read_again(root: Path) -> None:
    break_survey(root)
    generate(root)
    (root / "content" / "survey.yml").write_text(SURVEY_YML.replace("Test Survey", "FixedFile"))
    assert generate(root).errors == ()
    assert "FixedFile" in (root / DOCS / "index.md").read_text()


def test_what_an_editor_leaves_beside_a_paper_is_no_paper(root: Path) -> None:
    before = contents(root / DOCS)
    (root / "content" / "papers" / ".#one.md").symlink_to("someone@host.1234:5678")
    assert generate(root).errors == ()
    assert contents(root / DOCS) == before


def test_a_claim_that_is_not_sound_is_on_no_page_and_in_no_data(root: Path) -> None:
    edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    outcome = generate(root)
    assert [finding.rule for finding in outcome.errors] == ["quote-not-in-abstract"]
    assert not [name for name, data in contents(root / DOCS).items() if b"Not in it" in data]


def test_a_citation_of_a_paper_that_is_left_out_is_text(root: Path) -> None:
    break_paper(root)
    about = root / "content/pages/about.md"
    about.write_text("---\ntitle: About\n---\nAs [@bad], [the paper](papers/bad.md) and [@one] say.\n")
    generate(root)
    page = (root / DOCS / "about.md").read_text()
    assert "As (bad), the paper and ([One](papers/one.md" in page


def test_a_build_keeps_what_it_was_made_from(root: Path) -> None:
    facts = build(root)
    assert (facts["folder"], facts["sound"], facts["report"]) == ("site", True, report(generate(root).findings))
    assert facts["pages"] == len(list((root / DOCS).rglob("*.md")))
    assert facts["seconds"]["site"] > 0


def test_a_build_that_fails_leaves_no_stamp(root: Path) -> None:
    break_survey(root)
    with pytest.raises(BuildError, match=r"cannot be read\."):
        build(root)
    assert not (root / SITE_STAMP).exists()


def test_a_survey_that_changes_while_it_is_read_has_no_stamp(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _read_and_change(*args: Any, **options: Any) -> None:
        read_content(*args, **options)
        edit(root, "one", "abstract:", "summary: Written meanwhile.\nabstract:")

    monkeypatch.setattr(pipeline, "read_content", _read_and_change)
    build(root)
    assert not (root / SITE_STAMP).exists()
    monkeypatch.undo()
    build(root)
    assert "Written meanwhile." in (root / "site/papers/one.html").read_text()
    assert (root / SITE_STAMP).exists()


def test_each_stage_is_announced_and_timed(tmp_path: Path) -> None:
    stages: list[str] = []
    outcome = generate(site_folder(tmp_path / "survey"), progress=stages.append)
    assert list(dict.fromkeys(stages)) == ["look", "load", "check", "analysis", "pages", "write"]
    assert list(outcome.seconds) == list(dict.fromkeys(stages))
    assert all(seconds >= 0 for seconds in outcome.seconds.values())


def test_two_generations_of_the_same_content_are_the_same_bytes(tmp_path: Path) -> None:
    roots = [site_folder(tmp_path / name) for name in ("a", "b")]
    for root in roots:
        generate(root)
    assert contents(roots[0] / DOCS) == contents(roots[1] / DOCS)


def test_a_catalogue_of_messages_that_cannot_be_read_stops_a_build_until_it_is_corrected(root: Path) -> None:
    catalogue = root / "overrides/messages/en.html"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text("{% set messages = { %}")
    with pytest.raises(MessageError, match=r"en\.html: is not JSON"):
        generate(root)
    catalogue.write_text('{% set messages = {"js.cite.copy": "Copy it"} %}')
    assert "assets/messages.js" in rewritten(root)
    assert b'"js.cite.copy":"Copy it"' in (root / DOCS / "assets/messages.js").read_bytes()


@pytest.mark.parametrize(("way", "times"), [("fork", 1), (None, 0)])
def test_who_waits_for_other_processes_can_do_something_meanwhile(
    root: Path, monkeypatch: pytest.MonkeyPatch, way: str | None, times: int
) -> None:
    monkeypatch.setattr(forked_task, "way_to_start", lambda: way)
    called: list[None] = []
    read_content(root, Generated(), meanwhile=lambda: called.append(None))
    assert len(called) == times


@pytest.mark.parametrize("way", ["fork", None])
@pytest.mark.parametrize("is_sound", [True, False])
def test_the_search_index_is_of_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str | None, is_sound: bool
) -> None:
    """Where something is left out, what another process has begun is not what is wanted."""
    monkeypatch.setattr(forked_task, "way_to_start", lambda: way)
    root, outcome = site_folder(tmp_path / "survey"), Generated()
    if not is_sound:
        break_paper(root)
        edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    read_content(root, outcome)
    content = outcome.content
    assert content and outcome.search
    assert bool(outcome.errors) is not is_sound
    assert outcome.search() == export_search(content.survey, content.analysis, content.messages)
