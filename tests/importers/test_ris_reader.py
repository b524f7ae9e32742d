"""RIS: every tag, whoever wrote it; what is between the records; and no bad record costs another."""

from typing import Any

import pytest
from livingsurvey.importers.records import Listing, Record
from livingsurvey.importers.ris_reader import parse_ris

ARTICLE = """TY  - JOUR
ID  - lind2006
A1  - Lind, Eva
AU  - van den Berg, Jan
AU  - World Health Organization
A4  - Roe, Max
TI  - The <i>in vivo</i> effect of CO<sub>2</sub> &amp; air
T2  - Journal of Trials
J2  - J. Trials
T3  - Trials of the North
VL  - 12
IS  - 3
SP  - 101
EP  - 109
C7  - e17
DA  - 2006/05/03/
PY  - 2006
SN  - 1234-5678
DO  - https://doi.org/10.1000/trial.1
UR  - https://example.org/trial
L1  - internal-pdf://0123/trial.pdf
KW  - alpha
beta
KW  - gamma; delta
LA  - en
AB  - First line
of the abstract.
PB  - North Press
CY  - Oslo
ET  - 2nd
OP  - 1950
Y2  - 2020/01/02/
N1  - A note.
C2  - PMC12345
AN  - 9876543
DB  - PubMed
ER  - 
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_ris(text.encode(), "a.ris")


def one(text: str) -> Record:
    """The one record of a text in which nothing is wrong."""
    listing = read(text)
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    return record


def record(kind: str, *lines: str) -> dict[str, Any]:
    """The facts of a record of a type with a title."""
    return dict(one("\n".join([f"TY  - {kind}", "TI  - A title", *lines, "ER  - "])).facts)


def publication(kind: str, *lines: str) -> dict[str, Any]:
    """What a record states of the publication."""
    facts = record(kind, *lines)["publication"]
    assert isinstance(facts, dict)
    return facts


def test_every_tag_of_an_article_is_read() -> None:
    found = one(ARTICLE)
    assert "in vivo" in found.title and "<" not in found.title and "&amp;" not in found.title
    assert (found.abstract, found.cite_key, found.line) == ("First line of the abstract.", "lind2006", 1)
    assert found.facts == {
        "authors": ["Eva Lind", "Jan van den Berg", "World Health Organization"],
        "published": "2006-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {
            "type": "article-journal",
            "keyword": ["alpha", "beta", "gamma", "delta"],
            "collection_title": "Trials of the North",
            "container_title_short": "J. Trials",
            "volume": "12",
            "issue": "3",
            "issn": "1234-5678",
            "number": "e17",
            "page": "101–109",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "edition": "2nd",
            "language": "en",
            "accessed": "2020-01-02",
            "original_date": "1950",
            "pmid": "9876543",
            "pmcid": "PMC12345",
            "note": "A note.",
            "translator": ["Max Roe"],
        },
    }


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("JOUR", "article-journal"),
        ("CPAPER", "paper-conference"),
        ("CHAP", "chapter"),
        ("THES", "thesis"),
        ("RPRT", "report"),
        ("COMP", "software"),
        ("DATA", "dataset"),
        ("ELEC", "webpage"),
        ("XYZ", "document"),
    ],
)
def test_the_type_is_told_in_csl_s_words(kind: str, csl: str) -> None:
    assert publication(kind)["type"] == csl


def test_a_chapter_has_its_book_its_editors_and_its_series() -> None:
    facts = record(
        "CHAP", "T2  - A book", "A2  - Roe, Max", "A3  - Orr, Ann", "T3  - A series", "SN  - 978-3-16-148410-0"
    )
    assert facts["venue"] == "A book"
    assert facts["publication"] == {
        "type": "chapter",
        "collection_title": "A series",
        "isbn": "978-3-16-148410-0",
        "note": "Editor of the series: Orr, Ann",
        "editor": ["Max Roe"],
    }


@pytest.mark.parametrize("tags", [["A2  - Roe, Max"], ["ED  - Roe, Max"], ["A3  - Roe, Max"]])
def test_a_book_s_editor_is_read_from_any_tag(tags: list[str]) -> None:
    assert publication("BOOK", *tags)["editor"] == ["Max Roe"]


def test_a_book_with_both_has_the_series_editors_in_a_note() -> None:
    known = publication("BOOK", "A2  - Orr, Ann", "A3  - Roe, Max", "T2  - A series", "M1  - 7", "SP  - 312")
    assert known["editor"] == ["Max Roe"]
    assert known["note"] == "Editor of the series: Orr, Ann 312 pages"
    assert (known["collection_title"], known["collection_number"]) == ("A series", "7")


def test_an_edited_book_has_its_authors_as_editors() -> None:
    facts = record("EDBOOK", "AU  - Roe, Max")
    assert ("authors" in facts, facts["publication"]["editor"]) == (False, ["Max Roe"])


def test_a_thesis_has_its_school_and_its_advisor() -> None:
    known = publication("THES", "PB  - University of Oslo", "M3  - PhD thesis", "A3  - Orr, Ann")
    assert (known["publisher"], known["genre"]) == ("University of Oslo", "PhD thesis")
    assert known["note"] == "Advisor: Orr, Ann"


def test_a_conference_and_its_proceedings_are_told_apart() -> None:
    facts = record("CPAPER", "T2  - Trials 2020", "C3  - Proceedings of Trials", "C1  - Oslo, Norway")
    assert facts["venue"] == "Proceedings of Trials"
    assert (facts["publication"]["event_title"], facts["publication"]["event_place"]) == ("Trials 2020", "Oslo, Norway")


def test_a_report_has_its_number_where_others_have_an_issn() -> None:
    assert publication("RPRT", "SN  - TR-17")["number"] == "TR-17"


@pytest.mark.parametrize(
    ("lines", "full", "short"),
    [
        (["JO  - Journal of Trials", "JA  - J Trials"], "Journal of Trials", "J Trials"),
        (["JF  - Journal of Trials", "JO  - J. Trials"], "Journal of Trials", "J. Trials"),
        (["JO  - J. Trials", "T2  - Journal of Trials"], "Journal of Trials", "J. Trials"),
        (["JA  - J Trials"], "J Trials", None),
    ],
)
def test_a_journal_s_full_name_is_told_from_its_short_one(lines: list[str], full: str, short: str | None) -> None:
    facts = record("JOUR", *lines)
    assert (facts["venue"], facts["publication"].get("container_title_short")) == (full, short)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2006///"], "2006"),
        (["Y1  - 2006/05//Spring"], "2006-05"),
        (["PY  - 2006", "DA  - NOV-DEC"], "2006-11"),
        (["PY  - 2006", "DA  - MAY 12"], "2006-05-12"),
        (["DA  - 2006/13/45/", "PY  - 2006"], "2006"),
        (["PY  - 1543"], "1543"),
    ],
)
def test_dates_are_read_as_far_as_they_are_known(lines: list[str], date: str) -> None:
    assert record("JOUR", *lines)["published"] == date


@pytest.mark.parametrize("line", ["M3  - 10.1000/x", "N1  - doi: 10.1000/x", "UR  - https://doi.org/10.1000/x"])
def test_a_doi_is_found_in_any_field(line: str) -> None:
    assert record("JOUR", line)["doi"] == "10.1000/x"


def test_the_doi_of_another_work_is_not_taken() -> None:
    assert "doi" not in record("JOUR", "N1  - Erratum in: J Trials 3, doi: 10.1000/other")


@pytest.mark.parametrize(
    "line",
    [
        "JO  - arXiv:2401.01234 [cs]",
        "N1  - see arXiv:2401.01234",
        "M1  - arXiv:2401.01234v2",
        "DO  - 10.48550/arXiv.2401.01234",
    ],
)
def test_an_arxiv_id_is_found_in_any_field(line: str) -> None:
    assert record("JOUR", line)["arxiv"] == "2401.01234"


def test_an_old_arxiv_id_is_found() -> None:
    assert record("JOUR", "UR  - http://arxiv.org/abs/hep-th/9901001")["arxiv"] == "hep-th/9901001"


@pytest.mark.parametrize("cut", ["et al.", "and others", "..."])
def test_a_list_of_authors_that_is_cut_is_marked(cut: str) -> None:
    facts = record("JOUR", "AU  - Lind, Eva", f"AU  - {cut}")
    assert (facts["authors"], facts["publication"]["authors_omitted"]) == (["Eva Lind"], "some")


def test_an_organisation_with_several_words_stays_whole() -> None:
    facts = record("JOUR", "AU  - Lind, Eva", "AU  - People Against Noise", "AU  - Department of Health,")
    assert facts["authors"] == ["Eva Lind", "People Against Noise", "Department of Health"]
    assert facts["publication"]["names"]["People Against Noise"] == {"family": "People Against Noise"}


def test_parts_of_a_name_that_cannot_be_seen_are_kept() -> None:
    known = publication("JOUR", "AU  - Lind Berg, Eva")
    assert known["names"] == {"Eva Lind Berg": {"family": "Lind Berg", "given": "Eva"}}


def test_text_between_records_is_passed_over_with_one_remark() -> None:
    listing = read(f"Provider: A Database\n1.\n{ARTICLE}\n2.\n{ARTICLE}\nDatabase: x\n")
    assert (len(listing.records), listing.failures, len(listing.remarks)) == (2, [], 1)
    assert [found.line for found in listing.records] == [3, 5 + ARTICLE.count("\n")]


def test_tags_without_a_type_are_a_failure_of_their_own() -> None:
    listing = read(f"TI  - No type\nER  - \n{ARTICLE}")
    assert [(f.line, f.message) for f in listing.failures] == [(1, "a record without a type.")]
    assert len(listing.records) == 1


def test_a_record_without_an_end_is_read_and_so_is_the_next() -> None:
    assert len(read("TY  - JOUR\nTI  - First\nTY  - JOUR\nTI  - Second").records) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_change_nothing(encoding: str, end: str) -> None:
    text = ARTICLE.replace("Lind", "Lünd")
    listing = parse_ris(text.replace("\n", end).encode(encoding), "a.ris")
    assert listing.records == read(text).records
    assert [remark.rule for remark in listing.remarks] == (["encoding"] if encoding != "utf-8-sig" else [])


@pytest.mark.parametrize(
    ("kind", "lines", "stated"),
    [
        ("JOUR", "XR  - PUBMED 23456789", {"pmid": "23456789"}),  # Cochrane
        ("JOUR", "NO  - 3\nPG  - 12-19", {"issue": "3", "page": "12-19"}),
        (
            "JOUR",
            "LG  - English\nKW  - *Anemia/*di [Diagnosis]",
            {"language": "en", "keyword": ["Anemia/di [Diagnosis]"]},
        ),
        ("JOUR", "LA  - und", {}),
        ("JOUR", "ET  - 2019/03/20", {}),  # EndNote: when it appeared online
        ("JOUR", "PB  - [One Press, Two Press]", {"publisher": "One Press, Two Press"}),  # JSTOR
        ("JOUR\nDESCRIPTORS", "VL  - 1", {"volume": "1"}),
        ("BOOK", "SP  - 697\nEP  - 697", {"note": "697 pages"}),  # PsycInfo
        ("RPRT", "SP  - 1-45", {"page": "1-45"}),
        ("CHAP", "T2  - A Book\nT3  - A Series\nIS  - 5", {"collection_title": "A Series", "collection_number": "5"}),
        ("THES", "VL  - Ph.D.", {"genre": "Ph.D."}),  # EndNote
        ("ELEC", "VL  - 2021\nIS  - 3 May", {"accessed": "2021-05-03"}),  # EndNote
        ("MANSCPT", "AV  - A Library, MS 12", {"note": "Location: A Library, MS 12"}),
    ],
)
def test_what_each_program_writes_in_its_own_way_is_read(kind: str, lines: str, stated: dict[str, Any]) -> None:
    known = publication(kind, *lines.split("\n"))
    assert {name: text for name, text in known.items() if name != "type"} == stated
    assert known["type"] != "document"


def test_the_date_in_words_and_the_doi_by_its_own_name_are_read() -> None:
    assert record("JOUR", "PY  - 1998", "C1  - Full publication date: May, 1998")["published"] == "1998-05"
    assert record("JOUR", "YR  - 2013", "DOI - 10.1000/a.1", "SO  - Archives of Walking") == {
        "published": "2013",
        "doi": "10.1000/a.1",
        "venue": "Archives of Walking",
        "publication": {"type": "article-journal"},
    }


def test_an_abstract_in_a_journal_names_journal_and_conference() -> None:
    facts = record("CONF", "JF  - Journal of Trials", "T2  - 3rd Conference")
    assert (facts["venue"], facts["publication"]["event_title"]) == ("Journal of Trials", "3rd Conference")


def test_a_review_without_a_title_is_named_by_what_it_reviews() -> None:
    assert read("TY  - JOUR\nRI  - The Past\nT2  - A Journal\nER  -\n").records[0].title == "Review of The Past"


@pytest.mark.parametrize(
    ("title", "shown"), [("Two studies.", "Two studies"), ("In Honour of K. M.", "In Honour of K. M.")]
)
def test_the_full_stop_behind_a_title_is_none_of_it(title: str, shown: str) -> None:
    assert read(f"TY  - JOUR\nT1  - {title}\nER  -\n").records[0].title == shown


def test_a_run_of_initials_is_several() -> None:
    assert record("JOUR", "AU  - Cooney, GM", "AU  - Berg, Jo")["authors"] == ["G M Cooney", "Jo Berg"]
