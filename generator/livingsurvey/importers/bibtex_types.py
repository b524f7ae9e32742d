"""The types of entries in BibTeX and BibLaTeX, as CSL names them, and the fields whose text is known to say nothing."""

from collections.abc import Mapping
from typing import get_args

from livingsurvey.model.publication import CslType

#: CSL's type of each type of entry.
TYPES = {
    **dict.fromkeys(("article", "suppperiodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "bookinbook", "collection", "mvcollection", "proceedings"), "book"),
    **dict.fromkeys(("mvproceedings", "reference", "mvreference"), "book"),
    **dict.fromkeys(("inbook", "incollection", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis", "thesis", "masterthesis", "mathesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("online", "electronic", "www", "webpage"), "webpage"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("software", "softwareversion", "softwaremodule", "codefragment", "program"), "software"),
    **dict.fromkeys(("dataset", "data"), "dataset"),
    **dict.fromkeys(("misc", "manual"), "document"),
    "booklet": "pamphlet",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "preprint": "article",
    "review": "review",
    "standard": "standard",
    "unpublished": "manuscript",
    "manuscript": "manuscript",
}
_GENRES = {
    **dict.fromkeys(("phdthesis", "phd", "phd thesis", "ph.d. thesis"), "PhD thesis"),
    **dict.fromkeys(("mastersthesis", "masterthesis", "mathesis"), "Master's thesis"),
    **dict.fromkeys(("bachelorsthesis", "bathesis"), "Bachelor's thesis"),
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patent": "Patent",
    "patentus": "U.S. patent",
    "patenteu": "European patent",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
}
#: Fields that say nothing of the work, or nothing that another does not say: those of programs, and for sorting.
IGNORED = frozenset(
    """
    abbr adsnote adsurl affiliation affiliations archive articletype author+an bibsource bibtex_show biburl cited-by
    cited-references citationkey coden creationdate crossref da date-added date-modified dimensions doc-delivery-number
    document_type eprintclass eprinttype execute file funding-acknowledgement funding-text gender entrysubtype
    hyphenation ids issue_date key keywords-plus label langidopts localfile longyear mendeley-groups modificationdate
    mrclass mrnumber mrreviewer number-of-cited-references oa options orcid-numbers owner preview presort
    primaryclass priority printed publication_stage qualityassured ranking readstatus references related relatedtype
    relatedoptions relatedstring research-areas researcherid-numbers archiveprefix selected shorthand shortauthor
    shorteditor shorttitle slaccitation sortauthor sortkey sortname sorttitle sortyear source source-id sponsor
    timestamp times-cited unique-id usage-count-last-180-days usage-count-since-2013 username web-of-science-categories
    web-of-science-index xdata xref zbl zblnumber
    """.split()
)


def csl_type(kind: str, fields: Mapping[str, str]) -> str:
    """CSL's type of an entry; one on no journal that is on arXiv is an ``article``, which is what CSL calls a preprint.

    Args:
        kind: the entry's type.
        fields: its fields.
    """
    stated = TYPES.get(kind, "document")
    sub = fields.get("entrysubtype", "").strip().lower()
    if found := next((name for name in (sub, f"article-{sub}") if name in get_args(CslType)), None):
        return found
    if kind not in ("article", "misc", "unpublished"):
        return stated
    journal = (fields.get("journal") or fields.get("journaltitle") or "").strip(" {}").lower()
    on_arxiv = journal.startswith(("arxiv", "corr")) or fields.get("arxivid") or fields.get("arxiv")
    if journal and not journal.startswith(("arxiv", "corr")):
        return "article-journal"
    archive = fields.get("eprinttype", "").strip().lower()
    preprint = fields.get("eprint") and archive not in ("pubmed", "pmid", "pmcid", "jstor", "hdl", "googlebooks")
    return "article" if on_arxiv or preprint else stated


def genre(kind: str, stated: str) -> str:
    """What an entry says of the class within its type.

    Args:
        kind: the entry's type.
        stated: its field ``type`` as text, or nothing.
    """
    return _GENRES.get(stated.lower(), stated) or (_GENRES.get(kind, "") if TYPES.get(kind) == "thesis" else "")
