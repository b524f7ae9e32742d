"""One bad entry costs only itself, in every format; nothing in a file costs more than time that grows with it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from livingsurvey.importers import identifiers
from livingsurvey.importers.author_names import names_and_omitted
from livingsurvey.importers.bibtex_names import people_in
from livingsurvey.importers.bibtex_publication import is_arxiv_note, words_of
from livingsurvey.importers.import_formats import IMPORTERS, guess_format
from livingsurvey.importers.records import UNREADABLE, Listing, TooManyEntriesError, take
from livingsurvey.importers.same_container import may_be_same_container
from livingsurvey.importers.taxonomy import Section, Taxonomy
from livingsurvey.importers.taxonomy_file import read_taxonomy
from livingsurvey.model.text import no_formula

from tests.growth import takes_at_most

NINES = "9" * 5000
HALF_A_HOST = "http://["


def read(name: str, text: str) -> Listing:
    """What a file of a format states."""
    return IMPORTERS[name].parse(text.encode(), "some.file")


#: For each format a file with a good entry, a bad one and a good one, in which the bad one says what is put there.
AROUND: dict[str, Callable[[str], str]] = {
    "bibtex": lambda bad: f"@a{{a,title={{First}}}}\n@a{{b,title={{Bad}},{bad}}}\n@a{{c,title={{Last}}}}\n",
    "ris": lambda bad: f"TY  - JOUR\nTI  - First\nER  -\nTY  - JOUR\nTI  - Bad\n{bad}\nER  -\nTY  - JOUR\nTI  - Last\n",
    "nbib": lambda bad: f"PMID- 1\nTI  - First\n\nPMID- 2\nTI  - Bad\n{bad}\n\nPMID- 3\nTI  - Last\n",
    "wos": lambda bad: f"PT J\nTI First\nER\nPT J\nTI Bad\n{bad}\nER\nPT J\nTI Last\nER\n",
    "refer": lambda bad: f"%T First\n\n%T Bad\n{bad}\n\n%T Last\n",
    "csv": lambda bad: f"title,year,url,month\nFirst,,,\nBad,{bad}\nLast,,,\n",
    "json-lines": lambda bad: f'{{"title": "First"}}\n{{"title": "Bad", {bad}}}\n{{"title": "Last"}}\n',
    "csl-json": lambda bad: f'[{{"title": "First"}},\n{{"title": "Bad", {bad}}},\n{{"title": "Last"}}]',
    "markdown": lambda bad: "".join(
        f"<!-- file: {name}.md -->\n---\ntitle: {name}\n{more}\n---\n"
        for name, more in (("First", ""), ("Bad", bad), ("Last", ""))
    ),
    "endnote-xml": lambda bad: _xml("xml", "record", "<titles><title>{}</title></titles>", bad),
    "mods": lambda bad: _xml("modsCollection", "mods", "<titleInfo><title>{}</title></titleInfo>", bad),
    "pubmed-xml": lambda bad: _xml(
        "PubmedArticleSet",
        "PubmedArticle",
        "<MedlineCitation><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation>",
        bad,
    ),
    "arxiv-atom": lambda bad: _xml('feed xmlns="http://www.w3.org/2005/Atom"', "entry", "<title>{}</title>", bad),
    "zotero-rdf": lambda bad: _xml(
        'r xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:b="b"',
        'b:Article rdf:about="#a"',
        "<b:title>{}</b:title>",
        bad,
    ),
}


def _xml(outer: str, record: str, title: str, bad: str) -> str:
    parts = [title.format("First"), title.format("Bad") + bad, title.format("Last")]
    records = "\n".join(f"<{record}>{part}</{record.split()[0]}>" for part in parts)
    return f"<{outer}>\n{records}\n</{outer.split()[0]}>"


BAD = {
    "bibtex": (
        f"month={NINES}",
        f"url={{{HALF_A_HOST}}}",
        f"year={{{NINES}}}",
        "abstract={" + r"\'{" * 60 + "}" * 60 + "}",
    ),
    "ris": (f"UR  - {HALF_A_HOST}", f"PY  - {NINES}", f"DA  - 2024/{NINES}", "L1  - http://[::1", "UR  - https://a]/"),
    "nbib": (f"DP  - {NINES}", f"DP  - 2024 {NINES}", "AID - http://[ [doi]"),
    "wos": (f"PY {NINES}", f"PD {NINES}", "DI http://["),
    "refer": (f"%U {HALF_A_HOST}", f"%D {NINES}", f"%8 {NINES}"),
    "csv": (f",{HALF_A_HOST},", f"{NINES},,", f"2024,,{NINES}", "²²²²,,²"),
    "json-lines": (f'"year": {NINES}', f'"url": "{HALF_A_HOST}"', '"year": 1e999', '"a": ' + "[" * 9000, '"year": '),
    "csl-json": (
        f'"volume": {NINES}',
        f'"URL": "{HALF_A_HOST}"',
        f'"issued": {{"date-parts": [[{NINES}]]}}',
        '"issued": {"date-parts": [[NaN, 1e999]]}',
        '"a": ' + "[" * 9000 + "]" * 9000,
        '"a": "x" "y"',
        '"note": "a "quotation" b"',
        '"note": "an odd " mark"',
    ),
    "markdown": (
        f"year: {NINES}",
        f"url: {HALF_A_HOST}",
        "date: 2024-99-99",
        "a: !!timestamp x",
        "a: !!bool x",
        "a: !!int ''",
        "a: " + "[" * 5000,
        "- " * 5000 + "a",
        "? " * 5000 + "a",
        "a: {[b]: c}",
    ),
    "endnote-xml": (
        "<a>&b;</a>",
        "<a></b>",
        "<a>" * 300 + "</a>" * 300,
        "a & b",
        f"<dates><year>{NINES}</year></dates>",
    ),
    "mods": (
        "&b;",
        "<a></b>",
        "<a>" * 300 + "</a>" * 300,
        f"<originInfo><dateIssued>{NINES}</dateIssued></originInfo>",
    ),
    "pubmed-xml": ("&b;", "<a></b>", "<a>" * 300 + "</a>" * 300),
    "arxiv-atom": ("&b;", "<a></b>", "<a>" * 300 + "</a>" * 300),
    "zotero-rdf": ("&b;", "<b:a></b:b>", "<a>" * 300 + "</a>" * 300),
}


@pytest.mark.parametrize(
    ("name", "bad"), [(name, bad) for name in BAD for bad in BAD[name]], ids=lambda text: text[:20]
)
def test_a_bad_entry_costs_only_itself(name: str, bad: str) -> None:
    listing = read(name, AROUND[name](bad))
    titles = [record.title for record in listing.records]
    assert titles[0] == "First"
    assert titles[-1] == "Last"
    assert "Bad" in titles or listing.failures
    for finding in (*listing.failures, *listing.remarks):
        assert finding.fix
        assert UNREADABLE not in finding.message


@pytest.mark.parametrize("name", ["endnote-xml", "mods", "arxiv-atom", "zotero-rdf"])
def test_a_broken_record_of_xml_is_told_with_its_line_and_so_are_those_behind_it(name: str) -> None:
    listing = read(name, AROUND[name]("\n\n&b;"))
    assert [record.line for record in listing.records] == [2, 6]
    assert [(failure.line, failure.message) for failure in listing.failures] == [
        (5, "an entry that is not XML: undefined entity.")
    ]


def test_a_file_of_nothing_but_broken_xml_is_given_up() -> None:
    listing = read("endnote-xml", "<xml>" + "<record>&b;</record>" * 1000)
    assert len(listing.failures) == 100


def test_a_broken_item_of_json_is_told_with_its_line() -> None:
    listing = read("csl-json", AROUND["csl-json"]('"a": "x" "y"'))
    assert [(failure.line, failure.message[:8]) for failure in listing.failures] == [(2, "not JSON")]


def test_json_without_a_place_to_go_on_from_says_so() -> None:
    (failure,) = read("csl-json", '[{"title": "First"}, {"title": "Bad').failures
    assert failure.message.startswith("not JSON from here on: ")


def test_what_goes_wrong_in_reading_an_entry_is_a_failure_of_that_entry() -> None:
    listing = Listing()

    def _stumble(title: str) -> dict[str, Any]:
        raise OverflowError(title)

    take(listing, "a.bib", 3, _stumble, "x")
    take(listing, "a.bib", 4, lambda title: {"title": title}, "Good one")
    assert [record.title for record in listing.records] == ["Good one"]
    assert str(listing.failures[0]).startswith("a.bib:3: entry: an entry that cannot be read (OverflowError).")


def test_reading_ends_where_there_are_too_many_entries() -> None:
    listing = Listing()

    def _enough() -> dict[str, Any]:
        raise TooManyEntriesError(listing)

    with pytest.raises(TooManyEntriesError):
        take(listing, "a", 1, _enough)


def test_an_address_that_cannot_be_one_is_told_and_the_others_are_kept() -> None:
    listing = read("ris", f"TY  - JOUR\nTI  - A title\nUR  - {HALF_A_HOST}\nUR  - http://a.example/\nER  -\n")
    assert listing.records[0].facts["links"] == [{"label": "a.example", "url": "http://a.example/"}]
    assert [(one.line, HALF_A_HOST in one.message) for one in listing.remarks] == [(1, True)]


def test_a_month_that_is_none_is_told() -> None:
    listing = read("bibtex", "\n@article{a, title={A title}, year=2024, month=13}\n")
    assert listing.records[0].facts["published"] == "2024"
    assert [(one.line, one.message) for one in listing.remarks] == [
        (2, "the month of «a» cannot be «13»; only the year is used.")
    ]


GROWING: dict[str, tuple[Callable[[str], object], str]] = {
    "DOIs between commas": (identifiers.dois, ", "),
    "names between blanks": (lambda text: names_and_omitted(f"a{text}x"), " "),
    "signs of footnotes": (lambda text: people_in(f"a {text}!"), "²"),
    "blanks in braces": (lambda text: people_in(f"{{a {text}!}}"), " "),
    "blanks before a note": (is_arxiv_note, " "),
    "blanks between words": (lambda text: words_of(f"a{text}b"), " "),
    "line ends in a cell": (no_formula, "\n"),
    "blanks before anything": (lambda text: guess_format("", text.encode()), " "),
    "a name of letters": (lambda text: may_be_same_container(text, "ABCDEFG"), "a "),
    "brackets in front matter": (lambda text: read("markdown", f"---\na: {text}\n---\n"), "["),
    "headings without an end": (lambda text: _taxonomy(".tex", text), "\\section{"),
}


@pytest.mark.parametrize(("act", "sign"), GROWING.values(), ids=list(GROWING))
def test_the_time_grows_with_the_text(act: Callable[[str], object], sign: str) -> None:
    assert takes_at_most(24, lambda amount: act(sign * amount), small=2_000, large=16_000)


def _taxonomy(suffix: str, text: str) -> Taxonomy:
    with TemporaryDirectory() as name:
        path = Path(name) / f"a{suffix}"
        path.write_text(text)
        return read_taxonomy(path)


_COLLECTION = (
    '<z:Collection rdf:about="#{0}"><dc:title>C {0}</dc:title>{1}<d:hasPart rdf:resource="#work"/></z:Collection>'
)


def _collections(parts: dict[str, str]) -> str:
    inner = (
        _COLLECTION.format(name, "".join(f'<d:hasPart rdf:resource="#{part}"/>' for part in named))
        for name, named in parts.items()
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:d="http://purl.org/dc/terms/">'
        f"{''.join(inner)}</rdf:RDF>"
    )


@pytest.mark.parametrize(
    "parts", [{"a": "b", "b": "c", "c": "b"}, {"a": "a"}, {"a": "b", "b": "a"}, {"a": "bb", "b": ""}]
)
def test_a_collection_stands_in_one_place_though_it_is_within_itself(parts: dict[str, str]) -> None:
    sections = list(_taxonomy(".rdf", _collections(parts)).walk())
    assert sorted(section.title for section in sections) == [f"C {name}" for name in parts]


def test_collections_of_collections_do_not_multiply() -> None:
    names = [chr(0x4E00 + n) for n in range(60)]
    parts = {name: following * 2 for name, following in zip(names, [*names[1:], ""], strict=True)}
    assert len(list(_taxonomy(".rdf", _collections(parts)).walk())) == 60


def test_rdf_of_an_unknown_encoding_is_a_finding() -> None:
    (finding,) = _taxonomy(".rdf", '<?xml version="1.0" encoding="utf-7"?><a/>').findings
    assert finding.message.startswith("no RDF: ")


def test_groups_deeper_than_any_taxonomy_stand_beside_each_other() -> None:
    tree = "".join(f"{n} StaticGroup:G{n}\\;0\\;;\n" for n in range(1, 200))
    taxonomy = _taxonomy(".bib", f"@comment{{jabref-meta: grouping:\n{tree}}}\n@a{{k, title={{T}}, groups={{G199}}}}\n")
    assert _depth(taxonomy.sections) == 21
    assert "more than 20 levels deep" in taxonomy.findings[0].message


def _depth(sections: list[Section]) -> int:
    return 1 + max((_depth(section.sections) for section in sections), default=0) if sections else 0


def test_a_level_that_is_no_number_makes_no_group() -> None:
    text = f"@comment{{jabref-meta: grouping:\n{NINES} StaticGroup:A\\;0\\;;\n}}\n@a{{k, title={{T}}, groups={{A}}}}\n"
    assert [section.title for section in _taxonomy(".bib", text).walk()] == ["A"]


def test_groups_that_name_each_entry_again_and_again_are_told() -> None:
    tree = "1 KeywordGroup:G\\;0\\;keywords\\;a\\;0\\;0\\;;\n" * 1000
    entries = "".join(f"@a{{k{n}, title={{T}}, keywords={{a}}}}\n" for n in range(300))
    taxonomy = _taxonomy(".bib", f"@comment{{jabref-meta: grouping:\n{tree}}}\n{entries}")
    assert sum(len(section.citations) for section in taxonomy.walk()) == 200_000
    assert [finding.message for finding in taxonomy.findings] == [
        "the groups name entries more than 200,000 times; the others are passed over."
    ]
