"""Parser for the Hugging Face "Daily Papers" listing as its programming interface gives it: JSON."""

from typing import Any

from livingsurvey.importers.identifiers import arxiv_id, facts_of
from livingsurvey.importers.json_items import read_items
from livingsurvey.importers.records import Listing


def parse_daily(data: bytes, file: str) -> Listing:
    """Read the listing; the abstracts are the authors' own, never the site's generated summaries."""
    return read_items(data, file, _facts)


def _facts(item: dict[str, Any]) -> dict[str, Any]:
    inner = item.get("paper")
    paper: dict[str, Any] = inner if isinstance(inner, dict) else item
    authors = paper.get("authors")
    names = [a.get("name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    facts = facts_of([url for name in ("githubRepo", "projectPage") if isinstance(url := paper.get(name), str)])
    published = paper.get("publishedAt")
    return facts | {
        "title": paper.get("title") or item.get("title"),
        "abstract": paper.get("summary") or item.get("summary"),
        "authors": [name for name in names if isinstance(name, str) and name.strip()],
        "published": published[:10] if isinstance(published, str) else "",
        "arxiv": arxiv_id(identifier) if isinstance(identifier := paper.get("id"), str) else None,
    }
