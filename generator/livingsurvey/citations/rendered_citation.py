"""A paper's citation in words, in the styles that journals ask for."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.csl import load_style
from livingsurvey.citations.csl_json_writer import csl_item
from livingsurvey.model.text import clean

#: Styles that are offered, by the names of their files.
LABELS = {"apa": "APA", "chicago": "Chicago", "ieee": "IEEE", "nature": "Nature", "vancouver": "Vancouver"}


def citation_writer(style: str) -> Callable[[BibliographyEntry], str]:
    """What renders citations in a style.

    Args:
        style: the name of its file.
    """

    def _write(entry: BibliographyEntry) -> str:
        return _rendered(style, _item(entry))

    return _write


@lru_cache(maxsize=1 << 8)  # the next style is rendered from the same
def _item(entry: BibliographyEntry) -> str:
    return json.dumps(_values(entry), ensure_ascii=False)


@lru_cache(maxsize=1 << 12)
def _rendered(style: str, item: str) -> str:
    """Kept while a survey is served: few papers change between two builds. Of a large one memory would grow instead."""
    values = json.loads(item)
    return load_style(style, values.get("language", "en").lower().startswith("en")).render(values)


def citation_list(citations: list[str], head: FileHeader) -> str:
    """Write a list of citations, below a line that says what it contains."""
    top = clean(f"{head.survey}: {head.selection} ({head.facts})")
    return "".join(f"{line}\n\n" for line in (top, *citations))


def _values(entry: BibliographyEntry) -> dict[str, Any]:
    """The variables of an item; texts as they are read, without tags."""
    values = csl_item(entry) | {"title": clean(entry.title_text).strip(), "others-omitted": entry.is_cut}
    if not entry.names and entry.publication.collaboration:
        values["author"] = [{"literal": entry.publication.collaboration}]
    return values | _as_styles_want(entry.type, values)


def _as_styles_want(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """What a work is rendered with instead, so that no style leaves it out or says a thing twice."""
    if kind == "personal_communication":  # which some styles have in the text only
        return {"type": "document"}
    if kind.startswith("review") and "review of" in values["title"].casefold():  # which is added to a title
        return {"type": "article-journal"}
    if kind in ("dataset", "software") and "edition" in values:
        return {"version": re.sub(r"^[vV](?:ersion|\.)?\s*(?=\d)", "", values["edition"]), "edition": ""}
    if kind.startswith("article-"):  # databases have there where the journal's publisher is
        return {"publisher-place": ""}
    return {}
