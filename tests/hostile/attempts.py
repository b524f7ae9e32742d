"""Attempts to take something out of a survey, or to change it, unseen: what each does, and what tells it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

#: What a pull request does to the files below the survey's root.
Change = Callable[[Path], None]

SUBJECTS = (
    "bees",
    "wasps",
    "ants",
    "moths",
    "flies",
    "beetles",
    "crickets",
    "spiders",
    "mites",
    "lice",
    "fleas",
    "gnats",
)
KEYS = [f"{subject}-live-longer-in-old-houses-than-in-new-ones" for subject in SUBJECTS]
FILES = [f"content/papers/{key}.md" for key in KEYS]
BEES, WASPS, ANTS, MOTHS = FILES[:4]
NOTE = "A note of a curator on what the count leaves open: " + ", ".join(f"doubt {n}" for n in range(30)) + "."
PROSE = "What is known of the matter: " + " ".join(f"Finding {n} is this." for n in range(20)) + f" See [@{KEYS[0]}]."
FACTS = "content/facts/counts.jsonl"
SETTINGS, TERMS, SOURCES = "content/survey.yml", "content/vocabulary/kinds.yml", "content/sources/sources.yml"
TOPIC, ABOUT, BIB = "content/topics/houses.md", "content/pages/about.md", "content/sources/insects.bib"


class PullRequest(NamedTuple):
    """A change with its message, and what must tell it: a rule that finds something new, or a text in the diff."""

    change: Change
    rule: str = ""
    diff: str = ""
    message: str = "Tidy up"


def bibliography() -> str:
    """A bibliography of the subjects."""
    entries = (
        f"@article{{e{n}, title={{{subject.capitalize()} live longer in old houses than in new ones}}, "
        f"author={{Lind, Eva and Berg, T{n}}}, year={{{2005 + n}}}, journal={{Annals of {subject.capitalize()}}}, "
        f"doi={{10.1000/{subject}.{n}}}, abstract={{We count {subject}. They live {n + 2}.5 times longer there.}}}}\n"
        for n, subject in enumerate(SUBJECTS)
    )
    return "".join(entries)


def both(*changes: Change) -> Change:
    """Several changes in one pull request."""

    def _all(root: Path) -> None:
        for change in changes:
            change(root)

    return _all


def remove(*files: str) -> Change:
    """Files are deleted."""
    return both(*(lambda root, file=file: (root / file).unlink() for file in files))  # type: ignore[misc]


def write(file: str, text: str) -> Change:
    """A file is written anew."""

    def _write(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)

    return _write


def edit(file: str, old: str, new: str) -> Change:
    """A text in a file is replaced; it must be there."""

    def _edit(root: Path) -> None:
        text = (root / file).read_text()
        assert old in text, f"{file} lacks {old!r}"
        (root / file).write_text(text.replace(old, new))

    return _edit


def cut_from(file: str, start: str) -> Change:
    """The lines of a file from the one that begins so to the last of that field are deleted."""

    def _cut(root: Path) -> None:
        lines = (root / file).read_text().split("\n")
        first = next(n for n, line in enumerate(lines) if line.startswith(start))
        last = next(n for n in range(first + 1, len(lines)) if not lines[n].startswith((" ", "-  ")))
        (root / file).write_text("\n".join(lines[:first] + lines[last:]))

    return _cut


def move(file: str, to: str) -> Change:
    """A file goes elsewhere."""

    def _move(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / file).rename(root / to)

    return _move


def link(file: str, to: str) -> Change:
    """A link stands where a file was."""

    def _link(root: Path) -> None:
        (root / file).unlink()
        (root / file).symlink_to(to)

    return _link


def each(files: list[str], change: Callable[[str], Change]) -> Change:
    """The same in several files."""
    return both(*(change(file) for file in files))


def as_aliases(files: list[str], of: str) -> Change:
    """Papers are deleted, and their keys become former ones of another."""
    keys = ", ".join(Path(file).stem for file in files)
    return both(remove(*files), edit(of, "authors:\n", f"aliases: [{keys}]\nauthors:\n"))


LAST_TERM = "- id: tool\n  name: tool\n  definition: A library, framework or toolkit for others to use.\n"
ATTRIBUTES = "papers/*.md export-ignore -diff linguist-generated\n* export-ignore\n"
OFF = "rules: {{{rule}: {{level: off, reason: It is noisy.}}}}\n"
OTHER = both(
    edit(WASPS, "title: Wasps", "title: Of quite other things that nobody has seen before"),
    edit(WASPS, "live longer in old houses than in new ones\nauthors", "at all\nauthors"),
    edit(WASPS, "We count wasps. They live 3.5 times longer there.", "Nothing of this is like what was said."),
    edit(WASPS, "10.1000/wasps.1", "10.1000/other"),
    cut_from(WASPS, "seen:"),
    cut_from(WASPS, "provenance:"),
)


def emptied(name: str) -> Callable[[str], Change]:
    """A field of a paper is deleted."""
    return lambda file: cut_from(file, f"{name}:")


ONE = PullRequest
REMOVALS: dict[str, list[PullRequest]] = {
    "a paper": [ONE(remove(BEES), "papers-dropped")],
    "three papers, one after the other": [ONE(remove(file), "papers-dropped") for file in FILES[:3]],
    "papers behind attributes": [
        ONE(write("content/.gitattributes", ATTRIBUTES), diff="content/.gitattributes"),
        ONE(remove(*FILES[:4]), "papers-dropped"),
    ],
    "papers behind attributes of the root": [
        ONE(write(".gitattributes", "content/** export-ignore -diff\n"), diff=".gitattributes"),
        ONE(remove(*FILES), "papers-dropped"),
    ],
    "papers as aliases": [ONE(as_aliases(FILES[1:4], BEES), "papers-merged")],
    "papers as aliases, one after the other": [
        ONE(as_aliases([WASPS], BEES), "papers-merged"),
        ONE(both(remove(ANTS), edit(BEES, "aliases: [", f"aliases: [{KEYS[2]}, ")), "papers-merged"),
    ],
    "a paper as alias of a new one": [
        ONE(
            both(move(WASPS, "content/papers/new.md"), edit("content/papers/new.md", f"key: {KEYS[1]}", "key: new")),
            "taken-away",
        ),
        ONE(as_aliases([ANTS], "content/papers/new.md"), "papers-merged"),
    ],
    "a paper retitled like another, then deleted": [
        ONE(edit(WASPS, "title: Wasps", "title: Bees"), diff="<del>Wasps</del>"),
        ONE(remove(WASPS), "papers-dropped"),
    ],
    "another paper in its file": [ONE(OTHER, "papers-dropped")],
    "a paper in another folder": [ONE(move(BEES, "content/pages/bees.md"), "papers-dropped")],
    "a paper in a folder of papers": [ONE(move(BEES, "content/papers/old/bees.md"), "papers-dropped")],
    "a paper outside the content": [ONE(move(BEES, "attic/bees.md"), "papers-dropped")],
    "a paper with another ending": [ONE(move(BEES, BEES.replace(".md", ".MD")), "papers-dropped")],
    "a paper with a dot before its name": [ONE(move(BEES, "content/papers/.bees.md"), "papers-dropped")],
    "a paper in capitals": [ONE(move(BEES, f"content/papers/{KEYS[0].upper()}.md"), "papers-dropped")],
    "a paper that cannot be read": [
        ONE(edit(BEES, "title: Bees", "title: [Bees"), "*"),
        ONE(remove(BEES), diff=f"content/papers/{KEYS[0]}.md"),
    ],
    "a paper as a link": [ONE(link(BEES, Path(WASPS).name), "*")],
    "the folder of papers as a link": [
        ONE(
            both(move("content/papers", "attic"), lambda root: (root / "content/papers").symlink_to("../attic")),
            "papers-dropped",
        )
    ],
    "a paper, beside a folder called like the base": [ONE(lambda root: _false_base(root), "papers-dropped")],
    "papers behind settings that cannot be read": [
        ONE(edit(SETTINGS, "scope:", "scope: ["), "*"),
        ONE(both(edit(SETTINGS, "scope: [", "scope:"), remove(*FILES[:3])), "papers-dropped"),
    ],
    "said in a comment": [ONE(remove(BEES), "papers-dropped", message="Tidy up\n\n<!--\nRemoves: 1 paper\n-->")],
    "too many said": [ONE(remove(BEES), "papers-dropped", message="Tidy up\n\nRemoves: 99999 papers")],
    "said in a quotation": [ONE(remove(BEES), "papers-dropped", message="Tidy up\n\n> Removes: 1 paper")],
    "said in an indented line": [ONE(remove(BEES), "papers-dropped", message="Tidy up\n\n    Removes: 1 paper")],
    "said before, and not again": [
        ONE(remove(BEES), "taken-away", message="Remove what is out\n\nRemoves: 1 paper"),
        ONE(remove(WASPS), "papers-dropped"),
    ],
    "a topic": [
        ONE(
            both(remove(TOPIC), each(FILES, lambda file: edit(file, "topics: [houses]\n", "topics: [gardens]\n"))),
            "content-dropped",
        )
    ],
    "a page": [ONE(remove(ABOUT), "content-dropped")],
    "a term": [ONE(edit(TERMS, LAST_TERM, ""), "content-dropped")],
    "a vocabulary": [ONE(remove("content/vocabulary/measures.yml"), "content-dropped")],
    "a source": [ONE(both(remove(BIB), write(SOURCES, "[]\n")), "content-dropped")],
    "a source's file": [ONE(remove(BIB), "content-dropped")],
    "the facts": [ONE(remove(FACTS), "content-dropped")],
    "the screenings": [ONE(remove("content/screening.yml"), "content-dropped")],
    "a field and its values": [
        ONE(both(cut_from("content/fields.yml", "- id: nights"), each(FILES, emptied("nights"))), "content-dropped")
    ],
}
LOSSES: dict[str, list[PullRequest]] = {
    "a field of all papers": [ONE(each(FILES, emptied("summary")), "field-emptied")],
    "a field of three papers, and of three more": [
        ONE(each(FILES[:3], emptied("summary")), "taken-away"),
        ONE(each(FILES[3:6], emptied("summary")), "taken-away"),
        ONE(each(FILES[6:9], emptied("summary")), "taken-away"),
    ],
    "three fields of a paper": [ONE(emptied(name)(BEES), "taken-away") for name in ("summary", "claims", "venue")],
    "the claims of all papers": [ONE(each(FILES, emptied("claims")), "field-emptied")],
    "a note": [ONE(edit(BEES, NOTE, ""), "taken-away")],
    "most of a note": [ONE(edit(BEES, NOTE, NOTE[:60]), "taken-away")],
    "the prose of a topic": [ONE(edit(TOPIC, PROSE, ""), "field-emptied")],
    "most of the prose of a topic": [ONE(edit(TOPIC, PROSE, PROSE[:90]), "taken-away")],
    "the text of a page": [ONE(write(ABOUT, "---\ntitle: About\n---\n"), "field-emptied")],
    "where a paper was seen": [ONE(cut_from(BEES, "seen:"), "taken-away")],
    "where all papers were seen": [ONE(each(FILES, emptied("seen")), "field-emptied")],
    "where facts were taken from": [ONE(cut_from(BEES, "provenance:"), "taken-away")],
    "a former key": [
        ONE(edit(BEES, "authors:\n", "aliases: [old-bees]\nauthors:\n"), diff="old-bees"),
        ONE(edit(BEES, "aliases: [old-bees]\n", ""), "taken-away"),
    ],
    "many papers, excluded": [
        ONE(
            each(FILES, lambda file: edit(file, "status: included", "status: excluded\nreason: off-topic")),
            "papers-excluded",
        )
    ],
    "a paper, excluded": [ONE(edit(BEES, "status: included", "status: excluded\nreason: off-topic"), "taken-away")],
    "a rule": [
        ONE(edit(SETTINGS, "licence:", OFF.format(rule="papers-dropped") + "licence:"), "rule-lowered"),
    ],
    "a rule and what it watches": [
        ONE(
            both(edit(SETTINGS, "licence:", OFF.format(rule="papers-dropped") + "licence:"), remove(BEES)),
            "papers-dropped",
        ),
    ],
    "limits of a rule": [
        ONE(
            both(
                edit(SETTINGS, "licence:", "rules: {field-emptied: {limits: {papers: 999}}}\nlicence:"),
                each(FILES, emptied("summary")),
            ),
            "field-emptied",
        ),
    ],
    "a rule of texts": [
        ONE(edit(SETTINGS, "licence:", OFF.format(rule="broken-citation") + "licence:"), "rule-lowered")
    ],
}
FALSE: dict[str, list[PullRequest]] = {
    "a capture and its digest": [ONE(lambda root: _recaptured(root), "capture-changed")],
    "a capture alone": [ONE(edit(BIB, "2.5 times", "9.5 times"), "*")],
    "a line of facts": [ONE(edit(FACTS, "2.5", "9.5"), "capture-changed")],
    "a line put before the facts": [
        ONE(edit(FACTS, '{"key": "bees', '{"key": "x"}\n{"key": "bees'), "capture-changed")
    ],
    "facts in another file": [ONE(both(remove(FACTS), write("content/facts/new.jsonl", "{}\n")), "content-dropped")],
    "an abstract": [ONE(edit(BEES, "  We count bees.", "  We count bees. It saves 99% of all cost."), "*")],
    "all abstracts": [
        ONE(each(FILES, lambda file: edit(file, "abstract: |-\n  We", "abstract: |-\n  They say we")), "*")
    ],
    "a figure wherever it stands": [ONE(each([BEES], lambda file: edit(file, "2.5", "92.5")), "*")],
    "an abstract that is left out": [
        ONE(edit(BEES, "  We count bees. They live 2.5 times longer there.", "  We count."), "*")
    ],
    "a venue": [ONE(edit(BEES, "venue: Annals of Bees", "venue: Annals of Wasps"), "*")],
    "a date": [ONE(edit(BEES, "published: '2005'", "published: '1995'"), "*")],
    "an author": [ONE(edit(BEES, "- Eva Lind", "- Eva Lund"), "*")],
    "a DOI": [ONE(edit(BEES, "doi: 10.1000/bees.0", "doi: 10.1000/bees.9"), "*")],
}
EDITS: dict[str, list[PullRequest]] = {
    "a title": [ONE(edit(BEES, "title: Bees", "title: Honeybees"), diff="<ins>Honeybees</ins>")],
    "a summary": [ONE(edit(BEES, "Counts bees", "Counts no bees"), diff="<ins>no</ins>")],
    "a claim": [ONE(edit(BEES, "unit: ×", "unit: ×, on: moon"), diff="moon")],
    "the last word of a long note": [ONE(edit(BEES, "doubt 29.", "no doubt."), diff="<del>doubt 29.</del>")],
    "a topic of a paper": [ONE(edit(BEES, "topics: [houses]", "topics: [gardens]"), diff="Houses → Gardens")],
    "a link of a paper": [ONE(edit(BEES, "authors:\n", "code: [https://evil.example/x]\nauthors:\n"), diff="evil")],
    "a definition": [
        ONE(
            edit(TERMS, "A library, framework or toolkit for others to use.", "It sums up all."), diff="It sums up all."
        )
    ],
    "an invisible sign": [ONE(edit(ABOUT, "survey", "sur\u200bvey"), diff="U+200B")],
    "a note in a comment": [ONE(edit(BEES, NOTE, f"<!-- {NOTE} -->"), diff="<ins>&#60;&#33;--</ins>")],
    "the scope": [ONE(edit(SETTINGS, "belongs here", "belongs elsewhere"), diff="belongs elsewhere")],
    "a page": [ONE(edit(ABOUT, "survey", "sale"), diff="sale")],
    "a workflow": [ONE(write(".github/workflows/evil.yml", "on: push\n"), diff=".github/workflows/evil.yml")],
    "the check's workflow": [ONE(remove(".github/workflows/check.yml"), diff="check.yml (removed)")],
    "the site's settings": [ONE(edit("mkdocs.yml", "site_name:", "strict: false\nsite_name:"), diff="+strict: false")],
    "an extension": [ONE(write("extensions/helper.py", "import os\n"), diff="extensions/helper.py")],
    "a theme": [ONE(write("overrides/main.html", "<script>x</script>\n"), diff="overrides/main.html")],
    "a stray file": [
        ONE(write("content/pages/.htaccess", "Redirect / https://evil.example\n"), diff="content/pages/.htaccess")
    ],
    "the map": [ONE(edit("content/map.json", "[1, 2]", "[9, 9]"), diff="content/map.json")],
    "where a capture was found": [ONE(edit(SOURCES, "given by a curator", "given by nobody"), diff="given by nobody")],
    "one of two workflows that are alike, while the other moves": [
        ONE(lambda root: _copied(root, ".github/workflows/check.yml", "copy.yml"), diff="copy.yml (added)"),
        ONE(
            both(remove(".github/workflows/check.yml"), move("copy.yml", "other.yml")),
            diff=".github/workflows/check.yml (removed)",
        ),
    ],
    "a template that becomes a link with the same bytes": [
        ONE(write("overrides/a.html", "b.html"), diff="overrides/a.html (added)"),
        ONE(link("overrides/a.html", "b.html"), diff="now a link"),
    ],
    "the end of a long line": [
        ONE(edit(SETTINGS, "tagline:", f"reading: {'Words of it. ' * 200}No one.\ntagline:"), diff="No one."),
        ONE(edit(SETTINGS, "No one.", "Everyone."), diff="Everyone."),
    ],
    "an address for a new fact": [
        ONE(
            both(
                edit(BEES, "abstract: |-", "published_abstract: |-\n  We count all bees.\nabstract: |-"),
                edit(BEES, "provenance:", "provenance:\n  published_abstract: {url: 'https://evil.example/x'}"),
            ),
            diff="evil.example",
        )
    ],
    "a comment that goes with an edit": [
        ONE(edit(BEES, "authors:\n", "# retracted in 2020\nauthors:\n"), diff="+# retracted"),
        ONE(both(edit(BEES, "# retracted in 2020\n", ""), edit(BEES, "Counts bees", "Counts")), diff="-# retracted"),
    ],
    "a reason that is none": [
        ONE(
            both(
                edit(BEES, "venue: Annals of Bees", "venue: Annals"),
                edit(BEES, "venue: {file: insects.bib, line: 1}", "venue: {file: insects.bib, line: 1, corrected: x}"),
            ),
            "correction-unexplained",
        )
    ],
    "a comment in a paper's file": [
        ONE(edit(BEES, "authors:\n", "# see https://evil.example\nauthors:\n"), diff="# see")
    ],
}


def _recaptured(root: Path) -> None:
    """A capture is changed, and the digest and the paper with it."""
    from hashlib import sha256

    old = sha256((root / BIB).read_bytes()).hexdigest()
    edit(BIB, "2.5 times", "9.5 times")(root)
    edit(SOURCES, old, sha256((root / BIB).read_bytes()).hexdigest())(root)
    edit(BEES, "2.5", "9.5")(root)


def _copied(root: Path, file: str, to: str) -> None:
    """A file gets a copy."""
    (root / to).write_bytes((root / file).read_bytes())


def _false_base(root: Path) -> None:
    """A survey without papers stands in a folder that is called like the commit to compare with, and a paper goes."""
    from tests.build.repositories import git

    base = git(root, "rev-parse", "HEAD").strip()
    (root / base / "content").mkdir(parents=True)
    (root / base / "content/survey.yml").write_bytes((root / SETTINGS).read_bytes())
    (root / BEES).unlink()


def facts() -> str:
    """Facts of the papers."""
    return "".join(json.dumps({"key": key, "note": f"{n + 2}.5"}) + "\n" for n, key in enumerate(KEYS))
