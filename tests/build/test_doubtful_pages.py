"""Pages whose links lead to what has come or gone since are found; no others where nothing has."""

from pathlib import Path

from livingsurvey.build.doubtful_pages import doubtful_pages
from livingsurvey.build.site_record import FileState, PageRecord, SiteRecord


def known(docs: Path, missing: tuple[str, ...] = (), **texts: str) -> SiteRecord:
    """The record of pages with these texts, of which each may lack what it leads to."""
    for name, text in texts.items():
        (docs / f"{name}.md").write_text(text)
    page = PageRecord("", (), {}, (), (), (), {}, None, None, missing=missing)
    pages = {f"{name}.md": page for name in texts}
    return SiteRecord(docs=dict.fromkeys(pages, FileState("", 0, 0)), pages=pages, linked=["assets/a (1).svg"])


def test_nothing_is_doubtful_where_nothing_has_come_or_gone(tmp_path: Path) -> None:
    record = known(tmp_path, ("other.md",), one="[two](two.md)", two="")
    assert doubtful_pages(record, {"one.md", "two.md", "new.md", "assets/a (1).svg"}, tmp_path) == frozenset()


def test_a_page_leads_to_what_has_gone(tmp_path: Path) -> None:
    texts = {"one": "[x](two.md)", "two": "", "three": "[x](t%77o.md#a)", "four": "[x](&#116;wo\\.md)", "five": "two"}
    record = known(tmp_path, **texts)
    sources = {"one.md", "three.md", "four.md", "five.md", "assets/a (1).svg"}
    assert doubtful_pages(record, sources, tmp_path) == {"one.md", "three.md", "four.md"}


def test_a_page_shows_a_file_that_has_gone(tmp_path: Path) -> None:
    record = known(tmp_path, one="![x](<assets/a (1).svg>)", two="")
    assert doubtful_pages(record, {"one.md", "two.md"}, tmp_path) == {"one.md"}


def test_a_page_leads_to_what_was_not_there(tmp_path: Path) -> None:
    record = known(tmp_path, ("new.md",), one="[x](new.md)")
    assert doubtful_pages(record, {"one.md", "new.md", "assets/a (1).svg"}, tmp_path) == {"one.md"}


def test_a_page_of_which_nothing_is_known_is_doubtful_when_something_has_gone(tmp_path: Path) -> None:
    record = known(tmp_path, one="", two="")
    del record.docs["one.md"]
    assert doubtful_pages(record, {"one.md", "two.md"}, tmp_path) == {"one.md"}
