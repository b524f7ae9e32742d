"""Targets that read bibliographies: whatever surrounds a good entry, it is read, and what is wrong has its line."""

from collections.abc import Callable, Iterator
from pathlib import Path

from livingsurvey.importers.fact_files import FACT_FIELDS, Facts, read_facts
from livingsurvey.importers.import_formats import IMPORTERS, guess_format
from livingsurvey.importers.ingest import IngestReport
from livingsurvey.importers.merge_records import gather, merge
from livingsurvey.importers.records import UNREADABLE, Listing, Record
from livingsurvey.importers.taxonomy import Taxonomy
from livingsurvey.importers.taxonomy_file import read_taxonomy
from livingsurvey.importers.unread_formats import what_it_is
from livingsurvey.model import Finding, Paper, Source
from livingsurvey.store.documents import parse_document
from livingsurvey.store.paper_files import new_paper

from tests.fuzz.scratch import scratch

Target = Callable[[bytes], None]

GOOD = "A good entry that must stay"
_ABSTRACT = "Each of the words of this abstract says no more than that it is one, and it ends with a full stop."
_ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>%s</title></entry><entry>%s</entry></feed>'
_PUBMED = (
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>%s</ArticleTitle></Article>"
    b"</MedlineCitation></PubmedArticle><PubmedArticle><MedlineCitation>%s</MedlineCitation></PubmedArticle>"
    b"</PubmedArticleSet>"
)
_ENDNOTE = b"<xml><records><record><titles><title>%s</title></titles></record><record>%s</record></records></xml>"
_MODS = (
    b'<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>%s</title></titleInfo></mods>'
    b"<mods>%s</mods></modsCollection>"
)
_RDF = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/'
    b'export#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
    b'xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">'
    b'<bib:Article rdf:about="#a"><dc:title>%s</dc:title></bib:Article><bib:Article>%s</bib:Article></rdf:RDF>'
)
#: For each format how a good entry and any bytes make one file; the entry first where its end decides what follows.
FORMS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "bibtex": lambda good, data: data + b"\n\n@article{good,\n title = {%s},\n year = 2024\n}\n" % good,
    "ris": lambda good, data: data + b"\nTY  - JOUR\nTI  - %s\nER  - \n" % good,
    "nbib": lambda good, data: data + b"\n\nPMID- 1\nTI  - %s\n" % good,
    "wos": lambda good, data: data + b"\nPT J\nTI %s\nER\n" % good,
    "refer": lambda good, data: data + b"\n\n%%0 Journal Article\n%%T %s\n" % good,
    "arxiv-atom": lambda good, data: _ATOM % (good, data),
    "pubmed-xml": lambda good, data: _PUBMED % (good, data),
    "endnote-xml": lambda good, data: _ENDNOTE % (good, data),
    "mods": lambda good, data: _MODS % (good, data),
    "zotero-rdf": lambda good, data: _RDF % (good, data),
    "hf-daily-papers-json": lambda good, data: b'[{"title": "%s"}, %s]' % (good, data),
    "json-lines": lambda good, data: data + b'\n{"title": "%s"}\n' % good,
    "csl-json": lambda good, data: b'[{"title": "%s"}, %s]' % (good, data),
    "hf-daily-papers-text": lambda good, data: data + b"\n%s\n%s\n" % (good, _ABSTRACT.encode()),
    "markdown": lambda good, data: data + b"\n<!-- file: good.md -->\n---\ntitle: %s\n---\n" % good,
    "csv": lambda good, data: b"title,authors,year,doi,url\n%s\n%s,,2024,,\n" % (data, good),
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_TOO_MUCH = ("too many quotation marks", "more than 40,000 entries")


