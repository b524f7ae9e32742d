"""One engine in two languages: what pages answer is what Python answers, to any query."""

import random
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from livingsurvey.analysis import Analysis
from livingsurvey.model import Survey
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.engine import Engine
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.index_writer import IndexWriter
from livingsurvey.site.explore.search_data import FOLDER, PATH, export_search

from tests.builders import REPOSITORY
from tests.search.scripts import run, write_parts

NEAR = 1e-9
LATIN = (
    "Rose roses Tulip tulips watering water-saving no-dig raised bed beds soil behaviour behavior modelling centre "
    "H2O 7B 7 billion 1.8x naïve Łukasz Kadıoğlu straße pass@1 @ada ≡soil float8_e4m3 pruning pruned prune and the of"
).split()
CYRILLIC = "Модели языковые МОДЕЛЬ ключи Чёрный ёлка Ὀδυσσεύς λόγος λόγους".split()
UNSPACED = "大规模语言模型 模型的推理 型模 カード キー 語彙 한국어 모델 𠀀𠀁𠀂".split()
PEOPLE = ["Ada Green", "Ada van Green", "Bo Łukasz", "Иван Чёрный", "王小明", "Greta Greenberg", "Cy O’Neil-Smith"]
VENUES = ["Garden Conf", "Journal of Soil", "NeurIPS 2023", "模型会议"]
PLANTS = ["rose", "tulip", "soil", "heavy rose"]
FIELDS = {
    "title": Field(4, 0.4, placed=True),
    "abstract": Field(1, 0.7, placed=True),
    "authors": Field(3),
    "year": Field(1.5),
}
SYNONYMS = [("Drip Irrigation", "DI", "watering by drops"), ("soil", "Garden Earth"), ("大规模语言模型", "LLM")]
SIGNS = '"“”«»:-–..,()[]{}@=≡^&%/\\\t\n\u00a0\u3000\ufeff\x00\x01\x02\x1c\x85\u0301\u2028½²Ⅷ٣ſKİﬁ'
WHOLE = [
    "", " ", '"', "-", ":", "author:", '""', '-""', "a", "型", "\u0301", "\u0301-\u0301", "@ada", "rose\x01",
    "rose\x02", "Green 2023", "green2023roses", "green2023 ", "Green et al.", "Ada Green et al. (2023) et al.",
    "éet al", "et al", "O’Neil-Smith & Łukasz, 2021", "Gre\u0301en 2023", "½2023", "Green ２０２３", "王小明 2022",
    "x Green2023", "2301.00007", "arXiv:2301.00007v2 [cs.CL]", "10.1000/2301.00007", "doi:10.1000/garden.3",
    "10.1000%2Fgarden.3", "100% %2F", "%E0%A4%A", "%0a10.1000/garden.3", "https://www.example.org/p4/?utm_é=x&utm_a=y#top",
    "https://example.org/none", "papers/key-5.html", "٢٣٠١.٠٠٠٠٧", "year:٢٠٢٣", "year:2021..", "year:..2020 rose",
    "year:202", "years:2021–2022", "has:code", "has:C", "-has:code", "title:rose", "title:ro", 'title:"heavy ro',
    "author:gre", "author:gre ", 'author:"ada green" -author:van', "venue:neur", "-venue:garden rose", "plant:rose",
    '"raised bed"', '"bed raised"', '"the raised and bed"', '"the"', '-"the"', '-"raised bed" rose', "rose -tulip",
    "raisedbed", "tulipsoil", "大规模", "模型", "rose " * 60, "word " * 60, '"' + "rose " * 60 + '"', "q" * 300,
    "型" * 300, "rose " * 400, "constructor __proto__ toString hasOwnProperty", "DI", "drip irrigation",
    "watering drops by", "di",
]  # fmt: skip

Answer = dict[str, Any]


def made_up(seed: int) -> dict[str, bytes]:
    """The parts of an index of made-up documents."""
    chance = random.Random(seed)
    common = LATIN + CYRILLIC + UNSPACED
    rare = [f"{a}{b}{c}{d}" for a in "bdkmpst" for b in "aeiou" for c in "lnrst" for d in ("a", "ion", "ing", "er", "")]

    def _text(most: int) -> str:
        words = (chance.choice(common if chance.random() < 0.5 else rare) for _ in range(chance.randrange(most)))
        return "".join(word + chance.choice((" ", " ", " ", ", ", "-", "。", ": ")) for word in words)

    def _document(n: int) -> IndexedDocument:
        authors = chance.sample(PEOPLE, chance.randrange(4))
        year = chance.choice(("", "2019", "2020-03", "2021-05-01", "2022", "2023-01", "2023"))
        texts = {"title": [_text(9)], "abstract": [_text(60)], "authors": authors, "year": [year[:4]]}
        names = {
            "author": authors,
            "venue": chance.sample(VENUES, chance.randrange(2)),
            "plant": chance.sample(PLANTS, chance.randrange(3)),
        }
        ids = [f"papers/key-{n}", f"2301.{n:05}", f"10.1000/garden.{n}", f"/garden.{n}", f"example.org/p{n % 40}"]
        has = [what for what in ("code", "results", "doi") if chance.random() < 0.4]
        share = chance.choice((1.0, 1.0, 0.6))
        return IndexedDocument(f"key-{n}", year, texts, names, has, ids, share, texts["title"])

    things = {
        "people": [Thing(name, (name,), f"people/{n}.html", "", n) for n, name in enumerate(PEOPLE)],
        "terms": [Thing(group[0], tuple(group), f"terms/{n}.html", "Term", 3) for n, group in enumerate(SYNONYMS)],
        "statements": [Thing(text, (text,), "s.html", "open", 1) for text in map(_text, range(3, 40)) if text],
    }
    writer = IndexWriter("en", FIELDS, SYNONYMS, ["venue"])
    return writer.files([_document(n) for n in range(300)], things)


