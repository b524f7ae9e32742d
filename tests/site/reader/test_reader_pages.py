"""The page of the reading list and that of downloads."""

import json
import re

import pytest
from livingsurvey.build.built_site import offer

from tests.builders import paper, survey
from tests.site.engines import Parsed
from tests.site.samples import HOSTILE, rendered
from tests.theme.frames import article, shown


def test_former_keys_are_in_the_page_for_the_script() -> None:
    given = survey(paper("now", aliases=("once", "before")), paper("other"))
    parsed = Parsed(article(shown(given, "reading-list.md")))
    assert json.loads(dict(parsed.attributes)["data-aliases"] or "") == {"once": "now", "before": "now"}


def test_without_a_script_the_reading_list_leads_to_all_papers() -> None:
    html = article(shown(survey(), "reading-list.md"))
    inside = re.findall(r'<div id="saved-papers".*?</div>', html, re.DOTALL)[0]
    assert '<a href="papers/index.html">All papers can be read without it.</a>' in inside


@pytest.mark.parametrize(("what", "before"), [("zip", "offers no bundle"), ("pdf", "offers no PDF")])
def test_what_is_offered_takes_the_place_of_what_is_not(what: str, before: str) -> None:
    html = article(shown(survey(), "download.md"))
    assert before in html
    offered = offer(html, what, '<a href="x">X</a>')
    assert f'data-offer="{what}"><a href="x">X</a></p>' in offered
    assert before not in offered


def test_the_licence_is_said_as_text() -> None:
    given = survey()
    given = survey(settings=given.settings.model_copy(update={"licence": HOSTILE}))
    assert not {"script", "img"} & set(Parsed(article(shown(given, "download.md"))).tags)


@pytest.mark.parametrize("path", ["reading-list.md", "download.md"])
def test_the_pages_have_no_tags(path: str) -> None:
    assert "<" not in rendered(survey())[path].split("\n---\n")[1]
