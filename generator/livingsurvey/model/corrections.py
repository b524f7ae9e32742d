"""Corrections: facts that a curator changed against what a source states, each with its reason."""

from dataclasses import dataclass

from livingsurvey.model.paper import Paper, Provenance

#: The fields that sources state, so that changing one is a correction of what is stated.
STATED_FIELDS = frozenset(
    "title authors published venue arxiv doi code links publication abstract published_abstract".split()
)

#: The fields of the model that readers can propose to correct, by what has them; those that a survey declares come
#: after these. A part of a claim's change is named by the way to it.
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "paper": tuple("title authors published venue arxiv doi code status reason topics summary".split()),
    "claim": (
        "quote",
        *(f"change.{part}" for part in "form value low unit to instead_of bound direction better words".split()),
        *("against", "on"),
    ),
    "topic": tuple("title summary next_door".split()),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected fact of a paper: its ``field``, the ``reason``, and what the source states, where that is known."""

    field: str
    reason: str
    stated: str = ""


def corrected(paper: Paper, name: str, reason: str) -> Paper:
    """The paper, whose file says that one of its facts is a curator's correction; other fields need no such note.

    Args:
        paper: with the corrected value.
        name: of the field, or of a variable of the publication: ``publication.page``.
        reason: why, or where it says so.

    Raises:
        ValueError: when the reason is empty, or not one line.
    """
    if name.partition(".")[0] not in STATED_FIELDS:
        return paper
    origin = paper.provenance.get(name)
    marked = Provenance.model_validate((origin.model_dump() if origin else {}) | {"corrected": reason})
    return paper.model_copy(update={"provenance": {**paper.provenance, name: marked}})


def corrections_in(paper: Paper) -> dict[str, str]:
    """Why each corrected fact of a paper was corrected, by field."""
    return {name: origin.corrected for name, origin in paper.provenance.items() if origin.corrected}
