"""All of ``content/`` read into one survey: every error at once, and the good files stay."""

import os
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.model import Survey
from livingsurvey.store import load
from livingsurvey.store.survey_reader import Cache

from tests.builders import REPOSITORY, paper_file, survey_folder

SOURCES = "".join(
    f"- id: {name}\n  file: {name}.txt\n  format: f\n  origin: o\n  sha256: {'0' * 64}\n"
    for name in ("second", "first")
)
TERMS = "- {id: a, name: A, definition: D., synonyms: [Aa]}\n"


def topic_file(title: str, order: int = 0) -> str:
    """The text of a topic's file."""
    return f"---\ntitle: {title}\norder: {order}\nsummary: S.\n---\n"


def loaded(root: Path, cache: Cache | None = None) -> Survey:
    """The survey below ``root``, which has no findings."""
    outcome = load(root, cache)
    assert outcome.findings == ()
    assert outcome.survey is not None
    return outcome.survey


def keys(entries: tuple[Any, ...]) -> list[str]:
    """The keys of papers, topics or pages."""
    return [entry.key for entry in entries]


def places(root: Path) -> list[tuple[str, int]]:
    """File and line of every finding."""
    return [(found.file, found.line) for found in load(root).findings]


def test_every_kind_of_file_is_read(tmp_path: Path) -> None:
    page = "---\ntitle: About\n---\nText.\n"
    root = survey_folder(tmp_path, {"a-paper": paper_file()}, topics__a=topic_file("A"), pages__about=page)
    (root / "content/sources/sources.yml").write_text(SOURCES)
    survey = loaded(root)
    assert survey.settings.name == "Test Survey"
    assert (keys(survey.papers), keys(survey.topics), keys(survey.pages)) == (["a-paper"], ["a"], ["about"])
    assert [source.id for source in survey.sources] == ["second", "first"]


