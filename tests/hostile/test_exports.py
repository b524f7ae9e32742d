"""The files made of hostile text, read by strict readers."""

from pathlib import Path

import yaml
from livingsurvey.build.pdf import document_of
from livingsurvey.store import load

from tests.hostile.conftest import AUDIT, Eyes
from tests.hostile.inert import TEXTS, mark
from tests.hostile.readers import (
    STEERING,
    expect_atom,
    expect_bibtex,
    expect_csv,
    expect_json,
    expect_part,
    expect_ris,
    expect_script,
)


def _papers(root: Path) -> int:
    return len(list((root / "content/papers").glob("*.md")))


def _read(root: Path, pattern: str) -> dict[str, str]:
    files = {str(path.relative_to(root / "site")): path.read_bytes() for path in (root / "site").glob(pattern)}
    assert files, pattern
    return {name: data.decode() for name, data in files.items()}


def test_bibtex_holds_papers_only(hostile_root: Path) -> None:
    (whole,) = _read(hostile_root, "data/papers.bib").values()
    expect_bibtex(whole, _papers(hostile_root))
    for name, text in _read(hostile_root, "data/papers/*.bib").items():
        assert f"\n{text}".count("\n@") == 1 and text in whole, name


def test_ris_holds_papers_only(hostile_root: Path) -> None:
    expect_ris((hostile_root / "site/data/papers.ris").read_bytes().decode(), _papers(hostile_root))


def test_tables_hold_no_formula(hostile_root: Path) -> None:
    expect_csv((hostile_root / "site/data/papers.csv").read_bytes().decode(), _papers(hostile_root))
    for name, text in _read(hostile_root, "data/**/*.csv").items():
        assert text.count("\n") > 1 or "topics" in name
        expect_csv(text, len(list(_rows(text))) - 1, clean="papers" in name or "topics" in name)


def _rows(text: str) -> list[list[str]]:
    import csv
    import io

    return list(csv.reader(io.StringIO(text, newline="")))


def test_data_is_json_and_says_what_was_written(hostile_root: Path) -> None:
    files = _read(hostile_root, "**/*.json")
    data = {name: expect_json(text) for name, text in files.items()}
    titles = {paper["key"]: paper["title"] for paper in data["data/survey.json"]["papers"]}
    assert all(mark(name) in titles[f"text-{number}"] for number, name in enumerate(TEXTS))


def test_scripts_of_data_only_assign(hostile_root: Path) -> None:
    names = {
        "explore-data": "data.papers",
        "results-data": "data.results",
        "changes": "data.changes",
        "correct-data": "data.correct",
    }
    for file, name in names.items():
        expect_script((hostile_root / f"site/assets/{file}.js").read_text(), name)
    for text in _read(hostile_root, "data/papers/*.js").values():
        expect_script(text, "data.paper")


def test_scripts_of_the_search_index_only_hand_over_what_is_packed(hostile_root: Path) -> None:
    files = _read(hostile_root, "data/search/*.js") | _read(hostile_root, "assets/search-index.js")
    spaces = {expect_part(text)[0] for text in files.values()}
    assert spaces == set("cdinpqrtw")


def test_feeds_are_feeds(hostile_root: Path) -> None:
    for text in _read(hostile_root, "feeds/**/*.xml").values():
        expect_atom(text.encode())


def test_what_programs_ask_for_first_is_plain(hostile_root: Path) -> None:
    site = hostile_root / "site"
    for name in ("llms.txt", "robots.txt", "data/LICENSE.txt"):
        text = (site / name).read_text()
        assert not STEERING.search(text), name
    cited = yaml.safe_load((site / "data/CITATION.cff").read_text())
    assert cited["cff-version"] == "1.2.0"
    assert mark("script-end") in cited["title"]


def test_the_book_holds_nothing_but_its_own(eyes: Eyes, hostile_root: Path) -> None:
    survey = load(hostile_root).survey
    assert survey is not None
    eyes.visit("index.html")
    html = document_of(hostile_root, survey)
    parse = f"(text) => ({AUDIT})(new DOMParser().parseFromString(text, 'text/html'))"
    own = ("policies", "style sheet")  # it is a file for one's own browser, with one style sheet of the survey's
    assert [told for told in eyes.page.evaluate(parse, html) if not told.startswith(own)] == []