def slipped(word: str, chance: random.Random) -> str:
    """A word with a letter too many, too few, swapped or another one."""
    at = chance.randrange(len(word))
    one, rest = word[at], word[at + 1 :]
    return word[:at] + chance.choice(("", one * 2, chance.choice("aeinrst"), rest[:1] + one, one)) + rest


def queries_of(words: list[str], count: int, seed: int) -> list[str]:
    """Queries of such words: with slips, cut off, in quotation marks, left out, and with other signs among them."""
    chance = random.Random(seed)

    def _piece() -> str:
        word = chance.choice(words)
        kind = chance.random()
        if kind < 0.3:
            return slipped(word, chance)
        if kind < 0.4:
            return word[: chance.randrange(1, len(word) + 1)]
        if kind < 0.5:
            return chance.choice(("author:", "title:", "-", "venue:", "-title:", "year:", "plant:", "topic:")) + word
        if kind < 0.55:
            return f'{chance.choice(("", "-", "title:"))}"{word} {chance.choice(words)}"'
        if kind < 0.6:
            return word + chance.choice(words)
        if kind < 0.65:
            return word + chance.choice(SIGNS) + chance.choice(words)
        return word

    return [
        chance.choice((" ", " ", "-", "  ")).join(_piece() for _ in range(chance.randrange(1, 9)))
        + chance.choice(("", "", " ", '"', "."))
        for _ in range(count)
    ]


def known_signs() -> list[str]:
    """Signs that this version of Python knows, as all newer programs do."""
    ranges = (
        range(0x20, 0x530),
        range(0x900, 0x980),
        range(0x2000, 0x2070),
        range(0x3040, 0x3100),
        range(0xFB00, 0xFB07),
    )
    points = [chr(point) for one in ranges for point in one] + ["\ud800", "\U0001d400", "\U0001f600", "\U00020000"]
    return [sign for sign in points if unicodedata.category(sign) != "Cn"]


def any_text(count: int, seed: int) -> list[str]:
    """Queries of any signs."""
    chance = random.Random(seed)
    signs = known_signs()
    return ["".join(chance.choices((*signs, " ", *SIGNS), k=chance.randrange(1, 24))) for _ in range(count)]


def by_python(load: Callable[[str], bytes], queries: Iterable[str]) -> list[Answer]:
    """What Python answers."""
    engine = Engine(IndexReader(load), "papers/")
    found = []
    for query in queries:
        answer = engine.search(query)
        found.append(
            {
                "hits": [list(hit) for hit in answer.hits],
                "whole": sorted(answer.whole),
                "stems": sorted(answer.stems),
                "things": answer.things,
                "identified": answer.identified,
            }
        )
    return found


def unlike(one: Answer, other: Answer) -> list[str]:
    """In what answers differ."""
    others = [name for name in ("whole", "things", "identified") if one[name] != other[name]]
    others += ["stems"] if set(one["stems"]) != set(other["stems"]) else []
    if [hit[0] for hit in one["hits"]] != [hit[0] for hit in other["hits"]]:
        return [*others, "documents"]
    pairs = zip(one["hits"], other["hits"], strict=True)
    same = all(hit == pytest.approx(twin, rel=NEAR) for hit, twin in pairs)
    return others if same else [*others, "scores"]


def differences(parts: dict[str, bytes], queries: list[str], folder: Path) -> list[tuple[str, list[str]]]:
    """The queries to which both answer differently, and in what."""
    scripts = run("answers.js", given={"folder": str(write_parts(parts, folder)), "queries": queries})
    own = by_python(parts.__getitem__, queries)
    assert sum(len(answer["hits"]) > 0 for answer in own) > len(queries) / 4
    both = zip(queries, own, scripts, strict=True)
    return [(query, found) for query, one, other in both if (found := unlike(one, other))]


@pytest.mark.parametrize("seed", [1, 2])
def test_both_answer_the_same_of_made_up_documents(seed: int, tmp_path: Path) -> None:
    words = LATIN + CYRILLIC + UNSPACED + PEOPLE + [word for name in PEOPLE + VENUES for word in name.split()]
    queries = [*WHOLE, *queries_of(words, 400, seed), *any_text(200, seed)]
    assert differences(made_up(seed), queries, tmp_path) == []


def test_both_answer_the_same_of_this_survey(real_survey: Survey, real_insight: Analysis, tmp_path: Path) -> None:
    parts = {
        "index" if path == PATH else path.removeprefix(FOLDER).removesuffix(".js"): text
        for path, text in export_search(real_survey, real_insight).items()
    }
    written = yaml.safe_load((REPOSITORY / "tests/browser/queries.yml").read_text("utf-8"))
    words = [word for paper in real_survey.papers for word in paper.title.split()]
    cited = [f"{paper.authors[0]} et al. ({paper.year})" for paper in real_survey.papers[::20] if paper.authors]
    known = [f"arXiv:{paper.arxiv}v1" for paper in real_survey.papers[::20] if paper.arxiv]
    titles = [paper.title for paper in real_survey.papers[::10]]
    asked = [entry["query"] for group in written.values() for entry in group]
    queries = [*asked, *titles, *cited, *known, *queries_of(words, 300, 3)]
    assert differences(parts, queries, tmp_path) == []
