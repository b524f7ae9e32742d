"""What every parser returns: records with their lines, and everything that could not be one."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from livingsurvey.importers.fact_files import RECORD_FIELDS, values_of
from livingsurvey.model import Finding, Severity
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.text import HIDDEN

#: Of one file: some more than fit into the largest that is read, and few enough for a file of nothing but «a» to cost
#: seconds.
MOST_ENTRIES = 40_000

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_LOST = "\ufffd"
_LONGEST_TITLE = 1000  # characters
_LONGEST_ABSTRACT = 20_000
#: What is said of an entry in whose reading something went wrong that nobody has thought of.
UNREADABLE = "an entry that cannot be read"
_FIX = "Correct the entry in a new source, or add the paper with «survey new»."


@dataclass(frozen=True, slots=True)
class Record:
    """One listed paper: its ``rank`` in the listing and the ``line`` where it begins, both from 1.

    ``facts`` are what the record states besides, by the name of the paper's field; ``cite_key`` is the key by which
    the bibliography's own texts cite it.
    """

    title: str
    abstract: str
    rank: int
    line: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    cite_key: str = ""


@dataclass(slots=True)
class Listing:
    """What a parser found.

    ``records``; the number of ``header_lines``; ``failures``, each an entry that could not be used; ``remarks`` on
    what was left out of a record that was used, or on an entry that is no paper; ``cleaned``, the lines of entries
    out of which signs were taken that cannot be seen or were lost.
    """

    records: list[Record] = field(default_factory=list)
    failures: list[Finding] = field(default_factory=list)
    header_lines: int = 0
    remarks: list[Finding] = field(default_factory=list)
    cleaned: list[int] = field(default_factory=list)

    def renamed(self, file: str) -> "Listing":
        """The same of a file that has another name now."""
        failures, remarks = ([replace(one, file=file) for one in found] for found in (self.failures, self.remarks))
        return replace(self, failures=failures, remarks=remarks)


class TooManyEntriesError(SurveyError):
    """A file has more entries than are read; ``listing`` has those that were."""

    def __init__(self, listing: Listing) -> None:
        super().__init__("the file has too many entries")
        self.listing = listing


def one_line(text: object) -> str:
    """A text on one line, without control characters; nothing for what is no text."""
    if not isinstance(text, str):
        return ""
    return " ".join((text if text.isprintable() else _UNSEEN.sub(" ", text)).split())


def add(listing: Listing, file: str, line: int, entry: Mapping[str, Any]) -> None:
    """Add an entry to a listing: as a record, or as a failure where it has no usable title.

    Args:
        listing: takes it.
        file: how findings name the file.
        line: where the entry begins.
        entry: ``title``, ``abstract``, ``cite_key`` and facts by the paper's field names, as the format states them.
    """
    seen: dict[str, Any] = {name: _cleaned(value) for name, value in entry.items()}
    title, abstract = one_line(seen.get("title")), one_line(seen.get("abstract"))
    listing.cleaned += [line] if seen != entry else []
    if not any(character.isalnum() for character in title):
        fail(listing, file, line, "an entry without a title.")
    elif len(title) > _LONGEST_TITLE:
        fail(listing, file, line, f"a title far too long: «{title[:60]}…».")
    else:
        values, bad = values_of(_with_latex(seen, abstract), RECORD_FIELDS)
        if len(abstract) > _LONGEST_ABSTRACT:
            abstract, bad = "", [*bad, f"an abstract of {len(abstract):,} characters is none."]
        listing.remarks += [
            Finding(file, line, 0, "value", said, "The value is not used; add it by hand.") for said in bad
        ]
        cite_key = one_line(seen.get("cite_key"))
        listing.records.append(Record(title, abstract, len(listing.records) + 1, line, values, cite_key))
        _refuse_more(listing, file, line)


def take(
    listing: Listing, file: str, line: int, read: Callable[..., Mapping[str, Any]], *given: Any, **named: Any
) -> None:
    """Read an entry and add it to a listing; whatever goes wrong in it costs this entry only.

    Args:
        listing: takes it, or gets the failure.
        file: how findings name the file.
        line: where the entry begins.
        read: gives what :func:`add` takes.
        given: what ``read`` is called with.
        named: the same, by name.
    """
    try:
        add(listing, file, line, read(*given, **named))
    except TooManyEntriesError:
        raise
    except Exception as error:  # anything may come in, and the entries around it are good
        fail(listing, file, line, f"{UNREADABLE} ({type(error).__name__}).")


def _cleaned(value: Any) -> Any:
    """A value of an entry without signs that nobody can see, or that stand for one that was lost on the way."""
    if isinstance(value, str):
        return value if value.isprintable() and _LOST not in value else HIDDEN.sub("", value).replace(_LOST, "")
    if isinstance(value, list | tuple):
        return type(value)(map(_cleaned, value))
    return {name: _cleaned(one) for name, one in value.items()} if isinstance(value, dict) else value


def _with_latex(entry: Mapping[str, Any], abstract: str) -> dict[str, Any]:
    """The entry, its abstract taken as the published one too where it contains LaTeX, which is then shown as such."""
    latex = re.search(r"\$[^$]+\$|\\[A-Za-z]", abstract)
    return dict(entry) | ({"published_abstract": abstract} if latex else {})


def fail(listing: Listing, file: str, line: int, message: str, fix: str = _FIX) -> None:
    """Note an entry that cannot be used.

    Args:
        listing: gets the failure.
        file: how it names the file.
        line: where the entry begins.
        message: what is wrong.
        fix: what to do.
    """
    listing.failures.append(Finding(file, line, 0, "entry", message, fix))
    _refuse_more(listing, file, line)


def _refuse_more(listing: Listing, file: str, line: int) -> None:
    """Stop reading a file of more entries than a bibliography has."""
    if len(listing.records) + len(listing.failures) > MOST_ENTRIES:
        said = f"more than {MOST_ENTRIES:,} entries; what is behind this one was not read."
        listing.failures.append(Finding(file, line, 0, "entries", said, "Split the file, and take in each part."))
        raise TooManyEntriesError(listing)


def tell_of_equal_keys(listing: Listing, file: str) -> None:
    """Remark each key that two entries have, as texts can cite only one of them by it.

    Args:
        listing: gets the remarks.
        file: how they name the file.
    """
    keys = Counter[str]()
    for record in listing.records:
        keys[record.cite_key] += 1
        if record.cite_key and keys[record.cite_key] == 2:
            said = f"the key «{record.cite_key}» is used twice; both entries are imported."
            remark(listing, file, record.line, "duplicate-key", said, "Give one of them another key.")


def remark(listing: Listing, file: str, line: int, rule: str, message: str, fix: str) -> None:
    """Note what was left out, though nothing failed."""
    listing.remarks.append(Finding(file, line, 0, rule, message, fix, Severity.WARNING))
