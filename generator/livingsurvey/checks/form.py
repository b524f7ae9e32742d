"""Rules of how files are written: line ends, spaces, order. What they fix changes no value."""

import re
from collections.abc import Iterator

from livingsurvey.checks.context import SITE_FILE, Context
from livingsurvey.checks.rule import ADVICE, WARNING, Found, rule
from livingsurvey.checks.written_file import fields_at
from livingsurvey.model import HandPage, Paper, Survey, Topic
from livingsurvey.model.base import Frozen
from livingsurvey.model.fields import written_order
from livingsurvey.model.text import HIDDEN
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.yaml_edit import Span, Whole
from livingsurvey.store.yaml_nodes import front_matter, values_in

_BLOCK = re.compile(r":[ \t]+[|>][-+\d]*[ \t]*(?:#.*)?$")
_MODELS: dict[str, type[Frozen]] = {"content/papers/": Paper, "content/topics/": Topic, "content/pages/": HandPage}


def _order(survey: Survey, folder: str) -> dict[str, int]:
    """The places of the fields in the files of a folder."""
    model = _MODELS[folder]
    names = [name for name in model.model_fields if name not in ("notes", "prose", "body")]
    order = names if model is HandPage else written_order(survey.fields, model.__name__.lower(), names)
    return {name: place for place, name in reversed(list(enumerate(order)))}


@rule(WARNING, fixes=True)
def hidden_layout(context: Context) -> Iterator[Found]:
    """A comment, or what is around the values of a file, holds characters that cannot be seen.

    Why: They make a field look like a comment, or a comment like a field, to everyone who reviews the file. In the
        settings of the site, mkdocs.yml, a hidden end of a line can even name code to run.
    Fix: Remove them.
    Wrong: title: A paper   # \\u202e checked by two
    Right: title: A paper   # checked by two
    """
    for file, written in context.written.items():
        if written.hidden:
            text = context.text(file)
            start, end = front_matter(file, text)
            values = values_in(text[start:end])
            for hidden in HIDDEN.finditer(text[start:end]):
                if values and not any(a <= hidden.start() < b for a, b in values):
                    yield _hidden(file, hidden[0], start + hidden.start())
    site = context.text(SITE_FILE)
    yield from (_hidden(SITE_FILE, hidden[0], hidden.start()) for hidden in HIDDEN.finditer(site))


def _hidden(file: str, sign: str, offset: int) -> Found:
    edit = Span(offset, offset + 1, "") if file != SITE_FILE else None
    return Found(file, f"«U+{ord(sign):04X}» cannot be seen.", "Remove it.", offset=offset, edit=edit)


@rule(ADVICE, fixes=True)
def line_ends(context: Context) -> Iterator[Found]:
    """A file has the line ends of another system, or a mark of byte order at its start.

    Why: A later edit changes every line of it, and the change that was meant cannot be seen.
    Fix: Save it as UTF-8 without a mark, with line ends of one sign (LF).
    Wrong: title: A paper␍␊
    Right: title: A paper␊
    """
    for file, written in context.written.items():
        if written.foreign and (data := context.data(file)):
            what = "line ends with a carriage return" if b"\r" in data else "a mark of byte order"
            line = data[: data.find(b"\r")].count(b"\n") + 1 if b"\r" in data else 1
            text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            edit = Whole(text) if "\r" not in text and "\ufffd" not in text else None
            said = f"{what} (line {line})."
            yield Found(file, said, "Save it as UTF-8 without a mark, with LF line ends.", edit=edit)


@rule(ADVICE, fixes=True)
def last_line(context: Context) -> Iterator[Found]:
    """A file does not end with exactly one line end.

    Why: The next edit would show a change in a line that nobody touched.
    Fix: End the last line, and remove empty ones behind it.
    Wrong: ---   # and the file ends here, without a line end
    Right: ---␊
    """
    for file, written in context.written.items():
        if not written.ended:
            text = context.text(file)
            end = len(text.rstrip("\n"))
            said = "the last line does not end." if text[-1:] != "\n" else "empty lines end the file."
            edit = Span(end, len(text), "\n")
            yield Found(file, said, "End the file with one line end.", offset=end, edit=edit)


