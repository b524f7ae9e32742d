"""Citations of papers in prose."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model import citations
from livingsurvey.model.citations import citations_in, cited_keys, without_citations


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("As [@a-paper] shows.", ("a-paper",)),
        ("Both [@a; @b] and [@c;@d].", ("a", "b", "c", "d")),
        ("Twice [@a], again [@a; @b].", ("a", "b")),
        ("Order [@z] before [@a].", ("z", "a")),
        ("Across\nlines [@a]\n\n[@b]", ("a", "b")),
        ("", ()),
    ],
)
def test_cited_keys_come_in_order_and_once_each(text: str, keys: tuple[str, ...]) -> None:
    assert cited_keys(text) == keys


@pytest.mark.parametrize(
    "text", ["a@b.example", "[a](b)", "[@]", "[@A]", "[@a b]", "[@a;]", "[@a; b]", "[ @a]", "[@a/b]", r"[\@a]", "[@a"]
)
def test_what_is_not_quite_a_citation_cites_nothing(text: str) -> None:
    assert cited_keys(text) == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@a-paper shows it.", "a-paper"),
        ("According to @a-paper.", "a-paper"),
        ("@a-paper's bound, ", "a-paper"),
        ("(@a-paper)", "a-paper"),
        ("*@a-paper*: it", "a-paper"),
        ("“@a-paper”", "a-paper"),
        ("@a-paper—and", "a-paper"),
        ("so\n@a-paper", "a-paper"),
        ("@a-paper-", "a-paper"),
    ],
)
def test_a_bare_key_is_a_citation_and_a_noun(text: str, key: str) -> None:
    (found,) = citations_in(text).values()
    assert (found.keys, found.is_noun) == ((key,), True)
    assert text[found.start : found.end] == f"@{key}"


@pytest.mark.parametrize(
    "text",
    [
        *("me@a-paper", "me@a-paper.org", r"\@a-paper", "`@a-paper`", "```\n@a-paper\n```", "@a-paper.org", "@Paper"),
        *("https://a.org/@a-paper", "https://a.org/?by=@a-paper", "<https://a.org/(@a-paper)>", "@a-paper@a.org"),
        *("[@a-paper here](b.md)", "[see @a-paper]", "[it](https://a.org/@a-paper)", "[it]: ../@a-paper", "a/@a-paper"),
        *("@scope/a-paper", "@a_paper", "@aPaper", "@a-Paper", "@@a-paper", "@-a", "@"),
    ],
)
def test_addresses_paths_code_and_links_are_no_citations(text: str) -> None:
    assert cited_keys(text) == ()


KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(st.lists(KEYS, min_size=1, max_size=6, unique=True))
@settings(deadline=None, max_examples=50)
def test_any_keys_cited_together_are_found(keys: list[str]) -> None:
    assert cited_keys("See [" + "; ".join(f"@{key}" for key in keys) + "].") == tuple(keys)


@given(KEYS, st.sampled_from(["", " ", ".", ", ", "; ", ": ", "!", "?", ")", "’s", "'s", "*", " – ", "…", "\n"]))
@settings(deadline=None, max_examples=50)
def test_a_bare_key_ends_where_no_sign_of_a_key_follows(key: str, after: str) -> None:
    assert cited_keys(f"See @{key}{after}") == (key,)


@given(st.text("a@[]();-./: `\\\nb", max_size=40))
@settings(deadline=None, max_examples=200)
def test_citations_are_parts_of_the_text_that_do_not_overlap(text: str) -> None:
    found = list(citations_in(text).values())
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert all(text[cited.start :].startswith(cited.key) for cited in one.cited)
        assert text[one.start] == ("@" if one.is_noun else "[")
    assert len(without_citations(text)) == len(text) - sum(one.end - one.start for one in found)


_PIECES = ("a", "[", "]", "@", "; ", "@a", "[@a]", "[@a; @b]", "(", ")", "<A", ">", "://", "`", "\n", ":", " ", "]: ")


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_nouns_are_found_whether_or_not_they_are_looked_for_with_care(text: str) -> None:
    citations_in.cache_clear()
    found = dict(citations_in(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citations, "_CUTS", ("",))  # which every text holds
        citations_in.cache_clear()
        assert dict(citations_in(text)) == found