def read_good(name: str, data: bytes) -> Listing:
    """What a reader makes of any bytes beside a good entry, all of it of the right kinds, the entry among it."""
    listing = IMPORTERS[name].parse(FORMS[name](GOOD.encode(), data), "some.file")
    expect_listing(listing)
    refused = any(said in finding.message for finding in listing.failures for said in _TOO_MUCH)
    if not refused and not data.startswith(_UTF16):
        assert any(record.title == GOOD for record in listing.records), "the good entry is lost"
    return listing


def expect_listing(listing: Listing) -> None:
    """What every reader promises of what it returns."""
    for rank, record in enumerate(listing.records, start=1):
        assert isinstance(record, Record)
        assert record.title.strip()
        assert len(record.title.splitlines()) == 1
        assert record.rank == rank
        assert record.line >= 1
    for finding in (*listing.failures, *listing.remarks):
        expect_finding(finding)


def expect_finding(finding: Finding) -> None:
    """A finding says what to do, and of no entry that nobody knows what is wrong with it."""
    assert finding.message
    assert finding.fix
    assert finding.line >= 0
    assert UNREADABLE not in finding.message, finding.message


def _reader(name: str) -> Target:
    def _read(data: bytes) -> None:
        read_good(name, data)

    return _read


def _ingest(data: bytes) -> None:
    """From any file to files of papers: its format is guessed, its records are merged, and what is written is read."""
    what_it_is("", data)
    name = guess_format("", data)
    if name is None:
        return
    listing = IMPORTERS[name].parse(data, "some.file")
    expect_listing(listing)
    IngestReport().count(Source(id="a", file="some.file", format=name, origin="o", sha256="0" * 64), listing)
    gathered = gather([("a", "some.file", record) for record in listing.records[:50]])
    for key, candidate in merge(gathered, ()).new.items():
        text = new_paper(key, candidate).decode()
        paper, findings = parse_document(text, f"content/papers/{key}.md", Paper, key, "notes")
        assert paper is not None, findings
        assert paper.title == candidate.title


def _facts(data: bytes) -> None:
    """A file of facts, as JSON Lines and as a table, beside a good one."""
    files = {
        "facts.jsonl": data + b'\n{"key": "good", "venue": "V"}\n',
        "facts.csv": b"key,title,authors,published,venue,arxiv,doi,code,published_abstract\n%s\ngood,,,,V,,,,\n" % data,
    }
    for path in _written(files):
        facts, failures = read_facts(path)
        for finding in failures:
            expect_finding(finding)
        assert all(isinstance(one, Facts) and set(one.values) <= set(FACT_FIELDS) for one in facts)
        refused = any(said in finding.message for finding in failures for said in (*_TOO_MUCH, "not UTF-8"))
        assert refused or any(one.key == "good" for one in facts), "the good entry is lost"


def _taxonomy(suffix: str, good: bytes) -> Target:
    def _read(data: bytes) -> None:
        for path in _written({f"a{suffix}": data + good}):
            taxonomy = read_taxonomy(path)
            assert isinstance(taxonomy, Taxonomy)
            sections = list(taxonomy.walk())
            assert len(sections) <= len(data) + 10
            assert all(isinstance(section.title, str) and section.line >= 1 for section in sections)
            for section in sections:
                assert all(isinstance(citation.identifiers, dict) for citation in section.citations)
            for finding in taxonomy.findings:
                expect_finding(finding)

    return _read


def _written(files: dict[str, bytes]) -> Iterator[Path]:
    for name, data in files.items():
        path = scratch() / name
        path.write_bytes(data)
        yield path


READERS: dict[str, Target] = {
    **{name: _reader(name) for name in FORMS},
    "ingest": _ingest,
    "facts": _facts,
    "taxonomy-latex": _taxonomy(".tex", b"\n\\section{Good}\n\\cite{good}\n"),
    "taxonomy-markdown": _taxonomy(".md", b"\n\n# Good\n\n- one [@good]\n"),
    "taxonomy-groups": _taxonomy(".bib", b"\n@article{good,title={Good},groups={Good}}\n"),
    "taxonomy-collections": _taxonomy(".rdf", b""),
}
