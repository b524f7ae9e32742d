"""The intake from end to end, in folders made for one test."""

import hashlib
import shutil
from pathlib import Path

import pytest
from livingsurvey.importers import ingest
from livingsurvey.importers.add_source import UnusableFileError, take_in
from livingsurvey.importers.import_formats import IMPORTERS
from livingsurvey.importers.ingest import IngestReport, read_source
from livingsurvey.model import Source, Survey
from livingsurvey.store import load

from tests.builders import REPOSITORY, paper, seen, source, survey_folder

ABSTRACT = "This is the abstract of {title}, and it is a sentence of more than twelve words."


def listing(*titles: str) -> str:
    return "".join(f"{title}\n\n{ABSTRACT.format(title=title)}\n\n" for title in titles)


def capture(root: Path, text: str | bytes, identifier: str = "capture") -> Source:
    """Put a capture into the survey; its source states the right checksum."""
    data = text if isinstance(text, bytes) else text.encode()
    (root / f"content/sources/{identifier}.txt").write_bytes(data)
    return source(identifier, sha256=hashlib.sha256(data).hexdigest())


def run(root: Path, *sources: Source) -> IngestReport:
    """Take in sources as the command does: knowing what the folder holds."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return ingest(root, sources, loaded.survey.papers, loaded.survey.fields)


def papers(root: Path) -> dict[str, bytes]:
    """Everything in the folder of papers, hidden files too."""
    return {path.name: path.read_bytes() for path in sorted((root / "content/papers").iterdir())}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey without papers."""
    return survey_folder(tmp_path)


def test_every_record_becomes_a_file_that_loads(root: Path) -> None:
    report = run(root, capture(root, "new\n\n" + listing("One", "Two: a #1")))
    assert report.added == ["one", "two-a-1"]
    assert (report.records, report.papers, report.merged, report.header_lines) == (2, 2, 0, 1)
    assert (report.failures, report.conflicts, report.extended) == ([], [], [])
    held = load(root).survey
    assert held is not None
    assert held.paper["two-a-1"] == paper(
        "two-a-1", title="Two: a #1", abstract=ABSTRACT.format(title="Two: a #1"), seen=(seen(2, 7),)
    )


def test_a_paper_in_two_sources_becomes_one_file(root: Path) -> None:
    report = run(root, capture(root, listing("One", "Two")), capture(root, listing("Three", "One"), "later"))
    assert report.per_source == {"capture": 2, "later": 2}
    assert (report.records, report.papers, report.merged) == (4, 3, 1)
    assert b"  - {source: capture, rank: 1, line: 1}\n  - {source: later, rank: 2, line: 5}\n" in papers(root)["one.md"]


def test_a_second_run_changes_nothing(root: Path) -> None:
    sources = capture(root, listing("One", "Two")), capture(root, listing("One", "Three"), "later")
    run(root, *sources)
    before = papers(root)
    report = run(root, *sources)
    assert (report.added, report.extended) == ([], [])
    assert papers(root) == before


def test_the_same_captures_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [survey_folder(tmp_path / name) for name in ("first", "second")]
    for folder in folders:
        run(folder, capture(folder, listing("One", "Two", "One: More")))
    assert papers(folders[0]) == papers(folders[1])


def test_a_later_source_adds_to_the_provenance_and_leaves_the_curation_alone(root: Path) -> None:
    first = capture(root, listing("One", "Two"))
    run(root, first)
    path = root / "content/papers/one.md"
    curated = (
        path.read_text()
        .replace("authors:\n", "authors:  # from the PDF\n  - Ada Lovelace\n")
        .replace("published:\n", "published: 2025-01\n")
        .replace("status:\n", "# agreed by two editors\nstatus: included\n")
        + "A curator's *notes*.\n"
    )
    path.write_text(curated)
    report = run(root, first, capture(root, listing("One"), "later"))
    assert (report.added, report.extended) == ([], ["one"])
    known = "  - {source: capture, rank: 1, line: 1}\n"
    assert path.read_text() == curated.replace(known, known + "  - {source: later, rank: 1, line: 1}\n")


