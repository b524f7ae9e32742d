"""The survey as one PDF: its links lead somewhere, its bibliography is whole; without a browser it says so."""

import os
from pathlib import Path
from typing import Any

import pypdf
import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.build.built_site import Built, built_site
from livingsurvey.build.pdf import DOCUMENT, PrintError, find_browser, print_page, print_survey, with_pages
from livingsurvey.build.pdf_places import pages_of_places
from livingsurvey.model import Status, Survey
from livingsurvey.model.markup import plain_text
from livingsurvey.store import load

from tests.browser.find import NoBrowser
from tests.browser.find import find_browser as find_test_browser
from tests.browser.sites import build_curated


@pytest.fixture(scope="session")
def chromium() -> str:
    """A browser: the system's, or the one that Playwright downloaded."""
    try:
        return str(find_test_browser())
    except NoBrowser:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            return playwright.chromium.executable_path


def fake(folder: Path, script: str, name: str = "browser") -> Path:
    """A command that plays a browser."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def squeezed(text: str) -> str:
    """Text without white space: where lines end is the printer's business."""
    return "".join(text.split())


def link_targets(reader: pypdf.PdfReader) -> list[Any]:
    """Where the links within a PDF lead."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/Dest"] for note in notes if note.get("/Subtype") == "/Link" and "/Dest" in note]


def addresses(reader: pypdf.PdfReader) -> set[str]:
    """The addresses that a PDF links to."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}


def outline_of(reader: pypdf.PdfReader) -> list[str]:
    """The bookmarks of a PDF, all levels."""

    def flat(entries: Any) -> list[str]:
        return [name for e in entries for name in (flat(e) if isinstance(e, list) else [str(e["/Title"])])]

    return flat(reader.outline)


def places(reader: pypdf.PdfReader) -> dict[str, int]:
    """The pages of the named places of a PDF, as another reader finds them."""
    number = {page.indirect_reference: n for n, page in enumerate(reader.pages, start=1)}
    return {name[1:]: number[place.page] for name, place in reader.named_destinations.items()}


def contents(reader: pypdf.PdfReader) -> str:
    """The text of the pages of contents, which follow the first."""
    return "\n".join(page.extract_text() for page in reader.pages[1 : places(reader)["method"] - 1])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> tuple[pypdf.PdfReader, Survey]:
    """The PDF of the small curated survey."""
    root = build_curated(tmp_path_factory.mktemp("gedrucktes Übel"))
    target = root / "out" / "s.pdf"
    size = print_survey(root, built_site(root), target, chromium)
    assert size == target.stat().st_size
    survey = load(root).survey
    assert survey is not None
    return pypdf.PdfReader(target), survey


def test_links_within_lead_to_places_within(small: tuple[pypdf.PdfReader, Survey]) -> None:
    reader, survey = small
    targets = link_targets(reader)
    assert len(targets) > 20
    assert set(targets) <= set(reader.named_destinations)
    assert {f"/paper-{p.key}" for p in survey.papers if p.status == Status.INCLUDED} <= set(targets)


def test_the_text_can_be_found(small: tuple[pypdf.PdfReader, Survey]) -> None:
    reader, survey = small
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for paper in survey.papers:
        assert (squeezed(paper.title) in text) == (paper.status != Status.EXCLUDED)
    assert squeezed("We reduce memory by 40% against a full cache") in text
    assert "ABOUT" in text.upper()


def test_bookmarks_language_tags_and_numbers_are_there(small: tuple[pypdf.PdfReader, Survey]) -> None:
    reader, survey = small
    assert {"Contents", "Method", "Serving", "Caches", "Bibliography"} <= set(outline_of(reader))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert survey.settings.name in reader.pages[2].extract_text()  # the running title
    assert reader.pages[0].extract_text().count(survey.settings.name) == 1


def test_the_contents_name_the_pages_of_chapters(small: tuple[pypdf.PdfReader, Survey]) -> None:
    reader, survey = small
    pages, text = places(reader), squeezed(contents(reader))
    for topic in survey.topics:
        assert squeezed(f"{topic.title}{pages[f'topic-{topic.key}']}") in text
        assert squeezed(topic.title) in squeezed(reader.pages[pages[f"topic-{topic.key}"] - 1].extract_text())
    assert squeezed(f"About{pages['page-about']}Bibliography{pages['bibliography']}") in text


def test_places_are_found_as_another_reader_finds_them(small: tuple[pypdf.PdfReader, Survey]) -> None:
    assert pages_of_places(small[0].stream.getvalue()) == places(small[0])  # type: ignore[attr-defined]


