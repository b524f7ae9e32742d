"""BibTeX and BibLaTeX as the ACL Anthology, DBLP, INSPIRE, PubMed's converters and the humanities write it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.records import Listing


@lru_cache(maxsize=1)
def listing() -> Listing:
    """The file of all styles, read."""
    path = Path(__file__).parent / "fixtures" / "styles.bib"
    return parse_bibtex(path.read_bytes(), "styles.bib")


def facts(key: str) -> dict[str, Any]:
    """The facts of one entry, those of its publication among them."""
    (record,) = [record for record in listing().records if record.cite_key == key]
    return {"title": record.title, **record.facts, **record.facts["publication"]}


@pytest.mark.parametrize(
    ("key", "stated"),
    [
        (
            "lind-berg-2021-reefs",
            {
                "title": "Counting Reefs: A Survey of Coastal Corpora",
                "authors": ["Eva Lind", "Tom Berg", "María de la Cruz"],
                "published": "2021-08",
                "venue": "Proceedings of the 12th Workshop on Coastal Language",
                "doi": "10.1000/v1/2021.reefs-1.7",
                "type": "paper-conference",
                "editor": ["Max Roe", "Cy Moe"],
                "page": "101–112",
                "publisher": "Society for Coastal Language",
                "publisher_place": "Online and Port Town, North Country",
            },
        ),
        (
            "DBLP:conf/reef/LindB21",
            {
                "authors": ["Eva Lind", "Tom Berg", "José Roe"],
                "doi": "10.1000/978-3-030-00000-1_1",
                "collection_title": "Lecture Notes in Coastal Science",
                "volume": "12345",
                "publisher": "North Press",
            },
        ),
        ("DBLP:journals/corr/abs-2101-01234", {"arxiv": "2101.01234", "type": "article"}),
        (
            "Lind:2009xyz",
            {
                "title": r"Search for $X \to YY$ in 139 fb$^{-1}$",
                "authors": ["Eva Lind"],
                "authors_omitted": "some",
                "collaboration": "NA00",
                "arxiv": "0901.00123",
                "venue": "Phys. Rev. X",
                "volume": "12",
                "issue": "1",
                "page": "012345",
                "note": "[Erratum: Phys.Rev.X 13, 019999 (2010)]; Report number: NORTH-EP-2009-001",
            },
        ),
        (
            "pmid12345678",
            {
                "title": "Heart rate in divers",
                "authors": ["E. Lind", "T. Berg", "M. A. Roe"],
                "published": "2006-07",
                "issue": "4 Suppl 2",
                "page": "S12–19",
                "pmid": "12345678",
                "pmcid": "PMC1234567",
                "issn": "0000-0019",
                "keyword": ["Diving/physiology", "Heart Rate", "Humans, adult"],
            },
        ),
        (
            "lind:letters",
            {
                "authors": ["Eva Lind"],
                "published": "1954",
                "venue": "Collected Works",
                "volume": "2",
                "number_of_volumes": "5",
                "editor": ["Max Roe"],
                "translator": ["Tom von der Berg"],
                "edition": "3",
                "isbn": "978-0-00-000000-2",
                "collection_title": "Sea Classics",
                "collection_number": "7",
                "publisher": "North Press and South Press",
                "publisher_place": "Port Town",
                "language": "de",
                "original_date": "1788",
                "accessed": "2021-05-03",
                "note": "Signed copy; 340 pages",
                "links": [{"label": "books.example.org", "url": "https://books.example.org/lind_letters"}],
            },
        ),
        (
            "lind:ch",
            {
                "title": "The Reef at Night: An Essay",
                "authors": ["Cy Moe"],
                "venue": "Letters from the Reef",
                "type": "chapter",
                "page": "12-34",
            },
        ),
        (
            "lind:report",
            {
                "authors": ["Coastal Survey and Sons"],
                "type": "report",
                "genre": "Technical report",
                "number": "TR-7",
                "publisher": "Coastal Institute",
                "links": [{"label": "r.example.org", "url": "https://r.example.org/a_b"}],
            },
        ),
        ("lind:t", {"type": "thesis", "genre": "Master's thesis", "publisher": "North University"}),
        ("u", {"type": "manuscript", "arxiv": "hep-ph/9901234"}),
        ("m", {"type": "article", "arxiv": "hep-th/9901234"}),
        ("pos", {"venue": "PoS", "event_title": "12th Conference on Reefs", "volume": "REEF2021", "page": "150"}),
    ],
)
def test_every_style_is_read_whole(key: str, stated: dict[str, Any]) -> None:
    found = facts(key)
    assert {name: found.get(name) for name in stated} == stated


def test_only_a_field_that_nothing_corresponds_to_is_remarked() -> None:
    assert listing().failures == []
    assert [remark.message for remark in listing().remarks] == [
        "not taken over, as nothing here corresponds to it: custom_x (1)."
    ]