def test_each_vocabulary_has_its_file(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/vocabulary").mkdir()
    for name in ("kinds", "methods", "unheard-of"):
        (root / f"content/vocabulary/{name}.yml").write_text(TERMS)
    survey = loaded(root)
    assert {name: [term.name for term in terms] for name, terms in survey.vocabulary.items()} == {
        "kinds": ["A"],
        "methods": ["A"],
    }


def test_a_bad_term_leaves_the_others(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/vocabulary").mkdir()
    (root / "content/vocabulary/kinds.yml").write_text(f"- {{id: b}}\n{TERMS}")
    outcome = load(root)
    assert outcome.survey is not None
    assert [term.id for term in outcome.survey.vocabulary["kinds"]] == ["a"]
    assert {(found.file, found.line) for found in outcome.findings} == {("content/vocabulary/kinds.yml", 1)}


def test_a_survey_without_papers_topics_pages_and_sources_is_empty(tmp_path: Path) -> None:
    survey = loaded(survey_folder(tmp_path))
    assert (survey.papers, survey.topics, survey.pages, survey.sources) == ((), (), (), ())


def test_missing_folders_are_empty_ones(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    for name in ("papers", "topics", "pages", "sources"):
        (root / "content" / name).rmdir()
    assert loaded(root).papers == ()


def test_a_file_without_a_key_has_its_name_as_key(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"named-by-file": "---\ntitle: T\nabstract: x\n---\n"})
    assert keys(loaded(root).papers) == ["named-by-file"]


def test_other_files_beside_the_papers_are_not_read(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a-paper": paper_file()})
    (root / "content/papers/notes.txt").write_text("nothing")
    (root / "content/papers/old").mkdir()
    (root / "content/papers/old/b.md").write_text("nothing")
    assert keys(loaded(root).papers) == ["a-paper"]


def test_papers_and_pages_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = ("zebra", "a1", "mole", "b")
    pages = {f"pages__{name}": f"---\ntitle: {name}\n---\n" for name in names}
    survey = loaded(survey_folder(tmp_path, {name: paper_file(name) for name in names}, **pages))
    assert keys(survey.papers) == keys(survey.pages) == ["a1", "b", "mole", "zebra"]


def test_topics_come_by_order_and_then_by_title(tmp_path: Path) -> None:
    files = {"a": topic_file("Zoo", 2), "b": topic_file("Yak", 1), "c": topic_file("Ant", 2), "d": topic_file("Bee")}
    root = survey_folder(tmp_path, **{f"topics__{key}": text for key, text in files.items()})
    assert keys(loaded(root).topics) == ["d", "b", "c", "a"]


def test_a_survey_is_the_same_wherever_its_folder_is(tmp_path: Path) -> None:
    papers = {name: paper_file(name) for name in ("b", "a", "c")}
    one, two = (loaded(survey_folder(tmp_path / name, papers)) for name in ("one", "two"))
    assert one == two


def test_all_errors_of_all_files_are_reported_at_once_in_order_of_place(tmp_path: Path) -> None:
    root = survey_folder(
        tmp_path,
        {"b": paper_file("b", "status: maybe\ndoi: odd\n"), "a": "no front matter"},
        topics__t="---\ntitle: T\n---\n",
        pages__p="---\ntitle: A: B\n---\n",
    )
    (root / "content/sources/sources.yml").write_text("not: a list\n")
    (root / "content/vocabulary").mkdir()
    (root / "content/vocabulary/kinds.yml").write_text(TERMS + "- {id: B, name: B}\n")
    (root / "content/survey.yml").write_text("name: N\ncolour: red\n")
    assert places(root) == [
        ("content/pages/p.md", 2),
        ("content/papers/a.md", 1),
        ("content/papers/b.md", 4),
        ("content/papers/b.md", 5),
        ("content/sources/sources.yml", 1),
        ("content/survey.yml", 1),
        ("content/survey.yml", 1),
        ("content/survey.yml", 1),
        ("content/survey.yml", 2),
        ("content/topics/t.md", 2),
        ("content/vocabulary/kinds.yml", 2),
        ("content/vocabulary/kinds.yml", 2),
    ]


def test_every_finding_offers_a_fix(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": "x", "b": paper_file("b", "status: maybe\n"), "c": "---\na: b: c\n---\n"})
    assert [bool(found.fix) for found in load(root).findings] == [True, True, True]


def test_good_files_around_a_bad_one_survive(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a"), "b": "---\nbroken: [\n---\n", "c": paper_file("c")})
    outcome = load(root)
    assert outcome.survey is not None
    assert keys(outcome.survey.papers) == ["a", "c"]
    assert [found.file for found in outcome.findings] == ["content/papers/b.md"]


def test_a_link_or_folder_named_like_a_paper_is_reported_and_the_rest_survives(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a")})
    (root / "content/papers/gone.md").symlink_to("nowhere")
    (root / "content/papers/folder.md").mkdir()
    outcome = load(root)
    assert outcome.survey is not None
    assert keys(outcome.survey.papers) == ["a"]
    assert [found.file for found in outcome.findings] == ["content/papers/folder.md", "content/papers/gone.md"]


def test_a_missing_survey_yml_gives_no_survey_but_all_other_findings(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": "bad"})
    (root / "content/survey.yml").unlink()
    outcome = load(root)
    assert outcome.survey is None
    assert [found.file for found in outcome.findings] == ["content/papers/a.md", "content/survey.yml"]


@pytest.mark.parametrize("text", ["", "- a\n", "name: N\n", "name: [\n", "name: N\nname: M\n"])
def test_an_unusable_survey_yml_gives_no_survey(tmp_path: Path, text: str) -> None:
    root = survey_folder(tmp_path)
    (root / "content/survey.yml").write_text(text)
    outcome = load(root)
    assert outcome.survey is None
    assert {found.file for found in outcome.findings} == {"content/survey.yml"}


def test_sources_that_are_no_list_are_reported_and_the_survey_stays(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a")})
    (root / "content/sources/sources.yml").write_text("id: a\nfile: b\n")
    outcome = load(root)
    assert outcome.survey is not None
    assert (keys(outcome.survey.papers), outcome.survey.sources) == (["a"], ())
    assert [(found.file, found.line) for found in outcome.findings] == [("content/sources/sources.yml", 1)]


def test_a_bad_source_leaves_the_others(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/sources/sources.yml").write_text(SOURCES.replace("file: second.txt", "file: ../second.txt"))
    outcome = load(root)
    assert outcome.survey is not None
    assert [source.id for source in outcome.survey.sources] == ["first"]
    assert [found.line for found in outcome.findings] == [2]


def test_only_changed_files_are_read_again(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a"), "b": paper_file("b")})
    cache = Cache()
    before = loaded(root, cache)
    (root / "content/papers/b.md").write_text(paper_file("b", "venue: Elsewhere\n"))
    after = loaded(root, cache)
    assert after.paper["a"] is before.paper["a"]
    assert (before.paper["b"].venue, after.paper["b"].venue) == (None, "Elsewhere")


def test_a_file_of_the_same_size_with_another_time_is_read_again(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "venue: One\n")})
    path = root / "content/papers/a.md"
    cache = Cache()
    loaded(root, cache)
    path.write_text(paper_file("a", "venue: Two\n"))
    os.utime(path, ns=(0, 1))
    assert loaded(root, cache).paper["a"].venue == "Two"


def test_a_file_of_the_same_time_with_another_size_is_read_again(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "venue: One\n")})
    path = root / "content/papers/a.md"
    cache = Cache()
    os.utime(path, ns=(0, 1))
    loaded(root, cache)
    path.write_text(paper_file("a", "venue: Three\n"))
    os.utime(path, ns=(0, 1))
    assert loaded(root, cache).paper["a"].venue == "Three"


def test_an_unchanged_file_is_not_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    reads = []
    cache = Cache()
    for _ in range(3):
        assert cache.read("a.md", path.lstat(), (), lambda: reads.append(1) or (None, [])) == (None, [])
    assert len(reads) == 1


def test_findings_of_unchanged_files_are_told_again_until_mended(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "status: maybe\n")})
    cache = Cache()
    assert load(root, cache).findings == load(root, cache).findings != ()
    (root / "content/papers/a.md").write_text(paper_file("a"))
    assert loaded(root, cache).papers


def test_new_and_removed_files_are_noticed_in_spite_of_a_cache(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a"), "b": paper_file("b")})
    cache = Cache()
    loaded(root, cache)
    (root / "content/papers/a.md").unlink()
    (root / "content/papers/c.md").write_text(paper_file("c"))
    assert keys(loaded(root, cache).papers) == ["b", "c"]


def test_settings_and_sources_are_never_stale(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    cache = Cache()
    loaded(root, cache)
    survey_yml = root / "content/survey.yml"
    survey_yml.write_text(survey_yml.read_text().replace("Test Survey", "Next Survey"))
    (root / "content/sources/sources.yml").write_text(SOURCES)
    survey = loaded(root, cache)
    assert survey.settings.name == "Next Survey"
    assert len(survey.sources) == 2


def test_the_real_survey_loads_without_findings_and_whole(real_survey: Survey) -> None:
    counts = real_survey.counts
    assert (counts.records, counts.papers, counts.merged) == (655, 535, 120)


def test_every_entry_of_the_real_survey_stands_in_the_file_named_for_its_key(real_survey: Survey) -> None:
    entries = (*real_survey.papers, *real_survey.topics, *real_survey.pages)
    assert [entry.path for entry in entries if not (REPOSITORY / entry.path).is_file()] == []
