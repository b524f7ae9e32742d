"""Works that papers name, on the pages of topics, of papers and of the works themselves."""

import pytest
import yaml
from livingsurvey.model import Reference
from livingsurvey.site.messages import Messages
from livingsurvey.site.works.landmarks import reference_label

from tests.site.samples import HOSTILE, rendered
from tests.site.works.samples import BARE, REEF, REFERENCE, SCAN, named

PAGES = rendered(named())


def meta(text: str) -> dict[str, object]:
    """The front matter of a page."""
    found: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_a_topic_lists_what_it_names_and_the_collection_lacks() -> None:
    landmarks = meta(PAGES["topics/t.md"])["landmarks"]
    assert landmarks == [
        {
            "label": "Reef Check",
            "url": "../methods/reef-check.html",
            "about": "A protocol.",
            "count": 3,
            "cited": "Lovelace et al. 2019",
            "links": [
                {"label": "arXiv:1901.00001", "url": "https://arxiv.org/abs/1901.00001"},
                {"label": "doi:10.1000/reef", "url": "https://doi.org/10.1000/reef"},
            ],
            "source": {"label": "stated at example.org", "url": "https://www.example.org/reef-check"},
        },
        {"label": "Coral", "url": "../methods/coral.html", "about": "Not looked up.", "count": 1},
    ]


def test_where_to_start_says_what_is_absent() -> None:
    said = (
        'Not in this collection, though 3 of these papers name it: [Reef Check](../methods/reef-check.md "A protocol.")'
    )
    assert f"{said} (Lovelace et al. 2019).\n{{ .remark }}" in PAGES["topics/t.md"]


@pytest.mark.parametrize("works", [(BARE, REEF.model_copy(update={"reference": None}), SCAN), (SCAN,)])
def test_nothing_is_absent_that_nobody_has_looked_up(works: tuple[object, ...]) -> None:
    assert "Not in this collection" not in rendered(named({"methods": works}))["topics/t.md"]  # type: ignore[dict-item]


def test_an_area_has_no_landmarks() -> None:
    assert "landmarks" not in meta(PAGES["topics/a.md"])


def test_a_work_elsewhere_says_where_and_who_names_it() -> None:
    page = PAGES["methods/reef-check.md"]
    assert (
        "Ada Lovelace et al.: *Reef Check: A Protocol*, 2019. [arXiv:1901.00001](https://arxiv.org/abs/1901.00001), "
        "[doi:10.1000/reef](https://doi.org/10.1000/reef)\n" in page
    )
    assert "Not in this collection ([stated at example.org](https://www.example.org/reef-check)).\n" in page
    assert "## Named by { #named-by }\n\n- [FirstReef 2025](../papers/first.md): “We use Reef Check here.”\n" in page
    assert meta(page)["named"] == "Named by"
    assert "papers" not in meta(page)


def test_a_work_of_this_collection_leads_to_its_paper() -> None:
    page = PAGES["methods/scan.md"]
    assert "In this collection: [Scan and see](../papers/scan-paper.md).\n" in page
    assert "Not in this collection" not in page


def test_a_paper_says_who_names_what_it_introduces() -> None:
    page = PAGES["papers/scan-paper.md"]
    assert (
        "## Named by 2 papers here { #named-by }\n\n"
        "- [FirstReef 2025](../papers/first.md): “We use Scan here.”\n"
        "- [SecondReef 2024](../papers/second.md): “We use Scan here.”\n" in page
    )
    names = PAGES["papers/first.md"].split("{ #names }")[1]
    assert names.startswith("\n\n- [Scan and see 2020](../papers/scan-paper.md): “We use Scan here.”")


def test_a_vocabulary_without_works_is_as_it_was() -> None:
    plain = {"methods": (BARE, REEF.model_copy(update={"reference": None}))}
    pages = rendered(named(plain))
    assert "{ #named-by }" not in pages["methods/coral.md"]
    assert "papers" in meta(pages["methods/coral.md"])
    assert "\nempty: true\n" in pages["compared.md"]


@pytest.mark.parametrize(
    ("authors", "year", "label"),
    [
        (("Ada Lovelace",), 2019, "Lovelace 2019"),
        (("Ada Lovelace", "Alan Turing"), 2019, "Lovelace and Turing 2019"),
        (("A. B. Lovelace", "B. Turing", "C. Hopper"), 2019, "Lovelace et al. 2019"),
        (("Ada Lovelace",), None, "Reef"),
        ((), 2019, "Reef"),
    ],
)
def test_a_reference_is_cited_by_authors_and_year(authors: tuple[str, ...], year: int | None, label: str) -> None:
    assert reference_label(Messages(), Reference(title="Reef", authors=authors, year=year)) == label


def test_what_a_reference_says_is_text() -> None:
    hostile = REFERENCE.model_copy(update={"title": HOSTILE, "authors": (HOSTILE,)})
    pages = rendered(named({"methods": (REEF.model_copy(update={"reference": hostile}), SCAN)}))
    for path in ("methods/reef-check.md", "topics/t.md"):
        body = pages[path].split("---\n", 2)[2]
        assert "<script" not in body
        assert "[d](javascript" not in body
