"""``robots.txt`` and ``llms.txt``: what is told, and that every link of it leads somewhere."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey, paths
from livingsurvey.site.exports import export_all
from livingsurvey.site.hosting.robots import export_robots
from markdown_it import MarkdownIt

from tests.builders import SETTINGS, paper, survey, topic

LINK = re.compile(r"^- \[(.+)\]\((\S+)\): (.+)$", re.MULTILINE)


def texts(given_survey: Survey, analysis: Analysis | None = None) -> tuple[str, str]:
    files = export_robots(given_survey, analysis or derive(given_survey))
    assert set(files) == {"robots.txt", "llms.txt"}
    return files["robots.txt"].decode(), files["llms.txt"].decode()


def at(given_survey: Survey, site: str) -> Survey:
    return replace(given_survey, settings=given_survey.settings.model_copy(update={"site_url": site}))


def test_the_site_map_is_named_where_the_site_has_an_address() -> None:
    assert texts(survey())[0] == "User-agent: *\nAllow: /\n"
    assert texts(at(survey(), "https://a.org/s"))[0].endswith("\n\nSitemap: https://a.org/s/sitemap.xml\n")


def test_the_overview_has_the_form_that_is_asked_for() -> None:
    given_survey = survey(paper("p"), topics=(topic("area", title="Area"), topic("t", "area", title="T")))
    lines = texts(given_survey)[1].split("\n")
    assert lines[:3] == ["# Test Survey", "", "> A survey that exists for one test."]
    assert [line for line in lines if line.startswith("## ")] == ["## Area", "## Data", "## Method"]
    assert "- [T](topics/t.html): All about t." in lines


def test_links_have_whole_addresses_where_they_are_known() -> None:
    assert "](https://a.org/s/method.html)" in texts(at(survey(), "https://a.org/s/"))[1]


def test_every_link_of_the_real_overview_leads_to_a_file(
    real_survey: Survey, real_insight: Analysis, real_pages: dict[str, str]
) -> None:
    found = {target for _, target, _ in LINK.findall(texts(real_survey, real_insight)[1])}
    built = {paths.address_of(path) for path in real_pages}
    assert found <= built | set(export_all(real_survey, real_insight))
    assert len(found) > len(real_survey.topics)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip))
@settings(deadline=None, max_examples=60)
def test_no_text_makes_a_link_or_an_element(text: str) -> None:
    named = topic("t").model_copy(update={"title": f"x {text}", "summary": text})
    given_survey = survey(topics=(named,))
    told = texts(replace(given_survey, settings=SETTINGS.model_copy(update={"description": f"x {text}"})))[1]
    tokens = [child for token in MarkdownIt("commonmark").parse(told) for child in (token.children or [token])]
    plain = texts(survey(topics=(topic("t"),)))[1]
    wanted = [child for token in MarkdownIt("commonmark").parse(plain) for child in (token.children or [token])]
    targets = [token.attrGet("href") for token in tokens if token.type == "link_open"]
    assert targets == [token.attrGet("href") for token in wanted if token.type == "link_open"]
    assert not [token for token in tokens if token.type in ("html_inline", "html_block", "image")]