def test_a_page_that_is_not_known_leaves_its_room() -> None:
    html = (
        '<h1 id="contents">C</h1><ul><li><a href="#a">A</a></li><li><a href="#b">B</a></li></ul><h1><a href="#a">A</a>'
    )
    known = with_pages(html, {"a": 12})
    assert '<a href="#a"><span>A</span> <span class="page">12</span></a>' in known
    assert '<a href="#b"><span>B</span> <span class="page">\u2007\u2007\u2007</span></a>' in known
    assert known.endswith('<h1><a href="#a">A</a>')  # no other link changes


def test_addresses_of_papers_lead_out(small: tuple[pypdf.PdfReader, Survey]) -> None:
    assert {"https://arxiv.org/abs/2405.00001", "https://doi.org/10.1000/alpha"} <= addresses(small[0])


def test_the_real_survey_is_printed_whole(
    real_copy: Path, real_survey: Survey, real_insight: Analysis, chromium: str, tmp_path: Path
) -> None:
    target = tmp_path / "real.pdf"
    assert print_survey(real_copy, built_site(real_copy), target, chromium) < 25_000_000
    reader = pypdf.PdfReader(target)
    assert len(reader.pages) > 100
    text = squeezed(contents(reader))
    chapters = {topic.title: places(reader)[f"topic-{topic.key}"] for topic in real_survey.topics}
    assert [title for title, page in chapters.items() if squeezed(f"{title}{page}") not in text] == []
    targets = set(link_targets(reader))
    assert targets <= set(reader.named_destinations)
    included = [paper for paper in real_survey.papers if paper.status == Status.INCLUDED]
    assert {f"/paper-{paper.key}" for paper in included} <= set(reader.named_destinations)
    page_of = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    first = min(page_of[reader.named_destinations[f"/paper-{p.key}"].page] for p in included)
    listed = squeezed("".join(page.extract_text() for page in reader.pages[first:])).replace("-", "")
    titles = [squeezed(plain_text(real_insight.title[paper.key])).replace("-", "") for paper in included]
    found = [title for title in titles if title in listed]
    assert len(found) >= 0.97 * len(titles)  # what is left has formulas, whose signs are extracted in another order


def test_a_survey_that_cannot_be_read_is_not_printed(tmp_path: Path, chromium: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/survey.yml").write_text("name: [")
    with pytest.raises(PrintError, match=r"content/survey\.yml"):
        print_survey(tmp_path, Built(tmp_path / "site", "S"), tmp_path / "s.pdf", chromium)
    assert not (tmp_path / DOCUMENT).exists()


def test_a_browser_is_looked_for_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr("livingsurvey.build.pdf.BROWSERS", ("chromium-x", "chrome-x"))
    with pytest.raises(PrintError, match="No browser: put chromium or google-chrome on PATH"):
        find_browser()
    fake(tmp_path, "exit 1", "chromium-x")  # a stub that only names a package
    chrome = fake(tmp_path, "exit 0", "chrome-x")
    assert find_browser() == str(chrome)
    assert find_browser(str(chrome)) == str(chrome)


@pytest.mark.parametrize("name", ["no-such-browser", "/dev/null"])
def test_a_browser_that_is_named_must_start(name: str) -> None:
    with pytest.raises(PrintError, match=f"{name} is no browser that starts"):
        find_browser(name)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo lost >&2; exit 3", r"made no PDF \(exit code 3\): lost"),
        ("exit 0", "no reason given"),
        ('for a; do case $a in --print-to-pdf=*) echo text > "${a#*=}";; esac; done', "made no PDF"),
    ],
)
def test_a_browser_that_does_not_print_is_told(tmp_path: Path, script: str, told: str) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>")
    with pytest.raises(PrintError, match=told):
        print_page(page, str(fake(tmp_path, script)))


def test_a_browser_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.build.pdf._PATIENCE", 0.2)
    page = tmp_path / "a.html"
    page.write_text("<p>")
    with pytest.raises(PrintError, match="did not print"):
        print_page(page, str(fake(tmp_path, "exec sleep 20")))


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_only_root_goes_without_the_sandbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, sandbox: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    page = tmp_path / "a.html"
    page.write_text("<p>")
    script = f'echo "$@" > {tmp_path}/said; for a; do case $a in --print-to-pdf=*) echo %PDF > "${{a#*=}}";; esac; done'
    assert print_page(page, str(fake(tmp_path, script))) == b"%PDF\n"
    said = (tmp_path / "said").read_text()
    assert ("--no-sandbox" not in said) == sandbox
    assert {"--headless", "--disable-background-networking", "--generate-pdf-document-outline"} <= set(said.split())
