"""Renaming and merging papers: everything leads to the new key, nothing is lost, nothing else is touched."""

import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.checks.run import check
from livingsurvey.commands import edit_papers
from livingsurvey.model import Paper, Provenance, Publication, is_key
from livingsurvey.store import load
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import apply
from livingsurvey.store.yaml_write import WORDS

from tests.builders import paper, paper_file, survey, survey_folder
from tests.commands.folders import ALPHA, BETA, do, folder, held, lines_changed, tree


def test_a_renamed_paper_keeps_its_old_key_and_everything_leads_to_the_new_one(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = tree(root)
    do(root, edit_papers.rename(held(root), "alpha", "omega"))
    after = tree(root)
    assert after.keys() ^ before.keys() == {"papers/alpha.md", "papers/omega.md"}
    assert after["papers/omega.md"].decode() == ALPHA.replace("key: alpha\n", "key: omega\naliases:\n  - alpha\n")
    for name in ("topics/caches.md", "topics/decoding.md", "pages/about.md"):
        assert after[name] == before[name].replace(b"alpha", b"omega")
    assert after["map.json"].decode() == '{\n"beta": [30, 40],\n"omega": [10, 20]\n}\n'
    assert {name for name in before if after.get(name) == before[name]} >= {"papers/beta.md", "vocabulary/methods.yml"}


def test_code_is_not_a_citation(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_papers.rename(held(root), "beta", "gamma"))
    assert "See [@gamma] and `[@beta]`, which is code." in (root / "content/papers/alpha.md").read_text()


def test_a_paper_renamed_back_and_forth_is_as_before_but_for_its_aliases(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = tree(root)
    do(root, edit_papers.rename(held(root), "alpha", "omega"))
    do(root, edit_papers.rename(held(root), "omega", "alpha"))
    after = tree(root)
    assert after.pop("papers/alpha.md").decode() == ALPHA.replace("key: alpha\n", "key: alpha\naliases:\n  - omega\n")
    assert after == {name: data for name, data in before.items() if name != "papers/alpha.md"}


#: Keys that need no quotes: a word that YAML takes for something else leaves quotes behind where it was.
KEYS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=9).filter(
    lambda key: is_key(key) and key not in WORDS
)
PROSE = st.lists(
    st.sampled_from(
        ["[@alpha]", "[@beta; @alpha]", "@alpha", "@beta’s", "`[@alpha]`", "alpha", "é\U0001d4d0", "\n\n", " "]
    )
)


@pytest.mark.parametrize("key", ["null", "yes", "on"])
def test_a_key_that_is_a_word_of_yaml_comes_back(tmp_path: Path, key: str) -> None:
    root = folder(tmp_path)
    before = held(root)
    do(root, edit_papers.rename(before, "alpha", key))
    assert held(root).topic["caches"].start_here[0].key == key
    do(root, edit_papers.rename(held(root), key, "alpha"))
    assert held(root).topics == before.topics


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=KEYS, prose=PROSE, ends=st.sampled_from(["\n", "\r\n"]), mark=st.booleans())
def test_any_key_comes_back_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, key: str, prose: list[str], ends: str, mark: bool
) -> None:
    root = folder(tmp_path_factory.mktemp("any"))
    path = root / "content/topics/caches.md"
    text = path.read_text() + "".join(prose) + "\n"
    path.write_bytes(("\ufeff" if mark else "").encode() + text.replace("\n", ends).encode())
    if key in ("alpha", "beta"):
        return
    before = path.read_bytes()
    do(root, edit_papers.rename(held(root), "alpha", key))
    assert path.read_bytes().count(ends.encode()) == before.count(ends.encode())
    do(root, edit_papers.rename(held(root), key, "alpha"))
    assert path.read_bytes() == before
    assert held(root).paper["alpha"].aliases == (key,)


@pytest.mark.parametrize(
    "key",
    [
        "../x",
        "/etc/passwd",
        "Upper",
        "con",
        "nul",
        "index",
        "a b",
        "a--b",
        "-a",
        "",
        "a/b",
        "é",
        "a\n",
        "a.md",
        "а",
        "x" * 101,
    ],
    ids=ascii,
)
def test_a_hostile_key_is_refused(tmp_path: Path, key: str) -> None:
    root = folder(tmp_path)
    with pytest.raises(EditRefusedError):
        edit_papers.rename(held(root), "alpha", key)


