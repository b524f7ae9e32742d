"""Groups of JabRef and collections of Zotero, and which reader a file gets."""

from pathlib import Path

import pytest
from livingsurvey.importers.taxonomy_file import read_taxonomy
from livingsurvey.importers.taxonomy_groups import read_collections, read_groups

from tests.importers.test_taxonomy import tree

ENTRIES = """\
@article{a, title = {One}, groups = {Lenses, Optics}, keywords = {light, thin}}
@article{b, title = {Two}, groups = {Thin\\, or not}, keywords = {light; sound}}
@article{c, title = {Three}, groups = {Loose}, keywords = {sound}}
"""
GROUPS = (
    ENTRIES
    + r"""
@Comment{jabref-meta: databaseType:bibtex;}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Optics\;0\;1\;0x8a8a8aff\;\;\;;
2 StaticGroup:Lenses\;0\;0\;\;\;\;;
3 StaticGroup:Thin, or not\;0\;0\;\;\;\;;
2 StaticGroup:Empty\;0\;0\;\;\;\;;
1 KeywordGroup:Sound\;0\;keywords\;sound\;0\;0\;1\;\;\;\;;
1 ExplicitGroup:Of old\;0\;a\;c\;;
1 SearchGroup:Recent\;0\;year > 2020\;0\;0\;1\;\;\;\;;
}
"""
)
RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#">
 <bib:Article rdf:about="#item_1"><dc:title>One</dc:title></bib:Article>
 <z:Collection rdf:about="#c1"><dc:title>Optics</dc:title><dcterms:hasPart rdf:resource="#c2"/></z:Collection>
 <z:Collection rdf:about="#c2"><dc:title>Lenses</dc:title><dcterms:hasPart rdf:resource="#item_1"/></z:Collection>
</rdf:RDF>
"""


def test_groups_are_a_tree_that_entries_and_definitions_fill() -> None:
    found = read_groups(GROUPS, "g.bib")
    assert tree(found.sections) == [
        ("Optics", ["a"], [("Lenses", ["a"], [("Thin, or not", ["b"], [])])]),
        ("Sound", ["b", "c"], []),
        ("Of old", ["a", "c"], []),
        ("Loose", ["c"], []),
    ]


def test_a_group_that_is_a_search_is_told() -> None:
    (finding,) = read_groups(GROUPS, "g.bib").findings
    assert (finding.file, finding.line) == ("g.bib", 6) and "«Recent» (SearchGroup)" in finding.message


def test_groups_without_a_tree_are_flat() -> None:
    assert [title for title, _, _ in tree(read_groups(ENTRIES, "g.bib").sections)] == [
        "Lenses",
        "Optics",
        "Thin, or not",
        "Loose",
    ]


def test_collections_are_a_tree_of_items() -> None:
    found = read_collections(RDF.encode(), "z.rdf")
    assert tree(found.sections) == [("Optics", [], [("Lenses", ["#item_1"], [])])]
    assert found.sections[0].sections[0].citations[0].title == "One"


@pytest.mark.parametrize("data", [b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_rdf_is_told(data: bytes) -> None:
    (finding,) = read_collections(data, "z.rdf").findings
    assert finding.file == "z.rdf" and finding.message.startswith("no RDF")


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        ("x.tex", r"\section{Lenses} \cite{a}", ["Lenses"]),
        ("x.md", "# Lenses\n@a\n", ["Lenses"]),
        ("x.txt", r"\begin{itemize}\item Lenses \cite{a}\end{itemize}", ["Lenses"]),
        ("x.txt", "- Lenses [@a]\n", ["Lenses"]),
        ("x.bib", ENTRIES, ["Lenses", "Optics", "Thin, or not", "Loose"]),
        ("x.rdf", RDF, ["Optics"]),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, text: str, titles: list[str]) -> None:
    (tmp_path / name).write_text(text)
    found = read_taxonomy(tmp_path / name)
    assert ([one.title for one in found.sections], found.file) == (titles, name)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.tex").write_bytes(b"\xff\xfe\x00")
    assert [finding.file for finding in read_taxonomy(tmp_path / "x.tex").findings] == ["x.tex"]
