"""BibLaTeX: entries of the type that says most, with the fields that BibLaTeX has."""

from typing import Any

import pytest
from livingsurvey.citations.biblatex_writer import biblatex_entry
from livingsurvey.model import Link
from livingsurvey.model.publication import Publication
from pybtex.database import parse_string

from tests.citations.samples import HOSTILE, entry, hostile


def fields(stated: dict[str, Any], **given: Any) -> dict[str, str]:
    """The type and fields of an entry."""
    made = biblatex_entry(entry(publication=Publication(**stated), **given))
    [read] = parse_string(made, "bibtex").entries.values()
    people = {role: " and ".join(map(str, names)) for role, names in read.persons.items()}
    return {"@": read.type, **people, **dict(read.fields.items())}


WHO = {"title": "On Types", "authors": ("Eva Lind",), "published": "2004-05-06"}


def test_an_article_has_a_date_and_the_number_that_it_has_in_its_journal() -> None:
    stated = {"type": "article-journal", "volume": "12", "issue": "3", "number": "e17", "page": "1-9", "language": "de"}
    assert fields(stated, venue="J. Types", **WHO) == {
        "@": "article",
        "author": "Lind, Eva",
        "title": "On Types",
        "journaltitle": "J. Types",
        "volume": "12",
        "number": "3",
        "eid": "e17",
        "pages": "1--9",
        "language": "de",
        "date": "2004-05-06",
        "langid": "german",
    }


def test_a_talk_has_its_conference_editors_and_series() -> None:
    stated = {
        "type": "paper-conference",
        "editor": ["Max Roe"],
        "event_title": "Types 2004",
        "event_place": "Kyoto",
        "collection_title": "LNCS",
        "collection_number": "7",
    }
    told = fields(stated, venue="Proc. Types", **WHO)
    expected = {"@": "inproceedings", "booktitle": "Proc. Types", "editor": "Roe, Max", "eventtitle": "Types 2004"}
    assert (expected | {"venue": "Kyoto", "series": "LNCS", "number": "7"}).items() <= told.items()


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ({"type": "book", "editor": ["Max Roe"]}, "collection"),
        ({"type": "book", "editor": ["Max Roe"], "event_title": "Types"}, "proceedings"),
        ({"type": "thesis", "genre": "PhD thesis", "publisher": "MIT"}, "thesis"),
        ({"type": "report"}, "report"),
        ({"type": "webpage"}, "online"),
        ({"type": "dataset"}, "dataset"),
        ({"type": "software"}, "software"),
        ({"type": "article"}, "online"),
        ({"type": "chapter"}, "inbook"),
        ({"type": "report", "genre": "Manual"}, "manual"),
    ],
)
def test_every_type_has_its_own(stated: dict[str, Any], kind: str) -> None:
    assert fields(stated, title="A")["@"] == kind


def test_a_page_has_the_date_on_which_it_was_seen_and_a_translation_that_of_the_original() -> None:
    stated = {"type": "webpage", "accessed": "2021-03-04", "original_date": "1850", "translator": ["Max Roe"]}
    told = fields(stated, links=(Link(label="a", url="https://a.org/x_y"),), **WHO)
    expected = {"urldate": "2021-03-04", "origdate": "1850", "translator": "Roe, Max", "url": "https://a.org/x_y"}
    assert expected.items() <= told.items()


def test_a_preprint_names_its_archive() -> None:
    told = fields({"type": "article"}, arxiv="math.GT/0309136", **WHO)
    assert (told["eprint"], told["eprinttype"], told["eprintclass"]) == ("math.GT/0309136", "arXiv", "math.GT")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_stay_inside_their_entry(text: str) -> None:
    read = parse_string(biblatex_entry(hostile(text)), "bibtex")
    assert len(read.entries) == 1
    assert "evil" not in {name for found in read.entries.values() for name in found.fields}
