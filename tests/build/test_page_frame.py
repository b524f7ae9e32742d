"""Pages that are made one by one: the bytes and the messages are those of MkDocs, whatever the Markdown."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import mkdocs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.build import mkdocs_site
from livingsurvey.build.mkdocs_site import build_site, settings_of
from livingsurvey.build.outcome import BuildError, Generated
from livingsurvey.build.page_frame import PageFrame, can_make_pages
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.pages import Page

from tests.build.sites import BARE_MKDOCS_YML, contents, site_folder
from tests.builders import MKDOCS_YML

#: A page of text, with every way in which Python-Markdown marks it.
TEXT = """\
# Heading with *stress* {: #own .class }

*a* _b_ **c** __d__ ***e*** ___f___ *a **b** c* _a __b__ c_ **a*b*c** a_b_c *a* *b _c* d_ `code *x* <y>` ``a ` b``

&amp; &copy; &#38; & < > \\* \\_ \\` <https://example.org/?a=b&c=d> <someone@example.org> end of a line  
next line\\
[text](other.md "Title") [page](other.md#part) [own](#own) [file](folder/file.txt) [away](https://example.org)
[ref][one] [one][] [one] ![image](image.png) ![ref][one] ![one][] ![one] [nothing][none]

[one]: other.md "Other"

<span id="raw">*raw*</span> <a name="named"></a><br> [raw](#raw) [named](#named)

<div markdown>**inside** [x](other.md)</div>

> quote
> > deeper

* one
    * two
1. three

| a | b |
| - | -: |
| *c* | `d|e` |

```python
x = "<*>"
```

    indented

---
Term
:   Definition[^note] -- "quoted"... H~2~O

[^note]: Of *this*.

## Heading with *stress*
"""
OTHER = "# Other\n\n## Part\n\n[back](index.md#heading) [up](folder/index.md)\n"
DEAD = """\
[no page](nowhere.md) [no page](nowhere.md#part) ![none](none.png) [absolute](/other.md) [file](folder/none.txt)
[up](../outside.md) [odd](other) [template]({{ x }}) <a href="nowhere.md">raw</a> [one]

[one]: nowhere.md
"""
BASIC = ["attr_list", "md_in_html", "tables", "toc"]
EXTENSIONS = [
    [],
    BASIC,
    [*BASIC, "fenced_code", "def_list", "sane_lists", "smarty"],
    [*BASIC, "footnotes", "def_list"],
    ["extra", "admonition", "meta", "nl2br"],
]
TEMPLATE = "{{ page.title }}|{{ page.meta }}|{{ page.toc }}|{{ page.url }}|{{ page.content }}"


def configured(folder: Path, extensions: list[str], **validation: str) -> MkDocsConfig:
    """The settings of a folder of documents, with a template that shows all that is made of a page."""
    for path, text in {
        "mkdocs.yml": "site_name: Test\ndocs_dir: docs\nnav: [{Home: index.md}]\nuse_directory_urls: false\n",
        "theme/main.html": TEMPLATE,
        "docs/index.md": TEXT,
        "docs/other.md": OTHER,
        "docs/folder/index.md": "In a folder.\n",
        "docs/folder/file.txt": "A file.\n",
        "docs/image.png": "An image.\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return load_config(
        str(folder / "mkdocs.yml"),
        theme={"name": None, "custom_dir": str(folder / "theme")},
        plugins=[],
        markdown_extensions=extensions,
        validation={"omitted_files": "ignore", "links": validation},
    )


def files_of(config: MkDocsConfig) -> Files:
    """The files of a folder of documents, as MkDocs finds them."""
    files = get_files(config)
    set_exclusions(files, config)
    return files


def framed(config: MkDocsConfig) -> PageFrame:
    """What makes the pages of a folder of documents one by one."""
    sources = {file.src_uri: config.docs_dir for file in files_of(config)}
    return PageFrame(config, sources, {"index.md": {"title": "Home"}})


def of_mkdocs(config: MkDocsConfig, path: str, text: str) -> Page:
    """A page as MkDocs makes it of its text."""
    files = files_of(config)
    file = files.get_file_from_path(path)
    assert file
    page = Page("Home" if path == "index.md" else None, file, config)
    page.meta, page.markdown = {}, text
    page.render(config, files)
    return page


def shown(page: Page) -> str:
    return f"{page.title}|{page.meta}|{page.toc}|{page.url}|{page.content}"


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=lambda given: "-".join(given) or "none")
def test_a_page_is_that_of_mkdocs_whichever_extensions_there_are(extensions: list[str], tmp_path: Path) -> None:
    config = configured(tmp_path, extensions)
    frame = framed(config)
    for path, text in 2 * [("index.md", TEXT), ("other.md", OTHER), ("folder/index.md", TEXT), ("other.md", "None.")]:
        made, page = frame.make(path, {}, text), of_mkdocs(config, path, text)
        assert made.html == shown(page)
        assert made.anchors == (page.present_anchor_ids or set())
        links = page.links_to_anchors or {}
        assert made.links == {file.src_uri: found for file, found in links.items()}


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> tuple[MkDocsConfig, PageFrame]:
    """One frame for many pages."""
    config = configured(tmp_path_factory.mktemp("frame"), [*BASIC, "fenced_code"])
    return config, framed(config)


SIGNS = st.sampled_from(
    [
        *("*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "![", "<", ">", "&", "&amp;", "\\", " ", "    "),
        *("  \n", "\n", "\n\n", "a", "b", "one", "#", ":", "{: #x }", "<br>", "<https://a.b>", "<a@b.c>", "---", "|"),
        *("[x](other.md)", "[one]: other.md", "\x02", "\x03", "é", "<!--", "-->", '<i id="x">'),
    ]
)


@settings(max_examples=150)
@given(signs=st.lists(SIGNS, max_size=24))
def test_any_text_is_what_it_is_for_mkdocs(frame: tuple[MkDocsConfig, PageFrame], signs: list[str]) -> None:
    config, made_by = frame
    text = "".join(signs)
    page = of_mkdocs(config, "other.md", text)
    made = made_by.make("other.md", {}, text)
    assert (made.html, made.anchors) == (shown(page), page.present_anchor_ids or set())


@pytest.mark.parametrize("level", ["warn", "info", "ignore", "relative_to_docs"])
def test_what_there_is_to_say_of_links_is_said_in_the_words_of_mkdocs(
    level: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    words = dict.fromkeys(("not_found", "unrecognized_links"), level.replace("relative_to_docs", "warn"))
    config = configured(tmp_path, BASIC, absolute_links=level, **words)
    caplog.set_level(logging.WARNING, "mkdocs")
    of_mkdocs(config, "other.md", DEAD)
    said = [(record.levelno, record.getMessage()) for record in caplog.records]
    caplog.clear()
    assert list(framed(config).make("other.md", {}, DEAD).messages) == said
    assert bool(said) is (level in ("warn", "relative_to_docs"))
    assert caplog.records == []  # whoever gathers pages says it


# Whole sites

PAGES = """
from livingsurvey.site.page import Page
from livingsurvey.site.page_set import PageSet

TEXTS = {texts!r}
own = PageSet("own", lambda renderer: {{path: Page({{"title": path, "page_template": "main.html"}}, text)
                                       for path, text in TEXTS.items()}})
"""
TEXTS = {"own/text.md": TEXT.replace("(other.md", "(links.md").replace(": other.md", ": links.md"), "own/links.md": "x"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey with the real frame around its pages, and a page of an extension."""
    return with_pages(site_folder(tmp_path / "survey", real_frame=True), TEXTS)


def with_pages(root: Path, texts: dict[str, str]) -> Path:
    (root / "own.py").write_text(PAGES.format(texts=texts))
    settings = root / "content/survey.yml"
    settings.write_text(settings.read_text().replace("extensions: [own.py]\n", "") + "extensions: [own.py]\n")
    return root


def built(root: Path, name: str, **given: Any) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The site, built anew, and the warnings."""
    (root / "mkdocs.yml").write_text(f"{(root / 'mkdocs.yml').read_text()}site_dir: {name}\n")
    pages = Generated(made=False)
    build_site(root, pages, **{"strict": False, **given})
    text = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(text.replace(f"site_dir: {name}\n", ""))
    return contents(root / name), pages.warnings


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Builds a site by pages and by MkDocs; returns both, with the warnings."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def _both(root: Path) -> list[tuple[dict[str, bytes], tuple[str, ...]]]:
        one = built(root, "by-pages")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(mkdocs_site, "can_make_pages", lambda config: False)
            return [one, built(root, "by-mkdocs")]

    yield _both


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("tables,", "tables, footnotes, def_list, admonition,"),
        lambda text: f"{text}site_url: https://example.org/here/\ncopyright: Free\nextra_css: [own.css]\n",
        lambda text: text.replace("- Papers: papers/index.md", "- Papers: [papers/index.md, about.md]"),
    ],
    ids=["plain", "extensions", "settings", "menu"],
)
def test_a_site_of_single_pages_is_that_of_mkdocs(root: Path, both: Any, change: Any) -> None:
    (root / "mkdocs.yml").write_text(change(MKDOCS_YML))
    assert can_make_pages(settings_of(root))
    (by_pages, said), (by_mkdocs, also_said) = both(root)
    assert differing(by_pages, by_mkdocs) == []
    assert said == also_said


def test_what_is_said_of_a_site_is_what_mkdocs_says_and_stops_a_strict_build(root: Path, both: Any) -> None:
    anchors = "[a](text.md#none) [b](#none) [c](text.md#raw) [d](../papers/one.md#none) [e](#here)\n\n## Here\n"
    with_pages(root, {**TEXTS, "own/links.md": f"{DEAD}\n{anchors}"})
    (root / "mkdocs.yml").write_text(
        MKDOCS_YML.replace("{omitted_files: ignore}", "{omitted_files: ignore, links: {anchors: warn}}")
    )
    (by_pages, said), (by_mkdocs, also_said) = both(root)
    assert differing(by_pages, by_mkdocs) == []
    assert sorted(said) == sorted(set(also_said))  # each once
    assert any("'#none'" in line for line in said) and any("nowhere.md" in line for line in said)
    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build_site(root)
    with pytest.raises(BuildError, match=r"nowhere\.md"):  # with all pages made already
        build_site(root)


def test_a_link_that_is_dead_only_now_is_found_on_a_page_that_is_the_same(root: Path) -> None:
    with_pages(root, {"own/links.md": "[x](text.md#part)", "own/text.md": "## Part"})
    (root / "mkdocs.yml").write_text(
        MKDOCS_YML.replace("{omitted_files: ignore}", "{omitted_files: ignore, links: {anchors: warn}}")
    )
    build_site(root)
    with_pages(root, {"own/links.md": "[x](text.md#part)", "own/text.md": "## Other part"})
    with pytest.raises(BuildError, match="does not contain an anchor '#part'"):
        build_site(root)


@pytest.mark.parametrize(
    "settings",
    [
        BARE_MKDOCS_YML.replace("[survey]", "[survey, search]"),
        f"{BARE_MKDOCS_YML}hooks: [hook.py]\n",
        f"{BARE_MKDOCS_YML}exclude_docs: nothing.md\n",
        f"{BARE_MKDOCS_YML}draft_docs: nothing.md\n",
        BARE_MKDOCS_YML.replace("use_directory_urls: false", "use_directory_urls: true"),
    ],
)
def test_where_others_take_part_mkdocs_makes_the_site(settings: str, tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    (root / "hook.py").write_text("")
    assert can_make_pages(load_config(str(root / "mkdocs.yml")))
    (root / "mkdocs.yml").write_text(settings)
    assert not can_make_pages(load_config(str(root / "mkdocs.yml")))


@pytest.mark.parametrize(
    ("module", "version", "can"),
    [
        (mkdocs, "1.6.0", True),
        (mkdocs, "1.5.3", False),
        (mkdocs, "1.7.0", False),
        (mkdocs, "1.6.1.dev0", False),
        (markdown, "3.6", True),
        (markdown, "3.10.1", True),
        (markdown, "3.3.7", False),
        (markdown, "4.0", False),
    ],
)
def test_of_other_versions_nothing_inside_is_known(
    module: Any, version: str, can: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site_folder(tmp_path / "survey")
    monkeypatch.setattr(module, "__version__", version)
    assert can_make_pages(load_config(str(root / "mkdocs.yml"))) is can


@pytest.mark.parametrize("own", [False, True])
def test_a_map_for_robots_of_another_theme_may_need_more_of_each_page(own: bool, tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    if own:
        (root / "overrides/sitemap.xml").write_text("{% for file in pages %}{{ file.page.content }}{% endfor %}")
    assert can_make_pages(load_config(str(root / "mkdocs.yml"))) is not own


def test_a_hook_that_changes_nothing_gives_the_same_pages(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    before, _ = built(root, "before")
    (root / "hook.py").write_text("")
    (root / "mkdocs.yml").write_text(f"{MKDOCS_YML}hooks: [hook.py]\n")
    assert not can_make_pages(settings_of(root))
    after, _ = built(root, "after")
    assert differing(before, after) == []
