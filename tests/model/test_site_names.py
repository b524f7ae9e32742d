"""Which names of the site are taken, and that nothing replaces anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model.errors import PathTakenError, SurveyError
from livingsurvey.model.site_names import OWN_NAMES, joined_files, own_use, site_path

PATHS = st.from_regex(r"[a-cA-C](/[a-cA-C]){0,2}(\.md|\.html)?", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.md", "a.md"),
        ("a.md", "a.html"),
        ("a.md", "a.mkd"),
        ("A.json", "a.json"),
        ("README.md", "index.md"),
        ("x/README.markdown", "x/index.html"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("a", "a/b.md"),
        ("a/b/c.md", "a/b"),
        ("A/b", "a"),
    ],
)
def test_two_that_write_one_path_are_both_named(one: str, other: str) -> None:
    with pytest.raises(PathTakenError, match=r"by the first and by the second\.") as caught:
        joined_files([("the first", {one: 1}), ("the second", {other: 2})])
    assert isinstance(caught.value, SurveyError)
    assert other in caught.value.message


@given(st.lists(st.dictionaries(PATHS, st.integers(), max_size=4), max_size=4))
def test_what_is_joined_is_all_there_and_as_it_was_or_nothing_is(parts: list[dict[str, int]]) -> None:
    named = [(f"part {n}", part) for n, part in enumerate(parts)]
    try:
        files = joined_files(named)
    except PathTakenError:
        return
    assert len(files) == sum(map(len, parts)) == len(set(map(site_path, files)))
    assert all(files[path] == content for part in parts for path, content in part.items())


@pytest.mark.parametrize(
    ("folder", "name", "use"),
    [
        ("", "about", ""),
        ("", "404", "a name that the site uses itself"),
        ("", "explore", "a page of the survey's own"),
        ("feeds", "all", "the feed of all papers"),
        ("methods", "index", "the list of methods"),
        ("methods", "all", ""),
    ],
)
def test_the_site_says_what_it_uses_a_name_for(folder: str, name: str, use: str) -> None:
    assert own_use(folder, name) == use


def test_own_names_are_keys_but_for_their_case() -> None:
    assert all(name == name.lower() for name in OWN_NAMES)
