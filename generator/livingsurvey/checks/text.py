"""Rules of text: what programs, keyboards and attackers leave in it. Captured abstracts and quotes are not touched."""

import html
import re
from collections.abc import Callable, Iterator

from livingsurvey.checks.context import MARKS, Context
from livingsurvey.checks.look_alikes import in_latin, is_mixed
from livingsurvey.checks.pieces import Piece
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.model.formulas import find_formulas, formula, tex_of
from livingsurvey.model.text import HIDDEN
from livingsurvey.store.yaml_edit import Put, Span

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|<!--|<[!?][A-Za-z]")
_FORMATTED = re.compile(
    r"<(b|i|u|em|strong|small|sub|sup|span|font|p)(?:\s[^<>]*)?>(?=.*</\1>)|<br\s*/?>", re.IGNORECASE
)
_SCRIPT = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|svg|style|base|meta|link|form)\b|\bon[a-z]{3,20}\s*=\s*[\"']"
    r"|(?:javascript|vbscript)\s*:\S|data:\s*text/html",
    re.IGNORECASE,
)
_LATEX = re.compile(r"(?<!\\)\$[^$\s][^$]*[\\^_{][^$]*\$|\\(?:[a-zA-Z]{2,}|[%&#_])|\{\\")
_SPACES = re.compile(r"[ \t\u00a0\u2007]{2,}|\t|\u00a0(?=[^\W\d])|^\s|\s$")
_PLACEHOLDER = re.compile(rf"\b(?:{'|'.join(MARKS)})\b|\b[Ll]orem ipsum\b")
#: A letter and what follows it where UTF-8 was read as Latin-1; «5 Å–10 Å» is none, nor a quoted word that ends in Å.
_BROKEN = re.compile(
    "[ÂÃâÅÄÐÑÎÏ](?:[\u0080-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰ŠŒŽ•˜™šœžŸ]"
    "|(?<=[^\\W\\d_][ÂÃâÅÄÐÑÎÏ])[…‹‘’“”–—›](?=[^\\W_])|(?:»|(?<!Å)[‘’“])(?=[^\\W\\d_]))"
)
_WORD = re.compile(r"[^\W\d_]+")


def _each(
    context: Context,
    pattern: re.Pattern[str],
    message: str,
    fix: str,
    better: Callable[[str], str | None] | None = None,
    *,
    published: bool = True,
) -> Iterator[Found]:
    """A finding for each piece of curated text that holds the pattern; ``better`` makes the text what it should be.

    Without ``published``, titles, authors and venues of papers may hold it: it is their authors' wording.
    """
    for piece in context.odd if published else (piece for piece in context.odd if not piece.published):
        if found := pattern.search(piece.text):
            yield _found(piece, message.format(shown(found[0])), fix, found[0], better(piece.text) if better else None)


def _found(piece: Piece, message: str, fix: str, words: str, new: str | None) -> Found:
    edit = Put(piece.path, piece.text, new) if new and new != piece.text else None
    return Found(piece.file, message, fix, piece.path, words, edit=edit)


def shown(text: str) -> str:
    """A text for a message: short, and what cannot be seen by its number."""
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in text[:40])


# Behind a word: «K. M.» and «2nd ed.» end with an abbreviation.
_FULL_STOP = re.compile(r"[^\W\d_]{4,}[^\w\s.]*\.\Z")


@rule(WARNING, fixes=True)
def hidden_characters(context: Context) -> Iterator[Found]:
    """Text holds characters that cannot be seen: control characters, zero width, turns of direction.

    Why: They make a text read other than it is, and a search miss it. Reviewers cannot see them either.
    Fix: Remove them.
    Wrong: title: "Scal\\u200bing laws"   # a space of no width in the middle
    Right: title: Scaling laws
    """
    yield from _each(context, HIDDEN, "«{}» cannot be seen.", "Remove it.", lambda text: HIDDEN.sub("", text))
    for prose in context.prose:
        for hidden in HIDDEN.finditer(prose.text) if not prose.text.isascii() else ():
            offset = context.in_body(prose.file, prose.text, hidden.start())
            edit = Span(offset, offset + 1, "") if offset is not None else None
            said = f"«{shown(hidden[0])}» cannot be seen."
            yield Found(prose.file, said, "Remove it.", offset=offset, edit=edit)
    for paper in context.survey.papers:  # the capture drops them, so they were put in since
        for name in ("abstract", "published_abstract"):
            text = getattr(paper, name) or ""
            if not text.isascii() and (found := HIDDEN.search(text)):
                yield Found(paper.path, f"«{shown(found[0])}» cannot be seen.", "Remove it.", (name,), found[0])


@rule(WARNING, fixes=True)
def broken_characters(context: Context) -> Iterator[Found]:
    """Text was read in a wrong encoding: «Ã©» for é, «â€™» for ’.

    Why: It cannot be read, found or sorted.
    Fix: Write the sign that was meant. Where the whole text can be turned back, that is done automatically.
    Wrong: authors: [JosÃ© GarcÃ­a]
    Right: authors: [José García]
    """
    yield from _each(
        context, _BROKEN, "«{}» was read in a wrong encoding.", "Write the sign that was meant.", _turned_back
    )


def _turned_back(text: str) -> str | None:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


@rule(WARNING)
def lost_characters(context: Context) -> Iterator[Found]:
    """Text holds the sign for a character that was lost on the way (U+FFFD).

    Why: What was there is gone, and only the source knows it.
    Fix: Copy the text from its source again.
    Wrong: authors: ["Jos\\ufffd García"]
    Right: authors: [José García]
    """
    yield from _each(context, re.compile("\ufffd"), "a character was lost: «{}».", "Copy it from its source again.")


