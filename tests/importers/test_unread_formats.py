"""Files that are not read: what they are, and how to export what is."""

import pytest
from livingsurvey.importers.unread_formats import what_it_is


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.enl", b"\x00\x01", "File > Export, and as output style RefMan (RIS)"),
        ("zotero.sqlite", b"SQLite format 3\x00", "choose File > Export Library"),
        ("unnamed", b"SQLite format 3\x00", "a database"),
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("download", b"%PDF-1.7", "a PDF"),
        ("a.docx", b"PK\x03\x04word/", "a text document"),
        ("a.xlsx", b"PK\x03\x04xl/", "Save it as CSV"),
        ("a.numbers", b"PK\x03\x04", "Save it as CSV"),
        ("a.html", b"<!DOCTYPE html>", "a web page"),
        ("a.txt", b"<html>", "a web page"),
        ("a.json", b'{"a": 1}', "JSON of a shape that is not known"),
        ("a.rdf", b"<rdf:RDF>", "RDF that is not Zotero's"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "XML that is not PubMed's"),
        ("a.nbib", b"x", "Send to > Citation manager"),
        ("a.zip", b"PK\x03\x04", "Unpack it"),
        ("a.tex", b"\\documentclass", ".bib file"),
        ("a.txt", b"Lind, E. (2001). A title.", "AnyStyle"),
        ("a.bib", b"", "It is empty"),
    ],
)
def test_a_file_is_named_with_the_way_to_export_a_better_one(name: str, data: bytes, said: str) -> None:
    assert said in what_it_is(name, data)


def test_of_what_nobody_can_tell_nothing_is_said() -> None:
    assert what_it_is("a.xyz", b"abc") == ""
