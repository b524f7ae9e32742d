"""Identifiers and addresses in the forms in which people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.identifiers import (
    arxiv_id,
    arxiv_within,
    doi,
    doi_within,
    dois,
    identifiers,
    unescaped,
    whole_address,
)
from livingsurvey.model.base import Address, Doi, doi_address
from pydantic import TypeAdapter

SICI = "10.1000/(SICI)1097-0001(199806)49:8<693::AID-X4>3.0.CO;2-O"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *[(before + SICI, SICI) for before in ("", "doi:", "DOI ", "DOI: ", "https://doi.org/")],
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        ("https://dx.doi.org/" + SICI.replace("<", "%3C").replace(">", "%3E"), SICI),
        ("10.1002/(SICI)1097-4628(19980103)67:1<1::AID-APP1>3.0.CO;2-#",) * 2,
        *[
            (text, "10.1000/x")
            for text in ("10.1000/x.", "(10.1000/x)", "<10.1000/x>,", "doi.org/10.1000/x", "10.1000/x],")
        ],
        *[(text, "10.1000/x") for text in ("https://doi.org/10.1000/x?y=1", "http://dx.doi.org/10.1000/x#z")],
        ("https://doi-org.proxy.example.edu/10.1000/x", "10.1000/x"),
        ("10.1000/x(1)", "10.1000/x(1)"),
        ("10.1000.10/x&amp;y", "10.1000.10/x&y"),
        ("10.1000/x 10.1000/y", "10.1000/x"),
        ("see 10.1000/x", None),
        ("10.1000/", None),
        ("", None),
    ],
)
def test_a_doi_is_read_in_each_of_its_forms(text: str, found: str | None) -> None:
    assert doi(text) == found


def test_several_dois_are_told_apart_and_one_is_found_in_a_sentence() -> None:
    assert dois("DOI:10.1000/x, https://doi.org/10.1000/y; 10.1000/z") == ["10.1000/x", "10.1000/y", "10.1000/z"]
    assert doi_within("J. Old 3 (1999), doi:10.1000/x.") == "10.1000/x"


@given(st.from_regex(r"10\.[0-9]{4,9}/[^\s\"]{1,40}", fullmatch=True))
def test_every_doi_that_a_paper_may_have_makes_an_address(identifier: str) -> None:
    TypeAdapter(Doi).validate_python(identifier)
    address = TypeAdapter(Address).validate_python(doi_address(identifier))
    assert not set("<>\"'`\\{}|^ ") & set(address)


def test_the_address_of_an_old_doi_is_in_percent_codes() -> None:
    assert doi_address(SICI) == "https://doi.org/10.1000/(SICI)1097-0001(199806)49:8%3C693::AID-X4%3E3.0.CO;2-O"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *[(text, "2401.01234") for text in ("2401.01234v3", "arXiv:2401.01234 [hep-ph]", "[arXiv:2401.01234]")],
        *[(text, "2401.01234") for text in ("https://arxiv.org/pdf/2401.01234v1.pdf", "10.48550/arXiv.2401.01234")],
        *[(text, "hep-th/9901001") for text in ("hep-th/9901001", "arXiv:hep-th/9901001v2", "HEP-TH/9901001")],
        ("math.gt/0309136", "math.GT/0309136"),
        ("9999.99999", None),  # there is no 99th month
        ("12/1234567", None),
        ("2401.012345", None),
    ],
)
def test_an_arxiv_id_is_read_old_or_new(text: str, found: str | None) -> None:
    assert arxiv_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arXiv preprint arXiv:2401.01234", "2401.01234"),
        ("arXiv e-prints 1901.00001", "1901.00001"),
        ("arXiv [cs.LG] 1901.00001", "1901.00001"),
        ("CoRR abs/cs/0501001", "cs/0501001"),
        ("Preprint hep-ph/9901234", "hep-ph/9901234"),
        ("Phys. Rev. 1234.5678", None),
        ("path/math/0309136", None),
    ],
)
def test_an_arxiv_id_is_found_within_a_text(text: str, found: str | None) -> None:
    assert arxiv_within(text) == found


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        (r"https://example.org/a\_b\~{}c\%20d", "https://example.org/a_b~c%20d"),
        (r"\url{https://e.org/a_b}", "https://e.org/a_b"),
        (r"https://e.org/{\textasciitilde}lind/x", "https://e.org/~lind/x"),
        (r"https://e.org/\textasciitilde lind", "https://e.org/~lind"),
        (r"https://e.org/$\sim$lind", "https://e.org/~lind"),
        (r"https://e.org/a\#b\&c=d", "https://e.org/a#b&c=d"),
        (r"\href{https://e.org/x}{a text}", "https://e.org/x"),
        (r"https://e.org/{\_}x{\%}20", "https://e.org/_x%20"),
        (r"https://e.org/\{a\}|b", "https://e.org/%7Ba%7D%7Cb"),
        ("https://e.org/a?x=1&amp;y=2", "https://e.org/a?x=1&y=2"),
        ("https://e.org/wiki/A_(b)--c", "https://e.org/wiki/A_(b)--c"),
        ("no address", ""),
    ],
)
def test_an_address_in_latex_is_the_right_address(latex: str, address: str) -> None:
    assert whole_address(unescaped(latex)) == address


def test_what_is_no_doi_is_handed_on_to_be_refused() -> None:
    assert identifiers("no doi") == {"doi": "no doi"}
    assert identifiers(" ") == {}


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    unescaped(text), whole_address(text), arxiv_within(text), doi_within(text)
    assert all(found.startswith("10.") for found in dois(text))
