"""Hostile files that must be refused: where each stands, what it holds, and what is told of it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.builders import SURVEY_YML, paper_file

PAPER = "papers/evil.md"
TOPIC = "topics/evil.md"
PAGE = "pages/evil.md"
TERMS = "vocabulary/methods.yml"
SOURCES = "sources/sources.yml"
SETTINGS = "survey.yml"
MAP = "map.json"


class Refused(NamedTuple):
    """A file, and the rule that finds it; ``line`` is where, 0 for the file as a whole, None where any line will do."""

    id: str
    file: str
    text: str | bytes
    rule: str
    line: int | None = None


def _field(kind: str, field: str, value: str) -> str:
    """The text of a file with one more field, or another value of it; the field stands in line 4 (terms: 1)."""
    if kind == PAPER:
        if field == "title":
            return f"---\n# 2\n# 3\ntitle: {value}\nabstract: A.\n---\n"
        if field == "abstract":
            return f"---\n# 2\ntitle: Evil\nabstract: {value}\n---\n"
        return f"---\n# 2\ntitle: Evil\n{field}: {value}\nabstract: A.\n---\n"
    if kind == TOPIC:
        fields = {"title": "Evil", "summary": "S.", field: value}
        lines = [f"{n}: {v}\n" for n, v in sorted(fields.items(), key=lambda pair: pair[0] != field)]
        return f"---\n# 2\n# 3\n{''.join(lines)}---\n"
    if kind == PAGE:
        return f"---\n# 2\n# 3\n{field}: {value}\n" + ("title: Evil\n" if field != "title" else "") + "---\nText.\n"
    if kind == TERMS:
        fields = {"id": "evil", "name": "Evil", "definition": "D.", field: value}
        return "- {" + ", ".join(f"{n}: {v}" for n, v in fields.items()) + "}\n"
    if kind == SOURCES:
        fields = {"id": "evil", "file": "c.txt", "format": "f", "origin": "o", "sha256": "0" * 64, field: value}
        return "- {" + ", ".join(f"{n}: {v}" for n, v in fields.items()) + "}\n"
    lines = [line for line in SURVEY_YML.splitlines() if not line.startswith(f"{field}:")]
    return "\n".join([f"{field}: {value}", *lines]) + "\n"


_LINE = {PAPER: 4, TOPIC: 4, PAGE: 4, TERMS: 1, SOURCES: 1, SETTINGS: 1}
_KINDS = {PAPER: "paper", TOPIC: "topic", PAGE: "page", TERMS: "term", SOURCES: "source", SETTINGS: "settings"}

#: No address that a page may link to.
ADDRESSES = {
    "javascript": "javascript:alert(1)",
    "javascript-capitals": "JaVaScRiPt:alert(1)",
    "javascript-space": '" javascript:alert(1)"',
    "javascript-tab": '"java\\tscript:alert(1)"',
    "javascript-newline": '"java\\nscript:alert(1)"',
    "javascript-null": '"\\0javascript:alert(1)"',
    "javascript-slashes": "javascript://a.org/%0aalert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "data-html": "data:text/html,<script>alert(1)</script>",
    "data-base64": "data:text/html;base64,PHNjcmlwdD4=",
    "data-svg": "data:image/svg+xml,<svg/onload=alert(1)>",
    "blob": "blob:https://a.org/1",
    "file": "file:///etc/passwd",
    "view-source": "view-source:https://a.org/",
    "protocol-relative": "//a.org/x",
    "path": "../../etc/passwd",
    "quote": '"https://a.org/\\" onclick=alert(1) x=\\""',
    "apostrophe": '"https://a.org/\' onclick=alert(1)"',
    "tag": "https://a.org/<script>alert(1)</script>",
    "space": '"https://a.org/ onclick=alert(1)"',
    "newline": '"https://a.org/\\nSet-Cookie: a=b"',
    "braces": '"https://a.org/{{ config }}"',
    "backquote": '"https://a.org/`x`"',
    "pipe": '"https://a.org/|x"',
    "too-long": "https://a.org/" + "a" * 2000,
    "no-host": "https://",
    "half-a-host": "'https://['",
}
_ADDRESSED: list[tuple[str, str, Callable[[str], str]]] = [
    (PAPER, "code", lambda url: f"[{url}]" if url[0] in "\"'" else f"['{url}']"),
    (PAPER, "links", lambda url: f"[{{label: L, url: {url if url[0] in chr(34) + chr(39) else repr(url)}}}]"),
    (SETTINGS, "site_url", lambda url: url if url[0] in "\"'" else f"'{url}'"),
    (SETTINGS, "repository", lambda url: url if url[0] in "\"'" else f"'{url}'"),
    (SETTINGS, "editors", lambda url: f"[{{name: E, url: {url if url[0] in chr(34) + chr(39) else repr(url)}}}]"),
]

#: No key: it would leave its folder, name a file that systems reserve, or look like another.
KEYS = {
    "up": "../up",
    "up-twice": "../../../etc/passwd",
    "absolute": "/etc/passwd",
    "backslash": "'..\\..\\up'",
    "encoded": "'%2e%2e%2fup'",
    "dot": "'.'",
    "dots": "'..'",
    "hidden": "'.htaccess'",
    "ending": "evil.html",
    "null": '"evil\\0"',
    "newline": '"evil\\n---\\nx: y"',
    "newline-at-end": '"evil\\n"',
    "space": "'evil '",
    "capitals": "Evil",
    "cyrillic": "еvil",
    "full-width": "ｅvil",
    "accent": "évil",
    "zero-width": '"ev\\u200bil"',
    "right-to-left": '"\\u202eevil"',
    "prototype": "__proto__",
    "template": "'{{ config }}'",
    "quote": "'evil\" onclick=\"'",
    "tag": "<script>",
    "hash": "'evil#x'",
    "query": "'evil?x'",
    "colon": "'evil:x'",
    "hyphens": "'--evil'",
    "empty": "''",
    "too-long": "a" * 101,
    "list": "[evil]",
    "mapping": "{evil: true}",
}
_KEYED: list[tuple[str, str, Callable[[str], str]]] = [
    (PAPER, "aliases", lambda key: f"[{key}]"),
    (PAPER, "topics", lambda key: f"[{key}]"),
    (PAPER, "kind", str),
    (TOPIC, "parent", str),
    (TERMS, "id", str),
    (SOURCES, "id", str),
]

#: No file of a source.
FILES = {
    name: KEYS[name] for name in "up up-twice absolute backslash encoded dot dots hidden null newline space".split()
} | {"settings-above": "../survey.yml", "device": "/dev/zero", "home": "'~/.ssh/id_rsa'", "url": "https://a.org/x"}

#: No field of a paper.
VALUES = {
    "published": ("2024-13-01", "2024-02-30", "0000", "'2024; rm -rf'", "'２０２４'", "'2024-01-01<script>'", "99999"),
    "arxiv": ("'2401.00001\"onclick='", "'2401.00001<script>'", "'../2401.00001'", "'2401.0０001'"),
    "doi": ("'10.1000/a b'", "'10.1000/\"x'", "javascript:alert(1)", "https://doi.org/10.1000/x"),
    "status": ("<script>", "INCLUDED", "[included]", "constructor"),
    "title": ('"a\\nb"', '"a\\r\\nb"', "''", "[a]", "{a: b}", "null"),
    "authors": ("A Name", '["a\\nb"]', "[[a]]", "{a: b}"),
    "seen": ("[{source: ../up, rank: 1, line: 1}]", "[{source: a, rank: -1, line: 1}]"),
    "claims": (
        "[{quote: A., measure: m, change: {form: level, value: .inf, unit: s}}]",
        "[{quote: A., measure: m, change: {form: level, value: nan, unit: s}}]",
        "[{quote: A., measure: m, change: {form: <script>, value: 1, unit: s}}]",
        "[{quote: A., measure: m, change: {form: level, value: 1e400, unit: s}}]",
    ),
    "provenance": ("{venue: {file: a}}", "{venue: {url: 'javascript:alert(1)'}}"),
    "onclick": ("alert(1)",),
    "__proto__": ("{polluted: true}",),
    "constructor": ("{prototype: {polluted: true}}",),
    "tіtle": ("with a Cyrillic letter in the field's name",),
}

_TAGS = (
    "!!python/object/apply:os.system [touch /tmp/pwned]",
    "!!python/object/new:subprocess.Popen [[touch, /tmp/pwned]]",
    "!!python/name:os.system ''",
    "!!python/module:os ''",
    "!!binary aGVsbG8=",
    "!!set {a}",
    "!!timestamp 2024-01-01",
    "!!js/function 'function() {}'",
    "!include /etc/passwd",
    "!<tag:yaml.org,2002:str> x",
)
_LAUGHS = "a0: &a0 [l, l]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
#: YAML that does harm, or that two programs read differently: the text, and the line that is told.
YAML = {
    **{f"tag-{number}": (f"title: {tag}\n", 1) for number, tag in enumerate(_TAGS, start=1)},
    "billion-laughs": (_LAUGHS, 1),
    "alias-to-itself": ("title: &a [*a]\n", 1),
    "merge-key": ("title: T\nbase: &b {a: 1}\nother:\n  <<: *b\n", 2),
    "undefined-alias": ("title: *nothing\n", 1),
    "deep-lists": ("title: " + "[" * 100_000 + "\n", 1),
    "deep-mappings": ("title: " + "{a: " * 60_000 + "\n", 1),
    "deep-blocks": ("\n".join(" " * n + "a:" for n in range(400)) + "\n", None),
    "closed-deep-lists": ("title: " + "[" * 5000 + "]" * 5000 + "\n", 1),
    "twice": ("title: A\ntitle: B\n", 2),
    "twice-within": ("title: A\nlinks:\n  - label: a\n    label: b\n", 4),
    "twice-quoted": ("title: A\n'title': B\n", 2),
    "twice-escaped": ('title: A\n"ti\\x74le": B\n', 2),
    "key-is-a-list": ("? [a]\n: b\n", 1),
    "key-is-a-mapping": ("? {a: b}\n: c\n", 1),
    "second-document": ("title: A\n...\n%YAML 1.1\n", None),
    "directive": ("%TAG ! tag:a.org,2000:\n", None),
    "open-quote": ('title: "A\n', None),
    "tab-indent": ("links:\n\t- a\n", 2),
    "null-byte": ("title: a\0b\n", None),
    "bell": ("title: a\x07b\n", None),
    "surrogate": ('title: "\\ud800"\n', 1),
    "beyond-unicode": ('title: "\\U00110000"\n', 1),
    "anchor-on-a-key": ("&a title: A\n", 1),
}


def _front(yaml: str) -> str:
    return f"---\n{yaml}---\n"


def _files() -> Iterator[Refused]:
    """Whole files that are no content."""
    yield Refused("huge-paper", PAPER, paper_file("evil", body="a" * 300_000), "file", 0)
    yield Refused("huge-terms", TERMS, "- {id: a, name: a, definition: a}\n" * 100_000, "file", 0)
    yield Refused("huge-settings", SETTINGS, SURVEY_YML + "# " + "a" * 300_000, "file", 0)
    yield Refused("not-utf8", PAPER, b"---\ntitle: \xff\xfe\nabstract: A.\n---\n", "file", 2)
    yield Refused("utf16", PAPER, "---\ntitle: A\n---\n".encode("utf-16"), "file")
    yield Refused("overlong", PAPER, b"---\ntitle: \xc0\xbcscript\nabstract: A.\n---\n", "file", 2)
    yield Refused("no-end", PAPER, "---\ntitle: A\n", "front-matter", 2)
    yield Refused("no-fields", PAPER, "---\n---\ntitle: A\n", "front-matter", 1)
    yield Refused("only-text", PAPER, "<script>alert(1)</script>", "front-matter", 1)
    yield Refused("a-list", PAPER, "---\n- a\n---\n", "front-matter", 1)
    yield Refused("json-fields", PAPER, ";;;\n{}\n;;;\n", "front-matter", 1)
    yield Refused("toml-fields", PAPER, "+++\ntitle = 'A'\n+++\n", "front-matter", 1)
    yield Refused("another-key", PAPER, paper_file("other"), "key-mismatch", 2)
    yield Refused("notes-in-fields", PAPER, paper_file("evil", extra="notes: a\n"), "schema", 4)
    yield Refused("prose-in-fields", TOPIC, "---\ntitle: T\nsummary: S.\nprose: a\n---\n", "schema", 4)
    yield Refused("empty", PAPER, "", "front-matter", 1)
    for name in ("con", "nul", "aux", "com1", "lpt9", "index"):
        yield Refused(f"paper-named-{name}", f"papers/{name}.md", paper_file(name), "bad-key")
        yield Refused(f"topic-named-{name}", f"topics/{name}.md", "---\ntitle: T\nsummary: S.\n---\n", "bad-key")
    for name in ("index", "method", "explore", "data", "rules", "reading-list"):
        yield Refused(f"page-named-{name}", f"pages/{name}.md", "---\ntitle: T\n---\n", "bad-key")
    for name, file in {
        "newline": "a\nb",
        "command": "a\n::error::b",
        "tab": "a\tb",
        "escape": "a\x1b[2Jb",
        "markup": "[bold]a",
        "quote": "a'b\"c",
        "space": "a b",
        "percent": "%2e%2e",
        "template": "{{ config }}",
        "dollar": "$(touch pwned)",
        "right-to-left": "a\u202eb",
        "cyrillic": "еvil",
        "capitals": "EVIL",
        "dots": "a..b",
        "tag": "<script>",
        "not-utf8": "a\udcffb",
        "long": "a" * 120,
        "prototype": "__proto__",
    }.items():
        yield Refused(f"file-name-{name}", f"papers/{file}.md", "---\ntitle: T\nabstract: A.\n---\n", "schema", 2)


def _maps() -> Iterator[Refused]:
    """Places on the map that are none."""
    for name, text in {
        "deep": "[" * 100_000,
        "deep-mapping": '{"a":' * 50_000,
        "many-digits": f'{{"a": [{"9" * 10_000}, 1]}}',
        "infinite": '{"a": [Infinity, 1]}',
        "not-a-number": '{"a": [NaN, 1]}',
        "huge-number": '{"a": [1e999, 1]}',
        "negative": '{"a": [-1, 1]}',
        "text": '{"a": ["<script>", 1]}',
        "list": "[1, 2]",
        "cut": '{"a": [1',
        "empty": "",
        "not-utf8": b"\xff\xfe{}",
        "huge": b" " * 20_000_001,
        "script": "<script>alert(1)</script>",
        "three": '{"a": [1, 2, 3]}',
    }.items():
        yield Refused(f"map-{name}", MAP, text, "layout")


def _prose() -> Iterator[Refused]:
    """Prose that is told of, besides being rendered inert."""
    links = {
        "javascript": "[x](javascript:alert(1))",
        "capitals": "[x](JAVASCRIPT:alert(1))",
        "pointed": "[x](<javascript:alert(1)>)",
        "autolink": "<javascript:alert(1)>",
        "reference": "[x]: javascript:alert(1)",
        "data-html": "[x](data:text/html,a)",
        "data-image": "[x](data:image/png;base64,AAAA)",
        "vbscript": "[x](vbscript:msgbox)",
        "file": "[x](file:///etc/passwd)",
        "blob": "[x](blob:https://a.org/x)",
        "program": "[x](ms-msdt:/id)",
        "intent": "[x](intent://a.org#Intent;end)",
    }
    for name, text in links.items():
        yield Refused(f"prose-link-{name}", PAGE, f"---\ntitle: T\n---\n\n{text}\n", "unsafe-link", 5)
    tags = {
        "script": "<script>alert(1)</script>",
        "image": "<img src=x onerror=alert(1)>",
        "frame": "<iframe src=https://a.org></iframe>",
        "comment": "<!-- a -->",
        "declaration": "<!DOCTYPE a>",
        "instruction": "<?php a ?>",
        "style": "<style>a</style>",
        "drawing": "<svg onload=alert(1)>",
    }
    for name, text in tags.items():
        yield Refused(f"prose-html-{name}", PAGE, f"---\ntitle: T\n---\n\n{text}\n", "raw-html", 5)
    yield Refused("prose-image", PAGE, "---\ntitle: T\n---\n\n![x](https://a.org/x.png)\n", "image-in-prose", 5)


#: What a title or a venue may hold, as it was published: it is told of where a curator wrote it.
_PUBLISHED = ("script", "handler", "javascript", "comment")
_CURATED = {
    "script": ("<script>alert(1)</script>", "script-in-text"),
    "handler": ("a onclick='alert(1)' b", "script-in-text"),
    "javascript": ("a javascript:alert(1) b", "script-in-text"),
    "tag": ("a <b>bold</b> b", "html-tag"),
    "comment": ("a <!-- b", "html-tag"),
    "entity": ("a &lt;script&gt; b", "html-entity"),
    "zero-width": ("sc\u200bript", "hidden-characters"),
    "right-to-left": ("a \u202e b", "hidden-characters"),
    "isolate": ("a \u2066 b", "hidden-characters"),
    "tag-letters": ("a\U000e0041b", "hidden-characters"),
    "soft-hyphen": ("a\u00adb", "hidden-characters"),
    "homoglyph": ("sсript", "look-alike-letters"),
}


def _curated() -> Iterator[Refused]:
    """Curated text that is told of, besides being rendered inert."""
    for name, (text, rule) in _CURATED.items():
        value = json.dumps(text, ensure_ascii=False)
        if name not in _PUBLISHED:
            yield Refused(f"paper-title-{name}", PAPER, _field(PAPER, "title", value), rule, 4)
            yield Refused(f"paper-venue-{name}", PAPER, _field(PAPER, "venue", value), rule, 4)
        yield Refused(f"paper-summary-{name}", PAPER, _field(PAPER, "summary", value), rule, 4)
        yield Refused(f"topic-title-{name}", TOPIC, _field(TOPIC, "title", value), rule, 4)
        yield Refused(f"term-name-{name}", TERMS, _field(TERMS, "name", value), rule, 1)


def refused() -> Iterator[Refused]:
    """Every case."""
    for kind, field, form in _ADDRESSED:
        for name, url in ADDRESSES.items():
            yield Refused(f"{_KINDS[kind]}-{field}-{name}", kind, _field(kind, field, form(url)), "schema", _LINE[kind])
    for kind, field, form in _KEYED:
        for name, key in KEYS.items():
            yield Refused(f"{_KINDS[kind]}-{field}-{name}", kind, _field(kind, field, form(key)), "schema", _LINE[kind])
    for name, file in FILES.items():
        yield Refused(f"source-file-{name}", SOURCES, _field(SOURCES, "file", file), "schema", 1)
    for field, values in VALUES.items():
        for number, value in enumerate(values, start=1):
            yield Refused(f"paper-{field}-{number}", PAPER, _field(PAPER, field, value), "schema", 4)
    for name, (yaml, line) in YAML.items():
        yield Refused(f"paper-yaml-{name}", PAPER, _front(yaml), "yaml", line and line + 1)
        yield Refused(f"terms-yaml-{name}", TERMS, yaml, "yaml", line)
    yield from _files()
    yield from _maps()
    yield from _prose()
    yield from _curated()


REFUSED = tuple(refused())


def write(root: Path, case: Refused) -> None:
    """Put the case into the survey below ``root``."""
    path = root / "content" / case.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.text if isinstance(case.text, bytes) else case.text.encode("utf-8", "surrogatepass"))
