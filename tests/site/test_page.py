"""A page's file: front matter that is read back as it was given, and that people can read."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey
from livingsurvey.model.text import clean
from livingsurvey.site.page import Lines, Page, as_read, front_matter
from livingsurvey.site.render import SitePages
from mkdocs.utils.meta import get_data

from tests.site.samples import HOSTILE
from tests.site.test_escape import TEXTS

LINK = st.fixed_dictionaries({"label": TEXTS, "url": TEXTS})


def test_front_matter_reads_well() -> None:
    meta = {
        "title": "A title: of two parts",
        "template": "paper.html",
        "scripts": ["take", "reading"],
        "links": [{"label": "arXiv", "url": "https://arxiv.org/abs/1"}],
        "dates": {"added": "2024-01-01", "count": 3},
        "bibtex": Lines("@misc{a,\n  title = {B},\n}"),
    }
    assert front_matter(meta) == (
        'title: "A title: of two parts"\n'
        "template: paper.html\n"
        "scripts: [take, reading]\n"
        'links:\n  - {label: arXiv, url: "https://arxiv.org/abs/1"}\n'
        'dates:\n  added: "2024-01-01"\n  count: 3\n'
        "bibtex: |2-\n  @misc{a,\n    title = {B},\n  }\n"
    )


@given(TEXTS, LINK, st.lists(TEXTS, min_size=1, max_size=3))
def test_any_front_matter_is_read_back_clean(text: str, link: dict[str, str], texts: list[str]) -> None:
    page = Page({"title": f"x{text}", "links": [link], "one": {"url": text, "x": "y"}, "texts": texts}, "Body.").text()
    cleaned = {name: clean(value) for name, value in link.items() if value}
    body, meta = get_data(page)
    assert body == "Body.\n"
    assert meta["title"] == clean(f"x{text}")
    assert meta["links"] == [cleaned]
    assert meta["texts"] == [clean(value) for value in texts]
    assert meta["one"] == ({"url": clean(text)} if text else {}) | {"x": "y"}


@given(st.lists(TEXTS.map(lambda text: f"x{clean(text)}"), min_size=1, max_size=4))
def test_lines_are_kept(lines: list[str]) -> None:
    text = Lines("\n".join(line.rstrip() for line in lines))
    assert yaml.safe_load(front_matter({"a": text, "b": "c"})) == {"a": str(text), "b": "c"}


@pytest.mark.parametrize(
    "text", ["yes", "No", "null", "true", "2024", "1.5", "2024-01-01", "~", "a: b", "- a", HOSTILE]
)
def test_what_yaml_would_read_as_something_else_stays_text(text: str) -> None:
    assert yaml.safe_load(front_matter({"a": text, "b": [{"c": text}], "d": [text]})) == {
        "a": clean(text),
        "b": [{"c": clean(text)}],
        "d": [clean(text)],
    }


@pytest.mark.parametrize("value", [None, "", [], {}, ()])
def test_what_is_empty_is_left_out(value: object) -> None:
    assert front_matter({"a": value, "b": {"c": value, "d": 1}}) == "b:\n  d: 1\n"


PLAIN = st.one_of(
    TEXTS,
    st.sampled_from(["yes", "null", "~", "1", "1.5", "1e5", "2024-01-01", "- a", "a: b", "x " * 90]),
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(),
)
NESTED = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.lists(inner, min_size=1, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from(["label", "url", "year"]), inner, max_size=3)
    ),
    max_leaves=6,
)
LINES = st.lists(TEXTS, max_size=4).map(lambda lines: Lines("\n".join(lines)))


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["a", "b-c", "d_e"]), NESTED | LINES, max_size=3))
def test_what_yaml_reads_is_known_without_asking_it(meta: dict[str, object]) -> None:
    try:
        known = as_read(meta)
    except ValueError:
        return  # it has to be asked
    assert known == (yaml.safe_load(front_matter(meta)) or {})


def test_what_yaml_reads_of_every_page_of_a_survey_is_known(real_survey: Survey, real_insight: Analysis) -> None:
    pages = SitePages(real_survey, real_insight)
    for path in pages.paths:
        page = pages.page(path)
        assert isinstance(page, Page)
        head = page.text().removeprefix("---\n").partition("\n---\n")[0]
        assert as_read(page.meta) == yaml.load(head, yaml.CSafeLoader)
