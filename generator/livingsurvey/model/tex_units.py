r"""Chemical formulas and quantities as the packages mhchem and siunitx have them: ``\ce``, ``\SI``, ``\qty``.

They are written in plain TeX where they are simple; what is not stays as it is.
"""

import re

_CHEMICAL = re.compile(r"\\(?:ce|cf|chem)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_PART = re.compile(
    r"(?P<arrow><?-+>|<=>)|(?P<space>\s+)|(?P<charge>\^\{?(?P<high>\d*[+-]|\d+[a-z]?)\}?|(?<=[A-Za-z\d)\]])[+-](?=[\s)\]]|\Z))"
    r"|_\{?(?P<low>\d+|[a-z])\}?|(?<=[A-Za-z)\]])(?P<count>\d+|[nx](?![a-z]))|(?P<plus>\+)|(?P<bond>[=-])"
    r"|(?P<plain>[A-Z][a-z]?|\d+|[()\[\]]|[a-z]{1,3}|\\[a-z]+\s*|[.*])"
)
_ARROWS = {"->": r"\rightarrow ", "<-": r"\leftarrow ", "<->": r"\leftrightarrow ", "<=>": r"\rightleftharpoons "}

_QUANTITY = re.compile(
    r"\\(?P<name>SI|qty|num|si|unit|ang)\s*(?:\[[^\]]*\])?\s*\{(?P<one>(?:[^{}]|\{[^{}]*\})*)\}(?:\s*\{(?P<two>(?:[^{}]|\{[^{}]*\})*)\})?"
)
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*)(?:\s*(?:\+-|\\pm)\s*(\d[\d.,]*)|\((\d+)\))?(?:[eEdD]([+-]?\d+))?\Z")
_PREFIXES = dict(
    zip(
        "femto pico nano micro milli centi deci kilo mega giga tera peta exa".split(),
        "f p n µ m c d k M G T P E".split(),
        strict=True,
    )
)
_UNITS = dict(
    pair.split("=")
    for pair in """
    electronvolt=eV eV=eV meV=meV keV=keV MeV=MeV GeV=GeV TeV=TeV meter=m metre=m second=s gram=g kelvin=K hertz=Hz
    tesla=T barn=b volt=V watt=W joule=J ampere=A pascal=Pa mole=mol degree=° celsius=°C degreeCelsius=°C percent=%
    newton=N coulomb=C farad=F ohm=Ω liter=L litre=L minute=min hour=h day=d bar=bar angstrom=Å parsec=pc byte=B
    bit=bit arcsecond=″ arcminute=′ clight=c kg=kg km=km cm=cm mm=mm um=µm nm=nm ns=ns us=µs ms=ms s=s m=m g=g K=K
    Hz=Hz kHz=kHz MHz=MHz GHz=GHz fb=fb pb=pb mol=mol
    """.split()
)
_UNIT_PART = re.compile(r"\\([A-Za-z]+)\s*|\^\{?(-?\d+)\}?|([A-Za-zµΩ°%]+)|([/.\s~·]|\\,)")


def without_packages(tex: str) -> str:
    """A formula in which simple chemical formulas and quantities are written in plain TeX."""
    if "\\" in tex:
        tex = _CHEMICAL.sub(lambda match: _chemical(match[1]) or match[0], tex)
        tex = _QUANTITY.sub(lambda match: _quantity(match) or match[0], tex)
    return tex


def _chemical(source: str) -> str | None:
    written, end = "", 0
    for match in _PART.finditer(source):
        part = _part(match)
        if match.start() != end or part is None:
            return None
        written += part
        end = match.end()
    return rf"{{\mathrm{{{written}}}}}" if end == len(source) else None


def _part(match: re.Match[str]) -> str | None:
    if match["arrow"]:
        return _ARROWS.get(match["arrow"])
    if match["charge"]:
        return f"^{{{match['high'] or match['charge']}}}"
    if low := match["low"] or match["count"]:
        return f"_{{{low}}}"
    if match["space"]:
        return r"\ "
    if match["plain"]:
        return r"\cdot " if match["plain"] in ".*" else match["plain"]
    return r"\text{-}" if match["bond"] == "-" else match[0]


def _quantity(match: re.Match[str]) -> str | None:
    name, one, two = match["name"], match["one"], match["two"]
    if name in {"si", "unit"}:
        return None if two is not None else _unit(one)
    number = _number(one)
    if name == "ang":
        return f"{number}°" if number and two is None else None
    if name == "num":
        return number if two is None else None
    unit = _unit(two or "")
    if not number or not unit:
        return None
    return number + unit if unit.startswith(r"\text{°}") else rf"{number}\,{unit}"


def _number(text: str) -> str | None:
    if not (match := _NUMBER.match(text.strip())):
        return None
    sign, digits, error, last, power = match.groups()
    number = f"{sign}{digits}" + (rf"\pm {error}" if error else f"({last})" if last else "")
    return rf"{number}\times 10^{{{power}}}" if power else number


def _unit(text: str) -> str | None:
    """A unit in upright text, such as ``m/s²``; None where a part of it is not known."""
    written, end, before = "", 0, ""
    for match in _UNIT_PART.finditer(text.strip()):
        if match.start() != end:
            return None
        end = match.end()
        part, before = _of_unit(match, before)
        if part is None:
            return None
        written += part
    return written if written and end == len(text.strip()) and not before else None


def _of_unit(match: re.Match[str], before: str) -> tuple[str | None, str]:
    """What a part of a unit is, and what goes before the next: a prefix, or the sign of "per"."""
    name = match[1]
    if match[2]:
        return f"^{{{match[2]}}}", before
    if name == "per":
        return "/", before
    if name in _PREFIXES:
        return "", before + _PREFIXES[name]
    if name in {"squared", "cubed"}:
        return ("^{2}" if name == "squared" else "^{3}"), before
    if match[4]:
        return ("/" if match[4] == "/" else r"\,"), before
    unit = _UNITS.get(name) if name else match[3]
    return (rf"\text{{{before}{unit}}}" if unit else None), ""
