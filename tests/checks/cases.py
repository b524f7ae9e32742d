"""A survey in which everything is as it should be, and for every rule the files that break it."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from tests.builders import FIELDS_YML, SURVEY_YML, paper_file, survey_folder

AREA = f"---\ntitle: Area\nsummary: S.\n---\n{'word ' * 110}\n"
TOPIC = """\
---
title: Topic
parent: area
summary: S.
start_here:
  - {key: a-paper, why: It is first.}
  - {key: b-paper, why: It is next.}
---
"""
PROSE = "@a-paper " + "word " * 160 + "\n"
ABOUT = "---\ntitle: About\n---\n"
QUOTED = "It is 2 to 2.5 times faster than The abstract of a-paper."
CAPTURE = f"A paper\n\n{QUOTED}\n\nF paper\n"
SHA = hashlib.sha256(CAPTURE.encode()).hexdigest()
SOURCES = f"- id: capture\n  file: c.txt\n  format: hf-daily-papers-text\n  origin: o\n  sha256: {SHA}\n"
FACTS = '{"title": "F paper", "authors": ["Ada Lovelace"], "venue": "A Venue"}\n'
ORDERS = "orders of magnitude"
TERMS = """\
- {id: method, name: Method, definition: D.}
- {id: latency, name: Latency, definition: D., synonyms: [Delay]}
- {id: lag, name: Lag, definition: D., deprecated_to: latency}
"""
MEASURES = TERMS.replace("synonyms", "better: less, synonyms")
NAMED = """\
- {id: lag, name: Lag, definition: D., deprecated_to: latency}
- {id: latency, name: Latency, definition: D., synonyms: [Delay]}
"""
#: The same for benchmarks and for models, whose terms have other names.
DEPTH = NAMED.replace("Latency", "Depth").replace("Delay", "Fathom").replace("name: Lag", "name: Shallow")
MASS = NAMED.replace("Latency", "Mass").replace("Delay", "Weight").replace("name: Lag", "name: Light")
CURATED = """\
status: included
kind: method
topics: [topic]
summary: It does one thing to another, to save a third.
benchmarks: [Depth]
models: [Mass]
methods: [Latency]
claims:
  - {quote: The abstract of a-paper., measure: latency, change: {form: factor, value: 2.5, low: 2, unit: ×}}
"""
SEEN = "seen: [{source: capture, rank: 1, line: 1}]\n"
NOTES = "See [@b-paper], [its page](papers/b-paper.md) and [the topic](topics/topic.md#papers).\n"


def quoting(
    quote: str = QUOTED, form: str = "factor", value: str = "2.5", low: str = ", low: 2", unit: str = "×"
) -> str:
    """The fields of a curated paper with another claim."""
    number = f", value: {value}{low}, unit: {unit}" if value else ""
    change = f"{{form: {form}{number}}}"
    head = CURATED[: CURATED.index("  - {quote")]
    return f'{head}  - {{quote: "{quote}", measure: latency, change: {change}}}\n'


def abstracted(key: str, fields: str = "", abstract: str = QUOTED, after: str = "") -> str:
    """A paper's file with another abstract."""
    return paper_file(key, fields, after=after).replace(f"  The abstract of {key}.", f"  {abstract}")


RIVALLED = "It is 9 times faster than Sloop and 3 times faster than Ketch."
RIVALS = "topics: [topic]\nclaims:\n" + "".join(
    f'  - {{quote: "{RIVALLED}", measure: latency, change: {{form: factor, value: {n}, unit: ×}}, against: {rival}}}\n'
    for n, rival in ((9, "Sloop"), (3, "Ketch"))
)

CLEAN = {
    "papers/a-paper.md": abstracted("a-paper", quoting(), after=SEEN) + NOTES,
    **{f"papers/{key}.md": paper_file(key, "topics: [topic]\n") for key in ("b-paper", "c-paper")},
    "papers/d-paper.md": abstracted("d-paper", RIVALS, RIVALLED),
    "papers/e-paper.md": paper_file("e-paper", "status: excluded\nreason: method\n"),
    "topics/area.md": AREA,
    "topics/topic.md": f"{TOPIC}It is 2 to 2.5 times faster [@a-paper; @b-paper], as GPT-4 is.\n\n{PROSE}",
    "pages/about.md": f"{ABOUT}[Sources](sources.md), [home](index.md), [web](https://a.org/b.md), [here](#top).\n",
    "sources/sources.yml": SOURCES,
    "sources/c.txt": CAPTURE,
    "facts/f.jsonl": FACTS,
    **{f"vocabulary/{name}.yml": TERMS for name in ("kinds", "reasons")},
    "vocabulary/measures.yml": MEASURES,
    "vocabulary/methods.yml": NAMED,
    "vocabulary/benchmarks.yml": DEPTH,
    "vocabulary/models.yml": MASS,
}


SEEN_A = CLEAN["papers/a-paper.md"]


class Case(NamedTuple):
    """A file that breaks a rule once.

    ``at`` is the line where it does (0: the file as a whole), or the text that stands at the very place; ``names`` is
    in the message. ``mended`` is what ``--fix`` puts in place of what; without it, nothing may be offered.
    """

    rule: str
    file: str
    text: str
    at: int | str
    names: str
    mended: tuple[str, str] | None = None


