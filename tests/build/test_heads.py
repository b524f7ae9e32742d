"""The heads of built pages, read by a parser of HTML: tags, structured data, images, feeds and the site map."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.build.menu import empty_pages
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.pipeline import DOCS
from livingsurvey.model import Survey
from livingsurvey.store import load

from tests.build.repositories import commit
from tests.build.sites import site_folder
from tests.builders import paper_file
from tests.site.samples import HOSTILE

SITE = "https://example.org/survey/"
#: A name that would end an attribute, and that nothing forbids.
QUOTED = """Ann "x" onclick='y' & Sons"""
EXTRA = f"""\
authors: [{json.dumps(HOSTILE)}, {json.dumps(QUOTED)}, Ada]
published: 2024-05-06
venue: TMLR 2024
arxiv: "2405.00001"
topics: [caches]
summary: {json.dumps(HOSTILE)}
"""


class Head(HTMLParser):
    """What stands in the head of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self._script: dict[str, str] | None = None
        self.feed(html.partition("</head>")[0])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note metadata, links and the beginning of scripts."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in given:
            self.meta.append((given.get("name") or given.get("property") or "", given["content"]))
        elif tag == "link":
            self.links.append(given)
        elif tag == "script":
            self._script = given
            if "src" in given:
                self.scripts.append((given, ""))

    def handle_data(self, data: str) -> None:
        """Note what stands inside a script element."""
        if self._script is not None and "src" not in self._script:
            self.scripts.append((self._script, data))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script."""
        if tag == "script":
            self._script = None

    def all(self, name: str) -> list[str]:
        """The contents of all metadata of this name."""
        return [content for given, content in self.meta if given == name]

    @property
    def structured(self) -> list[dict[str, object]]:
        """The structured data."""
        told = [json.loads(text) for given, text in self.scripts if given.get("type") == "application/ld+json"]
        return [node for data in told for node in data["@graph"]]


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small survey under version control that knows its address."""
    papers = {"one": paper_file("one", extra=EXTRA), "two": paper_file("two", extra="topics: [caches]\n")}
    root = site_folder(tmp_path_factory.mktemp("placed"), papers, real_frame=True)
    commit(root, 1_700_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE)
        config = root / "mkdocs.yml"
        config.write_text(config.read_text() + 'site_url: !ENV [SITE_URL, ""]\n')
        return build_site(root)


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small survey that knows neither its address nor any date."""
    return build_site(site_folder(tmp_path_factory.mktemp("unplaced"), real_frame=True))


def head(site: Path, page: str) -> Head:
    return Head((site / page).read_text())


def _is_feed(link: dict[str, str]) -> bool:
    return link.get("rel") == "alternate" and link.get("type") != "text/markdown"


def test_the_tags_of_a_paper_can_be_read(placed: Path) -> None:
    told = head(placed, "papers/one.html")
    assert told.all("citation_title") == ["One"]
    hostile, *others = told.all("citation_author")
    assert hostile.startswith(
        "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    )  # a name is text, whatever it is
    assert others == [QUOTED, "Ada"]
    assert told.all("citation_publication_date") == ["2024/05/06"]
    assert told.all("citation_journal_title") == ["TMLR 2024"]
    assert told.all("citation_pdf_url") == ["https://arxiv.org/pdf/2405.00001"]


def test_a_paper_is_not_taken_for_a_web_page_nor_the_survey_for_its_journal(placed: Path) -> None:
    """Zotero takes both from these tags, before those of the paper."""
    told = head(placed, "papers/one.html")
    assert told.all("og:type") == ["article"]
    assert told.all("og:site_name") == []
    assert head(placed, "index.html").all("og:type") == ["website"]


@pytest.mark.parametrize(
    "page", ["index.html", "topics/caches.html", "papers/one.html", "about.html", "data/index.html"]
)
def test_every_page_has_a_card_whose_image_is_there(placed: Path, page: str) -> None:
    told = head(placed, page)
    assert told.all("twitter:card") == ["summary_large_image"]
    assert told.all("og:title") != [""]
    assert told.all("og:url") == [SITE + page]
    (image,) = told.all("og:image")
    assert (placed / image.removeprefix(SITE)).read_bytes().startswith(b"\x89PNG")


def test_structured_data_is_one_block_that_runs_nothing(placed: Path) -> None:
    for page in placed.rglob("*.html"):
        told = Head(page.read_text())
        inline = [given for given, text in told.scripts if "src" not in given]
        assert [given["type"] for given in inline] in ([], ["application/ld+json"])
    types = [node["@type"] for node in head(placed, "papers/one.html").structured]
    assert types == ["ScholarlyArticle", "BreadcrumbList"]


def test_structured_data_is_inert_even_if_front_matter_is_not(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [hook.py]\n")
    (root / "hook.py").write_text(
        "def on_page_markdown(markdown, page, **_):\n"
        '    page.meta[\'structured\'] = \'{"@graph": [], "x": "</script><script>alert(1)</script>"}\'\n'
    )
    told = Head((build_site(root) / "papers" / "one.html").read_text())
    assert told.structured == []
    assert len([1 for given, _ in told.scripts if "src" not in given]) == 1


def test_feeds_are_found_from_the_pages_they_belong_to(placed: Path) -> None:
    for page, name in (("index.html", "all"), ("topics/caches.html", "caches"), ("topics/area.html", "area")):
        found = {link["type"]: link["href"] for link in head(placed, page).links if _is_feed(link)}
        assert list(found) == ["application/atom+xml", "application/feed+json"]
        for address in found.values():
            path = urljoin(SITE + page, address).removeprefix(SITE)
            assert path.partition(".")[0] == f"feeds/{name}"
            assert (placed / path).is_file()
    assert not [link for link in head(placed, "papers/one.html").links if _is_feed(link)]


def test_the_site_map_has_every_page_and_the_dates_that_are_known(placed: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring((placed / "sitemap.xml").read_text())
    told = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}
    pages = {SITE + page.relative_to(placed).as_posix() for page in placed.rglob("*.html")} - {f"{SITE}404.html"}
    empty = {SITE + page.replace(".md", ".html") for page in empty_pages(placed.parent / DOCS)}
    assert set(told) == pages - empty
    assert told[f"{SITE}papers/one.html"] == "2023-11-14"
    assert f"Sitemap: {SITE}sitemap.xml" in (placed / "robots.txt").read_text()


def test_where_the_address_is_unknown_nothing_claims_one(unplaced: Path) -> None:
    assert not (unplaced / "sitemap.xml").exists()
    told = head(unplaced, "papers/one.html")
    assert told.all("og:url") == told.all("og:image") == []
    assert told.all("twitter:card") == ["summary"]
    assert not (unplaced / "feeds").exists()
    assert not [link for link in head(unplaced, "index.html").links if _is_feed(link)]


def test_an_address_that_only_the_survey_states_is_the_sites(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    settings = root / "content" / "survey.yml"
    settings.write_text(settings.read_text() + "site_url: https://a.org/s\n")
    for _ in range(2):  # the second time nothing is read again
        site = build_site(root)
        assert head(site, "papers/one.html").all("og:url") == ["https://a.org/s/papers/one.html"]
    assert load(root).findings == ()


def test_the_heads_of_the_real_site_say_what_the_content_says(
    site: Path, real_survey: Survey, real_insight: Analysis
) -> None:
    for paper in real_survey.papers:
        told = head(site, f"papers/{paper.key}.html")
        assert told.all("citation_author") == list(paper.authors[:100])  # of very many, programs are told the first
        assert told.all("citation_doi") == ([paper.doi] if paper.doi else [])
        article = told.structured[0]
        assert (article["@type"], [article["name"]]) == ("ScholarlyArticle", told.all("citation_title"))
    for topic in real_survey.topics:
        assert head(site, f"topics/{topic.key}.html").structured[0]["name"] == topic.title
        assert (site / "assets" / "cards" / "topics" / f"{topic.key}.png").is_file()
