"""The files that pages load, joined: which there are, what is in them, and that pages load no more."""

import re
from pathlib import Path

import pytest
from livingsurvey.build.joined_assets import SEARCH, without_notes
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.store.theme_files import THEME

from tests.build.sites import site_folder

ASSET = re.compile(r'(?:<script src|<link rel="stylesheet" href)="([^"?]*)')


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small survey, with a style sheet of its own in place of the theme's for papers' citations."""
    root = site_folder(tmp_path_factory.mktemp("joined"), real_frame=True)
    own = root / "overrides/assets/css/cite.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* Ours */\n  .cite-box { color: red; }\n")
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text().replace("name: survey", "name: survey\n  custom_dir: overrides")
    )
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """Its site."""
    return build_site(root)


def loaded(site: Path, page: str) -> list[Path]:
    """The scripts and styles that a page loads."""
    return [(site / page).parent / path for path in ASSET.findall((site / page).read_text())]


def test_every_page_loads_a_handful_of_files_and_all_are_there(site: Path) -> None:
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 10
    for page in pages:
        files = loaded(site, page)
        assert [file for file in files if not file.is_file()] == []
        assert len([file for file in files if file.suffix == ".css" and file.name != "print.css"]) <= 2
        assert len([file for file in files if file.suffix == ".js"]) <= 3


def test_what_only_the_page_for_screening_loads_is_no_part_of_the_site(site: Path) -> None:
    assert list((THEME / "assets").rglob("screen*"))
    assert [path.name for path in site.rglob("screen*")] == []


def test_a_joined_file_has_all_its_parts_in_their_order(site: Path) -> None:
    script = next(file for file in loaded(site, "papers/one.html") if "cite-box" in file.name)
    parts = script.name.removesuffix(".js").split(".")
    texts = [(site / f"assets/js/{part}.js").read_text() for part in parts]
    assert len(parts) > 1
    assert script.read_text() == "\n".join(texts)


def test_the_parts_of_the_search_are_one_script_and_are_loaded_alone_where_scripts_are_not_joined(site: Path) -> None:
    parts = sorted(path.stem for path in (THEME / "assets/search").glob("*.js"))
    texts = [(site / f"assets/search/{part}.js").read_text() for part in parts]
    assert (site / SEARCH).read_text() == "\n".join(texts)
    box = (THEME / "assets/js/search-box.js").read_text()
    (alone,) = re.findall(r"const ENGINE = \[(.*)\];", box)
    assert sorted(re.findall(r'"(\w+)"', alone)) == parts
    assert f'loadScript("{SEARCH}")' in box


def test_a_file_of_the_survey_takes_the_place_of_the_theme_s(site: Path) -> None:
    sheet = next(file for file in loaded(site, "papers/one.html") if "cite" in file.name and file.suffix == ".css")
    assert ".cite-box { color: red; }" in sheet.read_text()
    assert "Ours" not in sheet.read_text()


def test_no_page_loads_what_another_theme_brings(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.parent.name in ("stylesheets", "javascripts")]


@pytest.mark.parametrize(
    ("kind", "text", "bare"),
    [
        ("css", "/* One.\n   Two. */\n@media print {\n  a { b: c; } /* d */\n}\n", "@media print {\na { b: c; } }\n"),
        ("js", '// @ts-check\nconst a = "// b"; // c\n', 'const a = "// b"; // c\n'),
        ("js", "/**\n * One.\n */\nf();\n  /** @type {A} */\n  g();\n", "f();\ng();\n"),
        ("js", "/** @type {A} */ (f)();\n/** Two */\ng();\n", "/** @type {A} */ (f)();\ng();\n"),
    ],
)
def test_what_browsers_do_not_read_is_left_out(kind: str, text: str, bare: str) -> None:
    assert without_notes(text, kind) == bare


def test_no_text_of_a_script_spans_lines() -> None:
    """A line in the middle of one would lose the blanks at its beginning, or be taken for a comment."""
    lines = [line for script in (THEME / "assets/js").glob("*.js") for line in script.read_text().splitlines()]
    assert [line for line in lines if line.count("`") % 2] == []
