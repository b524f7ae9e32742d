"""Records whose works are known: copies of one work as databases differ about it, and works that resemble another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from livingsurvey.importers.records import Record

_WORDS = """
    adaptive alpine analysis archive atlas balance barley basin behaviour bloom boundary bridge calcium canal carbon
    cellular ceramic charter cholera circuit climate cluster coastal colony comet copper coral cortex craft crystal
    cycle decay delta density dialect diet diffusion drought dust dynamics early economy element embryo emission empire
    energy enzyme epidemic erosion estuary ethics exchange famine fever field filter flame flood flow forest fossil
    frontier fungal galaxy gene geometry glacier grain gravity growth guild harbour harvest heat hormone household ice
    immune impact inflation insect island isotope justice kidney kinship labour lattice law leaf lens lesion light
    liver local magnet malaria manuscript marine market memory merchant metal method migration mineral model molecular
    monastery moral motion muscle mutation network neural nitrogen nuclear ocean optical orbit oxygen painting parasite
    parish particle peasant phase plague planet plasma poetry pollen polymer population portrait pottery pressure
    protein province quantum radiation reform renal resonance response ritual river root rural salt sediment seismic
    sensor settlement signal silk slavery soil solar spectral stability statistical stellar storm stress surface tax
    temple thermal tide tissue trade transport tumour turbulence urban vaccine valley vascular vector village viral
    volcanic voting water wave weather wetland wheat wind witness women wool yeast youth
""".split()
_FAMILIES = """
    Abel Ahlberg Almeida Anders Baptiste Berg Bianchi Brandt Castillo Chen Dahl Dvořák Eriksen Fischer Fontaine García
    Gruber Haas Hansen Hoffmann Ibáñez Ivanova Jansen Jørgensen Kaya Keller Kim Kowalska Kraus Larsen Lefèvre Lind López
    Maier Marek Martin Meyer Moreau Müller Nakamura Nguyen Novák Okafor Olsen Park Patel Petrov Popescu Quist Rahman
    Richter Roe Rossi Sato Schäfer Silva Smith Sørensen Szabó Takahashi Toth Ueda Vargas Virtanen Wagner Wang Weiß
    Yilmaz Zhang Zimmer
