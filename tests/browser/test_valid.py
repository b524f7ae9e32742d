"""What a checker of HTML objected to on built pages, and what slows a first view down; neither comes back."""

import re
from html.parser import HTMLParser
from pathlib import Path

#: What is not drawn before it has come, in bytes: the style sheets of a page, and the script in its head.
BLOCKING = 60_000


class Seen(HTMLParser):
    """The ids of a page, and fields with an ``autocomplete`` that their type does not allow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.refused: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        if "autocomplete" in given and given.get("type") in ("checkbox", "radio", "button"):
            self.refused.append(str(self.get_starttag_text()))


def test_an_id_is_there_once_and_fields_have_no_attribute_of_others(site: Path) -> None:
    wrong = {}
    for path in site.rglob("*.html"):
        seen = Seen(path.read_text())
        twice = {name for name in seen.ids if seen.ids.count(name) > 1} if len(set(seen.ids)) < len(seen.ids) else set()
        if twice or seen.refused:
            wrong[path.name] = (twice, seen.refused)
    assert wrong == {}


def test_little_is_waited_for_before_a_page_is_drawn(site: Path) -> None:
    for page in ("index.html", "explore.html", "results.html", "map.html", "topics/index.html", "about.html"):
        head = (site / page).read_text().partition("</head>")[0]
        links = re.findall(r'<link rel="stylesheet" href="([^"?]*)|<script src="([^"?]*)[^>]*"></script>', head)
        files = [(site / page).parent / (style or script) for style, script in links]
        assert len(files) <= 3
        assert sum(file.stat().st_size for file in files) < BLOCKING
