"""The server for writing: it follows changes and survives mistakes."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from livingsurvey.build import server
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.server import Preview, serve

from tests.build.served import Served, save_until_built
from tests.build.sites import BARE_MKDOCS_YML, KEYS, UNSOUND, contents, edit, site_folder
from tests.builders import MKDOCS_YML, SURVEY_YML, paper_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey."""
    return site_folder(tmp_path / "survey")


@pytest.fixture
def preview(root: Path, tmp_path: Path) -> Preview:
    """A preview of it, built once."""
    made = Preview(root, tmp_path / "preview", "http://127.0.0.1:1/")
    assert str(made.rebuild()).startswith("Built all pages in ")
    return made


def page(preview: Preview, name: str) -> str:
    return (preview.site / name).read_text()


def times(preview: Preview) -> dict[str, int]:
    return {p.relative_to(preview.site).as_posix(): p.stat().st_mtime_ns for p in preview.site.rglob("papers/*.html")}


def test_the_first_build_makes_every_page(preview: Preview) -> None:
    assert {f"papers/{key}.html" for key in KEYS} <= set(contents(preview.site))


def test_copies_of_a_preview_import_no_libraries_again(root: Path, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from livingsurvey.build import forked_task
from livingsurvey.build.server import Preview

send, preview = forked_task._send, Preview(Path(sys.argv[1]), Path(sys.argv[2]), "http://127.0.0.1:1/")

def send_and_say(receiver, sender, function):
    before = set(sys.modules)
    send(receiver, sender, function)
    print("imported", *{name for name in set(sys.modules) - before if "." not in name}, flush=True)

forked_task._send, forked_task.way_to_start = send_and_say, lambda: "fork"
print(preview.rebuild())
"""
    command = [sys.executable, "-c", script, str(root), str(tmp_path / "preview")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Built all pages" in said
    assert said.count("imported") == 3
    assert "numpy" not in said
    assert "rapidfuzz" not in said


def test_the_site_itself_is_not_touched(preview: Preview, root: Path) -> None:
    preview.rebuild()
    assert not (root / "site").exists()


def test_a_changed_paper_shows_up(preview: Preview, root: Path) -> None:
    edit(root, "one", "The abstract of one.", "Other words.")
    assert str(preview.rebuild()).startswith("Built what changed in ")
    assert "Other words." in page(preview, "papers/one.html")


def test_a_page_that_has_not_changed_is_not_built_again(preview: Preview, root: Path) -> None:
    before = times(preview)
    edit(root, "one", "abstract:", "authors: [Ada]\nabstract:")
    preview.rebuild()
    after = times(preview)
    assert {name for name in after if after[name] != before[name]} == {"papers/one.html"}


def test_nothing_is_built_again_when_nothing_has_changed(preview: Preview) -> None:
    before = times(preview)
    assert str(preview.rebuild()).startswith("Built what changed in ")
    assert times(preview) == before


def test_a_new_paper_gets_a_page(preview: Preview, root: Path) -> None:
    (root / "content" / "papers" / "four.md").write_text(paper_file("four"))
    preview.rebuild()
    assert "The abstract of four." in page(preview, "papers/four.html")
    assert "four.html" in page(preview, "papers/index.html")


def test_an_error_keeps_the_last_good_site_and_is_told(preview: Preview, root: Path) -> None:
    before = contents(preview.site)
    (root / "content" / "survey.yml").write_text("name: [")
    assert str(preview.rebuild()).startswith("Not rebuilt: ")
    assert contents(preview.site) == before


@pytest.mark.parametrize("settings", ["site_name: [", "plugins: [ghost]", None])
def test_broken_settings_keep_the_last_good_site(preview: Preview, root: Path, settings: str | None) -> None:
    before = contents(preview.site)
    (root / "mkdocs.yml").unlink()
    if settings is not None:
        (root / "mkdocs.yml").write_text(settings)
    assert str(preview.rebuild()).startswith("Not rebuilt: ")
    assert contents(preview.site) == before


def test_the_site_follows_again_once_the_error_is_mended(preview: Preview, root: Path) -> None:
    (root / "content" / "survey.yml").write_text("name: [")
    preview.rebuild()
    (root / "content" / "survey.yml").write_text(SURVEY_YML.replace("A survey that exists", "FixedFile"))
    assert str(preview.rebuild()).startswith("Built")
    assert "FixedFile" in page(preview, "index.html")


def test_a_paper_that_cannot_be_read_leaves_the_others_following(preview: Preview, root: Path) -> None:
    edit(root, "one", "title:", "tytle:")
    edit(root, "two", "The abstract of two.", "Other words.")
    assert str(preview.rebuild()).startswith("Built")
    assert "Other words." in page(preview, "papers/two.html")


def test_a_claim_that_is_not_sound_is_left_out_and_counted(preview: Preview, root: Path) -> None:
    edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    assert preview.rebuild().endswith("; 1 error left out")
    assert "Not in it" not in page(preview, "papers/one.html")


def test_something_unsafe_keeps_the_last_good_site(preview: Preview, root: Path) -> None:
    before = contents(preview.site)
    edit(root, "one", "title: One", "title: One\nsummary: <script>alert(1)</script>")
    line = preview.rebuild()
    assert line.startswith("Not rebuilt: The content has something unsafe in it. content/papers/one.md")
    assert contents(preview.site) == before


def test_a_changed_frame_is_put_around_every_page(preview: Preview, root: Path) -> None:
    main = root / "overrides" / "main.html"
    main.write_text(main.read_text().replace("{{ page.content }}", "{{ page.content }}<p>New frame</p>"))
    assert str(preview.rebuild()).startswith("Built all pages in ")
    assert all("New frame" in page(preview, f"papers/{key}.html") for key in KEYS)


def test_changed_settings_are_applied_to_every_page(preview: Preview, root: Path) -> None:
    (root / "mkdocs.yml").write_text(BARE_MKDOCS_YML.replace("site_name: Test Survey", "site_name: Renamed"))
    assert str(preview.rebuild()).startswith("Built all pages in ")
    assert all("Renamed" in page(preview, f"papers/{key}.html") for key in KEYS)


def test_a_changed_style_sheet_is_copied(preview: Preview, root: Path) -> None:
    (root / "overrides" / "assets" / "css" / "survey.css").write_text("p { color: teal }\n")
    preview.rebuild()
    assert page(preview, "assets/css/survey.css") == "p { color: teal }\n"


def test_a_site_that_was_deleted_is_built_whole(preview: Preview, tmp_path: Path) -> None:
    preview.site.rename(tmp_path / "elsewhere")
    assert str(preview.rebuild()).startswith("Built all pages in ")


def test_the_page_of_a_changed_paper_comes_first_and_the_rest_after_it(preview: Preview, root: Path) -> None:
    edit(root, "one", "title: ", "title: Renamed ")
    line = preview.refresh()
    assert line is not None
    assert line.startswith("Built one in ")
    assert line.endswith("the rest follows")
    assert "Renamed" in page(preview, "papers/one.html")
    assert "Renamed" not in page(preview, "papers/index.html")
    assert preview.refresh() is None
    assert str(preview.rebuild()).startswith("Built what changed in ")
    assert "Renamed" in page(preview, "papers/index.html")


def test_the_page_of_a_paper_comes_first_too_where_the_tree_was_up_to_date(
    preview: Preview, root: Path, tmp_path: Path
) -> None:
    later = Preview(root, tmp_path / "later" / "site", preview.url)
    later.rebuild()
    edit(root, "one", "The abstract of one.", "Other words.")
    assert later.refresh() is not None
    assert "Other words." in page(later, "papers/one.html")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/papers/four.md", paper_file("four")),
        ("content/papers/one.md", "no fields"),
        ("content/survey.yml", "name: ["),
        ("content/survey.yml", SURVEY_YML.replace("A survey for tests", "Renamed")),
        ("overrides/main.html", "{{ page.content }}"),
        ("mkdocs.yml", BARE_MKDOCS_YML.replace("site_name: Test Survey", "site_name: Renamed")),
    ],
)
def test_where_the_pages_of_papers_are_not_enough_nothing_comes_first(
    preview: Preview, root: Path, path: str, text: str
) -> None:
    before = contents(preview.site)
    (root / path).write_text(text)
    assert preview.refresh() is None
    assert contents(preview.site) == before


def test_a_paper_that_is_left_out_in_part_comes_first_only_when_it_changes(root: Path, tmp_path: Path) -> None:
    edit(root, "two", "abstract:", "doi: bad doi\nabstract:")
    edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    preview = Preview(root, tmp_path / "preview" / "site", "http://127.0.0.1:1/")
    assert preview.refresh() is None
    preview.rebuild()
    assert preview.refresh() is None
    edit(root, "one", "title: One", "title: Uno")
    assert str(preview.refresh()).startswith("Built one in ")
    assert "Uno" in page(preview, "papers/one.html")
    assert preview.refresh() is None


def test_many_changed_papers_are_told_in_short(root: Path, tmp_path: Path) -> None:
    for key in ("four", "five"):
        (root / "content" / "papers" / f"{key}.md").write_text(paper_file(key))
    preview = Preview(root, tmp_path / "preview" / "site", "http://127.0.0.1:1/")
    preview.rebuild()
    for key in (*KEYS, "four", "five"):
        edit(root, key, f"The abstract of {key}.", "Other words.")
    line = preview.refresh()
    assert line is not None
    assert line.startswith("Built five, four, one … in ")


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    """A running server; it is ended with the test."""
    server = Served(root)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def test_a_real_server_answers_follows_a_change_and_ends_when_interrupted(served: Served, root: Path) -> None:
    served.until("Built all pages")
    served.until(f"Serving {served.url}")
    served.wait_until_it_listens()
    assert "The abstract of one." in served.get("papers/one.html")
    assert "livereload" in served.get("")
    with pytest.raises(HTTPError, match="404"):
        served.get("nowhere.html")

    path = root / "content" / "papers" / "one.md"
    save_until_built(served, path, paper_file("one", body="A note from now.\n"))
    assert "A note from now." in served.get("papers/one.html")
    save_until_built(served, path, paper_file("one").replace("title: ", "title: Renamed "))
    assert "Renamed" in served.get("papers/index.html")

    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=90) == 0


def test_a_taken_port_is_an_error(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            serve(root, taken.getsockname()[1], lambda _: None)


@pytest.fixture
def themed(root: Path, tmp_path: Path) -> Preview:
    """A preview of the survey in its own theme, built once."""
    (root / "mkdocs.yml").write_text(MKDOCS_YML)
    made = Preview(root, tmp_path / "themed", "http://127.0.0.1:1/")
    assert str(made.rebuild()).startswith("Built all pages in ")
    return made


def test_what_is_wrong_is_said_line_by_line_until_it_is_right(preview: Preview, root: Path) -> None:
    assert preview.problems == ()
    edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    assert str(preview.rebuild()).endswith("1 error left out")
    (problem,) = preview.problems
    assert problem.startswith("content/papers/one.md:")
    edit(root, "one", UNSOUND, "")
    preview.rebuild()
    assert preview.problems == ()


@pytest.mark.parametrize(
    ("path", "text"), [("content/survey.yml", "name: ["), ("mkdocs.yml", "site_name: ["), ("mkdocs.yml", "plugins: 3")]
)
def test_what_lets_nothing_be_built_is_said_too(preview: Preview, root: Path, path: str, text: str) -> None:
    before, whole = contents(preview.site), (root / path).read_text()
    (root / path).write_text(text)
    assert str(preview.rebuild()).startswith("Not rebuilt: ")
    assert preview.problems
    assert contents(preview.site) == before
    (root / path).write_text(whole)
    preview.rebuild()
    assert preview.problems == ()


@pytest.mark.parametrize(("count", "shown", "last"), [(50, 50, "49"), (53, 51, "3 more: `survey check` lists all.")])
def test_of_very_much_that_is_wrong_pages_show_some(count: int, shown: int, last: str) -> None:
    found = server._few(tuple(map(str, range(count))))
    assert (len(found), found[-1]) == (shown, last)


@pytest.mark.parametrize("after", [0, 1, 2, 4, 8, 16])
def test_a_build_that_is_to_stop_leaves_all_as_it_was_and_the_next_one_makes_up_for_it(
    preview: Preview, root: Path, after: int
) -> None:
    before = contents(preview.site)
    edit(root, "one", "The abstract of one.", "Other words.")
    asked = iter([False] * after)
    assert preview.rebuild(lambda: next(asked, True)) is None
    assert contents(preview.site) == before
    edit(root, "two", "The abstract of two.", "Again others.")
    assert preview.refresh() is not None
    assert "Again others." in page(preview, "papers/two.html")
    assert str(preview.rebuild()).startswith("Built what changed in ")
    assert "Other words." in page(preview, "papers/one.html")


def test_only_the_server_shows_what_a_maintainer_does_next(themed: Preview, root: Path) -> None:
    before = page(themed, "index.html")
    assert 'id="next-steps"' in before
    assert 'id="next-steps"' not in page(themed, "papers/one.html")
    assert "next-steps" not in (root / "build" / "docs" / "index.md").read_text() + page(themed, "index.md")
    (root / "content" / "survey.yml").write_text(SURVEY_YML + "site_url: https://survey.example/\n")
    themed.rebuild()
    assert page(themed, "index.html").count('class="done"') == before.count('class="done"') + 1


def test_no_build_shows_what_a_maintainer_does_next(themed: Preview, root: Path) -> None:
    assert 'id="next-steps"' not in (build_site(root) / "index.html").read_text()


def test_the_menu_gets_a_page_when_it_has_something_to_show(themed: Preview, root: Path) -> None:
    menu = MKDOCS_YML.replace("  - Papers", "  - Trends: trends.md\n  - Papers")
    (root / "mkdocs.yml").write_text(menu)
    themed.rebuild()
    assert "Trends</a>" not in page(themed, "papers/two.html")
    edit(root, "one", "abstract:", "status: included\npublished: '2024'\nabstract:")
    themed.rebuild()
    assert "Trends</a>" in page(themed, "papers/two.html")
