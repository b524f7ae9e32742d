"""What a record in RIS states, by its tags and its type; EndNote's own formats are translated to these tags."""

import re

from livingsurvey.importers.entry import (
    Entry,
    best_date,
    keywords,
    names_in,
    pages,
    serial_numbers,
)
from livingsurvey.importers.extra_lines import take_extra
from livingsurvey.importers.identifiers import doi
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.tagged_lines import Tagged

#: The types of RIS and what CSL calls them.
TYPES = {
    csl: codes.split()
    for csl, codes in {
        "article": "PREPRINT",
        "article-journal": "JOUR EJOUR ABST INPR",
        "article-magazine": "MGZN",
        "article-newspaper": "NEWS",
        "bill": "BILL UNBILL",
        "book": "BOOK EBOOK EDBOOK CTLG",
        "broadcast": "PODCAST RADIO TVBC",
        "chapter": "CHAP ECHAP",
        "classic": "ANCIENT CLSWK",
        "dataset": "DATA AGGR DBASE",
        "document": "GEN EQUA GRANT MULTI",
        "entry-dictionary": "DICT",
        "entry-encyclopedia": "ENCYC",
        "figure": "FIGURE CHART",
        "graphic": "ART",
        "hearing": "HEAR",
        "interview": "INTV",
        "legal_case": "CASE",
        "legislation": "STAT",
        "manuscript": "MANSCPT UNPB UNPD",
        "map": "MAP",
        "motion_picture": "MPCT VIDEO ADVS",
        "musical_score": "MUSIC",
        "pamphlet": "PAMP",
        "paper-conference": "CONF CPAPER",
        "patent": "PAT",
        "periodical": "JFULL SER",
        "personal_communication": "PCOMM ICOMM",
        "post-weblog": "BLOG",
        "regulation": "LEGAL",
        "report": "RPRT GOVDOC",
        "software": "COMP",
        "song": "SOUND",
        "speech": "SLIDE",
        "standard": "STAND",
        "thesis": "THES",
        "webpage": "ELEC WEB",
    }.items()
}
_CSL = {code: csl for csl, codes in TYPES.items() for code in codes}
_WHOLE = ("book", "classic", "collection", "dataset", "map", "pamphlet", "report", "software", "standard", "thesis")
_PARTS = ("chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference")
_SERIALS = ("article-journal", "article-magazine", "article-newspaper", "article", "periodical", "document")
_NUMBERS = ("report", "patent", "standard", "dataset", "software", "legislation", "bill")
_MAJOR = re.compile(r"(?:^|(?<=/))\*")  # marks the chief headings of Medline
_NUMBERED = re.compile(r"\d|\A[IVX]+\Z")  # a volume; anything else is the degree
_PAGES = re.compile(r"\w+\s*[-–]+\s*\w+")
_MEDLINE = re.compile(r"pubmed|medline|\bNLM\b", re.IGNORECASE)


def ris_entry(record: Tagged) -> Entry:
    """What a record states.

    Args:
        record: its values by RIS's tags.
    """
    kind = _CSL.get(record.first("TY").upper().partition(" ")[0], "document")
    if kind == "manuscript" and any(text.lower().startswith("arxiv") for text in record.all("M1", "PB")):
        kind = "article"
    entry = Entry(
        title=_title(record, kind),
        abstract=record.first("AB", "N2"),
        cite_key=record.first("ID", "LB"),
        dates=[*record.whole("DA"), *record.whole("Y1"), *record.whole("PY", "YR"), *_spelled_out(record)],
        dois=record.all("DO", "DI", "DOI"),
        addresses=[part for text in record.all("UR", "L1", "L2", "L3", "L4", "LK") for part in text.split(";")],
        elsewhere=record.whole("M3", "M1", "C1", "C2", "C7", "AN", "N1", "RN", "VL", "J2", "JA"),
    )
    entry.publication = {"type": kind, "keyword": [_MAJOR.sub("", word) for word in keywords(record.all("KW"))]}
    _people(entry, record, kind)
    _containers(entry, record, kind)
    _numbers(entry, record, kind)
    _rest(entry, record, kind)
    return entry


def _people(entry: Entry, record: Tagged, kind: str) -> None:
    """The people; who edits a series, and whom else RIS names, is noted in words."""
    entry.authors, entry.omitted = names_in(record.all("AU", "A1"))
    second, third = record.all("A2"), record.all("A3")
    if kind in _WHOLE and third and kind != "thesis":
        second, third = third, second  # EndNote has a book's editors here, and first those of its series
    editors = [*record.all("ED"), *second]
    if record.first("TY").upper() == "EDBOOK" and not editors:
        editors, entry.authors = record.all("AU", "A1"), []
    entry.editors = names_in(editors)[0]
    entry.translators = names_in([*record.all("A4"), *record.all("TA")])[0]
    if third:
        said = "Advisor" if kind == "thesis" else "Editor of the series"
        _note(entry, f"{said}: {'; '.join(third)}")


