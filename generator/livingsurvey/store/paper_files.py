"""The file of a paper that no curator has seen yet."""

from livingsurvey.model import FieldTable, Paper
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.fields import written_order
from livingsurvey.store.yaml_write import field

_TO_CURATE = ("authors", "published", "venue", "arxiv", "doi", "status", "reason", "topics", "summary")


def new_paper(key: str, candidate: Candidate, fields: FieldTable = FieldTable()) -> bytes:
    """Return the file of a paper that no curator has seen yet, as UTF-8.

    Every field that a curator will fill is written empty, so that correcting a paper is filling in a line.

    Args:
        key: the paper's key, which names its file.
        candidate: what is known of it.
        fields: those that the survey declares, of which the required ones are written empty.
    """
    required = [one.id for one in fields.of("paper") if one.required]
    stated = {"key": key, "title": candidate.title, **dict.fromkeys((*_TO_CURATE, *required)), **candidate.facts}
    stated["abstract"] = candidate.abstract or None
    if candidate.seen:
        stated["seen"] = [record.model_dump() for record in candidate.seen]
    if candidate.provenance:
        dumped = {origin: origin.model_dump() for origin in candidate.provenance.values()}  # nearly all are the same
        stated["provenance"] = {name: dumped[origin] for name, origin in candidate.provenance.items()}
    order = written_order(fields, "paper", Paper.model_fields)
    text = "".join(field(name, stated[name]) for name in order if name in stated)
    return f"---\n{text}---\n".encode()