def _paper(rule: str, fields: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return Case(rule, "papers/f-paper.md", paper_file("f-paper", fields), at, names, mended)


def _notes(rule: str, body: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return Case(rule, "papers/f-paper.md", paper_file("f-paper", body=body), at, names, mended)


def _claim(rule: str, fields: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return Case(rule, "papers/f-paper.md", abstracted("f-paper", fields), at, names, mended)


def _titled(rule: str, title: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    text = paper_file("f-paper").replace("title: F paper", f"title: {title}")
    return Case(rule, "papers/f-paper.md", text, at, names, mended)


def _topic(rule: str, text: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return Case(rule, "topics/topic.md", text, at, names, mended)


def _terms(rule: str, text: str, at: int | str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return Case(rule, "vocabulary/methods.yml", text, at, names, mended)


READING = [
    _titled("file", "\udcff", 3, "0xff"),
    Case("front-matter", "papers/f.md", "Nothing\n", 1, "no front matter"),
    Case("front-matter", "papers/f.md", "---\n- a\n- b\n---\n", 1, "is a list, not fields"),
    Case("front-matter", "papers/f.md", "---\na\n---\n", 1, "the text «a», not fields"),
    _titled("yaml", "a: b: c", 3, "a colon and a blank"),
    _titled("yaml", "!!python/object:os.system x", 3, "tags"),
    _titled("yaml", "&a x", 3, "anchors"),
    *(
        _paper("yaml", f"# harmless{sign}venue: V\n", sign, f"U+{ord(sign):04X}")
        for sign in ("\x85", "\u2028", "\u2029", "\ufeff")
    ),
    *(
        Case("yaml", file, f"# harmless\u2028{text}", "\u2028", "U+2028")
        for file, text in (
            ("vocabulary/kinds.yml", TERMS),
            ("sources/sources.yml", SOURCES),
            ("fields.yml", FIELDS_YML),
        )
    ),
    Case("yaml", "screening.yml", "# harmless\r[]\n", "\r", "U+000D"),
    _paper("schema", "arxiv: 2412.04315v2\n", "arxiv", "2412.04315v2"),
    _paper("schema", "code: ['javascript:alert(1)']\n", 4, "javascript:alert(1)"),
    Case("schema", "papers/сode.md", paper_file("f").replace("key: f\n", ""), 2, "сode"),
    Case("layout", "map.json", "{\n", 2, "no JSON"),
    Case("layout", "map.json", '{"a-paper": [true, false]}\n', 0, "a-paper: two numbers"),
    Case(
        "layout",
        "map.json",
        '{"a-paper": [1, 2],\n"a-paper": [3, 4]}\n',
        2,
        "«a-paper» is there twice, with [1, 2] and",
    ),
    _paper("schema", "seen: [{source: capture, rank: true, line: 1}]\n", 4, "true"),
    _claim("schema", quoting(value="true"), "value: true", "true"),
    Case("key-mismatch", "papers/f.md", paper_file("g"), "key: g", "«g»"),
]
IDENTITY = [
    Case("bad-key", "papers/con.md", paper_file("con"), 2, "«con»"),
    Case("bad-key", "topics/nul.md", f"---\nkey: nul\n{AREA[4:]}", 2, "«nul»"),
    Case("bad-key", "pages/aux.md", f"---\nkey: aux\n{ABOUT[4:]}", 2, "«aux»"),
    Case("bad-key", "pages/index.md", ABOUT, 0, "«index»"),
    Case("bad-key", "pages/method.md", ABOUT, 0, "«method»"),
    *(
        Case("bad-key", f"pages/{name}.md", ABOUT, 0, f"«{name}»")
        for name in ("explore", "404", "sitemap", "papers", "search", "assets", "feeds", "templates")
    ),
    _paper("alias-taken", "aliases: [old, a-paper]\n", "a-paper]", "«a-paper» already leads to a-paper"),
    _paper("alias-taken", "aliases: [f-paper]\n", "f-paper]", "«f-paper»"),
    *(_paper("alias-taken", f"aliases: [old, {name}]\n", f"{name}]", f"«{name}»") for name in ("index", "con", "com1")),
    _paper("many-aliases", f"aliases: [{', '.join(f'old-{n}' for n in range(51))}]\n", "[old-0", "51 aliases"),
    Case("taken-address", "topics/all.md", f"---\nkey: all\n{TOPIC[4:]}{PROSE}", "all", "the feed of all papers"),
    Case("taken-address", "vocabulary/methods.yml", NAMED.replace("lag", "index"), "index", "the list of methods"),
    Case("taken-address", "vocabulary/methods.yml", NAMED.replace("lag", "con"), "con", "systems reserve"),
    Case("taken-address", "pages/methods.md", f"---\nkey: methods\n{ABOUT[4:]}", "methods", "fields.yml asks for it"),
    *(
        Case("taken-address", "fields.yml", FIELDS_YML.replace("ary: methods", f"ary: {name}"), name, use)
        for name, use in (
            ("papers", "uses itself"),
            ("results", "a page of"),
            ("index", "a page of"),
            ("nul", "reserve"),
        )
    ),
    Case("duplicate-title", "papers/f.md", paper_file("f").replace("title: F", "title: A paper"), "A paper", "a-paper"),
    Case("duplicate-title", "papers/f.md", paper_file("f").replace("title: F", "title: A – PAPER!"), 3, "a-paper"),
    _titled("title-form", "A SURVEY OF EFFICIENT TRAINING", "A SURVEY", "A SURVEY OF"),
    _titled("title-form", "': A thing'", "': A thing", "«: A thing»"),
    _titled("title-form", "A thing that ends.", "A thing", "ends.»"),
    _paper("author-form", "authors: [Ada Lovelace, 'Babbage, Charles']\n", "'Babbage", "«Babbage, Charles»"),
    _paper("author-form", "authors: [Ada Lovelace et al.]\n", "Ada", "et al."),
    _paper("author-form", "authors: [a@b.org]\n", "a@b", "«a@b.org»"),
    _paper("repeated-value", "topics: [topic, topic]\n", "topic]", "«topic» is twice", ("[topic, topic]", "[topic]")),
    _paper(
        "repeated-value",
        "authors:\n  - Ada Lovelace  # first\n  - Grace Hopper\n  - Ada Lovelace\n  - Mary Jackson\n",
        7,
        "«Ada Lovelace»",
        ("  - Grace Hopper\n  - Ada Lovelace\n", "  - Grace Hopper\n"),
    ),
    _terms(
        "repeated-value", NAMED.replace("[Delay]", "[Delay, Latency]"), "Latency]", "«Latency»", (", Latency]", "]")
    ),
]
DATES = [
    _paper("future-date", "published: 2205-03-01\n", "2205", "«2205-03-01»"),
    _paper("future-date", "published: 2029-02\n", "2029", "«2029-02»"),
    _paper("impossible-arxiv", "arxiv: '2413.04315'\n", "'2413", "«2413.04315»"),
    _paper("impossible-arxiv", "arxiv: '2412.4315'\n", "'2412", "«2412.4315»"),
    _paper("impossible-arxiv", "arxiv: '2602.04315'\n", "'2602", "«2602.04315»"),
    _paper("impossible-arxiv", "arxiv: '0701.1234'\n", "'0701", "«0701.1234»"),
    _paper("dates-disagree", "published: 2019-06\narxiv: '2412.04315'\n", "2019", "«2019-06»"),
    _paper("identifiers-disagree", "arxiv: '2412.04315'\ndoi: 10.48550/arXiv.2412.04316\n", "10.48550", "04316»"),
    _paper("doi-form", "doi: 10.1145/3600006.3613165.\n", "10.1145", "3613165.»"),
    _paper("doi-form", "doi: 10.1145/3600006.3613165/pdf\n", "10.1145", "/pdf»"),
]
LINKS = [
    _paper(
        "tracking-link", "code: ['https://a.org/b?x=1&utm_source=m']\n", "'https", "«utm_source»", ("&utm_source=m", "")
    ),
    _notes("tracking-link", "See [it](https://a.org/b?fbclid=9#c).\n", "https", "«fbclid»", ("?fbclid=9", "")),
    _paper("plain-http", "code: [http://github.com/a/b]\n", "http:", "github", ("http://", "https://")),
    _notes("plain-http", "See <http://arxiv.org/abs/2412.04315>.\n", "http:", "arxiv", ("http://", "https://")),
    _paper("deceptive-link", "code: [https://github.com@files.io/a]\n", "https", "name or password"),
    _paper("deceptive-link", "code: [https://gіthub.com/a]\n", "https", "taken for others"),
    _paper("deceptive-link", "code: [https://xn--gthub-cve.com/a]\n", "https", "taken for others"),
    _paper("deceptive-link", "code: [https://127.0.0.1/a]\n", "https", "a number"),
    _paper("deceptive-link", "code: [https://2130706433/a]\n", "https", "no host on the web"),
    _paper("deceptive-link", "code: ['https://localhost:8000/a']\n", "'https", "no host on the web"),
    _notes("deceptive-link", "See [it](https://a:b@c.org/d).\n", "https", "name or password"),
    *(
        _notes("deceptive-link", f"See [it]({written}).\n", "http", "name or password")
        for written in ("https://github.com&commat;b.org/c", "https&colon;//a@b.org", "https://github.com\\@b.org/c")
    ),
    _notes("deceptive-link", "See [it]( <HTTPS://127.0.0.1/a> ).\n", "HTTPS", "a number"),
    _notes("unsafe-link", "See [it](javascript:alert(1)).\n", "javascript", "«javascript:alert(1»"),
    _notes("unsafe-link", "See [it]( DATA:text/html;base64,AA).\n", "DATA", "«DATA:text/html;base64,AA»"),
    _notes("unsafe-link", "See [it][1].\n\n[1]: vbscript:x\n", "vbscript", "«vbscript:x»"),
    _notes("unsafe-link", "See <javascript:alert>.\n", "javascript", "«javascript:alert»"),
    _notes("unsafe-link", "See [it](java&Tab;script:alert).\n", "java", "«java&Tab;script:alert»"),
    *(
        _notes("leaving-link", f"See [it]({written}).\n", written.strip("<>"), "leads out of the site")
        for written in (
            *("//evil.example", "///evil.example/x.md", "/\\evil.example", "&#47;&sol;evil.example", "/absolute"),
            *("http:evil.example", "https:evil.example/x.md", "https:\\\\evil.example", "https:/evil.example"),
            *("\\javascript:alert", "..\\\\..\\\\x.md", "../../../../x.md", "<//evil.example>", "..%2f/%2E%2e/../x.md"),
            *("ht&Tab;tps://evil.example", "https://good.example\\\\@evil.example", "https://%65vil.example"),
        )
    ),
    _notes("leaving-link", "See [it][1].\n\n[1]: //evil.example\n", "//evil", "«//evil.example»"),
    Case("leaving-link", "pages/more.md", f"{ABOUT}[One](../one.html)\n", "../one.html", "«../one.html»"),
    _notes("dead-link", 'See [it](absent.md "its title") here.\n', "absent.md", "«absent.md»"),
    _notes("dead-link", "See [it](..\\..\\x.md).\n", "..", "«..\\..\\x.md»"),
    _notes("dead-link", "See [it][1].\n\n[1]: <absent.md>\n", "absent.md", "«absent.md»"),
    _paper(
        "repeated-link",
        "arxiv: '2412.04315'\nlinks: [{label: A, url: https://arxiv.org/abs/2412.04315v2}]\n",
        "https",
        "linked already",
    ),
    _paper(
        "repeated-link",
        "code: [https://a.org/b]\nlinks: [{label: A, url: http://www.a.org/b/}]\n",
        "http://www",
        "linked already",
    ),
]
WORK = "- {id: lag, name: Lag, definition: D., deprecated_to: latency}\n- {id: latency, name: Latency, definition: D."
SOURCE = "source: 'https://a.org/x'"
ELSEWHERE = f"reference: {{title: Elsewhere, {SOURCE}}}"


def _work(rule: str, text: str, at: str, names: str, mended: tuple[str, str] | None = None) -> Case:
    return _terms(rule, f"{WORK}, synonyms: [Delay, a-paper], {text}}}\n", at, names, mended)


WORKS = [
    _work("unknown-work-paper", "paper: ghost", "ghost", "there is no paper «ghost»"),
    _work("unknown-work-paper", "paper: e0-old", "e0-old", "there is no paper «e0-old»", ("e0-old", "e0")),
    _work(
        "paper-and-reference",
        f"paper: b-paper, {ELSEWHERE}",
        "{title",
        "has the paper b-paper and a reference",
    ),
    _terms(
        "ambiguous-citation",
        f"{NAMED}- {{id: b-paper, name: Z, definition: D., {ELSEWHERE}}}\n",
        "b-paper",
        "«b-paper» also names what is in content/papers/b-paper.md",
    ),
    _work("reference-without-source", "reference: {title: Elsewhere}", "{title", "has no source"),
    _work("work-in-collection", f"reference: {{title: B paper, {SOURCE}}}", "Latency", "content/papers/b-paper.md"),
    _paper("work-not-named", "benchmarks: [Latency]\n", "Latency", "«Latency» is not in the title or the abstract"),
]


def _quoting(key: str, quote: str = "") -> str:
    """A paper that a statement quotes."""
    return f'{{paper: {key}, quote: "{quote or f"The abstract of {key}."}"}}'


def _statement(
    rule: str, at: str, names: str, fields: str, kind: str = "consensus", mended: tuple[str, str] | None = None
) -> Case:
    topics = "" if "topics:" in fields else "topics: [topic], "
    return Case(rule, f"statements/{kind}.yml", f"- {{id: one, {topics}{fields}}}\n", at, names, mended)


ALL = ", ".join(map(_quoting, "a-paper b-paper c-paper".split()))
AGREED = f"statement: S., date: 2025-01-02, support: [{ALL}]"
ASKED = f"question: Q?, why: W., asked: 2025-01-02, support: [{_quoting('a-paper')}]"
STATEMENTS = [
    _statement(
        "statement-paper", "ghost", "there is no paper «ghost»", AGREED.replace("paper: b-paper", "paper: ghost")
    ),
    _statement(
        "statement-paper",
        "e0-old",
        "there is no paper «e0-old»",
        AGREED.replace(_quoting("b-paper"), _quoting("e0-old", "We show")),
        mended=("e0-old", "e0"),
    ),
    _statement(
        "statement-paper",
        "e-paper",
        "«e-paper» is excluded",
        AGREED.replace("}]", f"}}, {_quoting('e-paper')}]"),
    ),
    _statement(
        "statement-quote",
        '"An abs',
        "is not in the abstract of c-paper",
        AGREED.replace("The abstract of c", "An abstract of c"),
    ),
    _statement("statement-support", "[", "«support:» quotes 2 papers", AGREED.replace(f", {_quoting('c-paper')}", "")),
    _statement(
        "statement-support",
        "c-paper",
        "«c-paper» is in support and in dissent",
        f"{AGREED}, dissent: [{_quoting('c-paper')}]",
    ),
    _statement(
        "statement-support",
        "[{says",
        "«sides:» quotes 1 paper;",
        "about: A, why: W., date: 2025-01-02, sides: "
        f"[{{says: S, {_quoting('a-paper')[1:]}, {{says: T, {_quoting('a-paper')[1:]}]",
        "disagreements",
    ),
    _statement("statement-topic", "area]", "«area» is an area", f"topics: [area], {AGREED}"),
    _statement("statement-topic", "topik]", "there is no topic «topik»", f"topics: [topik], {AGREED}"),
    Case(
        "statement-clash",
        "statements/consensus.yml",
        f"- {{id: one, topics: [topic], {AGREED}}}\n- {{id: one, topics: [topic], {AGREED.replace('S.', 'T.')}}}\n",
        "one, topics: [topic], statement: T.",
        "«one» is in content/statements/consensus.yml, entry 1",
    ),
    _statement("statement-date", "2027", "«2027-01-02» is in the future", AGREED.replace("2025", "2027")),
    _statement("statement-date", "2025-01-01", "before it was asked", f"{ASKED}, checked: 2025-01-01", "questions"),
]
VOCABULARY = [
    _paper(
        "vocabulary-synonym",
        "benchmarks: [Depth]\nmodels: [Weight]\n",
        "Weight",
        "«Weight» is called «Mass»",
        ("[Weight]", "[Mass]"),
    ),
    _paper(
        "deprecated-term",
        "methods:\n  - Lag  # slow\n",
        5,
        "«Lag» has been replaced by «Latency»",
        ("  - Lag  #", "  - Latency  #"),
    ),
    _paper("deprecated-term", "kind: lag\n", "lag", "replaced by «latency»", ("kind: lag", "kind: latency")),
    _paper("term-spelling", "benchmarks: ['DEPTH']\n", "'DEPTH", "is written «Depth»", ("DEPTH", "Depth")),
    _paper("term-spelling", 'models: ["weig-hts"]\n', '"weig', "is written «Mass»", ("weig-hts", "Mass")),
    _paper("term-spelling", "kind: methods\n", "methods", "is written «method»", ("kind: methods", "kind: method")),
    _paper("unknown-term", "benchmarks:\n  - Depth\n  - Dephth\n", 6, "«Dephth»"),
    _paper("unknown-term", "kind: madness\n", "madness", "«madness»"),
    _claim("unknown-term", quoting().replace("measure: latency", "measure: speed"), "speed", "speed"),
    Case("vocabulary-clash", "vocabulary/kinds.yml", f"{TERMS}- {{id: lag, name: Slow, definition: D.}}\n", 4, "«lag»"),
    Case(
        "vocabulary-clash",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: slow, name: Slow, definition: D., synonyms: [Delay]}}\n",
        4,
        "«Delay»",
    ),
    Case(
        "vocabulary-clash",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: slow, name: Slow, definition: D., parent: absent}}\n",
        4,
        "no term «absent»",
    ),
    Case(
        "near-synonyms",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: methods, name: Me-thods, definition: D.}}\n",
        "Me-thods",
        "«Me-thods» is nearly a name of method",
    ),
    Case(
        "term-cycle",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: own, name: Own, definition: D., parent: own}}\n",
        "own}",
        "comes back",
    ),
    Case(
        "deprecated-chain",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: slow, name: Slow, definition: D., deprecated_to: lag}}\n",
        "lag}",
        "«lag» has been replaced by «latency»",
        ("deprecated_to: lag}", "deprecated_to: latency}"),
    ),
    Case(
        "near-synonyms",
        "vocabulary/methods.yml",
        f"{NAMED}- {{id: new, name: Answer Time (LATENCY), definition: D.}}\n",
        "Answer",
        "nearly a name of latency",
    ),
    Case(
        "term-in-two-vocabularies",
        "vocabulary/methods.yml",
        f"{NAMED}- {{id: z, name: Z, definition: D., synonyms: [DEPTHS]}}\n",
        "DEPTHS",
        "«DEPTHS» is also a name of «Depth», one of the benchmarks",
    ),
    _terms("term-only-excluded", f"{NAMED}- {{id: zed, name: Zed, definition: D.}}\n", "Zed", "«Zed» is in excluded"),
    _terms("unused-term", f"{NAMED}- {{id: new, name: New, definition: D.}}\n", "New", "«New» is used by no paper"),
    _terms(
        "vocabulary-order",
        "".join(reversed(NAMED.splitlines(True))),
        2,
        "«lag» comes after latency",
        ("".join(reversed(NAMED.splitlines(True))), NAMED),
    ),
]
SCOPE = [
    _paper("unknown-topic", "topics:\n  - topic\n  - absent\n", 6, "«absent»"),
    _paper("unknown-topic", "topics: [area]\n", "area", "«area» is an area"),
    _topic("unknown-topic", TOPIC.replace("parent: area", "parent: absent") + PROSE, 3, "«absent»"),
    Case("unknown-topic", "topics/deep.md", TOPIC.replace("parent: area", "parent: topic"), 3, "area «topic»"),
    Case("empty-area", "topics/bare.md", f"---\nkey: bare\n{AREA[4:]}", "bare", "«bare»"),
    Case("same-name", "topics/zz.md", f"---\nkey: zz\n{TOPIC[4:]}{PROSE}", "Topic", "also the title of topic"),
    _topic("start-outside", TOPIC.replace("b-paper", "f-paper") + PROSE, "f-paper", "is in other"),
    _claim("included-incomplete", quoting().replace("kind: method", "kind:"), 5, "«kind:»"),
    _claim("included-incomplete", quoting().replace("topics: [topic]", "topics: []"), 6, "«topics:»"),
    _claim(
        "included-incomplete", quoting().replace("It does one thing to another, to save a third.", ""), 7, "«summary:»"
    ),
    _claim("missing-field", quoting().replace("measure: latency, ", ""), 12, "«measure:»"),
    _paper("field-not-in-abstract", "evidence: It is a lot faster.\n", 4, "It is a lot faster"),
    _paper("excluded-without-reason", "status: excluded\nreason:\n", 4, "no reason"),
    _paper("excluded-without-reason", "status: excluded\nreason: dull\n", 5, "«dull» is no reason"),
    _paper("excluded-without-reason", "status:\nreason: method\n", 5, "method, but not excluded"),
    _paper("many-topics", "topics: [topic, a, b, c]\n", "[topic", "in 4 topics"),
    _paper("excluded-in-topic", "status: excluded\nreason: method\ntopics: [topic]\n", 6, "«topics:» names topic"),
    _paper("summary-form", f"summary: {'word ' * 30}word\n", 4, "31 words"),
    Case(
        "summary-form",
        "papers/f.md",
        paper_file("f", "summary: Here one Two three, four five six seven EIGHT!\n").replace(
            "The abstract", "One two three four five six seven eight. The abstract"
        ),
        4,
        "“one two three four five six seven eight”",
    ),
    _topic("topic-prose", f"{TOPIC}[@a-paper] {'word ' * 149}\n", 0, "149 words; 150 to 400"),
    _topic("topic-prose", f"{TOPIC}[@a-paper] {'word ' * 401}\n", 0, "401 words; 150 to 400"),
    Case("topic-prose", "topics/area.md", f"---\nkey: area\n{AREA[4:-1]}{'word ' * 150}\n", 2, "260 words; 100 to 250"),
    _topic("topic-prose", TOPIC.replace("  - {key: b-paper, why: It is next.}\n", "") + PROSE, 0, "names 1 papers"),
    Case("topic-size", "topics/small.md", f"---\nkey: small\n{TOPIC[4:]}{PROSE}", 2, "«small» holds 0 papers"),
]
CLAIMS = [
    _claim(
        "quote-not-in-abstract", quoting("It is 2 to 2.5 times slower."), '"It is', "«It is 2 to 2.5 times slower.»"
    ),
    _claim(
        "quote-not-in-abstract",
        quoting("it is 2 to  2.5 times faster"),
        '"it is',
        "«it is",
        ("it is 2 to  2.5 times faster", "It is 2 to 2.5 times faster"),
    ),
    _claim("value-not-in-quote", quoting(value="2.6"), "2.6", "«2.6» is not in"),
    _claim("value-not-in-quote", quoting(low=", low: 1.5"), "1.5", "«1.5» is not in"),
    _claim("value-not-in-quote", quoting(form="orders", value="2", low="", unit=ORDERS), "2, unit", "«2» is not in"),
    _claim("value-not-in-quote", quoting(form="orders, unit: orders of magnitude", value=""), "orders", "«orders of"),
    _claim("formula-not-in-quote", quoting(form="growth, to: O(n)", value=""), "O(n)", "«O(n)» is not in"),
    _claim("change-form", quoting("2", value="0.02", low=""), "0.02", "«0.02» is no factor"),
    _claim("change-form", quoting(unit="'%'"), "'%'", "«%» is not the unit of a factor"),
    _claim("change-form", quoting(form="change", value="-200", low="", unit="'%'"), "-200", "more than all"),
    _claim("change-form", quoting(form="share", value="200", low="", unit="×"), "×", "not the unit of a share"),
    _claim("change-form", quoting(form="share", value="-2", low="", unit="'%'"), "-2", "cannot be what remains"),
    _claim("change-form", quoting(value="2", low=", low: 2.5"), "2.5", "not the low end"),
    _claim("change-form", quoting(form="points", unit="×, direction: less"), "less}", "only said of a factor"),
    _claim("percent-vs-points", quoting(form="points", low="", unit="'%'"), "points", "«points» is not what its quote"),
    Case("unknown-direction", "vocabulary/measures.yml", TERMS, "Latency", "which 3 of its claims need"),
    _claim("duplicate-claim", quoting() + quoting()[quoting().index("  - {quote") :], '"It is', "states what another"),
]
PROSE_CASES = [
    Case("unknown-citation", "papers/f.md", paper_file("f", body="\nAs in\n[@absent].\n"), "@absent", "[@absent]"),
    Case("unknown-citation", "papers/f.md", paper_file("f", body="See [@a-paper; @absent].\n"), "@absent", "[@absent]"),
    Case("unknown-citation", "pages/more.md", f"{ABOUT}[@absent]\n", "@absent", "[@absent]"),
    Case("unknown-citation", "pages/more.md", f"{ABOUT}It is as @absent says.\n", "@absent", "@absent"),
    Case(
        "unknown-citation",
        "papers/f.md",
        paper_file("f", body="As @old says.\n").replace("key: f\n", "key: f\naliases: [old]\n"),
        "@old",
        "@old",
        ("@old", "@f"),
    ),
    Case(
        "unknown-citation",
        "papers/f.md",
        paper_file("f", body="See [@a-paper; @old].\n").replace("key: f\n", "key: f\naliases: [old]\n"),
        "@old",
        "[@old]",
        ("@old", "@f"),
    ),
    _topic("dead-link", f"{TOPIC}\nSee [it](papers/absent.md).\n{PROSE}", "papers/absent", "«papers/absent.md»"),
    _topic("dead-link", f"{TOPIC}See [it](../topics/absent.md#x).\n{PROSE}", "../topics", "topics/absent.md»"),
    Case("dead-link", "pages/more.md", f"{ABOUT}[One](about.md), [two](absent.md).\n", "absent.md", "«absent.md»"),
    _topic("excluded-cited", f"{TOPIC}As in\n[@b-paper; @e-paper].\n{PROSE}", 10, "«e-paper»"),
    _topic("excluded-cited", f"{TOPIC}As\n@e-paper says.\n{PROSE}", 10, "«e-paper»"),
    _topic("excluded-cited", TOPIC.replace("b-paper", "e-paper") + PROSE, 7, "«e-paper»"),
    _notes("citation-form", "See [@a-paper, @b-paper].\n", "[@a-paper,", "«[@a-paper, @b-paper]»"),
    _notes("citation-form", "See [@A-Paper].\n", "[@A", "«[@A-Paper]»"),
    _notes("citation-form", "See @A-Paper.\n", "@A", "«@A-Paper»"),
    _notes("citation-form", "Look [at @a-paper].\n", "[at", "«[at @a-paper]»"),
    _topic("repeated-phrase", f"{TOPIC}Nobody has ever measured any of it.\n{PROSE}", "Nobody", "4 pages; also on t1"),
    _topic("bound-dropped", f"{TOPIC}It is\n9 times faster, says @a-paper.\n{PROSE}", "9", "«9 times» is «up to»"),
    _topic("bound-dropped", f"{TOPIC}It is 9× faster [@a-paper]. Up to 2.5.\n{PROSE}", "9", "«9×»"),
    _notes("quoted-words", "It is “slow at times” [@a-paper].\n", "“slow", "«slow at times»"),
    _notes("quoted-words", 'It is so. @a-paper says "never … more".\n', '"never', "«never … more»"),
    _notes("citation-as-noun", "[@a-paper] keeps it.\n", "[@a", "«[@a-paper]»", ("[@a-paper]", "@a-paper")),
    _notes(
        "citation-as-noun", "It is so, according to\n[@a-paper].\n", "[@a", "«[@a-paper]»", ("[@a-paper]", "@a-paper")
    ),
    _notes("citation-as-noun", "It is dear, and [@a-paper] says so.\n", "[@a", "«", ("[@a-paper]", "@a-paper")),
    _notes("citation-as-noun", "It is [@a-paper]'s idea.\n", "[@a", "«[@a-paper]»", ("[@a-paper]", "@a-paper")),
    _notes("citation-as-noun", "It is kept in [@a-paper].\n", "[@a", "«[@a-paper]»"),
    _notes("citation-as-noun", "So, [@a-paper; @b-paper] say.\n", "[@a", "«[@a-paper; @b-paper]»"),
    _notes("heading-level", "# Part\n", "# Part", "«#»", ("# Part", "## Part")),
    _notes("heading-level", "## Part\n\n#### Deep\n", "####", "«####» skips"),
    _notes("raw-html", "It is <b>fast.\n", "<b>", "«<b>»"),
    _notes("raw-html", "It <script src='x'> is.\n", "<script", "«<script src='x'>»"),
    _notes("raw-html", "It <!-- is --> fast.\n", "<!--", "«<!-- is -->»"),
    _notes("image-in-prose", "It ![is](https://a.org/b.png).\n", "![is]", "«![is](»"),
    _topic("cites-none-of-its-own", f"{TOPIC}{'word ' * 160}\n", 0, "none of its 4 papers"),
    _topic("number-without-claim", f"{TOPIC}It is\n37 times faster [@a-paper].\n{PROSE}", "37", "«37»"),
    _topic("number-without-claim", f"{TOPIC}It is faster [@a-paper]. By 2.5 times.\n{PROSE}", "2.5", "«2.5»"),
    _topic("number-without-claim", f"{TOPIC}It is 3x faster [@a-paper].\n{PROSE}", "3x", "«3»"),
    _topic("hidden-baseline", f"{TOPIC}It is 9 times faster [@d-paper].\n{PROSE}", "It is 9", "least over Ketch"),
    _topic("hidden-baseline", f"{TOPIC}So. It is nine times faster [@d-paper].\n{PROSE}", "It is", "least over Ketch"),
    Case(
        "unknown-start",
        "topics/topic.md",
        TOPIC.replace("key: b-paper", "key: e0-old") + PROSE,
        "e0-old",
        "«e0-old»",
        ("e0-old", "e0"),
    ),
    _topic("unknown-start", TOPIC.replace("key: b-paper", "key: lost") + PROSE, "lost", "«lost»"),
]
PROVENANCE = [
    _paper("unknown-source", "seen: [{source: lost, rank: 1, line: 1}]\n", 4, "«lost»"),
    Case("source-changed", "sources/sources.yml", SOURCES.replace(SHA, "0" * 64), "0000", "«000000000000…»"),
    Case("source-changed", "sources/sources.yml", SOURCES.replace("c.txt", "d.txt"), "d.txt", "«d.txt» is missing"),
    Case("source-unlisted", "sources/d.txt", "New\n", 0, "d.txt is not listed"),
    Case("source-unlisted", "sources/sources.yml", SOURCES + SOURCES.replace("c.txt", "README.md"), 6, "«capture»"),
    _paper(
        "seen-elsewhere", "seen: [{source: capture, rank: 1, line: 3}]\n", "3}", "line «3» of capture does not hold"
    ),
    _paper("seen-elsewhere", "seen: [{source: capture, rank: 1, line: 1}]\n", "1}", "is where a-paper was seen"),
    _paper("seen-elsewhere", "seen: [{source: capture, rank: 1, line: 99}]\n", "99}", "does not hold"),
    Case("seen-elsewhere", "papers/a-paper.md", SEEN_A.replace("rank: 1", "rank: 7"), "7,", "rank «7» is wrong"),
    Case("record-without-paper", "sources/sources.yml", SOURCES.replace("id: capture", "id: b"), "c.txt", "«c.txt»"),
    Case("not-as-captured", "papers/a-paper.md", SEEN_A.replace("A paper", "B papers"), "B papers", "«B papers» here"),
    Case(
        "not-as-captured",
        "papers/a-paper.md",
        SEEN_A.replace(f"  {QUOTED}", f"  {QUOTED} It is free."),
        "|-",
        "«It is free.» here, «nothing» there",
    ),
    _paper("not-as-captured", "published_abstract: It is.\n", "It is.", "«published_abstract:»"),
    _paper(
        "needless-correction",
        "venue: A Venue\nprovenance: {venue: {file: f.jsonl, line: 1, corrected: Why.}}\n",
        "{file",
        "line 1 of f.jsonl states «venue:»",
    ),
    _paper(
        "correction-unexplained",
        "venue: Another\nprovenance: {venue: {file: f.jsonl, line: 1, corrected: .}}\n",
        "{file",
        "«.» does not say why «venue:» was corrected",
    ),
    _paper("fact-elsewhere", "venue: Another\n", "Another", "line 1 of f.jsonl states another «venue:»: «A Venue»"),
    _paper("fact-elsewhere", "venue: Another\nprovenance: {venue: {file: f.jsonl, line: 1}}\n", "{file", "«venue:»"),
    _paper("fact-elsewhere", "venue: V\nprovenance: {venue: {file: g.jsonl, line: 1}}\n", "{file", "no file «g.jsonl»"),
    _paper("fact-elsewhere", "provenance: {venue: {file: f.jsonl, line: 1}}\n", "{file", "«venue:»"),
    _paper("fact-elsewhere", "provenance: {valley: {file: f.jsonl, line: 1}}\n", "{file", "«valley» is no field"),
]
TEXT = [
    _titled("hidden-characters", "Scal\u200bing laws", "\u200b", "«U+200B»", ("\u200b", "")),
    _titled("hidden-characters", '"Scal\\u202eing laws"', '"Scal', "«U+202E»", ("\\u202e", "")),
    _notes("hidden-characters", "It is\u2066 fast.\n", "\u2066", "«U+2066»", ("\u2066", "")),
    Case("hidden-characters", "papers/f.md", paper_file("f").replace("The a", "The\u200b a"), "\u200b", "«U+200B»"),
    _paper("broken-characters", "authors: [JosÃ© GarcÃ\u00ada]\n", "Ã©", "«Ã©»", ("JosÃ© GarcÃ\u00ada", "José García")),
    _titled("broken-characters", "Itâ€™s fast", "â€", "«â€»", ("Itâ€™s", "It’s")),
    _titled("lost-characters", "Scaling \ufffd laws", "\ufffd", "a character was lost"),
    _titled("html-entity", "Search &amp; retrieval", "&amp;", "«&amp;»", ("&amp;", "&")),
    _titled("html-entity", "'It&#39;s fast'", "&#39;", "«&#39;»", ("It&#39;s", "It''s")),
    _paper("script-in-text", "summary: 'A <script>alert(1)</script>'\n", "<script", "«<script»"),
    _paper("script-in-text", "summary: 'Click <a onclick=\"x\">'\n", 'onclick="', "«onclick="),
    _paper("script-in-text", "summary: 'Go to javascript:alert(1)'\n", "javascript:", "«javascript:"),
    _titled("html-tag", "On CO<sub>2</sub>", "<sub>", "«<sub>»"),
    _paper("latex-in-text", "summary: 'It is $10\\times$ faster.'\n", "$10", "«$10\\times$»"),
    _paper("latex-in-text", "summary: 'It is \\textbf{fast}.'\n", "\\textbf", "«\\textbf»"),
    _paper("odd-spaces", "authors: [Ada  Lovelace]\n", "  Love", "odd white space", ("Ada  Love", "Ada Love")),
    _paper("odd-spaces", "authors: [Ada\u00a0Lovelace]\n", "\u00a0", "U+00A0", ("\u00a0", " ")),
    _paper("placeholder", "summary: 'TODO: write'\n", "TODO", "«TODO»"),
    _titled("look-alike-letters", "Sсaling laws", "Sсaling", "«Sсaling»", ("Sсaling", "Scaling")),
    _paper("look-alike-letters", "authors: ['Аda Lovelace']\n", "Аda", "«Аda»", ("Аda", "Ada")),
]
STRAY = (
    "vocabulary/colours.yml", "papers/.new.md", ".DS_Store", "papers/f.MD", "papers/deep/f.md", "facts/.f.jsonl",
    "facts/f.html", "facts/deep/f.jsonl", "sources/.c.txt", "sources/deep/c.txt", "papers/.gitkeep", "notes.txt",
)  # fmt: skip
GOVERNING = (
    ".gitattributes", "papers/.gitattributes", "topics/.GitAttributes", "sources/.gitattributes", "papers/.gitignore",
    ".gitmodules", "pages/.htaccess", "facts/.htaccess", "pages/_redirects", "pages/web.config", ".git",
    "papers/.git\u200cattributes", ".well-known/security.txt",
)  # fmt: skip
FORM = [
    Case("reserved-name", "sources/nul.txt", "x", 0, "nul.txt is a name that systems reserve"),
    Case("reserved-name", "facts/my facts.csv", "key\n", 0, "holds signs"),
    Case("reserved-name", "facts/fасts.csv", "key\n", 0, "f\\u0430"),
    Case("reserved-name", "facts/f.JSONL", "{}\n", 0, "ignore case"),
    Case("stray-file", "papers/f.markdown", "x\n", 0, "nothing reads"),
    Case("fact-line", "facts/f.jsonl", f'{FACTS}{{"title": "B", "venue": "V", "venue": "W"}}\n', 2, '"V" and "W"'),
    Case("fact-line", "facts/g.jsonl", '{"title": "B", "venue": NaN}\n', 1, "NaN is no number"),
    Case("fact-line", "facts/g.jsonl", '\n{"title": "B"\n', 2, "not JSON"),
    Case("fact-line", "facts/g.csv", "title,venue,venue\nB,V,V\nC,V,W\n", 3, "«V» and «W»"),
    Case("fact-line", "facts/g.csv", "title\n\udcff\n", 0, "UTF-8"),
    Case("fact-line", "facts/g.csv", "title,venue\nB,V,W\n", 2, "«W» comes after the last column"),
    Case("keywords", "keywords.yml", "# of topics\nreef: Coral Reefs\n", 2, "«Coral Reefs» is no key"),
    Case("keywords", "keywords.yml", "reef: [a, b]\n", 1, "«reef» has more than one topic"),
    Case("keywords", "keywords.yml", "reef: a\nsea: b\nreef: b\n", 3, "«reef» appears twice, first in line 1"),
    Case("keywords", "keywords.yml", "reef: a\n<<<<<<< HEAD\n", 2, "a conflict"),
    Case("keywords", "keywords.yml", "reef: a\n\tsea: b\n", 2, "a tab"),
    Case("keywords", "keywords.yml", "reef: a # \u2028sea: b\n", 1, "U+2028"),
    Case("keywords", "keywords.yml", "- reef\n", 1, "no lines of keywords"),
    Case("keywords", "keywords.yml", "reef: \udcff\n", 1, "UTF-8"),
    *(Case("stray-file", file, "x\n", 0, "nothing reads") for file in STRAY),
    *(Case("governing-file", file, "x\n", 0, "next to it") for file in GOVERNING),
    Case("reserved-name", "sources/con/c.txt", "x", 0, "con is a name that systems reserve"),
    Case("reserved-name", "sources/c.", "x", 0, "c. is a name that systems reserve"),
    Case("reserved-name", "facts/lpt1.f.csv", "key\n", 0, "systems reserve"),
    Case("large-file", "papers/f.md", paper_file("f", body="word " * 14_000 + "\n"), 0, "bytes"),
    Case("line-ends", "papers/f.md", paper_file("f").replace("\n", "\r\n"), 0, "carriage return", ("\r\n", "\n")),
    Case("line-ends", "papers/f.md", "\ufeff" + paper_file("f"), 0, "byte order", ("\ufeff", "")),
    _paper("hidden-layout", "# a\u202e comment\n", "\u202e", "«U+202E»", ("\u202e", "")),
    _paper("hidden-layout", "topics: [topic]  # \u200bone\n", "\u200b", "«U+200B»", ("\u200b", "")),
    _paper("hidden-layout", "venue: V  # \u2066one\n", "\u2066", "«U+2066»", ("\u2066", "")),
    Case("last-line", "papers/f.md", paper_file("f", body="It is."), 7, "does not end", ("It is.", "It is.\n")),
    Case("last-line", "papers/f.md", paper_file("f", body="It is.\n\n\n"), 7, "empty lines", ("is.\n\n\n", "is.\n")),
    _paper("trailing-space", "venue: A Venue  \n", "  \n", "spaces end the line", ("Venue  \n", "Venue\n")),
    _paper("tab-in-fields", "venue:\tA Venue\n", "\t", "a tab", (":\tA", ": A")),
    _paper(
        "field-order",
        "# why not\ntopics: [topic]\nvenue: V  # as printed\n",
        "venue",
        "«venue:» comes after topics",
        (
            "# why not\ntopics: [topic]\nvenue: V  # as printed\n",
            "venue: V  # as printed\n# why not\ntopics: [topic]\n",
        ),
    ),
]
TO_DO = [_paper("to-do", "summary:  # to do: one sentence; your own\n", "# to do", "summary is to do: one sentence.")]
NEAR = [
    _titled("near-duplicate", "Scalling laws for neural models", "Scalling", "nearly the title of e0"),
    _titled("near-duplicate", "Neural models for scaling laws", "Neural", "nearly the title of e0"),
    _paper("duplicate-arxiv", "arxiv: '2412.04315'\n", "'2412", "«2412.04315» is also e0"),
    _paper("duplicate-arxiv", "doi: 10.48550/arXiv.2412.04315v3\n", "10.48550", "«2412.04315» is also e0"),
    _paper("duplicate-doi", "doi: 10.1145/ABC.1\n", "10.1145", "«10.1145/ABC.1» is also e0"),
    Case(
        "duplicate-abstract",
        "papers/f-paper.md",
        abstracted("f-paper", abstract="We show " * 60),
        "|-",
        "also that of «e0»",
    ),
    _paper("alias-taken", "aliases: [e0-old]\n", "e0-old]", "«e0-old»"),
]
#: What stands beside the cases that need a neighbour.
BESIDE = {
    "papers/f-paper.md": paper_file("f-paper", "topics: [other]\n"),
    "papers/e0.md": abstracted(
        "e0",
        "topics: [topic]\npublished: 2024-12\narxiv: '2412.04315'\ndoi: 10.1145/abc.1\n",
        "We show " * 60,
    )
    .replace("topics: [topic]\n", "")
    .replace("key: e0\n", "key: e0\naliases: [e0-old]\n")
    .replace("title: E0", "title: Scaling laws for neural models"),
}
REPEATED = "Here, nobody has ever measured\nany of it, it seems.\n"
SCREENED = "doi: 10.1145/abc.1\nstatus: included\n"
SETTINGS = [
    Case("rule-setting", "survey.yml", f"{SURVEY_YML}rules: {{{rule}: {setting}}}\n", at, names)
    for rule, setting, at, names in (
        ("topic-sise", "{level: error}", "topic-sise", "there is no rule «topic-sise»"),
        ("topic-size", "{limits: {paper: [3, 60]}}", "[3, 60]", "no limit «paper»"),
        ("topic-size", "{limits: {papers: 3}}", "3}}", "must be as in: 4 to 40"),
        ("topic-size", "{limits: {papers: [60, 3]}}", "[60, 3]", "must be as in: 4 to 40"),
        ("dead-link", "{level: advice}", "advice", "lowers the rule without a reason"),
        ("dead-link", "{level: off}", "off", "lowers the rule without a reason"),
        ("unsafe-link", "{level: off, reason: R.}", "off", "always applies"),
        ("schema", "{level: warning, reason: R.}", "warning", "always applies"),
    )
]
SETTINGS += [
    Case("named-search", "survey.yml", f"{SURVEY_YML}searches:\n{searches}", at, names)
    for searches, at, names in (
        ('- {key: a, name: A, where: {kod: ["yes"]}}\n', '["yes"]', "the facet «kod», which does not exist"),
        ("- {key: a, name: A, where: {topic: [topik]}}\n", "[topik]", "«topik», which no paper has"),
        ("- {key: a, name: A, without: {kind: [metod]}}\n", "[metod]", "«metod», which no paper has"),
        ("- {key: a, name: A}\n- {key: a, name: B}\n", "a, name: B", "another search «a»"),
    )
]
SETTINGS += [
    Case("constraint", "survey.yml", f"{SURVEY_YML}decisions: {{constraints: [{constraints}]}}\n", at, names)
    for constraints, at, names in (
        ('{id: a, question: Q, where: {kod: ["yes"]}}', '["yes"]', "the facet «kod», which does not exist"),
        ("{id: a, question: Q, where: {topic: [topik]}}", "[topik]", "«topik», which no paper has"),
        (
            "{id: a, question: Q, where: {topic: [topic]}}, {id: a, question: R, where: {topic: [topic]}}",
            "a, question: R",
            "another constraint «a»",
        ),
    )
]
_ASKED = "constraints: []}"
SETTINGS += [
    Case("shown-field", "survey.yml", f"{SURVEY_YML}{settings}\n", at, names)
    for settings, at, names in (
        ("taxonomy: [kind, measur]", "measur]", "«measur» cannot be in taxonomy"),
        ("costs: {kind: [method]}", "kind", "«kind» cannot be in costs"),
        ("costs: {measure: [latenzy]}", "latenzy", "«latenzy» cannot be in costs.measure"),
        (f"decisions: {{columns: [kynd], {_ASKED}", "kynd", "«kynd» cannot be in decisions.columns"),
        (f"decisions: {{columns: [kind], quotations: {{kind: kind}}, {_ASKED}", "kind: kind}", "«kind» cannot be"),
    )
]
_STATED = "- {from: a-paper, to: b-paper, kind: refines, quote: The abstract of a-paper.}\n"
RELATIONS = [
    Case(rule, "relations.yml", _STATED.replace(*change), at, names)
    for rule, change, at, names in (
        ("relation-paper", ("b-paper", "b-papr"), "b-papr", "no paper «b-papr»"),
        ("relation-paper", ("b-paper", "e-paper"), "e-paper", "«e-paper» is excluded"),
        ("relation-paper", ("to: b-paper", "to: a-paper"), "a-paper, kind", "«a-paper» is related to itself"),
        ("relation-quote", ("quote: The", "quote: Our"), "Our", "«Our abstract of a-paper.» is not in the abstract"),
        ("duplicate-relation", (_STATED, _STATED * 2), 2, "«a-paper» refines «b-paper» is there twice"),
        ("schema", ("refines", "inspires"), "kind", "«inspires»"),
        ("schema", ("from: a-paper", "form: a-paper"), "form", "no field «form»"),
    )
]
RELATIONS += [
    Case(
        "relation-paper",
        "relations.yml",
        _STATED.replace("b-paper", "e0-old"),
        "e0-old",
        "no paper «e0-old»",
        ("e0-old", "e0"),
    ),
    Case(
        "relation-order",
        "relations.yml",
        _STATED.replace("a-paper", "c-paper"),
        "c-paper, to",
        "«c-paper» (2024-05) appeared before «b-paper» (2025)",
    ),
]
#: Two claims' words, and what readers said of the papers of the survey.
A_READING = '{"paper": "a-paper", "field": "kind", "value": "method", "reader": "first", "date": "2026"}\n'
B_READING = A_READING.replace("a-paper", "b-paper").replace('"method"', '"not stated"')
R = "readings/r.jsonl"


