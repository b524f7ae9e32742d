"""Edits of lists and entries in any hand formatting: the values meant, and every comment that stood beside one kept."""

import re

import yaml
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.store.field_edits import with_body, with_fields, with_items

WORD = st.sampled_from(["a", "b-c", "KV cache", "x: y", "it's", "- z", "é\U0001d4d0", "null", "1.10", '"', "#h"])
WORDS = st.lists(WORD, min_size=1, max_size=4, unique=True)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


@st.composite
def written(draw: st.DrawFn, values: list[str]) -> str:
    """A field with a list, as a person may write it."""
    items = [_quoted(value) for value in values]
    if draw(st.booleans()):
        comma = draw(st.sampled_from([", ", ",", " ,  ", ",\n    "]))
        return f"topics: [ {comma.join(items)} ]" + draw(st.sampled_from(["\n", "  # all of them\n"]))
    indent = draw(st.sampled_from(["", "  ", "      "]))
    lines = (f"{indent}- {item}{draw(st.sampled_from(['', '   # this one']))}\n" for item in items)
    return f"topics:{draw(st.sampled_from(['', '  # a list']))}\n" + "".join(lines)


def _parsed(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


@given(data=st.data(), old=WORDS, more=WORDS, renamed=st.integers(0, 3))
def test_a_list_is_renamed_in_and_added_to(data: st.DataObject, old: list[str], more: list[str], renamed: int) -> None:
    field = data.draw(written(old))
    text = f"---\n# first\nkey: k\n{field}# between\nabstract: |-\n  a # b\n---\nBody [ a ].\n"
    new = [f"new-{value}" if n == renamed else value for n, value in enumerate(old)]
    new += [value for value in more if value not in new]
    after = with_fields("content/papers/k.md", text, {"key": "k", "topics": old}, {"key": "k", "topics": new})
    head = after.split("---\n", 1)[1].rsplit("\n---\n", 1)[0]
    assert _parsed(head) == {"key": "k", "topics": new, "abstract": "a # b"}
    assert after.startswith("---\n# first\nkey: k\n")
    assert after.endswith("# between\nabstract: |-\n  a # b\n---\nBody [ a ].\n")
    for comment in ("# this one", "# a list", "# all of them"):
        assert after.count(comment) == text.count(comment)


ENTRY = st.fixed_dictionaries({"definition": WORD}, optional={"synonyms": WORDS, "parent": st.just("t0")})


@given(data=st.data(), entries=st.lists(ENTRY, min_size=2, max_size=4), gone=st.integers(0, 3))
def test_entries_change_and_go_in_any_form(data: st.DataObject, entries: list[dict[str, object]], gone: int) -> None:
    empty: dict[str, object] = {"synonyms": [], "parent": None}
    before = [{"id": f"t{n}", **empty, **entry} for n, entry in enumerate(entries)]
    parts = []
    for entry in before:
        told = {name: value for name, value in entry.items() if value}
        flow = yaml.safe_dump(told, default_flow_style=True, width=10**9, allow_unicode=True, sort_keys=False)
        block = yaml.safe_dump([told], width=10**9, allow_unicode=True, sort_keys=False)
        parts.append(data.draw(st.sampled_from([f"- {flow}", block, f"{block}\n# a comment\n"])))
    text = "# all\n" + "".join(parts)
    after = [dict(entry) for n, entry in enumerate(before) if n != gone]
    for entry in after:
        entry["synonyms"] = [*entry["synonyms"], "one more"]  # type: ignore[misc]
        entry["parent"] = None if entry["parent"] else "t9"
    if any(not entry["synonyms"] and not entry["parent"] for entry in before):
        after = [{**entry, "parent": old["parent"]} for entry in after for old in before if old["id"] == entry["id"]]
    written_text = with_items("content/vocabulary/methods.yml", text, before, after)
    assert _parsed(written_text) == [{name: value for name, value in entry.items() if value} for entry in after]
    assert written_text.count("# a comment") == text.count("# a comment")


@given(before=st.sampled_from(["", "Text.", "---", "a\n\n---\n\nb"]), after=st.sampled_from(["", "New.", "x\n---\ny"]))
def test_a_body_is_replaced_below_its_front_matter(before: str, after: str) -> None:
    text = f"---\nkey: k  # {'x'}\n---\n" + (f"\n{before}\n" if before else "")
    done = with_body("content/papers/k.md", text, before, after)
    assert done.startswith("---\nkey: k  # x\n---\n")
    assert re.sub(r"\A---\n.*?\n---\n", "", done, count=1, flags=re.DOTALL).strip() == after
