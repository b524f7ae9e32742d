"""Answers in the shape in which the services give them, from their documentation."""

import json
from typing import Any

TITLE = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
DOI = "10.1145/3600006.3613165"
ARXIV = "2309.06180"


def atom(*entries: str) -> str:
    """A feed of arXiv's."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D{ARXIV}" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list={ARXIV}&amp;start=0&amp;max_results=1</title>
  <id>http://arxiv.org/api/pXGtjRvLcAJtNFPMDRvqs3mdDFc</id>
  <updated>2024-03-01T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{len(entries)}</opensearch:totalResults>
  {"".join(entries)}
</feed>"""


def atom_entry(title: str = TITLE, identifier: str = f"{ARXIV}v1", extra: str = "") -> str:
    """An entry of it."""
    return f"""<entry>
    <id>http://arxiv.org/abs/{identifier}</id>
    <updated>2023-09-12T12:50:04Z</updated>
    <published>2023-09-12T12:50:04Z</published>
    <title>{title}</title>
    <summary>  High throughput serving of large language models (LLMs) requires batching
sufficiently many requests at a time.
</summary>
    <author><name>Woosuk Kwon</name></author>
    <author><name>Zhuohan Li</name></author>
    {extra}
    <link href="http://arxiv.org/abs/{identifier}" rel="alternate" type="text/html"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""


ATOM_ERROR = atom(
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_2309.06180</id><title>Error</title>"
    "<summary>incorrect id format for 2309.06180</summary><author><name>arXiv api core</name></author></entry>"
)


def work(**fields: Any) -> dict[str, Any]:
    """A work of Crossref's; a field given as ``None`` is missing."""
    held = {
        "indexed": {"date-parts": [[2024, 3, 1]], "date-time": "2024-03-01T00:00:00Z", "timestamp": 1709251200000},
        "publisher": "ACM",
        "content-domain": {"domain": ["dl.acm.org"], "crossmark-restriction": True},
        "published-print": {"date-parts": [[2023, 10, 23]]},
        "DOI": DOI,
        "type": "proceedings-article",
        "source": "Crossref",
        "title": [TITLE],
        "author": [
            {
                "ORCID": "http://orcid.org/0000",
                "given": "Woosuk",
                "family": "Kwon",
                "sequence": "first",
                "affiliation": [],
            },
            {"given": "Zhuohan", "family": "Li", "sequence": "additional", "affiliation": [{"name": "UC Berkeley"}]},
        ],
        "container-title": ["Proceedings of the 29th Symposium on Operating Systems Principles"],
        "issued": {"date-parts": [[2023, 10, 23]]},
        "URL": f"http://dx.doi.org/{DOI}",
    }
    return {name: value for name, value in (held | fields).items() if value is not None}


def crossref(message: Any) -> str:
    """An answer of Crossref's."""
    return json.dumps({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message})


def openalex(**fields: Any) -> dict[str, Any]:
    """A work of OpenAlex's; a field given as ``None`` is missing."""
    held = {
        "id": "https://openalex.org/W4387321091",
        "doi": f"https://doi.org/{DOI}",
        "title": TITLE,
        "display_name": TITLE,
        "publication_year": 2023,
        "publication_date": "2023-10-03",
        "ids": {"openalex": "https://openalex.org/W4387321091", "doi": f"https://doi.org/{DOI}"},
        "primary_location": {
            "is_oa": True,
            "landing_page_url": f"https://doi.org/{DOI}",
            "pdf_url": None,
            "source": {"id": "https://openalex.org/S1", "display_name": "SOSP", "type": "conference"},
        },
        "authorships": [
            {"author_position": "first", "author": {"id": "https://openalex.org/A1", "display_name": "Woosuk Kwon"}},
            {"author_position": "last", "author": {"id": "https://openalex.org/A2", "display_name": "Zhuohan Li"}},
        ],
        "abstract_inverted_index": {"High": [0], "throughput": [1], "serving": [2, 5], "of": [3], "models": [4]},
    }
    return {name: value for name, value in (held | fields).items() if value is not None}
