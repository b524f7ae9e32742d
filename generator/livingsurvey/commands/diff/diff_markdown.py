"""A report as Markdown for a comment. All texts in it come from strangers: they are escaped here, and only here."""

import re

from livingsurvey.commands.diff.diff_report import DiffEntry, DiffReport, FieldChange, NewFinding, PageChange

_LONGEST = 60_000  # GitHub takes 65,536 characters
_SHOWN = 300  # characters of a field's text
# Invisible characters, and those that reorder text.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# Everywhere; and what makes a list at the start of a text, or an address after ``www``.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#!|~@&:$^=]|(?<=^)[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=www)\.", re.IGNORECASE)


def to_markdown(report: DiffReport) -> str:
    """Write a report for people: counts, papers, topics, new findings, pages."""
    parts = [
        f"## What this change does (compared with {inert(report.base)})",
        _counts(report),
        _findings(report),
        _entries(report, "added", "Papers added"),
        _entries(report, "removed", "Papers removed"),
        _entries(report, "renamed", "Papers renamed"),
        _entries(report, "moved", "Papers moved to another topic"),
        _entries(report, "changed", "Papers changed"),
        _entries(report, "topics", "Topics"),
        _pages(report),
    ]
    text = "\n\n".join(part for part in parts if part)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit("\n", 1)[0] + "\n\nThe rest was cut.\n"


def inert(text: str) -> str:
    """Text in which nothing is markup, nobody is mentioned, nothing is linked."""
    inert = _SIGNS.sub(lambda match: f"&#{ord(match[0])};", _CONTROL.sub(" ", text).strip())
    # GitHub looks for names, numbers and addresses in what is shown, so a space of no width parts them from their sign.
    return re.sub("(&#64;|&#35;|&#58;|GH)", r"\1&#8203;", inert)


def _code(line: str) -> str:
    """A line inside a fenced block, which no run of back-ticks can end."""
    return _CONTROL.sub(" ", line).replace("`", "ˋ")


def _counts(report: DiffReport) -> str:
    changed = [count for count in report.counts if count.before != count.after]
    if not changed:
        return "The numbers of the survey stay as they are."
    rows = "\n".join(f"| {inert(count.name)} | {count.before} | {count.after} |" for count in changed)
    return f"| | before | after |\n|:--|--:|--:|\n{rows}"


def _findings(report: DiffReport) -> str:
    fixed = f" {report.fixed} earlier findings are gone." if report.fixed else ""
    if not report.findings:
        return f"**No new findings.**{fixed}"
    lines = [_finding(finding) for finding in report.findings]
    return _list(f"New findings: {report.total.get('findings', len(lines))}", lines) + ("\n\n" + fixed.strip())


def _finding(finding: NewFinding) -> str:
    place = f"{inert(finding.file)}, line {finding.line}" if finding.line else inert(finding.file)
    return f"**{inert(finding.rule)}** in {place}: {inert(finding.message)} {inert(finding.fix)}"


def _entries(report: DiffReport, name: str, heading: str) -> str:
    entries: tuple[DiffEntry, ...] = getattr(report, name)
    total = report.total.get(name, len(entries))
    if not entries:
        return ""
    more = [f"and {total - len(entries)} more"] if total > len(entries) else []
    return _list(f"{heading}: {total}", [_entry(entry) for entry in entries] + more)


def _entry(entry: DiffEntry) -> str:
    was = f" (was {inert(entry.was)})" if entry.was else ""
    fields = "".join(f"\n  - {_field(field)}" for field in entry.fields)
    return f"{inert(entry.title)} — {inert(entry.key)}{was}{fields}"


def _field(change: FieldChange) -> str:
    return f"**{inert(change.field)}**: {_shown(change.before)} → {_shown(change.after)}"


def _shown(text: str) -> str:
    return inert(text if len(text) <= _SHOWN else text[:_SHOWN] + " …") or "*empty*"


def _pages(report: DiffReport) -> str:
    if not report.pages:
        return ""
    total = report.total.get("pages", len(report.pages))
    more = f"\n\nand {total - len(report.pages)} more pages" if total > len(report.pages) else ""
    return f"### Pages changed: {total}\n\n" + "\n\n".join(_page(page) for page in report.pages) + more


def _page(page: PageChange) -> str:
    lines = "\n".join(_code(line) for line in page.lines)
    return f"{inert(page.path)}\n\n```diff\n{lines}\n```"


def _list(heading: str, items: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {item}" for item in items)