def _reading(rule: str, old: str, new: str, at: int | str, names: str) -> Case:
    """A case of a file of readings, of whose first line a part is another."""
    return Case(rule, R, A_READING.replace(old, new) + A_READING.replace('"first"', '"second"'), at, names)


READINGS = [
    _reading("reading-line", '"date"', '"day"', 1, "«day»"),
    Case("reading-line", R, f"{A_READING}\n<<<<<<< HEAD\n", 3, "not JSON"),
    Case("reading-line", R, "\udcff\n", 1, "UTF-8"),
    _reading("reading-of-nothing", "a-paper", "a-papers", 1, "there is no paper «a-papers»"),
    _reading("reading-of-nothing", '"kind"', '"kin"', 1, "«kin» is no field that papers have"),
    _reading("reading-of-nothing", '"kind"', '"measure"', 1, "«measure» is no field that papers have"),
    _reading("reading-of-nothing", '"field"', '"claim": "It", "field"', 1, "«kind» is no field that claims have"),
    _reading(
        "reading-of-nothing",
        '"field": "kind"',
        '"claim": "Absent", "figure": 2, "field": "measure"',
        1,
        "«Absent» is in the quotation of no claim of a-paper with the figure 2",
    ),
    Case("reading-value", R, A_READING.replace('"method"', '"metod"').replace("a-paper", "e-paper"), 1, "«metod»"),
    Case("reading-value", R, A_READING.replace('"kind", "value": "m', '"topic", "value": "m'), 1, "«method» is no"),
    Case("read-again", R, A_READING + A_READING.replace('"method"', '"lag"') + A_READING, 2, "in line 3"),
    Case("reading-quote", R, A_READING.replace('"date"', '"quote": "It was.", "date"'), 1, "«It was.» is not"),
    Case(
        "reading-quote",
        R,
        A_READING.replace('"kind", "value": "method"', '"evidence", "value": "It was."'),
        1,
        "«It was.» is not in the abstract of a-paper",
    ),
    Case(
        "readers-differ",
        R,
        A_READING + A_READING.replace('"method"', '"lag"').replace('"first"', '"second"').replace("2026", "2027"),
        2,
        "«kind:» of a-paper: «method» (first), «latency» (second)".replace("latency", "lag"),
    ),
]
#: What a saved search has done, and a candidate that it has found.
RUNS, CANDIDATES, WATCH = "searches/runs.jsonl", "searches/candidates.jsonl", "watch.yml"
A_SEARCH = "searches: [{id: weekly, service: arxiv, query: 'abs:lag'}]\n"
A_RUN = '{"search": "weekly", "service": "arxiv", "address": "https://a.org/q", "date": "2025-05-31"}\n'
A_CANDIDATE = (
    '{"key": "z-paper", "title": "A work on zeal", "authors": ["Ada Lovelace"], "arxiv": "2505.00001", '
    '"found": [{"search": "weekly", "date": "2025-05-31"}]}\n'
)
_DECIDED = '"decision": {"status": "STATUS", "by": "Ada", "date": "2025-06-01"}, "found"'


