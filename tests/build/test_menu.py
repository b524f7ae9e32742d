"""Pages that have nothing to show are in no menu."""

from pathlib import Path

from livingsurvey.build.menu import empty_pages, filled_menu


def test_empty_pages_say_so_in_their_front_matter(tmp_path: Path) -> None:
    pages = {
        "results.md": "---\ntitle: Results\nempty: true\n---\n\nNone.\n",
        "map.md": "---\ntitle: Map\n---\n\nempty: true\n---\n",
        "topics/index.md": "---\nempty: true\n---\n",
        "hand.md": "\nempty: true\n",
        "papers/a.md": "---\nempty: true\n---\n",
    }
    for path, text in pages.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert empty_pages(tmp_path) == {"results.md", "topics/index.md"}


def test_sections_without_pages_go_too() -> None:
    nav = [
        {"Home": "index.md"},
        "results.md",
        {"Maps": [{"Gap map": "gap-map.md"}, {"Map": "map.md"}]},
        {"More": ["map.md", {"Deep": [{"Trends": "trends.md"}]}, {"Web": "https://example.org/map.md"}]},
    ]
    assert filled_menu(nav, {"results.md", "gap-map.md", "map.md", "trends.md"}) == [
        {"Home": "index.md"},
        {"More": [{"Web": "https://example.org/map.md"}]},
    ]
    assert filled_menu(nav, set()) == nav
