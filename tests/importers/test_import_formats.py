"""Every format: what its fixture states, what is told of what cannot be used, and that nothing is ever lost."""

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.import_formats import IMPORTERS, guess_format
from livingsurvey.importers.records import Listing, Record

FIXTURES = Path(__file__).parent / "fixtures"
FORMATS = {
    "refs.bib": ("bibtex", 30, 0),
    "zotero.ris": ("ris", 3, 0),
    "zotero.json": ("csl-json", 2, 1),
    "scopus.csv": ("csv", 2, 1),
    "papers.jsonl": ("json-lines", 2, 2),
    "query.atom": ("arxiv-atom", 2, 0),
    "daily.json": ("hf-daily-papers-json", 2, 1),
}
PAGED = "Efficient Memory Management for Large Language Model Serving with PagedAttention"


def read(name: str, data: bytes | None = None) -> Listing:
    """Parse a fixture, or other data in its format."""
    return IMPORTERS[FORMATS[name][0]].parse((FIXTURES / name).read_bytes() if data is None else data, name)


def first(name: str) -> Record:
    """The first record of a fixture."""
    return read(name).records[0]


@pytest.mark.parametrize("name", FORMATS)
def test_each_entry_of_a_fixture_is_a_record_or_a_failure_with_its_line(name: str) -> None:
    listing = read(name)
    assert (len(listing.records), len(listing.failures)) == FORMATS[name][1:]
    assert [record.rank for record in listing.records] == list(range(1, len(listing.records) + 1))
    lines = (FIXTURES / name).read_text().count("\n") + 1
    places = [record.line for record in listing.records]
    assert places == sorted(set(places)) and 1 <= places[0] <= places[-1] <= lines
    assert all(failure.line and failure.fix and failure.file == name for failure in listing.failures)


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_of_a_fixture_is_told_by_its_name_or_its_content(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    assert guess_format(name, data) == FORMATS[name][0]
    assert guess_format(name.upper(), data) == FORMATS[name][0]
    assert guess_format("download", data) == FORMATS[name][0]


RDF = '<rdf:RDF xmlns:rdf="x" xmlns:z="http://www.zotero.org/namespaces/export#">'


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PMID- 1\nTI  - A title\n", "nbib"),
        ("\n\nPMID- 1\nTI  - A title\n", "nbib"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "wos"),
        ("PT J\nAU Lind, E\nTI A title\nER\n", "wos"),
        ("%0 Journal Article\n%T A title\n", "refer"),
        ("%A Lind, Eva\n%T A title\n", "refer"),
        ("Provider: A Database\n1.\nTY  - JOUR\nTI  - A title\nER  - \n", "ris"),
        ("PT\tAU\tTI\tSO\tPY\n", "csv"),
        ("PT\tAU\tBA\tBE\tGP\tAF\tTI\n", "csv"),
        ('"Authors","Author full names","Title","Year"\n', "csv"),
        ("Key,Item Type,Publication Year,Author,Title,DOI\n", "csv"),
        ("Publication Type\tAuthors\tArticle Title\n", "csv"),
        ('<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//N//D" "d">\n<PubmedArticleSet>', "pubmed-xml"),
        ('<?xml version="1.0"?><xml><records><record>', "endnote-xml"),
        ('<?xml version="1.0"?><modsCollection xmlns="x">', "mods"),
        ('<?xml version="1.0"?><!-- a --><mods:mods xmlns:mods="x">', "mods"),
        ('<?xml version="1.0"?><feed xmlns="x">', "arxiv-atom"),
        (RDF, "zotero-rdf"),
        ("---\ntitle: A title\n---\n", "markdown"),
        ("+++\ntitle = 'A title'\n+++\n", "markdown"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_format_of_a_text_is_told_by_its_content_in_any_encoding(text: str, name: str, encoding: str) -> None:
    for ending in ("\n", "\r\n", "\r"):
        data = text.replace("\n", ending).encode(encoding)
        assert guess_format("savedrecs.txt", data) == name
        assert guess_format("export.xml", data) == name


@pytest.mark.parametrize(
    "data", [b"A list of papers.\n\nA title, 2001.", b"<?xml version='1.0'?><a/>", b"%PDF-1.7", b""]
)
def test_what_is_of_no_format_has_none(data: bytes) -> None:
    assert guess_format("a.txt", data) is None


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("zotero.ris", {"published": "2023-10-23", "doi": "10.1145/3600006.3613165"}),
        ("zotero.json", {"authors": ["Woosuk Kwon", "Jan van den Berg", "The vLLM Team"], "published": "2023-10-23"}),
        ("scopus.csv", {"authors": ["Woosuk Kwon", "Zhuohan Li"], "venue": "SOSP", "published": "2023"}),
        ("papers.jsonl", {"arxiv": "2309.06180", "published": "2023-09-12"}),
        ("query.atom", {"arxiv": "2309.06180", "code": ["https://github.com/vllm-project/vllm"]}),
        ("daily.json", {"arxiv": "2309.06180", "links": [{"label": "vllm.ai", "url": "https://vllm.ai"}]}),
    ],
)
def test_the_facts_of_a_fixture_are_read(name: str, facts: dict[str, Any]) -> None:
    record = first(name)
    assert record.title == PAGED
    assert {field: record.facts.get(field) for field in facts} == facts


