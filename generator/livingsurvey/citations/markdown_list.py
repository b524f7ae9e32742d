"""Markdown: a list of links with a sentence each, for notes and issues."""

from urllib.parse import quote

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.plain_text import with_scripts
from livingsurvey.model.text import clean

_MOST_AUTHORS = 3
_ADDRESS_SIGNS = "/:?#@!$&'()*+,;=%-._~"
# Backslashes where every engine knows them; references for what only some take for markup, a mention or a formula.
_ESCAPES = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]#"}
_ESCAPES |= {ord(sign): f"&#{ord(sign)};" for sign in "<>&$|~@^"}


def markdown_entry(entry: BibliographyEntry) -> str:
    """Write one item of the list."""
    title = with_scripts(entry.title, _title_text).strip()
    address = entry.url or entry.page
    linked = f"[{title}](<{quote(clean(address), safe=_ADDRESS_SIGNS)}>)" if address else title
    venue, year = entry.paper.venue or ("arXiv" if entry.arxiv else ""), str(entry.year or "")
    facts = [_authors(entry), venue, "" if year in venue else year]
    shown = ", ".join(markdown_text(fact) for fact in facts if fact)
    parts = (f"{linked}.", f"{shown}." if shown else "", markdown_text(entry.paper.summary or ""))
    return "- " + " ".join(part for part in parts if part)


def markdown_file(items: list[str], head: FileHeader) -> str:
    """Write the list under a heading that says what it contains."""
    lines = [f"# {markdown_text(head.survey)}: {markdown_text(head.selection)}", "", markdown_text(head.facts), ""]
    return "".join(f"{line}\n" for line in [*lines, *items])


def markdown_text(text: str) -> str:
    """Turn data into running Markdown that shows exactly this text in any engine."""
    return clean(text).strip().translate(_ESCAPES)


def _title_text(text: str) -> str:
    return clean(text).translate(_ESCAPES)


def _authors(entry: BibliographyEntry) -> str:
    names = entry.paper.authors
    return ", ".join(names) if len(names) <= _MOST_AUTHORS else f"{names[0]} et al."