@rule(ADVICE, fixes=True)
def trailing_space(context: Context) -> Iterator[Found]:
    """A line of fields ends in spaces.

    Why: Nobody sees them, and every editor that removes them changes a line it was not asked to change.
    Fix: Remove them. Literal text and prose keep theirs: there they may mean something.
    Wrong: title: A paper␠␠
    Right: title: A paper
    """
    for file, written in context.written.items():
        if written.spaces:
            for start, line in _field_lines(context, file):
                bare = line.rstrip(" \t")
                if bare != line:
                    edit = Span(start + len(bare), start + len(line), "")
                    yield Found(file, "spaces end the line.", "Remove them.", offset=edit.start, edit=edit)


@rule(ADVICE, fixes=True)
def tab_in_fields(context: Context) -> Iterator[Found]:
    """A tab is between a field and its value.

    Why: Tabs are as wide as each editor likes, and YAML forbids them in most places; the next edit breaks the file.
    Fix: Write a space.
    Wrong: title:␉A paper
    Right: title: A paper
    """
    for file, written in context.written.items():
        if written.tabs:
            for start, line in _field_lines(context, file):
                if tab := re.match(r"[ ]*(?:- )*(?:[A-Za-z_]\w*:|-)[ ]*(\t[ \t]*)(?=\S)", line):
                    edit = Span(start + tab.start(1), start + tab.end(1), " " if line[tab.start(1) - 1] != " " else "")
                    yield Found(file, "a tab is before the value.", "Write a space.", offset=edit.start, edit=edit)


def _field_lines(context: Context, file: str) -> Iterator[tuple[int, str]]:
    """The lines of a file's YAML that are not literal text, each with its offset."""
    text = context.text(file)
    place, end = front_matter(file, text)
    literal: int | None = None
    for line in text[place:end].split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if literal is not None and line.strip() and depth <= literal:
            literal = None
        if literal is None:
            yield place, line
            literal = depth if _BLOCK.search(line) else None
        place += len(line) + 1


@rule(ADVICE, fixes=True)
def field_order(context: Context) -> Iterator[Found]:
    """The fields of a file are not in the order in which all files have them.

    Why: Whoever has read one file finds the line in every other, and two files can be compared line by line.
    Fix: Move the field; comments above a field belong to it.
    Wrong:
        title: A paper
        key: a-paper
    Right:
        key: a-paper
        title: A paper
    """
    orders = {folder: _order(context.survey, folder) for folder in _MODELS}
    for file, written in context.written.items() if FIELDS_FILE not in context.unread else ():
        order = orders.get(file[: file.rfind("/") + 1], {})
        places = [order.get(name, len(order)) for name in written.fields] if order else []
        n = next((n for n in range(1, len(places)) if places[n] < places[n - 1]), 0)
        if n:
            text = context.text(file)
            start, end = front_matter(file, text)
            fields = fields_at(file, text)
            said = f"«{fields[n][0]}:» comes after {fields[n - 1][0]}."
            edit = _in_order(text, start, end, [at for _, at in fields], places)
            yield Found(file, said, "Move it to its place.", offset=fields[n][1], edit=edit)


def _in_order(text: str, start: int, end: int, fields: list[int], places: list[int]) -> Span:
    """The edit that puts the blocks of fields in order, comments above a field with it."""
    begins = [start, *(_with_comments(text, at, start) for at in fields[1:])]
    blocks = [text[a:b] for a, b in zip(begins, [*begins[1:], end], strict=True)]
    ordered = sorted(range(len(blocks)), key=lambda n: places[n])
    return Span(start, end, "".join(blocks[n] for n in ordered))


def _with_comments(text: str, at: int, start: int) -> int:
    while at > start and text[text.rfind("\n", 0, at - 1) + 1 : at].startswith("#"):
        at = text.rfind("\n", 0, at - 1) + 1
    return at
