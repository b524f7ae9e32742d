"""The page of who compares with whom."""

from typing import Any

import yaml
from livingsurvey.model import Survey, Term

from tests.builders import paper, survey
from tests.site.samples import rendered
from tests.site.works.samples import REFERENCE, named


def compared(subject: Survey) -> tuple[dict[str, Any], str]:
    """The front matter and the text of the page."""
    _, head, body = rendered(subject)["compared.md"].split("---\n", 2)
    return yaml.safe_load(head), body


def test_a_row_says_where_a_work_is_and_who_names_it() -> None:
    meta, _ = compared(named())
    assert [(row["label"], row.get("year"), row["count"]) for row in meta["rows"]] == [
        ("Reef Check", 2019, 3),
        ("Scan", 2020, 2),
    ]
    reef, scan = meta["rows"]
    assert reef["cited"] == "Lovelace et al. 2019"
    assert [link["label"] for link in reef["papers"]] == ["FirstReef 2025", "SecondReef 2024", "ThirdReef 2023"]
    assert reef["said"][0]["sentence"] == "We use Reef Check here."
    assert scan["here"] == {"label": "Scan and see 2020", "url": "papers/scan-paper.html"}


def test_the_drawing_joins_works_and_papers_with_sentences() -> None:
    meta, _ = compared(named())
    assert [(one["label"], one["count"], one.get("here")) for one in meta["drawn_works"]] == [
        ("Reef Check", 3, None),
        ("Scan", 2, True),
    ]
    assert len(meta["drawn_lines"]) == 5
    lines = [meta["drawn_lines"][n]["sentence"] for n in meta["drawn_works"][1]["lines"]]
    assert lines == ["We use Scan here."] * 2
    assert {one["title"] for one in meta["drawn_papers"]} == {"FirstReef: It", "SecondReef: It", "ThirdReef: It"}


def test_the_text_counts_works() -> None:
    _, body = compared(named())
    said = "2 works are named by two or more papers, 1 of them is not in this collection. 1 more is named by one paper."
    assert f"{said} [Methods](methods/index.md)\n" in body


def test_without_works_the_page_is_empty() -> None:
    meta, body = compared(survey())
    assert meta["empty"] is True
    assert "rows" not in meta
    assert "No paper names a work yet." in body


def test_of_a_work_that_very_many_name_a_row_names_few() -> None:
    papers = [paper(f"p{n:02}", methods=("Reef",), abstract="We use Reef.") for n in range(40)]
    works = {"methods": (Term(id="reef", name="Reef", definition="D.", reference=REFERENCE),)}
    meta, _ = compared(survey(*papers, vocabulary=works))
    (row,) = meta["rows"]
    assert (row["count"], len(row["papers"]), row["more"], len(row["said"])) == (40, 3, 37, 10)
    assert row["all"] == "methods/reef.html#named-by"
    assert "figure" not in meta
