"""Writing paper files: new ones whole, known ones by the smallest edit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from livingsurvey.model import Paper, Seen
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import write_atomically

#: The order of the fields in a paper's file: the model's, which begins with what people look for first.
FIELD_ORDER = tuple(name for name in Paper.model_fields if name != "notes")

# What YAML takes for text without quotes, wherever it stands; words that it takes for something else.
_PLAIN = re.compile(r"[A-Za-z][\w ./,()'’–—-]*[\w.)]")
_BARE = re.compile(r"[A-Za-z](?:[\w.-]*\w)?")
_WORDS = frozenset("true false yes no on off null y n".split())

_EMPTY_WITH_COMMENT = re.compile(r"""\w+:\s*(?:\[\s*\]|~|null|''|"")?\s+(#.*?)\s*$""")
_FIELD_START = re.compile(r"([A-Za-z_]\w*):(?:\s|$)")


class _Dumper(yaml.SafeDumper):
    """Writes long text as literal blocks and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent list items below their field, as people write them."""
        super().increase_indent(flow, False)


class _Literal(str):
    """Text to be written as a literal block."""


def _represent_literal(dumper: yaml.SafeDumper, text: _Literal) -> yaml.ScalarNode:
    style = "|" if re.fullmatch(r"\S(?:[^\x85\u2028\u2029]*\S)?", text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(_Literal, _represent_literal)


def new_paper(key: str, candidate: Candidate) -> bytes:
    """Return the file of a paper that no curator has seen yet, as UTF-8.

    Every field a curator will fill stands there empty, so that correcting a paper is filling in a line.
    """
    stated = {"key": key, "title": candidate.title, **dict.fromkeys(_TO_CURATE), **candidate.facts}
    stated["abstract"] = candidate.abstract or None
    text = "".join(_field(name, stated[name]) for name in FIELD_ORDER if name in stated)
    seen = _seen_field(candidate.seen) if candidate.seen else ""
    origins = {name: origin.model_dump() for name, origin in candidate.provenance.items()}
    return f"---\n{text}{seen}{_provenance_field(origins) if origins else ''}---\n".encode()


_TO_CURATE = ("authors", "published", "venue", "arxiv", "doi", "status", "reason", "kind", "topics", "summary")


def _field(name: str, value: object) -> str:
    if value is None:
        return f"{name}:\n"
    if (quick := _quickly(name, value)) is not None:
        return quick
    if name.endswith("abstract"):
        value = _Literal(value)
    return yaml.dump({name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


def _quickly(name: str, value: object) -> str | None:
    """What the writer of YAML would write of plain text, which nearly all of it is: many times faster."""
    if name.endswith("abstract"):
        plain = isinstance(value, str) and value.isprintable() and re.fullmatch(r"\S(?:.*\S)?", value)
        return f"{name}: |-\n  {value}\n" if plain else None
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return f"{name}: {value}\n"
    if isinstance(value, list) and value:
        items = [isinstance(i, str) and _PLAIN.fullmatch(i) and i.lower() not in _WORDS and i for i in value]
        return f"{name}:\n" + "".join(f"  - {item}\n" for item in items) if all(items) else None
    return None


def _seen_field(seen: Iterable[Seen]) -> str:
    return "seen:\n" + "".join(f"  - {_flow(record.model_dump())}\n" for record in seen)


def _flow(values: Mapping[str, Any]) -> str:
    """A mapping on one line."""
    if all(isinstance(v, int) or (isinstance(v, str) and _BARE.fullmatch(v)) for v in values.values()):
        return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
    text = yaml.dump(dict(values), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9)
    return text.strip()


def add_seen(path: Path, seen: Iterable[Seen]) -> None:
    """Add provenance to a paper file, below what it holds.

    Raises:
        OSError: when the file cannot be read or written.
        UnreadableResultError: when the edit would not read back as meant; the file is then untouched.
    """
    head, _ = _split(path)
    lines = re.findall(r"[^\n]*\n", head)
    start = next((n for n, line in enumerate(lines) if line.startswith("seen:")), len(lines))
    block = lines[start : _end_of_field(lines, start)]
    items = [_flow(record.model_dump()) for record in seen]
    listed = [line for line in block if line.lstrip().startswith("- ")]
    if listed:  # written one a line: go on in the same way, comments and all
        indent = listed[0][: listed[0].index("-")]
        edit(path, {"seen": "".join(block) + "".join(f"{indent}- {item}\n" for item in items)})
    else:
        held = [_flow(record) for record in _parse("".join(block) or "seen:")["seen"] or []]
        edit(path, {"seen": "seen:\n" + "".join(f"  - {item}\n" for item in held + items)})


def set_fields(path: Path, fields: Mapping[str, Any], provenance: Mapping[str, Mapping[str, Any]]) -> None:
    """Set facts in a paper file, and in it the whole ``provenance`` (by field) of its facts.

    Raises:
        OSError: when the file cannot be read or written.
        UnreadableResultError: when the edit would not read back as meant; the file is then untouched.
    """
    head, _ = _split(path)
    lines = re.findall(r"[^\n]*\n", head)
    blocks = {name: _with_comments(_block(lines, name), _field(name, value)) for name, value in fields.items()}
    edit(path, blocks | {"provenance": _grown(_block(lines, "provenance"), provenance)})


def _block(lines: list[str], name: str) -> list[str]:
    """The lines of a field."""
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), len(lines))
    return lines[start : _end_of_field(lines, start)]


def _with_comments(old: list[str], new: str) -> str:
    """A field's new block with the comments that stood at the old one, which was empty."""
    own = next((match[1] for line in old[:1] if (match := _EMPTY_WITH_COMMENT.match(line))), "")
    below = [line for line in old[1:] if line.lstrip().startswith("#")]
    first, end, rest = new.partition("\n")
    return "".join(below) + (f"{first}  {own}" if own else first) + end + rest


def _grown(old: list[str], provenance: Mapping[str, Mapping[str, Any]]) -> str:
    """The block of provenance: what is written one a line stays as it is, and new lines follow."""
    if any(not re.match(r"\s+(?:\w+: +\{.*\}\s*(?:#.*)?$|#)", line) for line in old[1:]):
        return _provenance_field(provenance)
    held = (_parse("".join(old)) or {}).get("provenance") if old else None
    kept = held if isinstance(held, dict) else {}
    if any(_parse(_flow(source)) != kept.get(name, _parse(_flow(source))) for name, source in provenance.items()):
        return _provenance_field(provenance)
    indent = old[1][: len(old[1]) - len(old[1].lstrip())] if len(old) > 1 else "  "
    added = (f"{indent}{name}: {_flow(s)}\n" for name, s in provenance.items() if name not in kept)
    return "".join(old[:1] or ["provenance:\n"]) + "".join(old[1:]) + "".join(added)


def _provenance_field(provenance: Mapping[str, Mapping[str, Any]]) -> str:
    return "provenance:\n" + "".join(f"  {name}: {_flow(source)}\n" for name, source in provenance.items())


class UnreadableResultError(SurveyError):
    """An edit that would not read back as meant."""


def edit(path: Path, blocks: Mapping[str, str]) -> None:
    """Replace fields in the front matter of a file, or add them; every other byte stays as it is.

    Args:
        path: the file.
        blocks: the YAML of each field, by its name, ending in a line break.

    Raises:
        OSError: when the file cannot be read or written.
        UnreadableResultError: when the result would not hold these fields, and all others as before.
    """
    head, rest = _split(path)
    lines = re.findall(r"[^\n]*\n", head)
    for name, block in blocks.items():
        lines = _with_field(lines, name, block, FIELD_ORDER)
    _verify(path, "".join(lines), head, blocks)
    write_atomically(path, f"---\n{''.join(lines)}{rest}".encode())


def _split(path: Path) -> tuple[str, str]:
    """The front matter between its fences, and the rest from the second fence on."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").removeprefix("---\n")
    fence = re.search(r"^---", text, re.MULTILINE)
    return (text[: fence.start()], text[fence.start() :]) if fence else (text, "---\n")


def with_field(head: str, name: str, value: Any, order: Sequence[str] = FIELD_ORDER) -> str:
    """Set one field in the text of a front matter.

    A field that is absent or empty gets its place and keeps its comments. Of ``provenance`` and ``seen`` lines stay
    as they are, and new ones follow.
    """
    lines = re.findall(r"[^\n]*\n", head)
    old = _block(lines, name)
    if name == "provenance":
        kept = [line for line in old if not (found := re.match(r"\s+(\w+):", line)) or found[1] in value]
        block = _grown(kept, value) if value else ""
    else:
        block = _seen_field(Seen(**record) for record in value) if name == "seen" else _field(name, value)
        block = _with_comments(old, block)
    return "".join(_with_field(lines, name, block, order))


def _with_field(lines: list[str], name: str, block: str, order: Sequence[str]) -> list[str]:
    """Put a field's block in place of the old one, or at its place in the order of fields."""
    starts = {match[1]: n for n, line in enumerate(lines) if (match := _FIELD_START.match(line))}
    if name in starts:
        start = starts[name]
        return [*lines[:start], block, *lines[_end_of_field(lines, start) :]]
    before = [starts[held] for held in order[: order.index(name)] if held in starts]
    place = _end_of_field(lines, max(before)) if before else 0
    return [*lines[:place], block, *lines[place:]]


def _end_of_field(lines: list[str], start: int) -> int:
    """The line after a field: its value is what is indented below it, or a list."""
    end = start + 1
    for n in range(start + 1, len(lines)):
        if lines[n].startswith((" ", "\t", "- ", "-\n")):
            end = n + 1
        elif lines[n].strip():
            break
    return end


def _verify(path: Path, new: str, old: str, blocks: Mapping[str, str]) -> None:
    try:
        meant = dict(_parse(old) or {})
        for block in blocks.values():
            meant |= _parse(block)
        same = _parse(new) == meant
    except (yaml.YAMLError, TypeError, ValueError):
        same = False
    if not same or any(f'"{name}":' in old or f"'{name}':" in old for name in blocks):
        raise UnreadableResultError(f"{path.name} could not be edited; change it by hand.")


def _parse(text: str) -> Any:
    """Read YAML with every scalar as text; an empty value and an empty text are then the same."""
    return yaml.load(text, Loader=yaml.BaseLoader)
