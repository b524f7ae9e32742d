"""Topics across all papers: renamed, merged, split; their prose is never lost."""

from pathlib import Path

import pytest
from livingsurvey.commands import edit_topics
from livingsurvey.store.survey_edit import EditRefusedError

from tests.commands.folders import ALPHA, do, folder, held, tree


def test_a_topic_is_renamed_everywhere(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = tree(root)
    step = edit_topics.rename(held(root), "caches", "kv")
    do(root, step)
    after = tree(root)
    expected = (
        before.pop("topics/caches.md").replace(b"key: caches", b"key: kv").replace(b"topics/caches", b"topics/kv")
    )
    assert after.pop("topics/kv.md") == expected
    assert after.pop("papers/alpha.md").decode() == ALPHA.replace("[ caches,  decoding ]", "[ kv,  decoding ]")
    assert after["topics/decoding.md"] == before["topics/decoding.md"].replace(b"topics/caches", b"topics/kv")
    assert after["pages/about.md"] == before["pages/about.md"].replace(b"topics/caches", b"topics/kv")
    assert after["vocabulary/methods.yml"] == before["vocabulary/methods.yml"]
    assert "topics/caches.html finds nothing" in step.messages[0]


def test_a_topic_renamed_back_and_forth_is_as_before(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = tree(root)
    do(root, edit_topics.rename(held(root), "caches", "kv"))
    do(root, edit_topics.rename(held(root), "kv", "caches"))
    assert tree(root) == before


def test_an_area_keeps_its_topics_when_it_is_renamed(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_topics.rename(held(root), "all", "everything"))
    assert {topic.key for topic in held(root).topics_of["everything"]} == {"caches", "decoding"}


def test_two_topics_become_one_and_no_prose_is_lost(tmp_path: Path) -> None:
    root = folder(tmp_path)
    prose = held(root).topic["caches"].prose
    step = edit_topics.merge(held(root), "caches", "decoding")
    do(root, step)
    survey = held(root)
    assert set(survey.topic) == {"all", "decoding"}
    assert survey.paper["alpha"].topics == ("decoding",)
    assert "# hand formatting" in (root / "content/papers/alpha.md").read_text()
    kept = survey.topic["decoding"].prose
    assert kept.endswith(prose.replace("topics/caches", "topics/decoding"))
    assert "TODO: work what follows, from the topic «caches»" in kept
    assert [start.key for start in survey.topic["decoding"].start_here] == ["alpha", "beta"]
    assert "summary of caches was: About caches." in step.messages


def test_papers_move_from_one_topic_to_another(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_topics.move_papers(held(root), ["beta"], "caches", "decoding")
    assert do(root, step) == ["content/papers/beta.md"]
    assert held(root).paper["beta"].topics == ("caches",)
    assert "topics:\n- caches\n" in (root / "content/papers/beta.md").read_text()
    assert step.messages == ("decoding still names beta among where to start.",)


def test_papers_come_to_a_topic_besides_their_own(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_topics.move_papers(held(root), ["alpha", "beta"], "caches")
    assert do(root, step) == ["content/papers/beta.md"]
    assert "topics:\n- decoding\n- caches\n" in (root / "content/papers/beta.md").read_text()
    assert step.messages == ("alpha is in caches already.",)


def test_a_topic_is_split(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_topics.split(held(root), ["alpha"], "new-caches", "caches", "New caches", "Caches that are new.")
    assert set(do(root, step)) == {"content/papers/alpha.md", "content/topics/new-caches.md"}
    survey = held(root)
    assert survey.paper["alpha"].topics == ("new-caches", "decoding")
    made = survey.topic["new-caches"]
    assert (made.title, made.summary, made.parent) == ("New caches", "Caches that are new.", "all")
    text = (root / "content/topics/new-caches.md").read_text()
    assert text == ("---\nkey: new-caches\ntitle: New caches\nparent: all\nsummary: Caches that are new.\n---\n")


@pytest.mark.parametrize(
    ("keys", "to", "source", "said"),
    [
        (["alpha"], "nothing", None, "no topic 'nothing'"),
        (["alpha"], "caches", "nothing", "no topic 'nothing'"),
        (["nobody"], "caches", None, "no paper 'nobody'"),
        (["beta"], "decoding", "caches", "beta is not in caches"),
    ],
)
def test_what_does_not_exist_is_refused(
    tmp_path: Path, keys: list[str], to: str, source: str | None, said: str
) -> None:
    with pytest.raises(EditRefusedError, match=said):
        edit_topics.move_papers(held(folder(tmp_path)), keys, to, source)


def test_a_paper_may_be_in_more_topics_than_three(tmp_path: Path) -> None:
    root = folder(tmp_path)
    for key, source in (("a", "decoding"), ("b", "a")):
        do(root, edit_topics.split(held(root), ["beta"], key, source, key.upper(), "A new one."))
        do(root, edit_topics.move_papers(held(root), ["alpha"], key))
    assert held(root).paper["alpha"].topics == ("caches", "decoding", "a", "b")


@pytest.mark.parametrize("key", ["../x", "/x", "X", "con", "", "decoding"], ids=ascii)
def test_a_key_that_may_not_be_used_is_refused(tmp_path: Path, key: str) -> None:
    survey = held(folder(tmp_path))
    with pytest.raises(EditRefusedError):
        edit_topics.rename(survey, "caches", key)
    with pytest.raises(EditRefusedError):
        edit_topics.split(survey, ["alpha"], key, "caches", "T", "S.")


def test_an_area_is_no_topic(tmp_path: Path) -> None:
    survey = held(folder(tmp_path))
    with pytest.raises(EditRefusedError, match="area"):
        edit_topics.merge(survey, "caches", "all")
    with pytest.raises(EditRefusedError, match="same topic"):
        edit_topics.merge(survey, "caches", "caches")
    with pytest.raises(EditRefusedError, match="area"):
        edit_topics.split(survey, ["alpha"], "x", "all", "T", "S.")
