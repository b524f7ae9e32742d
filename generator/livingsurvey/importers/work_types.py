"""The types of works by the names that reference managers and databases give them."""

import re
from functools import lru_cache
from typing import get_args

from livingsurvey.model.publication import CslType

_NAMES = {
    "article": "preprint|posted content|working paper|unpublished",
    "article-journal": "article|journal article|review|review article|data paper|short survey|editorial|letter to the"
    " editor|note|erratum|electronic article|journal|j|research article|"
    "systematic review|academic journal",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "bill": "bill",
    "book": "book|conference review|monograph|edited book|b|s|proceedings|collection|reference book|e book|mvbook",
    "broadcast": "radio broadcast|tv broadcast|podcast",
    "chapter": "book chapter|book section|chapter|incollection|inbook|book part",
    "dataset": "dataset|data set|data",
    "document": "document|misc|other|generic",
    "entry-dictionary": "dictionary entry",
    "entry-encyclopedia": "encyclopedia article|reference entry",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film|video recording",
    "paper-conference": "conference paper|proceedings paper|proceedings article|inproceedings|conference proceeding|"
    "conference proceedings|conference|c|ieee conferences",
    "patent": "patent|p",
    "personal_communication": "email|instant message|letter",
    "post": "forum post",
    "post-weblog": "blog post",
    "report": "report|technical report|techreport|tech report",
    "review-book": "book review",
    "software": "computer program|computer software|software",
    "song": "audio recording",
    "speech": "presentation|lecture",
    "standard": "standard",
    "thesis": "thesis|phd thesis|ph d thesis|master s thesis|masters thesis|phdthesis|mastersthesis|dissertation|"
    "thesis dissertation",
    "webpage": "webpage|web page|website|electronic resource",
}
_CSL = {name: csl for csl, names in _NAMES.items() for name in names.split("|")}
#: Kinds of pieces that a journal has in addition to its articles, and that differ from those they are about.
GENRES = ("letter", "editorial", "editorial material", "erratum", "correction", "comment", "retraction", "retracted")


@lru_cache(maxsize=10_000)
def work_type(*names: str) -> str:
    """CSL's type for a work, from the first name that says it; nothing where none does.

    Args:
        names: what sources say: ``journalArticle``, ``Conference paper``, ``phdthesis``.
    """
    for name in names:
        if name in get_args(CslType) and name != "article":
            return name
        for part in (*re.split(r"[;|]", name)[::-1], name):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part).lower()
            if found := _CSL.get(" ".join(re.findall(r"[a-z]+", words))):
                return found
    return ""


def genre(name: str) -> str:
    """What a type says beyond CSL's: that a piece is a letter, an editorial or a correction.

    Args:
        name: the type as the source has it.
    """
    return next((part.strip() for part in name.split(";") if part.strip().lower() in GENRES), "")
