"""The one place that writes YAML: a value on one line, or a field as people write it."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

#: Words that YAML takes for something other than text.
WORDS = frozenset("true false yes no on off null y n".split())

# What YAML takes for text without quotes, wherever it is.
_PLAIN = re.compile(r"[^\W\d_][\w ./,()'’–—-]*[\w.)]")
# An address on the web, or a DOI.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./~%?=&+_-]*[A-Za-z0-9/]|10\.\d{4,9}/[A-Za-z0-9./_-]*[A-Za-z0-9]")
_MONTH = re.compile(r"\d{4}-\d\d")
# What it puts into single quotes: a number, a day, a text with a colon at the end of a word.
_QUOTED = re.compile(r"\d{1,4}\.\d{1,5}|[1-9]\d{3}(?:-\d\d-\d\d)?|[A-Za-z][\w ./,()’–—-]*: [\w ./,()’–—:-]*[\w.)]")
_BARE = re.compile(r"[A-Za-z](?:[\w.-]*\w)?")
_OPTIONS: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**9}


#: What YAML takes for the end of a line and editors do not; the reader refuses it unless it is escaped.
_UNSEEN_END = re.compile("[\x85\u2028\u2029]")


class _LineDumper(yaml.SafeDumper):
    """Writes no sign that ends a line unseen."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if not text.isascii() and _UNSEEN_END.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_LineDumper.add_representer(str, _represent_text)


class _Dumper(_LineDumper):
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


def scalar(value: str, style: str | None = None) -> str:
    """The YAML of a text on one line, valid wherever a value may be.

    Args:
        value: the text.
        style: the quotes to write it in; without it, none where none are needed.
    """
    written = yaml.dump(
        value if style else [value], Dumper=_LineDumper, default_style=style, default_flow_style=True, **_OPTIONS
    )
    return str(written).removesuffix("\n") if style else str(written).strip()[1:-1]


def on_one_line(value: Any) -> str:
    """The YAML of any value on one line; of a mapping without what is empty."""
    value = _without_gaps(value)
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(scalar(item) for item in value)}]"
    if isinstance(value, dict) and all(_is_bare(of) and (type(it) is int or _is_bare(it)) for of, it in value.items()):
        return "{" + ", ".join(f"{name}: {one}" for name, one in value.items()) + "}"
    return str(yaml.dump(value, Dumper=_LineDumper, default_flow_style=True, **_OPTIONS)).strip()


def list_item(value: Mapping[str, Any]) -> str:
    """The lines of an entry in a list, one for each of its fields."""
    return str(yaml.dump([value], Dumper=_LineDumper, **_OPTIONS))


def document(value: Mapping[str, Any]) -> str:
    """A whole file of YAML for people to read: long texts are folded."""
    return str(yaml.dump(dict(value), Dumper=_LineDumper, **_OPTIONS | {"width": 110}))


def field(name: str, value: Any) -> str:
    """A field of front matter with its line end: a name alone where it has no value.

    Records of where a paper or a fact was found are written one a line, abstracts as literal blocks.

    Args:
        name: of the field, which decides how it is written.
        value: text, lists and mappings of text and numbers, or ``None``.
    """
    value = _without_gaps(value)
    if value is None:
        return f"{name}:\n"
    if name == "seen":
        return f"{name}:\n" + "".join(f"  - {on_one_line(record)}\n" for record in value)
    if name == "provenance":
        origins = {key: tuple(origin.items()) for key, origin in value.items()}
        written = {origin: on_one_line(dict(origin)) for origin in set(origins.values())}  # nearly all are the same
        return f"{name}:\n" + "".join(f"  {_name(key)}: {written[origin]}\n" for key, origin in origins.items())
    if name == "publication":
        return f"{name}:\n" + "".join(f"  {_name(key)}: {_short(one)}\n" for key, one in value.items() if one)
    if (quick := _quickly(name, value)) is not None:
        return quick
    if name.endswith("abstract"):
        value = _Literal(value)
    return str(yaml.dump({name: value}, Dumper=_Dumper, **_OPTIONS))


def _quickly(name: str, value: object) -> str | None:
    """What the writer of YAML would write of plain text, which nearly all of it is: many times faster."""
    if name.endswith("abstract"):
        plain = isinstance(value, str) and value.isprintable() and re.fullmatch(r"\S(?:.*\S)?", value)
        return f"{name}: |-\n  {value}\n" if plain else None
    if (text := _written(value)) is not None:
        return f"{name}: {text}\n"
    if isinstance(value, list) and value and None not in (items := list(map(_item, value))):
        return f"{name}:\n" + "".join(f"  - {item}\n" for item in items)
    return None


def _item(value: object) -> str | None:
    """An item of a list as the writer of YAML would write it: a text, or a mapping of texts such as a link."""
    if not isinstance(value, dict):
        return _written(value)
    fields = {name: _written(one) for name, one in value.items() if _is_bare(name)}
    certain = len(fields) == len(value) and all(fields.values())
    return "\n    ".join(f"{name}: {text}" for name, text in fields.items()) if certain else None


def _written(value: object) -> str | None:
    """What the writer of YAML would write of a text, where that is certain."""
    if _is_plain(value) or (isinstance(value, str) and (_MONTH.fullmatch(value) or _ADDRESS.fullmatch(value))):
        return str(value)
    return f"'{value}'" if isinstance(value, str) and _QUOTED.fullmatch(value) else None


def _short(value: object) -> str:
    """A value on one line; what needs no thought is written without asking the writer of YAML, which is slow."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(item if _is_bare(item) else _quoted(item) for item in value)}]"
    if isinstance(value, dict):
        return on_one_line(value)
    return str(value) if _is_plain(value) else _quoted(value)


def _quoted(value: object) -> str:
    text = str(value)
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if text.isprintable() else scalar(text, '"')


def _name(name: str) -> str:
    """The name of a field."""
    return name if _is_bare(name) else scalar(name)


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and bool(_PLAIN.fullmatch(value)) and value.lower() not in WORDS


def _is_bare(value: object) -> bool:
    return isinstance(value, str) and bool(_BARE.fullmatch(value)) and value.lower() not in WORDS


def _without_gaps(value: Any) -> Any:
    """A value as people write it: nothing that is empty, no fraction of a whole number."""
    if isinstance(value, Mapping):
        return {name: _without_gaps(one) for name, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_without_gaps(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
