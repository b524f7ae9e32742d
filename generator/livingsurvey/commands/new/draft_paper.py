"""The file of one new paper: what is known filled in, what is not marked to do, what is proposed as comments."""

from collections.abc import Mapping, Sequence

from livingsurvey.model import FieldTable
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.fields import form_of
from livingsurvey.store.paper_files import new_paper

_TO_DO = {
    "authors": "the names in order",
    "published": "2024, 2024-12 or 2024-12-05",
    "status": "included, or excluded with a reason",
    "topics": "one to three keys, the primary one first",
    "summary": "one sentence of your own, at most 30 words",
    "abstract": "as published",
}


def draft(
    key: str, candidate: Candidate, proposed: Mapping[str, Sequence[tuple[str, str]]], fields: FieldTable
) -> bytes:
    """Return the paper's file.

    Args:
        key: its key.
        candidate: what is known of it.
        proposed: by field, what could stand there and why. Each becomes a comment; a curator who agrees takes the
            «# » away, and the field is filled.
        fields: those that the survey declares.
    """
    to_do = _TO_DO | {field.id: form_of(field) for field in fields.of("paper") if field.required}
    lines = new_paper(key, candidate, fields).decode().split("\n")
    text = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        name = line.removesuffix(":")
        if name in to_do and line == f"{name}:" and not following.startswith(" "):
            text += _proposals(name, to_do[name], proposed.get(name, ())) or [f"{line}  # to do: {to_do[name]}"]
        else:
            text.append(line)
    return "\n".join(text).encode()


def _proposals(name: str, what: str, proposed: Sequence[tuple[str, str]]) -> list[str]:
    """The lines that stand for an empty field with proposals: one of them, without its sign, fills it."""
    if not proposed:
        return []
    head = f"# to do: {name}, {what}; take «# » away from the line that fits"
    return [head, *(f"# {name}: {value}  # {why}" for value, why in proposed)]