def test_an_abstract_over_several_lines_becomes_one_line() -> None:
    assert first("zotero.ris").abstract.endswith(
        "many requests at a time. However, existing systems struggle because"
        " the key-value cache memory for each request is huge."
    )
    assert first("scopus.csv").abstract == 'High throughput serving, over two lines, needs "batching".'


def test_tags_of_publishers_fall_away() -> None:
    assert first("zotero.json").abstract == "High throughput serving & batching."


def test_an_abstract_with_formulas_is_taken_as_the_published_one_too() -> None:
    record = first("query.atom")
    assert "$O(n)$" in record.abstract
    assert record.facts["published_abstract"] == record.abstract
    assert "published_abstract" not in first("daily.json").facts


def test_a_generated_summary_is_never_taken_for_the_abstract() -> None:
    assert "generated" not in str(read("daily.json").records)


def test_a_row_over_several_lines_has_the_line_where_it_begins() -> None:
    assert [record.line for record in read("scopus.csv").records] == [2, 5]


@pytest.mark.parametrize("name", ["zotero.ris", "zotero.json", "query.atom", "daily.json", "refs.bib", "papers.jsonl"])
def test_what_stands_before_a_cut_is_kept_and_the_cut_is_told(name: str) -> None:
    whole = (FIXTURES / name).read_bytes()
    for cut in range(len(whole) // 2, len(whole) - 40, max(1, len(whole) // 15)):
        listing = read(name, whole[:cut])
        assert listing.records or listing.failures
        for ours, theirs in zip(listing.records, read(name).records, strict=False):
            assert theirs.title.startswith(ours.title)


@pytest.mark.parametrize("name", FORMATS)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    if name != "query.atom":
        data = b"\xef\xbb\xbf" + data
    records = read(name, data.replace(b"\n", b"\r\n")).records
    assert records == read(name).records


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "query.atom"])
def test_a_file_in_latin_1_is_read_and_that_is_remarked(name: str) -> None:
    data = (FIXTURES / name).read_text().replace("Kwon", "Kwön").replace("Song", "Söng").encode("cp1252", "replace")
    listing = read(name, data)
    assert len(listing.records) == FORMATS[name][1]
    assert [remark.rule for remark in listing.remarks if remark.rule == "encoding"] == ["encoding"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\xff\xfe\x00", b"\x00" * 50, bytes(range(256)), b"[" * 9000, b"{" * 9000]
)
def test_noise_is_a_failure_and_no_exception(name: str, data: bytes) -> None:
    listing = read(name, data)
    assert listing.records == [] or len(listing.records) < 300


def test_a_file_that_is_far_too_large_is_refused_whole() -> None:
    for name in FORMATS:
        (failure,) = read(name, b"x" * 20_000_001).failures
        assert "20,000,001" in failure.message


BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&c;</title></entry></feed>"""
LEAK = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&x;</title></entry></feed>"""


@pytest.mark.parametrize("feed", [BOMB, LEAK])
def test_entities_of_a_feed_s_own_are_refused(feed: bytes) -> None:
    listing = read("query.atom", feed)
    assert (listing.records, [f.message for f in listing.failures]) == (
        [],
        ["XML that is not read: EntitiesForbidden."],
    )


def test_an_error_of_arxiv_is_no_paper() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id>'
        "<title>Error</title><summary>incorrect id format for x</summary></entry></feed>"
    )
    listing = read("query.atom", feed.encode())
    assert listing.records == []
    assert "incorrect id format for x" in listing.failures[0].message


def _bib(entries: list[tuple[str, str]]) -> bytes:
    return "".join(
        f"@article{{k{n},\n  title = {{{t}}},\n  author = {{{a}}}\n}}\n" for n, (t, a) in enumerate(entries)
    ).encode()


def _ris(entries: list[tuple[str, str]]) -> bytes:
    return "".join(f"TY  - JOUR\nTI  - {t}\nAU  - {a}\nER  - \n" for t, a in entries).encode()


def _csv(entries: list[tuple[str, str]]) -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    return ("title,authors\n" + "".join(f"{cell(t)},{cell(a)}\n" for t, a in entries)).encode()


def _lines(entries: list[tuple[str, str]]) -> bytes:
    return "".join(json.dumps({"title": t, "authors": a}) + "\n" for t, a in entries).encode()


def _list(entries: list[tuple[str, str]]) -> bytes:
    return json.dumps([{"title": t, "author": [{"literal": a}]} for t, a in entries], indent=1).encode()


WRITERS: dict[str, Callable[[list[tuple[str, str]]], bytes]] = {
    "refs.bib": _bib,
    "zotero.ris": _ris,
    "scopus.csv": _csv,
    "papers.jsonl": _lines,
    "zotero.json": _list,
}
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters='{}@\\"#'), max_size=40
)


