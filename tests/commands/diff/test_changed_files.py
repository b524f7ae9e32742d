"""Files that no entry shows: each is listed, with its lines."""

from livingsurvey.commands.diff.changed_files import changed_files
from livingsurvey.commands.diff.diff_markdown import to_markdown
from livingsurvey.commands.diff.diff_report import MOST_LINES, DiffReport
from livingsurvey.store.base_revision import PathChange


def told(*changes: PathChange) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What is told of files, by path."""
    return {file.path: (file.was, file.lines) for file in changed_files(changes, {"content/papers/p.md"})}


def test_what_became_of_files_is_told() -> None:
    assert told(
        PathChange("content/papers/p.md", b"a", b"b"),
        PathChange("new.yml", None, b"a: 1\n"),
        PathChange("old.yml", b"b: 1\n", None),
        PathChange("mkdocs.yml", b"a: 1\nb: 2\n", b"a: 1\nb: 3\n"),
    ) == {
        "new.yml": ("added", ("+a: 1",)),
        "old.yml": ("removed", ("-b: 1",)),
        "mkdocs.yml": ("changed", ("-b: 2", "+b: 3")),
    }


def test_a_file_that_moves_is_one_line() -> None:
    files = told(PathChange("a/Name.txt", b"x", None), PathChange("a/name.txt", None, b"x"))
    assert files == {"a/name.txt": ("moved from a/Name.txt", ())}


def test_each_file_that_goes_is_told_though_another_one_like_it_moves() -> None:
    files = told(*(PathChange(f, b"x\n", None) for f in ("a.yml", "b.yml")), PathChange("c.yml", None, b"x\n"))
    assert files == {"a.yml": ("removed", ("-x",)), "c.yml": ("moved from b.yml", ())}


def test_a_file_that_becomes_a_link_is_told_though_its_bytes_stay() -> None:
    files = told(PathChange("a.html", b"b.html", b"b.html", "now a link"))
    assert files == {"a.html": ("changed: now a link", ())}


def test_a_comment_that_goes_with_an_edit_of_a_paper_is_told() -> None:
    before, after = b"---\n# retracted\ntitle: A\n---\n", b"---\ntitle: B\n---\n# A heading\n"
    files = told(PathChange("content/papers/p.md", before, after))
    assert files == {"content/papers/p.md": ("changed: its comments", ("-# retracted",))}


def test_what_differs_at_the_end_of_a_long_line_is_shown() -> None:
    long = b"Words, and more of them. " * 200
    assert told(PathChange("a.yml", long + b"No one.", long + b"All.")) == {
        "a.yml": ("changed", ("- and more of them. No one.", "+ and more of them. All."))
    }


def test_a_sign_that_is_no_text_hides_no_line() -> None:
    assert told(PathChange("a.html", b"a", b"evil\xff"))["a.html"][1] == ("-a", "+evil\\xff")


def test_workflows_and_code_come_before_the_content() -> None:
    paths = [f"{name}" for name in ("content/map.json", ".github/workflows/a.yml", "overrides/main.html")]
    assert list(told(*(PathChange(path, b"", b"x") for path in paths)))[-1] == "content/map.json"


def test_files_that_are_no_text_are_named() -> None:
    odd = PathChange("a\udcff.png", b"\xff\x00", b"\xff\x00\xfd")
    (file,) = changed_files([odd], ())
    assert (file.path, file.lines) == ("a\\xff.png", ())
    assert "a&#92;xff.png (changed)" in to_markdown(DiffReport(base="main", files=(file,)))


def test_lines_are_counted_where_they_are_too_many() -> None:
    (file,) = changed_files([PathChange("a.txt", b"", b"x\n" * 100)], ())
    assert (len(file.lines), file.more) == (MOST_LINES, 100 - MOST_LINES)
    assert "more lines" in to_markdown(DiffReport(base="main", files=(file,)))


def test_line_ends_alone_are_told() -> None:
    assert told(PathChange("a.txt", b"a\r\n", b"a\n"))["a.txt"][1] == ("-a\r", "+a")