def test_a_curated_file_without_new_provenance_is_not_even_reformatted(root: Path) -> None:
    odd = "---\ntitle:   'One'\nseen: [ {source: capture, line: 1, rank: 1} ]\n# why\nabstract: Mine\n---\n\n\n"
    survey_folder(root, {"one": odd})
    report = run(root, capture(root, listing("One")))
    assert (report.added, report.extended) == ([], [])
    assert papers(root) == {"one.md": odd.encode()}


def test_a_corrected_title_does_not_bring_the_paper_back(root: Path) -> None:
    held = capture(root, listing("One Titel"))
    run(root, held)
    path = root / "content/papers/one-titel.md"
    path.write_text(path.read_text().replace("title: One Titel", "title: The Right One"))
    before = papers(root)
    assert run(root, held).added == []
    assert papers(root) == before


def test_an_edited_abstract_of_a_known_paper_is_not_overwritten(root: Path) -> None:
    held = capture(root, listing("One"))
    run(root, held)
    path = root / "content/papers/one.md"
    path.write_text(path.read_text().replace("This is the abstract", "This was the abstract"))
    before = papers(root)
    run(root, held)
    assert papers(root) == before


def test_a_missing_source_is_reported_and_the_others_are_read(root: Path) -> None:
    report = run(root, source("gone"), capture(root, listing("One")))
    (failure,) = report.failures
    assert (failure.file, failure.rule) == ("content/sources/gone.txt", "source")
    assert "No such file" in failure.message
    assert report.per_source == {"gone": 0, "capture": 1}
    assert list(papers(root)) == ["one.md"]


def test_a_folder_in_the_place_of_a_source_is_reported(root: Path) -> None:
    (root / "content/sources/folder.txt").mkdir()
    (failure,) = run(root, source("folder")).failures
    assert "cannot be read: it is no plain file" in failure.message


def test_a_source_that_differs_from_its_checksum_is_reported(root: Path) -> None:
    held = capture(root, listing("One"))
    (root / "content/sources/capture.txt").write_text(listing("One", "Smuggled"))
    (failure,) = run(root, held).failures
    assert (failure.file, failure.rule) == ("content/sources/capture.txt", "source")
    assert "differs from the sha256" in failure.message


def test_a_source_of_unknown_format_is_reported_with_the_formats_there_are(root: Path) -> None:
    odd = capture(root, listing("Two"), "odd").model_copy(update={"format": "telegram"})
    report = run(root, odd, capture(root, listing("One")))
    (failure,) = report.failures
    assert (failure.file, failure.message) == ("content/sources/sources.yml", "unknown format «telegram».")
    assert all(name in failure.fix for name in IMPORTERS)
    assert list(papers(root)) == ["one.md"]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfeO\x00n\x00e\x00",
        bytes(range(256)) * 40,
        b"\x00" * 1000,
        b"{}",
        b"x" * 30_000,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_one_bad_source_does_not_stop_the_others(root: Path, bad: bytes) -> None:
    report = run(root, capture(root, listing("One")), capture(root, bad, "bad"), capture(root, listing("Two"), "last"))
    assert report.per_source == {"capture": 1, "bad": 0, "last": 1}
    assert {failure.file for failure in report.failures} == {"content/sources/bad.txt"}
    assert list(papers(root)) == ["one.md", "two.md"]


def test_a_bad_line_costs_only_its_own_record(root: Path) -> None:
    text = listing("One") + listing("Tw\x00o") + listing("Three")
    report = run(root, capture(root, text))
    assert report.added == ["one", "three"]
    assert sorted(failure.line for failure in report.failures) == [5, 7]


@pytest.mark.parametrize("separator", ["\r", "\x85", "\u2028"])
def test_a_foreign_line_end_in_a_title_does_not_make_a_file_that_cannot_be_read(root: Path, separator: str) -> None:
    report = run(root, capture(root, listing(f"A{separator}B", "Two")))
    assert report.added == ["two"]
    assert load(root).findings == ()


