"""What pages read is noted, however they read it, and has another digest as soon as it is something else."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from livingsurvey.site.recorded import Read, Reads


@dataclass(frozen=True)
class Facts:
    """Something to read."""

    by_key: dict[Any, Any] = field(default_factory=dict)
    nested: dict[Any, dict[Any, Any]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    text: str = ""


def reads_of(facts: Facts, read: Any) -> tuple[Reads, set[Read]]:
    """What is noted while something reads."""
    reads = Reads()
    noting = reads.of("facts", facts)
    with reads.recording() as found:
        read(noting)
    return reads, found


def asked(facts: Facts) -> None:
    """Ask for what is not there."""
    with pytest.raises(KeyError):
        facts.by_key["new"]


@pytest.mark.parametrize(
    ("read", "before", "after"),
    [
        (lambda facts: facts.text, Facts(text="a"), Facts(text="b")),
        (lambda facts: facts.by_key["a"], Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: facts.by_key[2024], Facts({2024: 1}), Facts({2024: 2})),
        (lambda facts: facts.by_key.get(2024), Facts({}), Facts({2024: None})),
        (lambda facts: facts.by_key["a", "b"], Facts({("a", "b"): 1}), Facts({("a", "b"): 2})),
        (asked, Facts({}), Facts({"new": 1})),
        (lambda facts: facts.nested["a"]["b"], Facts(nested={"a": {"b": 1}}), Facts(nested={"a": {"b": 2}})),
        (lambda facts: facts.nested["a.b"]["c"], Facts(nested={"a.b": {"c": 1}}), Facts(nested={"a.b": {"c": 2}})),
        (lambda facts: facts.nested[1][2], Facts(nested={1: {2: 1}}), Facts(nested={1: {2: 2}})),
        (lambda facts: facts.nested["a"].get("b"), Facts(nested={"a": {}}), Facts(nested={"a": {"b": None}})),
        (lambda facts: list(facts.by_key), Facts({"a": 1, "b": 2}), Facts({"b": 2, "a": 1})),
        (lambda facts: facts.by_key != {}, Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: [*reversed(facts.by_key)], Facts({"a": 1}), Facts({"b": 1})),
        (lambda facts: facts.by_key.copy(), Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: {**facts.by_key}, Facts({"a": 1}), Facts({"a": 2})),
        (lambda facts: "a" in facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: set(facts.keys), Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {*facts.keys}, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} & facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} - facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: {"a"} <= facts.keys, Facts(), Facts(keys=frozenset("a"))),
        (lambda facts: facts.keys | {"b"}, Facts(), Facts(keys=frozenset("a"))),
    ],
)
def test_a_read_of_something_else_has_another_digest(read: Any, before: Facts, after: Facts) -> None:
    was, noted = reads_of(before, read)
    now, _ = reads_of(after, lambda facts: None)
    assert noted
    assert any(was.digest(one) != now.digest(one) for one in noted)
    same, _ = reads_of(before, lambda facts: None)
    assert all(was.digest(one) == same.digest(one) for one in noted)


def test_what_is_not_read_is_not_noted() -> None:
    _, noted = reads_of(Facts({"a": 1, "b": 2}, text="t"), lambda facts: facts.by_key["a"])
    assert noted == {("facts.by_key", "a")}


def test_a_set_stays_one() -> None:
    found: list[Any] = []
    reads_of(Facts(keys=frozenset("ab")), lambda facts: found.append((facts.keys & {"a"}, len(facts.keys))))
    assert found == [({"a"}, 2)]
