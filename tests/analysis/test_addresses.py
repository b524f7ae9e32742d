"""The links of a paper: from its identifiers, from curators, from its abstract."""

import pytest
from livingsurvey.analysis.addresses import label_of, links_of
from livingsurvey.analysis.typeset import typeset
from livingsurvey.model import Link, Paper

from tests.builders import paper


def links(given: Paper) -> list[tuple[str, str]]:
    return [(link.label, link.url) for link in links_of(given, typeset(given.abstract))]


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://github.com/a/b", "GitHub"),
        ("https://www.github.com/a/b", "GitHub"),
        ("https://GitHub.com/a/b", "GitHub"),
        ("https://gitlab.com/a", "GitLab"),
        ("https://huggingface.co/papers", "Hugging Face"),
        ("https://hf.co/papers", "Hugging Face"),
        ("https://arxiv.org/abs/2501.00001", "arXiv"),
        ("https://doi.org/10.1000/x", "DOI"),
        ("https://anonymous.4open.science/r/x", "anonymous repository"),
        ("https://someone.github.io/project", "project page"),
        ("https://example.org:8080/x", "example.org"),
        ("https://user@example.org/x", "example.org"),
        ("https://github.com.evil.org/a/b", "github.com.evil.org"),
        ("https://notgithub.com/a/b", "notgithub.com"),
    ],
)
def test_a_link_is_called_by_its_service_or_its_host(url: str, label: str) -> None:
    assert label_of(url) == label


def test_a_paper_without_any_address_has_no_links() -> None:
    assert links(paper(abstract="No address at all.")) == []


def test_identifiers_come_first_then_code_curated_links_and_those_of_the_abstract() -> None:
    given = paper(
        arxiv="2501.00001",
        doi="10.1000/x",
        code=("https://github.com/a/b",),
        links=(Link(label="talk", url="https://a.org/talk"),),
        abstract="See https://huggingface.co/c.",
    )
    assert links(given) == [
        ("arXiv", "https://arxiv.org/abs/2501.00001"),
        ("DOI", "https://doi.org/10.1000/x"),
        ("code", "https://github.com/a/b"),
        ("talk", "https://a.org/talk"),
        ("Hugging Face", "https://huggingface.co/c"),
    ]


@pytest.mark.parametrize("written", ["https://github.com/a/b", "https://github.com/a/b/", "https://github.com/A/B"])
def test_an_address_given_twice_is_listed_once_as_the_curator_wrote_it(written: str) -> None:
    given = paper(code=("https://github.com/a/b",), abstract=f"Code at {written} is free.")
    assert links(given) == [("code", "https://github.com/a/b")]


def test_an_address_without_a_scheme_links_to_https() -> None:
    assert links(paper(abstract="Code at github.com/a/b.")) == [("GitHub", "https://github.com/a/b")]


def test_a_port_that_is_none_does_not_stop_the_rest() -> None:
    assert links(paper(abstract="At https://a.org:99999999/x.")) == [("a.org", "https://a.org:99999999/x")]
