"""The file of one new paper: what is known filled in, what is not marked to do, what is proposed as comments."""

from collections.abc import Mapping, Sequence

from livingsurvey.model.candidate import Candidate
from livingsurvey.store.paper_files import new_paper

_TO_DO = {
    "authors": "the names in order",
    "published": "2024, 2024-12 or 2024-12-05",
    "status": "included, or excluded with a reason",
    "kind": "an id of vocabulary/kinds.yml",
    "topics": "one to three keys, the primary one first",
    "summary": "one sentence of your own, at most 30 words",
    "abstract": "as published",
}


def draft(key: str, candidate: Candidate, proposed: Mapping[str, Sequence[tuple[str, str]]]) -> bytes:
    """Return the paper's file.

    Args:
        key: its key.
        candidate: what is known of it.
        proposed: by field, what it could be and why. Each becomes a comment; a curator who agrees removes
            the «# », and the field is filled.
    """
    lines = new_paper(key, candidate).decode().split("\n")
    text = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        name = line.removesuffix(":")
        if name in _TO_DO and line == f"{name}:" and not following.startswith(" "):
            text += _proposals(name, proposed.get(name, ())) or [f"{line}  # to do: {_TO_DO[name]}"]
        else:
            text.append(line)
    return "\n".join(text).encode()


def _proposals(name: str, proposed: Sequence[tuple[str, str]]) -> list[str]:
    """The lines in place of an empty field with proposals: one of them, without its sign, fills it."""
    if not proposed:
        return []
    head = f"# to do: {name}, {_TO_DO[name]}; remove «# » from the line that fits"
    return [head, *(f"# {name}: {value}  # {why}" for value, why in proposed)]
