"""A report as Markdown for a comment. All texts in it come from strangers: they are escaped here, and only here."""

import re

from livingsurvey.commands.diff.changed_words import changed_words
from livingsurvey.commands.diff.diff_report import (
    UNREAD,
    ChangedFile,
    DiffEntry,
    DiffReport,
    FieldChange,
    NewFinding,
    PageChange,
)

_LONGEST = 60_000  # GitHub takes 65,536 characters
_SHORT = 40  # characters of a field's text that is shown as one
_ALL = "`survey diff` in a clone shows all of it."
_FATES = ("added", "removed", "renamed from ", "merged into ", UNREAD)
#: The lists of entries with their headings: those of what is gone come first, so that nothing pushes them out.
_FIRST = {"removed": "Papers removed", "merged": "Papers merged into others", "renamed": "Papers renamed"}
_NEXT = {
    "topics": "Topics",
    "terms": "Terms",
    "texts": "Pages written by hand",
    "added": "Papers added",
    "moved": "Papers moved to another topic",
    "changed": "Papers changed",
}
# Invisible characters, and those that reorder text.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Everywhere; and what makes a list at the start of a text, or an address after ``www``.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#!|~@&:$^=]|(?<=^)[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=www)\.", re.IGNORECASE)


def to_markdown(report: DiffReport, longest: int | None = _LONGEST) -> str:
    """Write a report for people: counts, findings, papers, topics, terms, pages and files.

    Args:
        report: what changed.
        longest: the most characters; what is beyond them is left out, and counted. ``None`` leaves nothing out.
    """
    parts = [
        f"## What this change does (compared with {inert(report.base)})",
        _commits(report),
        f"**This report was too large, and lacks {inert(report.left_out)}.** {_ALL}" if report.left_out else "",
        _counts(report),
        _findings(report),
        *(_entries(report, name, heading) for name, heading in _FIRST.items()),
        _files(report),
        *(_entries(report, name, heading) for name, heading in _NEXT.items()),
        _pages(report),
    ]
    text = "\n\n".join(part for part in parts if part)
    if longest is None or len(text) <= longest:
        return text
    kept = text[:longest].rsplit("\n", 1)[0]
    fence = "\n```" if kept.count("\n```") % 2 else ""
    return f"{kept}{fence}\n\n**The rest was cut: {len(text) - len(kept):,} of {len(text):,} characters.** {_ALL}\n"


def inert(text: str) -> str:
    """Text in which nothing is markup, nobody is mentioned, nothing is linked."""
    inert = _SIGNS.sub(lambda match: f"&#{ord(match[0])};", _CONTROL.sub(" ", text).strip())
    inert = re.sub(r"&#58;(?=\s|\Z)", ":", inert)  # a colon that ends a word begins no address and no picture
    # GitHub looks for names, numbers and addresses in what is shown, so a space of no width parts them from their sign.
    return re.sub("(&#64;|&#35;|&#58;|GH)", r"\1&#8203;", inert)


def _code(line: str) -> str:
    """A line inside a fenced block, which no run of back-ticks can end."""
    return _CONTROL.sub(" ", _numbered(line)).replace("`", "ˋ")


def _commits(report: DiffReport) -> str:
    """Which commits are compared."""
    if not report.commit:
        return ""
    names = ((report.base_commit, report.base_subject), (report.commit, report.subject))
    base, now = (f"{commit[:9]} ({inert(subject)})" for commit, subject in names)
    also = " and what is not committed yet" if report.uncommitted else ""
    return f"From {base} to {now}{also}."


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
    was = f" (was {inert(entry.was)})" if entry.was and not entry.was.startswith(_FATES) else ""
    was = was or (f" ({inert(entry.was)})" if entry.was else "")
    into = f" → {inert(entry.into)}" if entry.into else ""
    fields = "".join(f"\n  - {_field(field)}" for field in entry.fields)
    return f"{inert(entry.title)} — {inert(entry.key)}{was}{into}{fields}"


def _field(change: FieldChange) -> str:
    return f"**{inert(change.field)}**: {_change(change.before, change.after)}"


def _change(before: str, after: str) -> str:
    """What a field said and says: short texts side by side, long ones word by word."""
    if not before or not after or max(len(before), len(after)) <= _SHORT:
        return f"{_visible(before) or '*empty*'} → {_visible(after) or '*empty*'}"
    parts = list(changed_words(before, after))
    if not any(part.kind in ("gone", "new") for part in parts):
        return "*white space only*"
    return " ".join(_words(part.kind, part.words) for part in parts)


def _words(kind: str, words: list[str]) -> str:
    if kind == "skipped":
        return f"*[… {len(words)} words …]*"
    text = _visible(" ".join(words))
    return {"gone": f"<del>{text}</del>", "new": f"<ins>{text}</ins>"}.get(kind, text)


def _visible(text: str) -> str:
    """Text in which nothing acts, and what cannot be seen is written by its number."""
    return inert(_numbered(text))


def _numbered(text: str) -> str:
    return _UNSEEN.sub(lambda sign: f"‹U+{ord(sign[0]):04X}›", text)


def _pages(report: DiffReport) -> str:
    if not report.pages:
        return ""
    total = report.total.get("pages", len(report.pages))
    more = f"\n\nand {total - len(report.pages)} more pages" if total > len(report.pages) else ""
    pages = "\n\n".join(f"{inert(page.path)}\n\n{_lines(page)}" for page in report.pages)
    return f"### Pages changed: {total}\n\n{pages}{more}"


def _files(report: DiffReport) -> str:
    if not report.files:
        return ""
    total = report.total.get("files", len(report.files))
    more = f"\n\nand {total - len(report.files)} more files" if total > len(report.files) else ""
    files = [
        f"{inert(file.path)} ({inert(file.was)})" + (f"\n\n{_lines(file)}" if file.lines else "")
        for file in report.files
    ]
    return f"### Other files: {total}\n\n" + "\n\n".join(files) + more


def _lines(changed: PageChange | ChangedFile) -> str:
    lines = "\n".join(_code(line) for line in changed.lines)
    more = f"\n… {changed.more} more lines" if changed.more else ""
    return f"```diff\n{lines}{more}\n```"


def _list(heading: str, items: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {item}" for item in items)