""".split()
_GIVEN = "Ada Bo Carl Dana Emil Fay Gus Hana Ivo Jan Kai Lea Max Nia Ole Pia Rex Sam Tea Uma Vic Wim Yan Zoe".split()
_JOURNALS = (
    ("Journal of Field Studies", "J. Field Stud."),
    ("Annals of Applied Science", "Ann. Appl. Sci."),
    ("Physical Review D", "Phys. Rev. D"),
    ("Journal of High Energy Physics", "JHEP"),
    ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci."),
    ("International Conference on Machine Learning", "ICML"),
    ("The Historical Quarterly", "Hist. Q."),
    ("Archives of Internal Medicine", "Arch Intern Med"),
)
_GENERIC = ("Introduction", "Editorial", "Preface", "Book reviews", "Conclusion", "In memoriam")


@dataclass
class Labelled:
    """Records in a random order, the work of each, and lines of pairs that resemble each other but are two works."""

    records: list[tuple[str, str, Record]] = field(default_factory=list)
    works: list[int] = field(default_factory=list)
    alike: list[tuple[int, int]] = field(default_factory=list)


def labelled_records(seed: int, count: int) -> Labelled:
    """Make records of ``count`` works, copies of about half of them, and works that resemble every second one."""
    chance = Random(seed)
    stated: list[tuple[int, dict[str, Any], bool]] = []
    resembling: list[tuple[int, int]] = []
    number = 0
    for _ in range(count):
        number += 1
        work, first = _work(chance), number
        stated.append((first, work, True))
        stated += [(first, _copy(chance, work), False) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
        for other in _resembling(chance, work) if chance.random() < 0.5 else ():
            number += 1
            stated.append((number, other, True))
            resembling.append((first, number))
    chance.shuffle(stated)
    return _in_lines(stated, resembling)


def _in_lines(stated: list[tuple[int, dict[str, Any], bool]], resembling: list[tuple[int, int]]) -> Labelled:
    """The records with their lines. Pairs are of records that state everything: a copy may lose what tells."""
    made, whole = Labelled(), dict[int, int]()
    for line, (label, facts, is_whole) in enumerate(stated, start=1):
        rest = {name: value for name, value in facts.items() if name not in ("title", "preprint")}
        made.records.append(("set", "set.bib", Record(facts["title"], "", line, line, rest)))
        made.works.append(label)
        whole |= {label: line} if is_whole else {}
    made.alike = [(whole[one], whole[other]) for one, other in resembling]
    return made


def _work(chance: Random) -> dict[str, Any]:
    year, volume, page = chance.randint(1950, 2026), chance.randint(1, 90), chance.randint(1, 900)
    names = chance.sample(_FAMILIES, chance.choice((1, 2, 3, 5, 9)))
    return {
        "title": " ".join(chance.sample(_WORDS, chance.randint(4, 9))).capitalize(),
        "authors": [f"{chance.choice(_GIVEN)} {name}" for name in names],
        "published": str(year),
        "venue": chance.choice(_JOURNALS)[0],
        "preprint": f"1912.{chance.randint(0, 99999):05}",
        "doi": f"10.{chance.randint(1000, 9999)}/{chance.randint(1, 10**9)}",
        "publication": {"type": "article-journal", "volume": str(volume), "page": f"{page}–{page + 9}"},
    }


def _copy(chance: Random, work: dict[str, Any]) -> dict[str, Any]:
    """The work as another database has it: some facts are missing, others are written differently."""
    copy = {**work, "publication": dict(work["publication"])}
    for change in chance.sample(_CHANGES, 3):
        change(chance, copy)
    return copy


def _no_doi(chance: Random, work: dict[str, Any]) -> None:
    work.pop("doi", None)


def _no_place(chance: Random, work: dict[str, Any]) -> None:
    for name in ("volume", "page"):
        work["publication"].pop(name, None)


def _short_venue(chance: Random, work: dict[str, Any]) -> None:
    if "venue" in work:
        work["venue"] = dict(_JOURNALS)[work["venue"]]


def _initials(chance: Random, work: dict[str, Any]) -> None:
    work["authors"] = [f"{name[0]}. {name.rpartition(' ')[2]}" for name in work["authors"]]


def _cut_authors(chance: Random, work: dict[str, Any]) -> None:
    work["authors"] = work["authors"][:3]


def _plain_letters(chance: Random, work: dict[str, Any]) -> None:
    plain = str.maketrans({"é": "e", "è": "e", "ä": "ae", "ü": "ue", "ß": "ss", "ø": "o", "ř": "r", "á": "a", "ó": "o"})
    work["authors"] = [name.translate(plain) for name in work["authors"]]


def _capitals(chance: Random, work: dict[str, Any]) -> None:
    work["title"] = work["title"].upper() if chance.random() < 0.3 else work["title"].title()


def _slip(chance: Random, work: dict[str, Any]) -> None:
    place = chance.randrange(1, len(work["title"]) - 1)
    work["title"] = work["title"][:place] + work["title"][place + 1 :]


def _preprint(chance: Random, work: dict[str, Any]) -> None:
    work["arxiv"] = work["preprint"]
    work["published"] = str(int(work["published"]) - chance.randint(0, 2))
    work["publication"] = {"type": "article"}
    work.pop("venue", None)
    work.pop("doi", None)


_CHANGES = (
    *(_no_doi, _no_doi, _no_place, _no_place, _short_venue, _initials),
    *(_cut_authors, _plain_letters, _capitals, _slip, _preprint),
)


def _resembling(chance: Random, work: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Other works that resemble a work in one of the ways in which works do."""
    other = _work(chance)
    kinds: list[dict[str, Any]] = [
        {**other, "title": work["title"]},
        {**work, "doi": other["doi"]},
        {**work, "title": f"{work['title']}: a reply", "doi": other["doi"]},
        {**work, "title": f"Comment on “{work['title']}”", "doi": ""},
        {**work, "title": f"{work['title']} II", "doi": ""},
        {**work, "doi": "", "publication": {"type": "book", "edition": "2"}, "published": "2027", "venue": ""},
        {**work, "doi": "", "venue": "Abstracts of the Annual Meeting", "publication": {"type": "paper-conference"}},
        {**work, "doi": "", "publication": other["publication"], "published": str(int(work["published"]) + 9)},
        {**work, "doi": "", "publication": {"type": "thesis"}, "venue": ""},
        {**other, "title": work["title"], "doi": "", "authors": other["authors"], "venue": work["venue"]},
        {**other, "title": work["title"].rsplit(" ", 1)[0] + " " + chance.choice(_WORDS), "authors": work["authors"]},
        {**work, "title": work["title"] + "⁺", "doi": ""},
    ]
    yield {name: value for name, value in chance.choice(kinds).items() if value}
    if chance.random() < 0.2:
        title = chance.choice(_GENERIC)
        yield from ({**_work(chance), "title": title, "doi": ""} for _ in range(2))