def test_a_key_that_is_taken_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_papers.rename(held(root), "alpha", "omega"))
    survey = held(root)
    for old, new, said in [
        ("beta", "omega", "taken by content/papers/omega.md"),
        ("beta", "alpha", "taken by content/papers/omega.md"),
        ("alpha", "x", "It is called omega now"),
        ("nobody", "x", "no paper 'nobody'"),
        ("beta", "beta", "already"),
    ]:
        with pytest.raises(EditRefusedError, match=said):
            edit_papers.rename(survey, old, new)


def test_nothing_is_written_when_one_file_cannot_be_edited(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "content/topics/caches.md").write_bytes(
        (root / "content/topics/caches.md").read_bytes().replace(b"\n", b"\r\n", 3)
    )
    before = tree(root)
    with pytest.raises(EditRefusedError, match="mixes line ends"):
        do(root, edit_papers.rename(held(root), "alpha", "omega"))
    assert tree(root) == before


def test_nothing_is_written_when_a_file_was_changed_meanwhile(tmp_path: Path) -> None:
    root = folder(tmp_path)
    survey = held(root)
    changes = changes_of(root, survey, edit_papers.rename(survey, "alpha", "omega"))
    (root / "content/pages/about.md").write_text("---\ntitle: Mine\n---\n")
    before = tree(root)
    with pytest.raises(EditRefusedError, match="changed meanwhile"):
        apply(root, changes)
    assert tree(root) == before


def test_what_was_written_is_put_back_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path)
    survey = held(root)
    changes = changes_of(root, survey, edit_papers.rename(survey, "alpha", "omega"))
    before = tree(root)
    from livingsurvey.store import transaction as files

    written: list[Path] = []
    real = files.write_atomically

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError("the disk is full")
        real(path, data)

    monkeypatch.setattr(files, "write_atomically", full)
    with pytest.raises(OSError, match="full"):
        apply(root, changes)
    assert tree(root) == before


def test_two_records_become_one(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_papers.merge(held(root), "alpha", "beta")
    do(root, step)
    survey = held(root)
    paper = survey.paper["beta"]
    assert "alpha" not in survey.paper
    assert paper.aliases == ("alpha",)
    assert (paper.title, paper.abstract, paper.venue) == ("Beta", "Another text.", "A Venue 2024")
    assert (paper.arxiv, paper.published, paper.status) == ("2405.00001", "2024-05", "included")
    assert paper.terms("methods") == ("Adam", "KV cache")
    assert [(seen.rank, seen.line) for seen in paper.seen] == [(2, 9), (1, 3)]
    assert paper.provenance.keys() == {"arxiv"}
    assert paper.notes.startswith("See [@beta]")
    told = "\n".join(step.messages)
    assert "title: alpha says «Alpha»; beta keeps «Beta»" in told
    assert "topics: alpha says [«caches», «decoding»]; beta keeps [«decoding»]" in told
    assert "claims: alpha says [«It is 2x faster» (latency, 2 ×)]; beta keeps nothing" in told
    assert survey.topic["caches"].prose.startswith("Caches help [@beta], or do not [@beta]")
    assert [start.key for start in survey.topic["caches"].start_here] == ["beta"]
    assert survey.layout == {"beta": (30, 40)}


FACTS = {
    "authors": ["authors: [Ada Lovelace]\n", "authors: [Grace Hopper]\n"],
    "published": ["published: 2024\n", "published: 2024-05-01\n"],
    "venue": ["venue: V 2024\n", "venue: W 2024\n"],
    "arxiv": ["arxiv: '2405.00001'\n", "arxiv: '2405.00002'\n"],
    "doi": ["doi: 10.1145/1\n", "doi: 10.1145/2\n"],
    "code": ["code: [https://a.org/x]\n", "code: [https://b.org/y]\n"],
    "links": ["links: [{label: x, url: https://a.org}]\n", "links: [{label: y, url: https://b.org}]\n"],
    "status": ["status: included\n", "status: excluded\nreason: no-use\n"],
    "kind": ["kind: method\n", "kind: survey\n"],
    "summary": ["summary: It does.\n", "summary: It does not.\n"],
    "models": ["models: [GPT-2, T5]\n", "models:\n  - T5\n  - BERT\n"],
    "notes": ["A note.", "Another note."],
}
RECORD = st.fixed_dictionaries({name: st.sampled_from(["", *texts]) for name, texts in FACTS.items()})


def _record(key: str, facts: dict[str, str]) -> str:
    return paper_file(key, "".join(text for name, text in facts.items() if name != "notes"), facts["notes"])


def _value(paper: Paper, name: str) -> Any:
    return paper.fields.get(name, "") if name in ("kind", "models") else getattr(paper, name)


def _values(paper: Paper) -> dict[str, object]:
    return {name: value for name in FACTS if (value := _value(paper, name))}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=RECORD, second=RECORD)
