"""Terms across vocabulary and papers: every use follows, comments and hand formatting stay."""

from pathlib import Path

import pytest
from livingsurvey.commands import edit_terms
from livingsurvey.store.survey_edit import EditRefusedError

from tests.commands.folders import ALPHA, KINDS, MEASURES, METHODS, do, folder, held


def text(root: Path, name: str) -> str:
    """A file of the content."""
    return (root / "content" / name).read_text()


def test_a_renamed_term_keeps_its_old_name_as_a_synonym(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_terms.rename(held(root), "methods", "Adam", "Adam: the optimizer"))
    expected = METHODS.replace("name: Adam   #", "name: 'Adam: the optimizer'   #")
    assert text(root, "vocabulary/methods.yml") == expected.replace(
        "definition: An optimizer.\n", "definition: An optimizer.\n  synonyms: [Adam]\n"
    )
    assert text(root, "papers/alpha.md") == ALPHA.replace("- Adam      #", "- 'Adam: the optimizer'      #")


def test_a_term_that_gets_its_old_name_back_is_no_synonym_of_itself(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_terms.rename(held(root), "methods", "kv-cache", "key-value cache"))
    assert held(root).term["methods"]["kv-cache"].synonyms == ("KV cache",)
    do(root, edit_terms.rename(held(root), "methods", "kv-cache", "KV cache"))
    assert text(root, "vocabulary/methods.yml") == METHODS
    assert text(root, "papers/alpha.md") == ALPHA


def test_another_id_is_followed_by_all_that_name_it(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_terms.rename(held(root), "methods", "adam", "Adam", "adam-optimizer")
    do(root, step)
    assert text(root, "vocabulary/methods.yml") == METHODS.replace("id: adam\n", "id: adam-optimizer\n").replace(
        "parent: adam}", "parent: adam-optimizer}"
    )
    assert text(root, "papers/alpha.md") == ALPHA
    assert "methods/adam.html" in step.messages[0]


def test_citations_of_a_work_follow_its_id(tmp_path: Path) -> None:
    root = folder(tmp_path)
    topic = root / "content/topics/caches.md"
    before = topic.read_text() + "\n@adam adapts [@adam; @beta], `@adam` and [it](../methods/adam.md) too.\n"
    topic.write_text(before)
    do(root, edit_terms.rename(held(root), "methods", "adam", "Adam", "adam-optimizer"))
    after = before.replace("@adam adapts [@adam;", "@adam-optimizer adapts [@adam-optimizer;")
    assert topic.read_text() == after.replace("methods/adam.md", "methods/adam-optimizer.md")


@pytest.mark.parametrize(
    ("name", "old", "new", "source"),
    [("kinds", "method", "a-method", KINDS), ("measures", "latency", "delay", MEASURES)],
)
def test_papers_follow_an_id_where_they_name_ids(tmp_path: Path, name: str, old: str, new: str, source: str) -> None:
    root = folder(tmp_path)
    do(root, edit_terms.rename(held(root), name, old, held(root).term[name][old].name, new))
    assert text(root, f"vocabulary/{name}.yml") == source.replace(f"id: {old},", f"id: {new},")
    assert text(root, "papers/alpha.md") == ALPHA.replace(f": {old}\n", f": {new}\n")


def test_two_terms_become_one(tmp_path: Path) -> None:
    root = folder(tmp_path)
    step = edit_terms.merge(held(root), "methods", "Adam", "KV cache")
    do(root, step)
    survey = held(root)
    assert survey.paper["alpha"].fields["methods"] == ("KV cache",)
    assert survey.term["methods"]["kv-cache"].synonyms == ("key-value cache", "Adam")
    assert survey.term["methods"]["adamw"].parent == "kv-cache"
    assert "adam" not in survey.term["methods"]
    assert "# the last\n" in text(root, "vocabulary/methods.yml")
    assert step.messages[0] == "The definition of adam was: An optimizer."


def test_a_term_may_be_merged_into_one_below_it(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_terms.merge(held(root), "methods", "adam", "adamw"))
    kept = "- {id: adamw, name: AdamW, definition: Another., synonyms: [Adam]}\n"
    assert kept in text(root, "vocabulary/methods.yml")


def test_a_deprecated_term_stays_and_says_what_to_use(tmp_path: Path) -> None:
    root = folder(tmp_path)
    do(root, edit_terms.deprecate(held(root), "methods", "Adam", "adamw"))
    assert held(root).paper["alpha"].fields["methods"] == ("AdamW", "KV cache")
    expected = METHODS.replace("An optimizer.\n", "An optimizer.\n  deprecated_to: adamw\n")
    assert text(root, "vocabulary/methods.yml") == expected


def test_what_no_paper_uses_is_listed(tmp_path: Path) -> None:
    survey = held(folder(tmp_path))
    assert [term.id for term in edit_terms.unused(survey, "methods")] == ["adamw", "old-cache"]
    assert [term.id for term in edit_terms.unused(survey, "kinds")] == ["survey"]
    assert [term.id for term in edit_terms.unused(survey, "measures")] == ["memory"]
    assert edit_terms.unused(survey, "models") == []


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    survey = held(folder(tmp_path))
    for work in (
        lambda: edit_terms.rename(survey, "colours", "a", "b"),
        lambda: edit_terms.rename(survey, "../methods", "a", "b"),
        lambda: edit_terms.rename(survey, "methods", "nothing", "b"),
        lambda: edit_terms.rename(survey, "methods", "adam", "AdamW"),
        lambda: edit_terms.rename(survey, "methods", "adam", "key-value cache"),
        lambda: edit_terms.rename(survey, "methods", "adam", " "),
        lambda: edit_terms.rename(survey, "methods", "adam", "Adam"),
        lambda: edit_terms.rename(survey, "methods", "adam", "Adam", "adamw"),
        lambda: edit_terms.rename(survey, "methods", "adam", "Adam", "../x"),
        lambda: edit_terms.merge(survey, "methods", "adam", "Adam"),
        lambda: edit_terms.merge(survey, "methods", "adam", "nothing"),
        lambda: edit_terms.deprecate(survey, "methods", "adam", "old-cache"),
        lambda: edit_terms.unused(survey, "colours"),
    ):
        with pytest.raises(EditRefusedError):
            work()
