"""Reading the groups of JabRef and the collections of Zotero: trees that the bibliography itself holds."""

import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.bibtex_syntax import blocks, comments, with_strings
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy, prune
from livingsurvey.model import Finding, Severity

_TREE = re.compile(r"jabref-meta:\s*(?:grouping|groupstree):(.*)", re.DOTALL | re.IGNORECASE)
_PIECE = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\Z)", re.DOTALL)
_GROUP = re.compile(r"\s*(\d+)\s+(\w+):(.*)", re.DOTALL)
_SEPARATOR = re.compile(r"(?<!\\),")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_COLLECTION = "{http://www.zotero.org/namespaces/export#}Collection"
_PART = "{http://purl.org/dc/terms/}hasPart"

_Entries = list[tuple[int, str, dict[str, str]]]


def read_groups(text: str, file: str) -> Taxonomy:
    """Read the groups of a BibTeX file that JabRef has written: its tree, and the entries' ``groups``.

    Args:
        text: all of it.
        file: how findings name it.
    """
    taxonomy = Taxonomy(file, title="Groups")
    entries, comments = _parsed(text)
    named: dict[str, list[Section]] = {}
    for line, comment in comments:
        if tree := _TREE.search(comment):
            _grow(tree[1], line, taxonomy, entries, named)
    for line, key, fields in entries:
        for name in _names(fields.get("groups", "")):
            if name not in named:
                taxonomy.sections.append(made := Section(name, line))
                named[name] = [made]
            for section in named[name]:
                _cite(section, line, key)
    return _pruned(taxonomy)


def _parsed(text: str) -> tuple[_Entries, list[tuple[int, str]]]:
    """The entries with line, key and fields, and the comments with their lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    entries = [(block.line, block.key, fields) for block, fields in with_strings(list(blocks(text)))]
    return entries, list(comments(text))


def _grow(tree: str, line: int, taxonomy: Taxonomy, entries: _Entries, named: dict[str, list[Section]]) -> None:
    """Add the groups of a tree to the taxonomy: each stands below the last one of a lower level."""
    above: list[tuple[int, list[Section]]] = [(0, taxonomy.sections)]
    for piece in _PIECE.findall(re.sub(r"\n(?!\d+ )", "", tree)):
        group = _GROUP.fullmatch(piece)
        if group is None or group[2] == "AllEntriesGroup":
            continue
        parts = [_unquoted(part) for part in _PIECE.findall(_unquoted(group[3]))]
        section = Section(" ".join(parts[0].split()), line)
        while len(above) > 1 and above[-1][0] >= int(group[1]):
            above.pop()
        above[-1][1].append(section)
        above.append((int(group[1]), section.sections))
        named.setdefault(section.title, []).append(section)
        _fill(section, group[2], parts, taxonomy, entries)


def _fill(section: Section, kind: str, parts: list[str], taxonomy: Taxonomy, entries: _Entries) -> None:
    """Put into a group what its own definition names."""
    lines = {key: line for line, key, _ in entries}
    if kind == "ExplicitGroup":
        for key in parts[2:]:
            if key in lines:
                _cite(section, lines[key], key)
    elif kind == "KeywordGroup" and len(parts) > 3:
        for line, key, fields in entries:
            words = [word.strip().casefold() for word in re.split("[,;]", fields.get(parts[2].lower(), ""))]
            if parts[3].casefold() in words:
                _cite(section, line, key)
    elif kind != "StaticGroup":
        said = f"the group «{section.title[:60]}» ({kind}) is found by a search; its papers are not known here."
        fix = "Make it a group of chosen entries in JabRef, and export again."
        taxonomy.findings.append(Finding(taxonomy.file, section.line, 0, "taxonomy", said, fix, Severity.WARNING))


def _cite(section: Section, line: int, key: str) -> None:
    if all(citation.key != key for citation in section.citations[-1:]):
        section.citations.append(Citation(line, key))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _names(groups: str) -> list[str]:
    names = (" ".join(name.replace("\\,", ",").split()) for name in _SEPARATOR.split(groups))
    return list(dict.fromkeys(name for name in names if name))


def read_collections(data: bytes, file: str) -> Taxonomy:
    """Read the collections of Zotero's RDF.

    Args:
        data: the file's bytes.
        file: how findings name it.
    """
    from defusedxml.ElementTree import ParseError, fromstring

    taxonomy = Taxonomy(file, title="Collections")
    try:
        tree = fromstring(data)
    except (ParseError, ValueError) as error:
        said, fix = f"no RDF: {error}.", "Export the collection from Zotero as «Zotero RDF»."
        taxonomy.findings.append(Finding(file, 0, 0, "taxonomy", said, fix))
        return taxonomy
    titles = {node.get(f"{_RDF}about", ""): node.findtext(f"{_DC}title", "") for node in tree}
    made = {about: (node, Section(" ".join(titles[about].split()), 1)) for about, node in _collections(tree)}
    inner = set()
    for node, section in made.values():
        for part in (part.get(f"{_RDF}resource", "") for part in node.iterfind(_PART)):
            if part in made:
                inner.add(part)
                section.sections.append(made[part][1])
            else:
                section.citations.append(Citation(1, part, titles.get(part, "")))
    taxonomy.sections = [section for about, (_, section) in made.items() if about not in inner]
    return _pruned(taxonomy)


def _pruned(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy without groups that are empty, which JabRef and Zotero keep for later."""
    root = Section("", 1, sections=taxonomy.sections)
    prune(root)
    taxonomy.sections = root.sections
    return taxonomy


def _collections(tree: Any) -> Iterator[tuple[str, Any]]:
    for node in tree.iterfind(_COLLECTION):
        if node.findtext(f"{_DC}title", "").strip():
            yield node.get(f"{_RDF}about", ""), node
