"""The people in a field of BibTeX: separated by «and»; what is in braces is whole, be it a name or a part of one."""

import re
from dataclasses import dataclass, field
from html import unescape

from livingsurvey.importers.author_names import name_in, name_in_list, names_and_omitted, unlikely
from livingsurvey.importers.latex_text import to_text
from livingsurvey.model.names import Name, is_group

_FIRST = 0xF0000  # of the private signs that stand for what is in braces
_MOST = 60_000
_PRIVATE = re.compile("[\U000f0000-\U000fffff]")
_AND = re.compile(r"\s+and(?=\s|\Z)|\A\s*and(?=\s)", re.IGNORECASE)
_MACRO = re.compile(r"\\(?:[A-Za-z]+\s*|[^A-Za-z\s])\Z")
_OTHERS = re.compile(r"(?:and\s+)*(?:others|et\.? ?al(?:\.|ii)?)\.?", re.IGNORECASE)
_PART = re.compile(r'(family|given|prefix|suffix|[\w-]+)\s*=\s*("[^"]*"|[^,]*)\s*(?:,|\Z)', re.IGNORECASE)
_HOMONYM = re.compile(r"\s0\d{3}(?=\s*\Z|\s+and\s)")  # by which DBLP tells people of one name apart
_SURE = re.compile(r"[^\s,.] [A-Z](?:\Z| and\b)")
_IN_BRACES = re.compile(r"\s*\{\s*([^{}]+)\}\s*")
_PERSON = re.compile(r"[A-Z][^\W\d]*\.?(?:[\s-]+[A-Z][^\W\d]*\.?){1,3}|[A-Z][^\W\d]+, [A-Z][\w. -]*|others")
_TWO_AND_TWO = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+, [A-Z][a-z]+ [A-Z][a-z]+\Z")
# Behind names: the signs of footnotes, which are no part of them, and what someone is.
_FOOTNOTES = re.compile(
    r"(?<=\w|\.)(?<![\u00b9\u00b2\u00b3\u2070-\u2079])\s*(?:\$\^?\{?[\d,*†‡§\s]+\}?\$|[*†‡§¶\u00b9\u00b2\u00b3\u2070-\u2079])+(?=[\s,;]|\Z)"
)
_ROLE = re.compile(r"\s*[(\[](?:eds?|hrsg|hg|editors?|trans|coord)\b\.?[)\]]", re.IGNORECASE)


@dataclass(slots=True)
class People:
    """The names of a field, how many it leaves out, and those that are hardly one name each."""

    names: list[Name] = field(default_factory=list)
    omitted: str = ""
    doubtful: list[str] = field(default_factory=list)


def people_in(latex: str) -> People:
    """The people whom a field states.

    Args:
        latex: such as ``Lind, Eva and {The Rare Collaboration, CERN} and others``.
    """
    latex = " ".join(latex.split())  # runs of blanks would be gone through again and again
    if not latex:
        return People()
    if inner := _list_in_braces(latex):
        found = people_in(inner)
        found.doubtful.append(to_text(inner))
        return found
    wholes: list[str] = []
    latex = _FOOTNOTES.sub("", _HOMONYM.sub("", unescape(latex) if "&" in latex else latex))
    text = _masked(_PRIVATE.sub("", latex), wholes) if "{" in latex else _shown(latex)
    found = People(doubtful=[text.strip()] if _ROLE.search(text) else [])
    text = _ROLE.sub("", _FOOTNOTES.sub("", text))
    pieces = [piece for part in _AND.split(text) if (piece := part.strip().rstrip(",").strip())]
    sure = bool(_SURE.search(text))
    for piece in pieces:
        names, omitted = _names(piece, sure)
        whole = [len(name.family) == 1 and name.is_whole and bool(_PRIVATE.match(name.family)) for name in names]
        names = [_unmasked(name, wholes) for name in names]
        found.doubtful += unlikely(name for name, braced in zip(names, whole, strict=True) if not braced)
        found.names += names
        found.omitted = omitted or found.omitted
    found.doubtful += _two_people(pieces)
    return found