def _containers(entry: Entry, record: Tagged, kind: str) -> None:
    """Where it appeared, its series and its conference."""
    known = entry.publication
    if kind == "paper-conference":
        event = record.first("T2") if record.first("C3", "BT", "JF", "JO") else ""
        entry.venue = record.first("C3", "BT", "JF", "JO", "T2")
        known["event_title"] = event if event != entry.venue else ""
        known["container_title_short"] = record.first("J2", "JA") if record.first("J2", "JA") != entry.venue else ""
        known["event_place"] = record.first("C1") if not re.search(r"\d", record.first("C1")) else ""
        known["collection_title"] = record.first("T3")
    elif kind in _WHOLE:
        known["collection_title"] = record.first("T3", "T2") if record.first("T2", "T3") != entry.title else ""
        entry.venue = record.first("JF", "JO") if kind in ("dataset", "report") else ""
    else:
        names = record.whole("T2") + record.whole("JF") + record.whole("JO") + record.whole("BT") + record.whole("SO")
        entry.venue = next(iter(names), "") or record.first("J2", "JA", "J1", "T3")
        if len(names) > 1 and _is_short(names[0], names[1]):
            entry.venue = names[1]
        known["collection_title"] = record.first("T3") if record.first("T3") != entry.venue else ""
        short = record.first("J2", "JA", "J1") or next((n for n in names if _is_short(n, entry.venue)), "")
        known["container_title_short"] = short if short != entry.venue else ""


def _is_short(one: str, other: str) -> bool:
    return len(one) < len(other) and one[:1].lower() == other[:1].lower()


def _numbers(entry: Entry, record: Tagged, kind: str) -> None:
    """Volume, issue, pages and the numbers by which the work is known."""
    known = entry.publication
    volume, given, extra = record.first("VL"), record.first("IS", "CP", "NO"), record.first("M1")
    if kind == "webpage" and re.fullmatch(r"\d{4}", volume):  # EndNote has its date of access in these two
        known["accessed"] = best_date([f"{given} {volume}"])
        volume = given = ""
    if kind == "thesis" and volume and not _NUMBERED.search(volume):  # and a thesis' degree
        known["genre"], volume = volume, ""
    known["volume"], known["number_of_volumes"] = volume, record.first("NV")
    serial = serial_numbers(record.all("SN"))
    known["isbn"], known["issn"] = serial.get("isbn", ""), serial.get("issn", "")
    if kind in (*_NUMBERS, "thesis"):
        known["number"] = serial.get("number", "") or given or extra
    elif (kind in _WHOLE and record.first("T2", "T3")) or (kind in _PARTS and record.first("T3")):
        known["collection_number"] = given or extra
    else:
        known["issue"] = given or (extra if kind in _SERIALS and re.fullmatch(r"[\w()/. -]{1,12}", extra) else "")
        known["number"] = record.first("C7", "AR")
    start, end = record.first("SP", "PG"), record.first("EP")
    if kind in _WHOLE and start and end in ("", start) and not _PAGES.fullmatch(start):
        _note(entry, f"{start} pages" if start.isdecimal() else start)
    else:
        known["page"] = pages(start, end)
    known["chapter_number"] = record.first("SE") if kind in _PARTS else ""


def _rest(entry: Entry, record: Tagged, kind: str) -> None:
    known = entry.publication
    known["publisher"], known["publisher_place"] = _publisher(record), record.first("CY", "PP")
    dated = kind == "article-journal" and re.match(r"\d{4}/\d", record.first("ET"))  # when it appeared online first
    known["edition"], known["language"] = "" if dated else record.first("ET"), language_code(record.first("LA", "LG"))
    known["accessed"] = best_date(record.whole("Y2")) or known.get("accessed", "")
    genre = record.first("M3")
    if genre and not doi(genre) and kind != "article-journal":
        known["genre"] = genre
    original = best_date(record.whole("OP"))
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", original):
        known["original_date"] = original
    elif original:
        _note(entry, f"Originally published: {record.first('OP')}")
    known["pmid"] = _pmid(record)
    known["pmcid"] = next((text for text in record.whole("C2") if re.fullmatch(r"PMC\d+", text)), "")
    if record.first("AV"):
        _note(entry, f"Location: {record.first('AV')}")
    for text in record.whole("N1", "RN"):
        take_extra(entry, "" if doi(text) else text)


def _title(record: Tagged, kind: str) -> str:
    """The title; of a whole without one, that of the book; of a review without one, what it reviews."""
    reviewed = record.first("RI")
    whole = record.first("BT", "CT", "T2") if kind not in _PARTS and not reviewed else ""
    title = re.sub(r"(?<=[a-z]{4})\.$", "", record.first("TI", "T1"))  # Ovid ends titles with a full stop
    return title or whole or (f"Review of {reviewed}" if reviewed else "")


def _spelled_out(record: Tagged) -> list[str]:
    """The date that JSTOR has in words next to the year."""
    return [text.partition(":")[2] for text in record.whole("C1") if text.startswith("Full publication date:")]


def _publisher(record: Tagged) -> str:
    """The publisher; JSTOR has several in brackets."""
    return re.sub(r"^\[([^\[\]]*)\]$", r"\1", record.first("PB"))


def _pmid(record: Tagged) -> str:
    number = record.first("AN").removeprefix("PMID:").strip()
    if number.isdecimal() and _MEDLINE.search(record.first("DB") + " " + record.first("DP")):
        return number
    return next((m[1] for text in record.whole("XR", "PM") if (m := re.fullmatch(r"PUBMED (\d+)", text))), "")


def _note(entry: Entry, text: str) -> None:
    known = entry.publication.get("note", "")
    entry.publication["note"] = f"{known} {text}".strip() if text else known