def test_contradicting_abstracts_are_reported_and_the_first_is_kept(root: Path) -> None:
    other = listing("One").replace("This is", "This was")
    report = run(root, capture(root, listing("One")), capture(root, other, "later"))
    (conflict,) = report.conflicts
    assert (conflict.file, conflict.line) == ("content/sources/later.txt", 1)
    assert b"This is the abstract" in papers(root)["one.md"]


def test_no_temporary_file_is_left(root: Path) -> None:
    run(root, capture(root, listing("One", "Two")))
    run(root, capture(root, listing("One", "Two")), capture(root, listing("Two"), "later"))
    assert list(papers(root)) == ["one.md", "two.md"]


def test_a_disk_that_fills_up_leaves_the_survey_as_it_was_and_the_next_run_completes_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = capture(root, listing("One", "Two", "Three"))

    replace = Path.replace

    def fill_up(path: Path, target: Path) -> Path:
        if target.name == "two.md":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", fill_up)
        with pytest.raises(OSError, match="No space"):
            run(root, held)
    assert list(papers(root)) == []
    assert run(root, held).added == ["one", "two", "three"]


def test_progress_counts_every_file(root: Path) -> None:
    run(root, capture(root, listing("One")))
    loaded = load(root).survey
    assert loaded is not None
    told: list[tuple[int, int]] = []
    sources = [capture(root, listing("One")), capture(root, listing("One", "Two", "Three"), "later")]
    ingest(root, sources, loaded.papers, loaded.fields, lambda _, done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_survey_without_sources_takes_in_nothing(root: Path) -> None:
    report = run(root)
    assert (report.records, report.papers, report.merged) == (0, 0, 0)
    assert papers(root) == {}


def test_reading_one_source_gives_its_records_and_writes_nothing(root: Path) -> None:
    read = read_source(root, capture(root, listing("One")))
    assert [record.title for record in read.records] == ["One"]
    assert read.failures == []
    assert papers(root) == {}


@pytest.fixture
def real_root(root: Path) -> Path:
    """The real captures in a survey without papers."""
    shutil.copytree(REPOSITORY / "content/sources", root / "content/sources", dirs_exist_ok=True)
    return root


def test_the_real_captures_become_535_papers_once(real_root: Path, real_survey: Survey) -> None:
    report = run(real_root, *real_survey.sources)
    assert list(report.per_source.values()) == [87, 83, 258, 119, 108]
    assert (report.records, report.papers, report.merged, report.header_lines) == (655, 535, 120, 26)
    assert (len(report.added), report.failures, report.conflicts) == (535, [], [])
    before = papers(real_root)
    assert len(before) == 535
    again = run(real_root, *real_survey.sources)
    assert (again.added, again.extended) == ([], [])
    assert papers(real_root) == before


def test_the_real_papers_need_nothing_more_from_the_real_captures(real_root: Path, real_survey: Survey) -> None:
    report = ingest(real_root, real_survey.sources, real_survey.papers, real_survey.fields)
    assert (report.added, report.extended) == ([], [])
    assert papers(real_root) == {}


@pytest.mark.parametrize("name", ["nul", "con", "COM1", "lpt9"])
def test_a_file_whose_name_systems_reserve_gets_another_among_the_sources(tmp_path: Path, name: str) -> None:
    root = survey_folder(tmp_path / "survey")
    file = tmp_path / f"{name}.csv"
    file.write_text("title\nReefs\n")
    assert take_in(root, file, ()).source.file == f"source-{name}.csv"


def test_a_file_without_entries_says_what_to_do(tmp_path: Path) -> None:
    root = survey_folder(tmp_path / "survey")
    file = tmp_path / "a.bib"
    file.write_text("% nothing\n")
    with pytest.raises(UnusableFileError, match="export it again"):
        take_in(root, file, ())