def _list_in_braces(latex: str) -> str:
    """The list of people that somebody put into braces as a whole, which would make one name of them."""
    found = _IN_BRACES.fullmatch(latex)
    pieces = [piece.strip() for piece in _AND.split(found[1])] if found else []
    people = len(pieces) > 1 and all(_PERSON.fullmatch(piece) and not is_group(piece) for piece in pieces)
    return found[1] if found and people else ""


def _two_people(pieces: list[str]) -> list[str]:
    """Pieces that may be two people (``Eva Lind, Tom Berg``), where no other shows that the family's name is first."""
    two = [piece for piece in pieces if _TWO_AND_TWO.match(piece)]
    if not two or any("," in piece for piece in pieces if piece not in two):
        return []
    natural = [piece for piece in pieces if " " in piece and "," not in piece and not is_group(piece)]
    return two if len(pieces) == 1 or any(not _OTHERS.fullmatch(piece) for piece in natural) else []


def _names(piece: str, sure: bool) -> tuple[list[Name], str]:
    """The names between two «and»: one, unless other signs separate several."""
    if _OTHERS.fullmatch(piece):
        return [], "some"
    if "=" in piece and (parts := {name.lower(): text.strip('" ') for name, text in _PART.findall(piece)}).get(
        "family"
    ):
        return [Name(*(parts.get(name, "") for name in ("family", "given", "prefix", "suffix")))], ""
    commas = piece.count(",")
    if not commas and not re.search(r"[;&]|\s\|\s|\s(?:und|et)\s|\.\.\.|…| et al|\d (?:others|more)", piece):
        return [name_in_list(piece, sure)], ""
    if commas == 1 and not re.search(r"[;&|]|\s(?:und|et)\s| et al| [A-Z]{1,3},", piece):
        return [name_in(piece)], ""
    if not commas and ";" not in piece and re.fullmatch(r"\S+ & \S+", piece):  # a firm, or two families' names
        return [Name(piece)], ""
    names, omitted = names_and_omitted(piece)
    return (names, omitted) if len(names) > 1 or omitted else ([name_in(piece)], "")


def _shown(latex: str) -> str:
    """The text of LaTeX, a blank at its ends kept."""
    text = to_text(latex)
    return f"{' ' if latex[:1].isspace() else ''}{text}{' ' if latex[-1:].isspace() and text else ''}"


def _masked(latex: str, wholes: list[str]) -> str:
    """The text, a sign in place of what is in braces and has more than one word; that is added to ``wholes``."""
    shown: list[str] = []
    plain = start = depth = 0
    for brace in re.finditer(r"(?<!\\)[{}]", latex):
        depth += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and depth == 1:
            start = brace.start()
        elif depth == 0 and len(wholes) < _MOST:
            group = latex[start + 1 : brace.start()]
            if (
                re.search(r"[\s,;&~\d]", group)
                and not _MACRO.search(latex[max(plain, start - 20) : start])
                and _is_text(group)
            ):
                shown += [_shown(latex[plain:start]), chr(_FIRST + len(wholes))]
                wholes.append(to_text(group))
                plain = brace.end()
        depth = max(depth, 0)
    return "".join([*shown, _shown(latex[plain:])])


def _is_text(group: str) -> bool:
    """Whether a group is more than one accented letter, which LaTeX may write with a blank: ``{\\c c}``."""
    return not re.fullmatch(r"\\(?:[A-Za-z]+|[^A-Za-z])\s*\{?\\?[A-Za-z]*\}?\s*", group)


def _unmasked(name: Name, wholes: list[str]) -> Name:
    if not wholes:
        return name
    parts = (name.family, name.given, name.particle, name.suffix)
    return Name(*(_PRIVATE.sub(lambda sign: wholes[ord(sign[0]) - _FIRST], part) for part in parts))
