"""Reading the groups of JabRef and the collections of Zotero: trees that the bibliography itself holds."""

import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.bibtex_syntax import blocks, comments, with_strings
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy, flatten, prune
from livingsurvey.model import Finding, Severity

_TREE = re.compile(r"jabref-meta:\s*(?:grouping|groupstree):(.*)", re.DOTALL | re.IGNORECASE)
_PIECE = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\Z)", re.DOTALL)
_GROUP = re.compile(r"\s*(\d{1,6})\s+(\w+):(.*)", re.DOTALL)
_MOST_CITED = 200_000  # times in all: groups of one name, or of one word, take each entry again
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
    entries, comments = _parsed(text)
    groups = _Groups(Taxonomy(file, title="Groups"), entries)
    for line, comment in comments:
        if tree := _TREE.search(comment):
            groups.grow(tree[1], line)
    for line, key, fields in entries:
        for name in _names(fields.get("groups", "")):
            groups.put(name, line, key)
    return _pruned(groups.taxonomy)


def _parsed(text: str) -> tuple[_Entries, list[tuple[int, str]]]:
    """The entries with line, key and fields, and the comments with their lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    entries = [(block.line, block.key, fields) for block, fields in with_strings(list(blocks(text)))]
    return entries, list(comments(text))


class _Groups:
    """The groups of a file and the entries that are put into them."""

    def __init__(self, taxonomy: Taxonomy, entries: _Entries) -> None:
        self.taxonomy, self.entries = taxonomy, entries
        self.lines = {key: line for line, key, _ in entries}
        self.named: dict[str, list[Section]] = {}
        self.words: dict[str, dict[str, list[tuple[int, str]]]] = {}
        self.left = _MOST_CITED

    def grow(self, tree: str, line: int) -> None:
        """Add the groups of a tree to the taxonomy: each goes below the last one of a lower level."""
        above: list[tuple[int, list[Section]]] = [(0, self.taxonomy.sections)]
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
            self.named.setdefault(section.title, []).append(section)
            self._fill(section, group[2], parts)

    def put(self, name: str, line: int, key: str) -> None:
        """Put an entry into all groups of a name, of which there is one then."""
        if name not in self.named:
            self.taxonomy.sections.append(made := Section(name, line))
            self.named[name] = [made]
        for section in self.named[name]:
            self._cite(section, line, key)

    def _fill(self, section: Section, kind: str, parts: list[str]) -> None:
        """Put into a group what its own definition names."""
        if kind == "ExplicitGroup":
            for key in parts[2:]:
                if key in self.lines:
                    self._cite(section, self.lines[key], key)
        elif kind == "KeywordGroup" and len(parts) > 3:
            for line, key in self._with_word(parts[2].lower(), parts[3].casefold()):
                self._cite(section, line, key)
        elif kind != "StaticGroup":
            said = f"the group «{section.title[:60]}» ({kind}) is found by a search; its papers are not known here."
            self._remark(section.line, said, "Make it a group of chosen entries in JabRef, and export again.")

    def _with_word(self, field: str, word: str) -> list[tuple[int, str]]:
        """The entries that have a word in a field; each field is gone through once."""
        if field not in self.words:
            found = self.words[field] = {}
            for line, key, fields in self.entries if any(field in fields for *_, fields in self.entries) else ():
                for one in dict.fromkeys(part.strip().casefold() for part in re.split("[,;]", fields.get(field, ""))):
                    found.setdefault(one, []).append((line, key))
        return self.words[field].get(word, [])

    def _cite(self, section: Section, line: int, key: str) -> None:
        if any(citation.key == key for citation in section.citations[-1:]):
            return
        self.left -= 1
        if self.left >= 0:
            section.citations.append(Citation(line, key))
        elif self.left == -1:
            said = f"the groups name entries more than {_MOST_CITED:,} times; the others are passed over."
            self._remark(line, said, "Look for groups that stand there many times in JabRef, and export again.")

    def _remark(self, line: int, said: str, fix: str) -> None:
        finding = Finding(self.taxonomy.file, line, 0, "taxonomy", said, fix, Severity.WARNING)
        self.taxonomy.findings.append(finding)


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
    except (ParseError, ValueError, LookupError) as error:
        said, fix = f"no RDF: {error}.", "Export the collection from Zotero as «Zotero RDF»."
        taxonomy.findings.append(Finding(file, 0, 0, "taxonomy", said, fix))
        return taxonomy
    titles = {node.get(f"{_RDF}about", ""): node.findtext(f"{_DC}title", "") for node in tree}
    made = {about: (node, Section(" ".join(titles[about].split()), 1)) for about, node in _collections(tree)}
    parts = {
        about: [one.get(f"{_RDF}resource", "") for one in node.iterfind(_PART)] for about, (node, _) in made.items()
    }
    inner = {part for about in parts for part in parts[about]}
    sections, placed = {about: section for about, (_, section) in made.items()}, set[str]()
    for about in (*(one for one in made if one not in inner), *made):
        if about not in placed:
            taxonomy.sections.append(sections[about])
            placed.add(about)
            _place_parts(about, sections, parts, titles, placed)
    return _pruned(taxonomy)


def _place_parts(
    top: str, made: dict[str, Section], parts: dict[str, list[str]], titles: dict[str, str], placed: set[str]
) -> None:
    """Put each collection below the first that names it, so that none is within itself, and the works into theirs."""
    waiting = [top]
    while waiting:
        about = waiting.pop()
        for part in parts[about]:
            if part not in made:
                made[about].citations.append(Citation(1, part, titles.get(part, "")))
            elif part not in placed:
                placed.add(part)
                made[about].sections.append(made[part])
                waiting.append(part)


def _pruned(taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy without groups that are empty, which JabRef and Zotero keep for later."""
    root = Section("", 1, sections=taxonomy.sections)
    flatten(root, taxonomy)
    prune(root)
    taxonomy.sections = root.sections
    return taxonomy


def _collections(tree: Any) -> Iterator[tuple[str, Any]]:
    for node in tree.iterfind(_COLLECTION):
        if node.findtext(f"{_DC}title", "").strip():
            yield node.get(f"{_RDF}about", ""), node