@rule(WARNING, fixes=True)
def html_entity(context: Context) -> Iterator[Found]:
    """Text holds a character reference of HTML.

    Why: Text is shown as it is written, so the reader sees «&amp;amp;».
    Fix: Write the character itself.
    Wrong: title: Search &amp; retrieval
    Right: title: Search & retrieval
    """
    yield from _each(context, _ENTITY, "«{}» is HTML.", "Write the character itself.", _unescaped)


def _unescaped(text: str) -> str | None:
    plain = html.unescape(text)
    return plain if plain.isprintable() and not _TAG.search(plain) else None


@rule(ERROR, unsafe=True)
def script_in_text(context: Context) -> Iterator[Found]:
    """Text of a curator holds script: a tag or an attribute that could run, or an address that is one.

    Why: It is shown as text and never runs here; in a summary it has no place, and elsewhere it may run. Titles,
        authors and venues are left as they were published: papers about such things name them.
    Fix: Remove it. What is said about such things can name them in words.
    Wrong: summary: Lists attacks <script>alert(1)</script>
    Right: summary: Lists attacks by script
    """
    yield from _each(context, _SCRIPT, "«{}» is script.", "Remove it.", published=False)


@rule(WARNING)
def html_tag(context: Context) -> Iterator[Found]:
    """Text holds a tag of HTML.

    Why: Text is shown as it is written, tags and all. A title may name a tag, but formats nothing with a pair of them.
    Fix: Write the text alone.
    Wrong: title: On CO<sub>2</sub> and training
    Right: title: On CO₂ and training
    """
    for piece in context.odd:
        found = (_FORMATTED if piece.published else _TAG).search(piece.text)
        if found and not _SCRIPT.search(found[0]):
            yield _found(piece, f"«{shown(found[0])}» is HTML.", "Write the text alone.", found[0], None)


@rule(WARNING)
def latex_in_text(context: Context) -> Iterator[Found]:
    """Text of a curator holds LaTeX that is shown as its source.

    Why: Only published abstracts and the formulas of titles are typeset; elsewhere the reader sees the source.
    Fix: Write the sign itself: ×, ², α. Titles may keep ^ and _ as their paper has them, and formulas that can be set.
    Wrong: summary: It is $10\\times$ faster.
    Right: summary: It is 10× faster.
    """
    for piece in context.odd:
        text = _without_set_formulas(piece.text) if piece.path == ("title",) else piece.text
        if found := _LATEX.search(text):
            yield _found(piece, f"«{shown(found[0])}» is LaTeX.", "Write the sign itself.", found[0], None)


def _without_set_formulas(title: str) -> str:
    """A title without the formulas that are typeset on its page."""
    for match in find_formulas(title):
        if formula(tex_of(match)):
            title = title.replace(match[0], " ")
    return title


@rule(WARNING, fixes=True)
def odd_spaces(context: Context) -> Iterator[Found]:
    """Text holds doubled spaces, tabs or spaces that do not break.

    Why: They come from copying, look like one space, and make two different names of one.
    Fix: Write one plain space. Before a unit a no-break space is allowed.
    Wrong: authors: ["Ada  Lovelace"]
    Right: authors: [Ada Lovelace]
    """
    fold = "write one space."
    yield from _each(
        context, _SPACES, "odd white space: «{}»; " + fold, "Write one space.", lambda t: " ".join(t.split())
    )


@rule(WARNING)
def placeholder(context: Context) -> Iterator[Found]:
    """Text of a curator still holds a mark of something to do.

    Why: Readers would see it.
    Fix: Do it, or leave the field empty.
    Wrong: summary: TODO
    Right: summary: Keeps only the cache entries that later tokens attend to.
    """
    fix = "Do it, or leave the field empty."
    yield from _each(context, _PLACEHOLDER, "«{}» is still to do.", fix, published=False)


@rule(WARNING, fixes=True)
def look_alike_letters(context: Context) -> Iterator[Found]:
    """A word mixes Latin letters with letters of another script that look the same.

    Why: It reads as one word and is another: searches miss it, doubles hide behind it, and names can be forged.
    Fix: Write the word in Latin letters. A Greek letter that is a sign of its own (β-VAE, μm) is left alone.
    Wrong: title: Sсaling laws   # the second letter is Cyrillic
    Right: title: Scaling laws
    """
    for piece in context.odd:
        for word in _WORD.findall(piece.text) if not piece.text.isascii() else ():
            if is_mixed(word):
                new = piece.text.replace(word, in_latin(word))
                yield _found(piece, f"«{word}» holds letters that look Latin.", "Write it in Latin letters.", word, new)


@rule(ADVICE, limits={"capitals": 3})
def title_form(context: Context, capitals: int) -> Iterator[Found]:
    """A title is all capitals, ends in a full stop, or begins with a sign that belongs to something before it.

    Why: Titles are compared in tables and lists; such a one was copied with what was around it.
    Fix: Write the title as the paper's first page has it, in the usual case.
    Wrong: title: ": A Survey of Efficient Training."
    Right: title: A Survey of Efficient Training
    """
    for paper in context.survey.papers:
        title = paper.title
        loud = len(title.split()) > capitals and title.isupper()
        if loud or title[0] in ":;,.)]–—" or _FULL_STOP.search(title):
            yield Found(paper.path, f"«{title[:60]}» is not how a title is written.", "Write it as usual.", ("title",))