@pytest.mark.parametrize("name", WRITERS)
@given(entries=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_records_and_failures_account_for_every_entry(name: str, entries: list[tuple[str, str]]) -> None:
    if name == "scopus.csv":
        entries = [(title or "x", author or "y") for title, author in entries]
    listing = read(name, WRITERS[name](entries))
    assert len(listing.records) + len(listing.failures) == len(entries)


HOSTILE = st.text(max_size=200) | st.text(alphabet='@{}"=,#\\\n\r TYER-ab[]:<>$&;%1', max_size=200)


@pytest.mark.parametrize("name", FORMATS)
@given(text=HOSTILE)
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_without_an_exception(name: str, text: str) -> None:
    listing = read(name, text.encode("utf-8", "surrogatepass"))
    assert all(record.title.isprintable() and record.title for record in listing.records)


TAGGED = ["TY  - ", "ER  - ", "TI  - ", "AU  - ", "PMID- ", "PT J", "ER", "%0 ", "%T ", "<records>", "<record>", "</a>"]
PIECES = st.sampled_from(
    [*TAGGED, "---", "title: ", "[{", '"title": "', "\t", ",", ";", '"', "<mods>", "\n", "\r", "a", "1999"]
)


@pytest.mark.parametrize("name", IMPORTERS)
@given(data=st.binary(max_size=200) | st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_by_any_parser_without_an_exception(name: str, data: bytes) -> None:
    listing = IMPORTERS[name].parse(data, "a")
    assert all(record.title.isprintable() and record.line >= 1 for record in listing.records)
    guess_format("x", data)


HOSTILE_BYTES = {
    "one line": b"TY  - JOUR " * 20_000,
    "deep": b"[" * 200_000,
    "deep XML": b"<a>" * 60_000,
    "records of RIS": b"TY  - JOUR\nTI  - A\nER  - \n" * 1_000,
    "records of PubMed": b"PMID- 1\nTI  - A\n\n" * 1_000,
    "quotation marks": b"title,year\n" + b'"' * 100_001,
    "open rows": b"title,year\n" + b'"a,\n' * 10_000,
    "semicolons": b"TY  - JOUR\nTI  - A\nAU  - " + b"a;" * 50_000,
    "names": b'title,authors\nA,"' + b"Lind, E.; " * 10_000 + b'"',
    "commas": b"title;authors\nA;" + b"Lind E, " * 10_000,
    "ampersands": b"TY  - JOUR\nTI  - " + b"&amp;" * 100 + b"\nN1  - " + b"<a " * 60_000,
    "dashes": b"PMID- 1\nTI  - A\nPG  - " + b"1-" * 60_000,
    "continued": b"TY  - JOUR\nTI  - A\nN1  - a\n" + b"b\n" * 20_000,
}


@pytest.mark.parametrize("data", HOSTILE_BYTES.values(), ids=list(HOSTILE_BYTES))
def test_no_parser_is_slow_at_noise(data: bytes) -> None:
    for importer in IMPORTERS.values():
        start = process_time()
        importer.parse(data, "a")
        guess_format("x", data)
        assert process_time() - start < 8, importer.id
