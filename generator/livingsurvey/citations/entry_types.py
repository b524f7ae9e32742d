"""What each format calls the types of works that CSL knows."""

from typing import NamedTuple

from livingsurvey.citations.venues import VenueKind


class EntryType(NamedTuple):
    """The names of a type: the entry types of BibTeX and BibLaTeX, and the reference type of RIS."""

    bibtex: str
    biblatex: str
    ris: str


_TABLE = """
article                 misc           online         UNPB
article-journal         article        article        JOUR
article-magazine        article        article        MGZN
article-newspaper       article        article        NEWS
bill                    misc           legislation    BILL
book                    book           book           BOOK
broadcast               misc           video          VIDEO
chapter                 incollection   incollection   CHAP
classic                 book           book           CLSWK
collection              misc           misc           CTLG
dataset                 misc           dataset        DATA
document                misc           misc           GEN
entry                   incollection   inreference    ABST
entry-dictionary        incollection   inreference    DICT
entry-encyclopedia      incollection   inreference    ENCYC
event                   misc           misc           GEN
figure                  misc           image          FIGURE
graphic                 misc           image          ART
hearing                 misc           jurisdiction   HEAR
interview               misc           misc           PCOMM
legal_case              misc           jurisdiction   CASE
legislation             misc           legislation    STAT
manuscript              unpublished    unpublished    MANSCPT
map                     misc           image          MAP
motion_picture          misc           video          MPCT
musical_score           misc           audio          MUSIC
pamphlet                booklet        booklet        PAMP
paper-conference        inproceedings  inproceedings  CONF
patent                  misc           patent         PAT
performance             misc           performance    GEN
periodical              misc           periodical     JFULL
personal_communication  misc           letter         PCOMM
post                    misc           online         ICOMM
post-weblog             misc           online         BLOG
regulation              misc           legislation    LEGAL
report                  techreport     report         RPRT
review                  article        review         JOUR
review-book             article        review         JOUR
software                misc           software       COMP
song                    misc           audio          SOUND
speech                  misc           unpublished    SLIDE
standard                misc           standard       STAND
thesis                  phdthesis      thesis         THES
treaty                  misc           misc           LEGAL
webpage                 misc           online         ELEC
"""
#: The names of every type.
TYPES = {row[0]: EntryType(*row[1:]) for row in map(str.split, _TABLE.strip().splitlines())}

#: The type of what a venue's name alone tells.
TYPE_OF_VENUE = {
    VenueKind.CONFERENCE: "paper-conference",
    VenueKind.JOURNAL: "article-journal",
    VenueKind.DISSERTATION: "thesis",
    VenueKind.MASTERS_THESIS: "thesis",
    VenueKind.CHAPTER: "chapter",
    VenueKind.PREPRINT: "article",
    VenueKind.OTHER: "document",
}
#: What a stated type tells of the venue.
KIND_OF_TYPE = {
    "paper-conference": VenueKind.CONFERENCE,
    "article-journal": VenueKind.JOURNAL,
    "article-magazine": VenueKind.JOURNAL,
    "article-newspaper": VenueKind.JOURNAL,
    "thesis": VenueKind.DISSERTATION,
    "chapter": VenueKind.CHAPTER,
    "article": VenueKind.PREPRINT,
}


def stated_again(kind: str, column: str) -> bool:
    """Whether a type shares its name in a format with another one that a reader would take it for.

    Args:
        kind: the type of CSL.
        column: the format, as :class:`EntryType` has it.
    """
    name = getattr(TYPES[kind], column)
    return next(first for first in _COMMON if getattr(TYPES[first], column) == name) != kind


# The most common ones first: what a reader takes a name for.
_USUAL = """
article-journal book chapter paper-conference thesis report manuscript document webpage legislation legal_case
motion_picture graphic entry-encyclopedia song personal_communication
""".split()
_COMMON = [*_USUAL, *(kind for kind in TYPES if kind not in _USUAL)]
