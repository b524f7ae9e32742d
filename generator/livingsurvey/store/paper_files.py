"""The file of a paper that no curator has seen yet."""

from livingsurvey.model import Paper
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.yaml_write import field

#: The order of the fields in a paper's file: the model's, which begins with what people look for first.
FIELD_ORDER = tuple(name for name in Paper.model_fields if name != "notes")

_TO_CURATE = ("authors", "published", "venue", "arxiv", "doi", "status", "reason", "kind", "topics", "summary")


def new_paper(key: str, candidate: Candidate) -> bytes:
    """Return the file of a paper that no curator has seen yet, as UTF-8.

    Every field that a curator will fill is written empty, so that correcting a paper is filling in a line.

    Args:
        key: the paper's key, which names its file.
        candidate: what is known of it.
    """
    stated = {"key": key, "title": candidate.title, **dict.fromkeys(_TO_CURATE), **candidate.facts}
    stated["abstract"] = candidate.abstract or None
    if candidate.seen:
        stated["seen"] = [record.model_dump() for record in candidate.seen]
    if candidate.provenance:
        stated["provenance"] = {name: origin.model_dump() for name, origin in candidate.provenance.items()}
    text = "".join(field(name, stated[name]) for name in FIELD_ORDER if name in stated)
    return f"---\n{text}---\n".encode()