def _candidate(rule: str, old: str, new: str, names: str) -> Case:
    """A case of a file of candidates, of whose second line a part is another."""
    changed = A_CANDIDATE.replace("z-paper", "y-paper").replace("zeal", "yews").replace("00001", "00002")
    assert old in changed
    return Case(rule, CANDIDATES, f"{A_CANDIDATE}\n{changed.replace(old, new)}", 3, names)


SEARCHES = [
    _candidate("search-line", '"found"', '"fond"', "«fond»"),
    Case("search-line", RUNS, f"{A_RUN}<<<<<<< HEAD\n", 2, "not JSON"),
    Case("search-line", RUNS, A_RUN.replace("31", "\udcff"), 1, "UTF-8"),
    Case("search-line", RUNS, A_RUN.replace("}", ', "new": true}'), 1, "«true»"),
    Case("repeated-search", WATCH, A_SEARCH.replace("}]", "}, {id: weekly, service: hf-daily}]"), 1, "«weekly»"),
    *(
        Case(
            "search-place",
            WATCH,
            f"searches: [{{id: weekly, service: {service}, query: '{query}'}}]\n",
            f"'{query}",
            names,
        )
        for service, query, names in (
            ("feed", "a.org/feed", "«a.org/feed» is no web address"),
            ("folder", "../inbox", "it leaves the survey"),
            ("folder", "/tmp", "it must begin in the survey"),
            ("folder", "content/.git", "begins with a dot"),
        )
    ),
    Case("search-place", WATCH, A_SEARCH.replace("arxiv", "arxvi"), "arxvi", "there is no service «arxvi»"),
    Case("run-of-no-search", RUNS, A_RUN + A_RUN.replace("weekly", "daily"), 2, "no search «daily»"),
    _candidate("run-of-no-search", "weekly", "daily", "«y-paper» was found by «daily», of which there is no run"),
    Case("search-failed", RUNS, A_RUN + A_RUN.replace("}", ', "fault": "It broke."}'), 2, "It broke."),
    _candidate("candidate-key", "y-paper", "z-paper", "«z-paper» is the key of another candidate"),
    _candidate("candidate-key", "y-paper", "con", "«con» cannot be a key"),
    _candidate("candidate-is-paper", "y-paper", "b-paper", "«b-paper» waits, and is b-paper of the survey"),
    _candidate("candidate-is-paper", '"2505.00002"', '"2505.00009"', "«y-paper» waits, and is h-paper"),
    _candidate(
        "candidate-is-paper",
        'A work on yews", "authors": ["Ada Lovelace"], "arxiv": "2505.00002"',
        'H Paper", "authors": ["A. Lovelace"]',
        "«y-paper» waits, and is h-paper",
    ),
    _candidate("candidate-without-paper", '"found"', _DECIDED.replace("STATUS", "included"), "no such paper"),
    _candidate(
        "candidate-reason",
        '"found"',
        _DECIDED.replace('STATUS"', 'excluded", "reason": "latencies"'),
        "«latencies» of «y-paper» is no reason",
    ),
]
NOT_AS_READ = CLEAN["papers/a-paper.md"].replace("kind: method", "kind: latency")
READINGS.append(Case("not-as-read", "papers/a-paper.md", NOT_AS_READ, "latency\n", "«kind:» is «latency» here"))
SCOPED = [
    Case(
        "example-status",
        "survey.yml",
        f"{SURVEY_YML}  included:\n    - {{papers: [e0-old], why: W.}}\n",
        "e0-old",
        "«e0-old»",
        ("e0-old", "e0"),
    ),
]
SCOPED += [
    Case("example-status", "survey.yml", f"{SURVEY_YML}  {part}:\n    - {{{example}, why: W.}}\n", at, names)
    for part, example, at, names in (
        ("excluded", "papers: [e-paper, a-paper]", "{papers", "«a-paper» is included; the example says excluded"),
        ("included", "papers: [e-paper]", "{papers", "«e-paper» is excluded"),
        ("included", "papers: [b-paper]", "{papers", "«b-paper» is not screened"),
        ("borderline", "papers: [a-paper]", "{papers", "does not say its «status»"),
        ("borderline", "papers: [a-paper], status: excluded", "{papers", "«a-paper» is included"),
        ("excluded", "title: Others; A paper", "{title", "«a-paper» is included"),
        ("included", "papers: [a-paper, absent]", "absent", "no paper «absent»"),
        ("included", "title: Anything, status: excluded", "excluded, why", "contradicts «included»"),
    )
]
CASES = [
    *READINGS, *READING, *SETTINGS, *SCOPED, *RELATIONS, *IDENTITY, *DATES, *LINKS, *VOCABULARY, *SCOPE, *CLAIMS,
    *PROSE_CASES, *PROVENANCE, *TEXT, *FORM, *TO_DO, *NEAR, *WORKS, *STATEMENTS, *SEARCHES,
]  # fmt: skip


