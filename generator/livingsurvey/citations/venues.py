"""What a venue's name states: conference, journal, thesis, chapter of a book, or nothing that is certain."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class VenueKind(StrEnum):
    """What a paper is to a bibliography."""

    CONFERENCE = "conference"
    JOURNAL = "journal"
    DISSERTATION = "dissertation"
    MASTERS_THESIS = "master's thesis"
    CHAPTER = "chapter"
    PREPRINT = "preprint"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue's name taken apart; what it does not state stays empty."""

    kind: VenueKind
    name: str
    year: int | None = None
    volume: str = ""
    number: str = ""
    page: str = ""
    publisher: str = ""


#: Conferences that are commonly called by these letters alone.
_CONFERENCES = frozenset(
    """
    AAAI AAMAS ACL ACCV AISTATS ALT APSEC ARR ASE ASPLOS ASRU ATC AutoML BIBM BMVC CCS CHI CIDR CIKM CLOUD CoLLAs
    COLING COLM COLT CoNLL CoRL CRYPTO CSCW CVPR DAC DATE DSN EACL ECAI ECCV ECIR ECML EDBT EDM EMNLP ESEC EuroSys
    FAccT FAST FCCM FOCS FPGA FPL FSE GECCO GLOBECOM HotOS HotNets HPCA HPDC ICANN ICAPS ICASSP ICC ICCAD ICCV ICDAR
    ICDCS ICDE ICDM ICIP ICLR ICME ICML ICPC ICPE ICPP ICPR ICRA ICS ICSE ICTIR IISWC IJCAI IJCNLP IJCNN INFOCOM
    Interspeech INTERSPEECH IPDPS IROS ISCA ISCAS ISIT ISLPED ISMIR ISPASS ISSCC ISSTA ITCS ITSC IUI JCDL KDD LAK LREC
    MASS MICCAI MICRO MLSys MM MobiCom MobiSys MSR NAACL NDSS NeurIPS NIPS NSDI OOPSLA OSDI PACT PAKDD PKDD PLDI PODC
    PODS POPL PPoPP RANLP RecSys RSS SAC SANER SaTML SC SDM SEC SECON SenSys SIGCOMM SIGGRAPH SIGIR SIGMOD SOCC SODA
    SoCC SOSP SPAA STOC SysML UAI UIST USENIX VLDB VLSI WACV WMT WSDM WWW
    """.split()
)
_JOURNALS = frozenset(
    """
    CACM IEEE-Access IJCV JACM JAIR JMLR JSAC Nature PNAS Science TACL TACO TALLIP TCAD TIP TIST TKDE TMC TMLR TNNLS
    TOCS TODS TOG TOIS TOPLAS TOSEM TPAMI TPDS TSE TVCG PVLDB PACMPL eLife Cell Neurocomputing Patterns
    """.split()
)
_JOURNAL_NAMES = frozenset(
    [
        *("artificial intelligence", "computational linguistics", "ieee access", "information fusion"),
        *("information sciences", "knowledge-based systems", "machine learning", "neural computation"),
        *("neural networks", "pattern recognition", "physical review x", "plos one", "scientific reports"),
    ]
)
_MEETING = re.compile(
    r"\b(?:conference|symposium|workshops?|proceedings|proc\.|findings of|congress|meeting|convention|colloquium)\b",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|reviews?|bulletin|annals|archives|magazine|surveys|quarterly|frontiers"
    r"|communications of|acta|revue|zeitschrift)\b",
    re.IGNORECASE,
)
_THESIS = re.compile(r"(?P<what>.*\b(?:thesis|dissertation)\b[^,]*),?\s*(?P<school>.*)\Z", re.IGNORECASE)
_CHAPTER = re.compile(r"(?P<book>.+?) \(book chapter(?:, (?P<publisher>[^()]+))?\)\Z", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r",?\s*\(?((?:19|20)\d\d)\)?\Z")
# "36(12)", "76, 023008", "105", "57(8)" after a name.
_ISSUE = re.compile(r",?\s+(?P<volume>\d{1,3})(?:\((?P<number>[\d/–-]{1,9})\))?(?:[,:]\s*(?P<page>[\d–-]{1,15}))?\Z")


@lru_cache(maxsize=1 << 14)
def read_venue(text: str) -> Venue:
    """Take a venue's name apart. Where nothing is certain its kind is ``OTHER``."""
    years = _YEAR.findall(text)
    year = int(years[-1]) if years else None
    if match := _CHAPTER.match(text):
        return Venue(VenueKind.CHAPTER, match["book"], year, publisher=_LAST_YEAR.sub("", match["publisher"] or ""))
    if match := _THESIS.match(text):
        kind = VenueKind.MASTERS_THESIS if "master" in match["what"].lower() else VenueKind.DISSERTATION
        return Venue(kind, match["what"], year, publisher=_LAST_YEAR.sub("", match["school"]))
    if _MEETING.search(text) or _is_known(text, _CONFERENCES):
        return Venue(VenueKind.CONFERENCE, text, year)
    bare = _LAST_YEAR.sub("", text)
    issue = _ISSUE.search(bare)
    name = bare[: issue.start()] if issue else bare
    known = _is_known(bare, _JOURNALS) or name.lower() in _JOURNAL_NAMES or _PERIODICAL.search(name)
    if not known and not (issue and (issue["number"] or issue["page"])):
        return Venue(VenueKind.OTHER, text, year)
    parts = {part: value or "" for part, value in issue.groupdict().items()} if issue else {}
    return Venue(VenueKind.JOURNAL, name, year, **parts)


def _is_known(text: str, names: frozenset[str]) -> bool:
    """Whether a name is nothing but known letters, a year, and what may be around them."""
    words = re.findall(r"[A-Za-z-]+", re.sub(r"\([^()]*\)", "", text))
    words = [word for word in words if word not in ("ACM", "IEEE", "USENIX", "Findings", "of")] or words
    return len(words) in (1, 2) and words[0] in names and all(word in names for word in words[1:])
