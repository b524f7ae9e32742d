"""Rules of which files there are: their names, their places and their sizes."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.importers.fact_lines import entries
from livingsurvey.importers.stated_facts import LARGEST
from livingsurvey.model import REASONS, Survey
from livingsurvey.model.identity import RESERVED_KEYS
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.files import read_plain
from livingsurvey.store.keyword_file import FILE as KEYWORD_FILE
from livingsurvey.store.keyword_file import read_keywords
from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.relation_file import FILE as RELATIONS_FILE
from livingsurvey.store.screening_file import FILE as SCREENING_FILE
from livingsurvey.store.search_files import CANDIDATES_FILE, DRAFTS_FILE, RUNS_FILE, WATCH_FILE

#: The folders of papers, topics and pages, each of which is one file of Markdown.
_FOLDERS = ("content/papers", "content/topics", "content/pages")
#: What may be among the sources, where another rule tells what is not listed, and among facts and readings.
_CAPTURES = re.compile(
    r"content/(?:sources/[^/.][^/]*|(?:facts|readings)/README\.md|facts/[^/.][^/]*\.(?:jsonl|csv)"
    r"|readings/[^/.][^/]*\.jsonl)\Z"
)
_FACTS = re.compile(r"content/facts/[^/.][^/]*\.(jsonl|csv)")
#: Names by which git, a web server or a host of pages learns what to do with the files next to it.
_GOVERNING = re.compile(
    r"\.(?:git(?!keep)\w*|ht\w+|user\.ini|nojekyll|well-known|lfsconfig)"
    r"|web\.config|_(?:headers|redirects|config\.yml)|cname|netlify\.toml|vercel\.json",
    re.IGNORECASE,
)


def _known(survey: Survey) -> frozenset[str]:
    """The files of which there is one."""
    vocabularies = (f"content/vocabulary/{name}.yml" for name in (REASONS, *survey.fields.vocabularies))
    statements = map(statement_file, STATEMENT_KINDS)
    own = ("content/survey.yml", FIELDS_FILE, KEYWORD_FILE, MAP_FILE, RELATIONS_FILE, SCREENING_FILE)
    searches = (WATCH_FILE, RUNS_FILE, CANDIDATES_FILE, DRAFTS_FILE)
    return frozenset([*own, *searches, *vocabularies, *statements])


@rule(ERROR)
def reserved_name(context: Context) -> Iterator[Found]:
    """A file's name cannot be used on every system: reserved, not ASCII, or the same as another but for case.

    Why: Whoever takes the survey to such a system loses the file. A letter of another script in a name also
        makes one key look like another.
    Fix: Rename the file: lower-case letters of the Latin alphabet, digits and hyphens.
    Wrong: content/papers/Coral Bleaching.md
    Right: content/papers/coral-bleaching.md
    """
    known: dict[str, str] = {}
    for file in context.files:
        name = file.rpartition("/")[2]
        same = known.setdefault(unicodedata.normalize("NFC", file).casefold(), file)
        if same != file:
            loud, plain = sorted((file, same), key=lambda path: path == path.lower())
            said = f"on systems that ignore case, this is {plain}."
            yield Found(loud, said, "Rename one of them.")
        elif reserved := next((part for part in file.split("/") if _is_reserved(part)), ""):
            yield Found(file, f"{reserved} is a name that systems reserve.", "Rename the file.")
        elif not name.startswith(".") and not re.fullmatch(r"[A-Za-z0-9._-]+", name):  # editors hide what they keep
            said = f"{ascii(name)[1:-1]} holds signs that are no letters of the Latin alphabet, digits or hyphens."
            yield Found(file, said, "Rename the file.")


def _is_reserved(name: str) -> bool:
    """Whether some system cannot have a file or folder of this name, whatever its ending; of a key, bad-key says it."""
    return not name.endswith(".md") and (name.partition(".")[0].lower() in RESERVED_KEYS or name.endswith("."))


@rule(WARNING)
def stray_file(context: Context) -> Iterator[Found]:
    """A file is in content where nothing reads it.

    Why: Someone thinks that it is part of the survey. It is not; and what begins with a dot, few people see at all.
    Fix: Give it the name and the place that are read, or remove it.
    Wrong: content/papers/coral-bleaching.markdown
    Right: content/papers/coral-bleaching.md
    """
    known = _known(context.survey)
    for file in context.files:
        folder, _, name = file.rpartition("/")
        of_model = folder in _FOLDERS and name.endswith(".md") and name[0] != "."
        of_field = folder == "content/vocabulary" and FIELDS_FILE in context.unread
        if not (file in known or of_model or of_field or _CAPTURES.match(file) or _governs(file)):
            yield Found(file, "nothing reads this file.", "Give it the name that is read, or remove it.")


@rule(ERROR)
def governing_file(context: Context) -> Iterator[Found]:
    """A file in content tells git or a web server what to do with the files next to it.

    Why: With it a change of the survey can be hidden from those who review it, or a reader sent elsewhere. Nothing
        of the survey needs it.
    Fix: Remove it; what is meant for the whole repository belongs in its own folder, above content.
    Wrong: content/.gitattributes   # papers/*.md export-ignore
    Right: .gitattributes   # in the repository's own folder
    """
    for file in context.files:
        if _governs(file):
            said = "this file tells git or a web server what to do with those next to it."
            yield Found(file, said, "Remove it.")


def _governs(file: str) -> bool:
    """Whether a file, or the folder that it is in, has such a name; signs that nobody sees do not count."""
    return any(_GOVERNING.fullmatch(part.encode("ascii", "ignore").decode()) for part in file.split("/"))


@rule(ERROR)
def fact_line(context: Context) -> Iterator[Found]:
    """A line of a file of facts cannot be read, or says the same field twice.

    Why: One of the two values would be taken and the other hidden; what cannot be read vouches for nothing.
    Fix: Correct the line.
    Wrong: {"title": "A paper", "venue": "A Journal", "venue": "Another"}
    Right: {"title": "A paper", "venue": "A Journal"}
    """
    for file in context.files:
        if context.root and (facts := _FACTS.fullmatch(file)):
            try:
                data = read_plain(context.root / file, LARGEST)
                told = (facts[1], hashlib.sha256(data).hexdigest())
                wrong = context.worked_out(f"facts/{facts[0]}", told, partial(_wrong_lines, data, facts[1]))
            except (OSError, UnicodeDecodeError):
                yield Found(file, "the file is no plain file of UTF-8 text.", "Save it as UTF-8.")
                continue
            lines = context.text(file).split("\n") if wrong else []
            for line, problem in wrong:
                offset = sum(len(one) + 1 for one in lines[: line - 1])
                yield Found(file, problem, "Correct the line.", offset=offset)


def _wrong_lines(data: bytes, ending: str) -> tuple[tuple[int, str], ...]:
    """The lines of a file of facts that cannot be read, and why."""
    return tuple((line, problem) for line, _, problem in entries(data, ending == "csv") if problem)


@rule(ERROR)
def keywords(context: Context) -> Iterator[Found]:
    """The file that says which keyword is which topic cannot be read, or a line of it has no key of a topic.

    Why: Importing with --topics-from keywords reads it. A line that cannot be used leaves papers without a topic.
    Fix: Write a keyword, a colon, and the key of a topic; null for none.
    Wrong: bleaching: Coral Bleaching
    Right: bleaching: coral-bleaching
    """
    if context.root and KEYWORD_FILE in context.files:
        lines = context.text(KEYWORD_FILE).split("\n")
        for one in read_keywords(context.root)[1]:
            offset = sum(len(line) + 1 for line in lines[: one.line - 1]) + one.column - 1 if one.line else None
            yield Found(KEYWORD_FILE, one.message, one.fix, offset=offset)


@rule(ADVICE, limits={"bytes": 65_536})
def large_file(context: Context, bytes: int) -> Iterator[Found]:
    """A file is many times larger than such files are, the names of its authors aside.

    Why: A paper's file is opened in a web editor and read by everyone who builds the site; what makes it so large is
        most likely no part of it.
    Fix: Look for text that was pasted by mistake.
    Wrong: a paper's file of 200,000 bytes
    Right: a paper's file of 5,000 bytes
    """
    known = _known(context.survey)
    names = {paper.path: sum(len(name.encode()) + 10 for name in paper.authors) for paper in context.survey.papers}
    for file, written in context.written.items():
        if written.size - names.get(file, 0) > bytes and file not in known:
            yield Found(file, f"the file has {written.size:,} bytes.", "Look for text that was pasted by mistake.")
