"""The smallest edits of a text that turn the values of its fields into others."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from livingsurvey.store.field_blocks import with_field
from livingsurvey.store.yaml_edit import Drop, Edit, Put, Span, splice
from livingsurvey.store.yaml_nodes import Path, end_of, front_matter, node_at
from livingsurvey.store.yaml_write import list_item, on_one_line

_Fields = Mapping[str, Any]


def with_fields(file: str, text: str, before: _Fields, after: _Fields, whole: bool = False) -> str:
    """The text of a file with its fields changed from ``before`` to ``after``, whose order is that of new ones.

    Args:
        file: the file's name, whose ending says whether it is YAML or Markdown.
        text: all of it.
        before: the fields as the text has them.
        after: the fields as it is to have them.
        whole: write each field that changes whole, rather than what changes in it.
    """
    edits: list[Edit] = []
    rewritten = []
    for name, value in after.items():
        if value != before.get(name):
            found = list(_edits(file, text, (name,), before.get(name), value)) if value and not whole else [None]
            if None in found:
                rewritten.append(name)
            else:
                edits += [edit for edit in found if edit]
    text = splice(file, text, edits)
    for name in rewritten:
        text = _with_whole(file, text, name, after[name], tuple(after))
    return text


def _with_whole(file: str, text: str, name: str, value: Any, order: Sequence[str]) -> str:
    """The text with a field written whole, in the form that its front matter has."""
    found = node_at(file, text, ())
    if found and isinstance(found[0], MappingNode) and found[0].flow_style:
        return splice(file, text, [_field(file, text, (), name, value)])
    start, end = front_matter(file, text)
    return text[:start] + with_field(text[start:end], name, value, order) + text[end:]


def with_body(file: str, text: str, before: str, after: str) -> str:
    """The text of a file with front matter, with another text below it.

    Args:
        file: the file's name.
        text: all of it.
        before: the text below the front matter now.
        after: the text that is to be there.
    """
    if before == after:
        return text
    fence = text.find("\n", front_matter(file, text)[1])
    head, body = (text[: fence + 1], text[fence + 1 :]) if fence >= 0 else (f"{text}\n", "")
    position = body.find(before) if before else -1
    if position >= 0:
        return head + body[:position] + after + body[position + len(before) :]
    return f"{head}{body}{after}\n" if after else head


def with_items(file: str, text: str, before: Sequence[_Fields], after: Sequence[_Fields], known_by: str = "id") -> str:
    """The text of a YAML file that lists entries, changed from ``before`` to ``after``: as many, or some fewer.

    Args:
        file: the file's name.
        text: all of it.
        before: its entries.
        after: the entries that it is to have, in the same order.
        known_by: the field by which an entry is found again where some are to go.
    """
    kept = list(range(len(before)))
    if len(after) < len(before):
        kept = list(_kept(before, after, known_by))
    edits: list[Edit] = [_without_item(file, text, n) for n in range(len(before)) if n not in kept]
    for n, entry in zip(kept, after, strict=True):
        for name, value in entry.items():
            if value != before[n].get(name):
                found = list(_edits(file, text, (n, name), before[n].get(name), value)) if value else [None]
                edits += [_field(file, text, (n,), name, value) if edit is None else edit for edit in found]
    return splice(file, text, edits)


def _kept(before: Sequence[_Fields], after: Sequence[_Fields], known_by: str) -> Iterator[int]:
    """The numbers of the entries that stay. Where several are known by the same, the first ones stay."""
    wanted = Counter(entry[known_by] for entry in after)
    for n, entry in enumerate(before):
        if wanted[entry[known_by]]:
            wanted[entry[known_by]] -= 1
            yield n


def with_new_item(text: str, item: _Fields) -> str:
    """The text of a YAML file that lists entries, with one more at its end; an empty list in brackets goes."""
    text = re.sub(r"^\[\s*\]\s*$\n?", "", text, flags=re.MULTILINE)
    return f"{text}{'' if not text.strip() or text.endswith(chr(10)) else chr(10)}{list_item(item)}"


def _edits(file: str, text: str, path: Path, old: Any, new: Any) -> Iterator[Edit | None]:
    """The edits within a value; ``None`` where it must be written whole."""
    if old == new:
        return
    if isinstance(old, str) and old and isinstance(new, str) and new:
        yield Put(path, old, new)
    elif isinstance(old, list) and old and isinstance(new, list) and new and path != ("provenance",):
        for n, (was, now) in enumerate(zip_longest(old, new)):
            if now is None:
                yield Drop((*path, n))
            elif was is not None:
                yield from _edits(file, text, (*path, n), was, now)
        if len(new) > len(old):
            yield _added(file, text, path, new[len(old) :])
    elif isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys() and len(path) > 1:
        for name in old:
            yield from _edits(file, text, (*path, name), old[name], new[name])
    else:
        yield None


def _added(file: str, text: str, path: Path, values: list[Any]) -> Span | None:
    """New items behind those that a list has, in its own form."""
    found = node_at(file, text, path)
    if found is None or not isinstance(found[0], SequenceNode) or not found[0].value:
        return None
    node, base = found
    items = [on_one_line(value) for value in values]
    last = node.value[-1]
    end = _end(text, last, base)
    if _ison_one_line(node):
        return Span(end, end, "".join(f", {item}" for item in items))
    line = text.rfind("\n", 0, base + last.start_mark.index) + 1
    indent = re.match(r" *", text[line:])
    after = _line_end(text, max(line, len(text[:end].rstrip())))
    return Span(after, after, "".join(f"\n{indent[0] if indent else ''}- {item}" for item in items))


def _without_item(file: str, text: str, number: int) -> Span:
    """The edit that takes an entry out of a whole list, with the lines that are its own."""
    start, end = _span(file, text, (number,))
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", len(text[line:end].rstrip()) + line)
    return Span(line, after + 1 if after >= 0 else len(text), "")


def _field(file: str, text: str, path: Path, name: str, value: Any) -> Span:
    """The edit that adds a field to a mapping, or (without a value) takes it out, or writes it whole."""
    found = node_at(file, text, path)
    assert found is not None and isinstance(found[0], MappingNode)
    node, base = found
    pairs = node.value
    position = next((n for n, (key, _) in enumerate(pairs) if key.value == name), None)
    end = _end(text, pairs[-1][1], base)
    if _ison_one_line(node):
        if position is None:
            return Span(end, end, f", {name}: {on_one_line(value)}") if value else Span(end, end, "")
        start = _end(text, pairs[position - 1][1], base) if position else base + pairs[position][0].start_mark.index
        written = f"{', ' if position else ''}{name}: {on_one_line(value)}" if value else ""
        return Span(start, _end(text, pairs[position][1], base), written)
    if position is None:
        indent = " " * pairs[0][0].start_mark.column
        after = _line_end(text, end)
        return Span(after, after, f"\n{indent}{name}: {on_one_line(value)}" if value else "")
    start, stop = base + pairs[position][0].start_mark.index, _end(text, pairs[position][1], base)
    if value:
        return Span(start, stop, f"{name}: {on_one_line(value)}")
    return Span(text.rfind("\n", 0, start) + 1, text.find("\n", stop) + 1, "")


def _ison_one_line(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _end(text: str, node: Node, base: int) -> int:
    """Where a value ends, without the space that its marks include."""
    start, end = base + node.start_mark.index, base + end_of(node)
    return start + len(text[start:end].rstrip())


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def _span(file: str, text: str, path: Path) -> tuple[int, int]:
    found = node_at(file, text, path)
    assert found is not None
    return found[1] + found[0].start_mark.index, found[1] + end_of(found[0])
