"""The MkDocs plugin: MkDocs by itself builds the same site."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.pipeline import DOCS, Generated, generate
from livingsurvey.build.plugin import SurveyPlugin, built_from
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.utils.meta import get_data

from tests.build.sites import UNSOUND, edit, site_contents, site_folder


def mkdocs_build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` as anyone would."""
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_mkdocs_by_itself_builds_the_same_site(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    ours = site_contents(build_site(root))
    assert mkdocs_build(root, "--strict", "-d", str(tmp_path / "theirs")).returncode == 0
    assert site_contents(tmp_path / "theirs") == ours


def test_mkdocs_reports_findings_and_fails_where_it_is_strict(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    edit(root, "one", "title:", "tytle:")
    lenient, strict = mkdocs_build(root), mkdocs_build(root, "--strict")
    assert (lenient.returncode, strict.returncode) == (0, 1)
    assert all("content/papers/one.md:3" in outcome.stderr for outcome in (lenient, strict))
    assert {path.name for path in (root / "site" / "papers").glob("*.html")} == {"index.html", "two.html", "three.html"}


def test_mkdocs_leaves_out_a_claim_whose_sentence_is_not_in_the_abstract(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    edit(root, "one", "abstract:", f"{UNSOUND}abstract:")
    build(load_config(str(root / "mkdocs.yml")))
    page = (root / "site/papers/one.html").read_text()
    assert "The abstract of one." in page
    assert "Not in it" not in page


def test_mkdocs_refuses_what_is_unsafe(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    edit(root, "one", "---\nkey", "---\nsummary: <script>alert(1)</script>\nkey")
    outcome = mkdocs_build(root)
    assert outcome.returncode == 1
    assert "script-in-text" in outcome.stderr
    assert "The content has something unsafe in it. See the messages above." in outcome.stderr
    assert not (root / "site").exists()


def test_mkdocs_generates_once_and_from_unchanged_content_not_at_all(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    assert mkdocs_build(root).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")}
    assert mkdocs_build(root).returncode == 0
    assert generate(root).fresh
    assert {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")} == before


def test_pages_that_are_given_are_those_of_one_build_alone(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    config = load_config(str(root / "mkdocs.yml"))
    given = Generated(site_url="https://given.org")
    with built_from(config, given):
        assert config.plugins["survey"].on_config(config).site_url == "https://given.org/"
    assert not (root / DOCS).exists()
    config.plugins["survey"].on_config(config)
    assert (root / DOCS).exists()


def test_a_configuration_without_the_plugin_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Other\nplugins: []\n")
    (tmp_path / "docs").mkdir()
    with built_from(load_config(str(tmp_path / "mkdocs.yml")), Generated()):
        pass


def on_config(root: Path) -> str:
    """What the plugin makes of ``docs_dir``."""
    return str(SurveyPlugin().on_config(load_config(str(root / "mkdocs.yml"))).docs_dir)


def test_mkdocs_is_pointed_at_the_generated_tree(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    assert on_config(root) == str(root / DOCS)
    assert (root / DOCS / "index.md").is_file()


def test_each_error_is_a_warning_and_each_advice_is_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = site_folder(tmp_path / "survey")
    edit(root, "one", "topics: [caches]", "topics: [ghost]")
    with caplog.at_level(logging.INFO, "mkdocs"):
        on_config(root)
    told = [record for record in caplog.records if record.name == "mkdocs.plugins.survey"]
    assert ["ghost" in record.getMessage() for record in told if record.levelno == logging.WARNING] == [True]


def test_a_survey_that_cannot_be_read_stops_mkdocs(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    (root / "content" / "survey.yml").write_text("name: [")
    with pytest.raises(PluginError, match=r"survey\.yml"):
        on_config(root)


def test_unchanged_content_is_built_though_it_is_not_read_again(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    assert on_config(root) == on_config(root)


def test_each_page_s_markdown_is_beside_it_and_linked(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    site = build_site(root)
    pages = {path.relative_to(site).with_suffix("") for path in site.rglob("*.html") if path.name != "404.html"}
    twins = {path.relative_to(site).with_suffix("") for path in site.rglob("*.md")}
    assert twins == pages
    page, text = (site / "papers/one.html").read_text(), (site / "papers/one.md").read_text()
    assert '<link rel="alternate" type="text/markdown" href="one.md">' in page
    assert ">View as Markdown</a>" in page
    assert text.startswith("# One\n")
    assert "citation_title" not in text


def test_links_of_a_page_s_markdown_lead_to_files_of_the_site(tmp_path: Path) -> None:
    site = build_site(site_folder(tmp_path / "survey", real_frame=True))
    targets = re.findall(r"\]\(([^)#? :]+)", (site / "papers/one.md").read_text())
    assert targets
    assert [target for target in targets if not (site / "papers" / target).is_file()] == []


def test_theme_templates_say_the_survey_s_own_words(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    (root / "overrides/messages").mkdir(parents=True)
    (root / "overrides/messages/en.html").write_text('{% set messages = {"cite.title": "Cite <this>"} %}')
    page = (build_site(root) / "papers/one.html").read_text()
    assert ">Cite &lt;this&gt;</h2>" in page
    assert ">Correct this</a>" in page


def test_no_page_asks_another_builder_for_a_template_of_ours(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey", real_frame=True)
    build(load_config(str(root / "mkdocs.yml")))
    written = [get_data(path.read_text())[1] for path in (root / DOCS).rglob("*.md")]
    assert len(written) > 10
    assert not any("template" in meta for meta in written)
    assert 'class="md-typeset page page--paper"' in (root / "site/papers/one.html").read_text()