def test_a_merge_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], second: dict[str, str]
) -> None:
    files = {"one": _record("one", first), "two": _record("two", second)}
    root = survey_folder(tmp_path_factory.mktemp("merge"), files)
    before = held(root)
    step = edit_papers.merge(before, "one", "two")
    do(root, step)
    after = held(root).paper["two"]
    told = {line.partition(":")[0] for line in step.messages}
    for name, value in _values(before.paper["one"]).items():
        now: Any = _value(after, name)
        assert value == now or name in told or (set(value) <= set(now) if name != "notes" else value in now), name
    for name, value in _values(before.paper["two"]).items():
        now: Any = _value(after, name)
        assert value == now or set(value) <= set(now) or (name == "notes" and value in now), name


def test_unknown_papers_are_refused(tmp_path: Path) -> None:
    survey = held(folder(tmp_path))
    for one, into in (("alpha", "nobody"), ("nobody", "beta"), ("alpha", "alpha")):
        with pytest.raises(EditRefusedError):
            edit_papers.merge(survey, one, into)


def test_renaming_makes_no_finding(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = {finding.rule for finding in check(root, load(root))}
    do(root, edit_papers.rename(held(root), "alpha", "omega"))
    assert {finding.rule for finding in check(root, load(root))} <= before


def test_the_lines_of_a_merged_file_stay(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_papers.merge(held(root), "alpha", "beta"))
    gone, _ = lines_changed(BETA.encode(), (root / "content/papers/beta.md").read_bytes())
    assert gone == ["published:   # to do", "seen: [{source: s, rank: 2, line: 9}]"]
    assert "published: 2024-05  # to do" in (root / "content/papers/beta.md").read_text()


def test_nothing_is_written_behind_a_link_out_of_the_survey(tmp_path: Path) -> None:
    root = folder(tmp_path / "survey")
    survey = held(root)
    outside = tmp_path / "outside"
    (root / "content/papers").rename(outside)
    (root / "content/papers").symlink_to(outside, target_is_directory=True)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    with pytest.raises(EditRefusedError, match="outside the survey"):
        do(root, edit_papers.rename(survey, "alpha", "omega"))
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    root = folder(tmp_path)
    survey = held(root)
    changes = changes_of(root, survey, edit_papers.rename(survey, "alpha", "omega"))
    (root / "content/papers/omega.md").write_text("mine")
    with pytest.raises(EditRefusedError, match="changed meanwhile"):
        apply(root, changes)
    assert (root / "content/papers/omega.md").read_text() == "mine"
    assert (root / "content/papers/alpha.md").exists()


def test_what_is_stated_of_the_publication_is_joined_with_where_each_part_is_from(tmp_path: Path) -> None:
    stated = {"publication": Provenance(file="a.bib", line=3)}
    one = paper("one", publication=Publication(volume="1", page="2–3", type="article-journal"), provenance=stated)
    two = paper("two", publication=Publication(volume="9"))
    edit = edit_papers.merge(survey(one, two), "one", "two")
    (merged,) = edit.survey.papers
    assert merged.publication == Publication(volume="9", page="2–3", type="article-journal")
    assert sorted(merged.provenance) == ["publication.page", "publication.type"]
    assert "volume: one says «1»; two keeps «9»." in edit.messages


def test_a_publication_is_taken_over_where_there_was_none() -> None:
    stated = {"publication": Provenance(file="a.bib", line=3)}
    one = paper("one", publication=Publication(volume="1"), provenance=stated)
    (merged,) = edit_papers.merge(survey(one, paper("two")), "one", "two").survey.papers
    assert (merged.publication, merged.provenance) == (one.publication, stated)
