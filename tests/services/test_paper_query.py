"""What a curator types or pastes is understood in the form in which people find it."""

import pytest
from livingsurvey.services.paper_query import Query, parse_query


@pytest.mark.parametrize(
    ("given", "kind", "value"),
    [
        ("2401.12345", "arxiv", "2401.12345"),
        (" arXiv:2401.12345v2 ", "arxiv", "2401.12345"),
        ("https://arxiv.org/abs/2401.12345v1", "arxiv", "2401.12345"),
        ("http://export.arxiv.org/pdf/2401.12345v3.pdf", "arxiv", "2401.12345"),
        ("https://doi.org/10.48550/arXiv.2401.12345", "arxiv", "2401.12345"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://huggingface.co/papers/2401.12345", "arxiv", "2401.12345"),
        ("10.1145/3600006.3613165", "doi", "10.1145/3600006.3613165"),
        ("doi: 10.1145/3600006.3613165.", "doi", "10.1145/3600006.3613165"),
        ("https://dx.doi.org/10.1145%2F3600006.3613165", "doi", "10.1145/3600006.3613165"),
        ("https://dl.acm.org/doi/pdf/10.1145/3600006.3613165", "doi", "10.1145/3600006.3613165"),
        ("https://aclanthology.org/2023.acl-long.1/", "anthology", "2023.acl-long.1"),
        ("https://aclanthology.org/P19-1355.pdf", "anthology", "P19-1355"),
        ("https://openreview.net/forum?id=AbC1&noteId=x", "openreview", "AbC1"),
        ("https://a.example/paper", "address", "https://a.example/paper"),
        ("http://[broken", "address", "http://[broken"),
        ("A Title: with 10.5 points", "title", "A Title: with 10.5 points"),
    ],
)
def test_each_form_is_understood(given: str, kind: str, value: str) -> None:
    query = parse_query(given)
    assert query is not None
    assert (query.kind, query.value) == (kind, value)


@pytest.mark.parametrize("given", ["", "  ", "...", "\x00"])
def test_what_says_nothing_asks_for_nothing(given: str) -> None:
    assert parse_query(given) is None


def test_queries_are_values() -> None:
    assert parse_query("2401.12345") == Query("arxiv", "2401.12345")