#: What statements rest on is included.
INCLUDED = {
    f"papers/{key}.md": paper_file(key, "status: included\ntopics: [topic]\n") for key in ("b-paper", "c-paper")
} | {"papers/e0.md": BESIDE["papers/e0.md"].replace("abc.1\n", "abc.1\nstatus: included\n")}


def beside(case: Case) -> dict[str, str]:
    """The survey that a case is put into."""
    if case in SEARCHES:
        authors = "authors: [Ada Lovelace]\narxiv: '2505.00009'\n"
        searched = {WATCH: A_SEARCH, RUNS: A_RUN, CANDIDATES: A_CANDIDATE}
        return CLEAN | searched | {"papers/h-paper.md": paper_file("h-paper", authors)}
    if case.rule == "not-as-read":
        return CLEAN | {R: A_READING}
    if case.rule == "term-only-excluded":
        return CLEAN | {
            "papers/e-paper.md": paper_file("e-paper", "status: excluded\nreason: method\nmethods: [Zed]\n")
        }
    if case.rule == "repeated-phrase":
        others = {f"topics/t{n}.md": TOPIC.replace("Topic", f"Z{n}") + REPEATED for n in (1, 2, 3)}
        return CLEAN | others
    if case.rule == "bound-dropped":
        change = "{form: factor, value: 9, unit: ×, bound: up to}"
        claim = f"  - {{quote: Up to 9 times., measure: latency, change: {change}}}\n"
        return CLEAN | {"papers/a-paper.md": abstracted("a-paper", quoting() + claim, after=SEEN) + NOTES}
    if case.rule == "example-status":
        return CLEAN | {"papers/e0.md": BESIDE["papers/e0.md"].replace("doi: 10.1145/abc.1\n", SCREENED)}
    if case in NEAR or "e0" in case.names:
        more = INCLUDED if case in STATEMENTS else {}
        return CLEAN | {"papers/e0.md": BESIDE["papers/e0.md"]} | more
    if case.rule == "relation-order":
        dates = {"b-paper": "2025", "c-paper": "2024-05"}
        return CLEAN | {f"papers/{key}.md": paper_file(key, f"published: {day}\n") for key, day in dates.items()}
    if case.rule == "work-not-named":
        return CLEAN | {"vocabulary/benchmarks.yml": f"{WORK}, synonyms: [a-paper], {ELSEWHERE}}}\n"}
    if case in STATEMENTS:
        return CLEAN | INCLUDED
    return CLEAN | ({"papers/f-paper.md": BESIDE["papers/f-paper.md"]} if case.rule == "start-outside" else {})


def folder(root: Path, files: dict[str, str]) -> Path:
    """A survey of ``files``, by path below ``content``."""
    survey_folder(root)
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    return root
