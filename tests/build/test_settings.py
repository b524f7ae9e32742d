"""Settings that pages cannot live with are refused, and what their policy blocks is told."""

import logging
from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site, settings_of
from livingsurvey.build.pipeline import BuildError, generate
from livingsurvey.build.plugin import SurveyPlugin
from livingsurvey.build.settings import blocked
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from tests.build.sites import site_folder
from tests.builders import MKDOCS_YML


def with_settings(folder: Path, old: str, new: str) -> Path:
    """A survey of which one setting is another."""
    root = site_folder(folder / "survey", real_frame=True)
    assert old in MKDOCS_YML
    (root / "mkdocs.yml").write_text(MKDOCS_YML.replace(old, new))
    return root


REFUSED = {
    "directories": ("use_directory_urls: false", "use_directory_urls: true", "Write `use_directory_urls: false`"),
    "nothing said of them": ("use_directory_urls: false\n", "", "Write `use_directory_urls: false`"),
    "another theme": ("name: survey", "name: mkdocs", "Write `name: survey` below `theme:`"),
    "no plugin": ("plugins: [survey]", "plugins: []", "Write `survey` below `plugins:`"),
    "an extension less": ("[attr_list, md_in_html, ", "[attr_list, ", "pages need `md_in_html`"),
    "over extensions": ("plugins:", "site_dir: extensions\nplugins:", "`site_dir` would replace extensions"),
    "over the content": ("plugins:", "site_dir: content/site\nplugins:", "`site_dir` would replace content"),
    "over the pages": ("plugins:", "site_dir: build\nplugins:", "`site_dir` would replace build/docs"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_setting_that_pages_cannot_live_with_is_refused_before_anything_is_made(tmp_path: Path, case: str) -> None:
    old, new, said = REFUSED[case]
    root = with_settings(tmp_path, old, new)
    with pytest.raises(BuildError) as refusal:
        settings_of(root)
    assert str(refusal.value).startswith("mkdocs.yml: ")
    assert said in str(refusal.value)
    if case != "no plugin":  # which MkDocs by itself could not ask
        with pytest.raises(PluginError, match=r"mkdocs\.yml: "):
            SurveyPlugin().on_config(load_config(str(root / "mkdocs.yml")))
    assert not (root / "build").exists()


def test_what_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    root = with_settings(tmp_path, "use_directory_urls: false", "site_dir: content")
    with pytest.raises(BuildError) as refusal:
        settings_of(root)
    assert len(str(refusal.value).splitlines()) == 2


@pytest.mark.parametrize("extensions", ["[extra]", "[markdown.extensions.attr_list, md_in_html, tables]"])
def test_extensions_may_be_written_otherwise(tmp_path: Path, extensions: str) -> None:
    settings_of(with_settings(tmp_path, "[attr_list, md_in_html, tables, toc]", extensions))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("plugins: [search, survey]", "the plugin `search` is of no use here: the survey has its own search"),
        ("extra: {analytics: {provider: google}}\nplugins: [survey]", "`extra.analytics` has no effect"),
    ],
)
def test_what_is_of_no_use_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture, new: str, said: str) -> None:
    root = with_settings(tmp_path, "plugins: [survey]", new)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        SurveyPlugin().on_config(load_config(str(root / "mkdocs.yml")))
    assert [said in record.getMessage() for record in caplog.records] == [True]


def test_no_script_of_another_search_is_in_a_page(tmp_path: Path) -> None:
    site = build_site(with_settings(tmp_path, "plugins: [survey]", "plugins: [search, survey]"), strict=False)
    assert "search/main.js" not in (site / "index.html").read_text()


HOOK = """def on_post_page(output, **others):
    return output.replace("</body>", "<script>track()</script><img src='https://example.org/pixel.png'></body>")
"""


def test_what_the_policy_blocks_is_said_once(tmp_path: Path) -> None:
    foreign = "extra_javascript: [https://example.org/a.js]\nextra_css: [//example.org/a.css]\nhooks: [hook.py]\n"
    root = with_settings(tmp_path, "plugins:", f"{foreign}plugins:")
    (root / "hook.py").write_text(HOOK)
    pages = generate(root)
    build_site(root, pages, strict=False)
    told = sorted(line.partition(": ")[2] for line in pages.warnings)
    names = ["//example.org/a.css", "a <script> element", "https://example.org/a.js", "https://example.org/pixel.png"]
    assert told == [f"{name} is blocked by the policy of the pages: they load files of the site." for name in names]


def test_what_pages_have_of_their_own_is_not_blocked() -> None:
    page = """<link rel="canonical" href="https://a.org/"><script type="application/ld+json">{}</script>
    <script src="assets/js/a.js?v=1" defer></script><link rel="stylesheet" href="a.css"><img src="a.png">
    <a href="https://example.org">elsewhere</a>"""
    assert list(blocked(page)) == []


TAKEN = """from pathlib import Path
def on_post_build(config, **others):
    (Path(config.site_dir) / "assets/js/dom.js").unlink()
"""


def test_a_site_without_what_its_pages_load_is_not_built(tmp_path: Path) -> None:
    root = with_settings(tmp_path, "plugins:", "hooks: [hook.py]\nplugins:")
    (root / "hook.py").write_text(TAKEN)
    with pytest.raises(BuildError, match=r"renamed or removed what pages load: assets/js/dom\.js"):
        build_site(root)


def test_a_survey_s_own_styles_and_scripts_have_versions_too(tmp_path: Path) -> None:
    own = "name: survey\n  custom_dir: overrides\nextra_css: [own.css]\nextra_javascript: [own.js]"
    root = with_settings(tmp_path, "name: survey", own)
    (root / "overrides").mkdir()
    for name in ("own.css", "own.js"):
        (root / "overrides" / name).write_text("")
    page = (build_site(root) / "index.html").read_text()
    assert 'href="own.css?v=' in page
    assert 'src="own.js?v=' in page
