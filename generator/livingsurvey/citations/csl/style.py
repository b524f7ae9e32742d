"""A style of the Citation Style Language, compiled to functions: each takes an item and returns text."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

from livingsurvey.citations.csl.dates import date_text
from livingsurvey.citations.csl.item import Item, pages
from livingsurvey.citations.csl.joining import decoration, join
from livingsurvey.citations.csl.names import NameForm
from livingsurvey.citations.csl.terms import Terms, tag

Part = Callable[[Item], str]
_NAME_OPTIONS = """
and delimiter-precedes-last et-al-min et-al-use-first et-al-use-last initialize initialize-with name-as-sort-order
sort-separator demote-non-dropping-particle initialize-with-hyphen
""".split()
_PAGES = ("page", "locator")


@cache
def load_style(name: str, english: bool = True) -> "Style":
    """One of the styles that come with this package.

    Args:
        name: of the file, without ``.csl``.
        english: whether the work is in English; other languages have no title case.
    """
    from defusedxml.ElementTree import fromstring

    folder = files("livingsurvey.citations") / "styles"
    texts = ((folder / file).read_bytes() for file in (f"{name}.csl", "locales-en-US.xml"))
    root, locale = map(fromstring, texts)
    for element in root.iter() if not english else ():
        if element.get("text-case") == "title":
            del element.attrib["text-case"]
    return Style(root, locale)


class Style:
    """A style for bibliographies.

    Args:
        root: the style.
        locale: the words of its language.
    """

    def __init__(self, root: Element, locale: Element) -> None:
        own = [element for element in root if tag(element) == "locale" and _is_english(element)]
        self._terms = Terms([locale, *own])
        self._macros = {element.get("name"): element for element in root if tag(element) == "macro"}
        self._compiled: dict[str, Part] = {}
        self._above: Element | None = None  # the names in whose place the elements stand that are being compiled
        self._page_form = root.get("page-range-format", "")
        bibliography = next(element for element in root if tag(element) == "bibliography")
        layout = next(element for element in bibliography if tag(element) == "layout")
        both = {**root.attrib, **bibliography.attrib}
        self._options = {name: both[name] for name in _NAME_OPTIONS if name in both}
        self._options |= {"delimiter": both["name-delimiter"]} if "name-delimiter" in both else {}
        self._names_delimiter = both.get("names-delimiter", "")
        self._render, self._finish = self._several(layout), decoration(layout.attrib)

    def render(self, values: Mapping[str, Any]) -> str:
        """A work as an entry of the bibliography, without a number.

        Args:
            values: the work's variables, as CSL-JSON has them.
        """
        return self._finish(self._render(Item(values))).strip()

    def _several(self, element: Element, around: str = "") -> Part:
        """The parts of an element; ``around`` is the delimiter of the one around it, where it has none itself."""
        delimiter = element.get("delimiter", around)
        parts = [self._choose(child, delimiter) if tag(child) == "choose" else self._part(child) for child in element]
        if len(parts) == 1:
            return parts[0]
        return lambda item: join([part(item) for part in parts], delimiter)

    def _part(self, element: Element) -> Part:
        part: Part = getattr(self, f"_{tag(element)}")(element)
        return part

    def _text(self, element: Element) -> Part:
        decorate, form = decoration(element.attrib), element.get("form", "long")
        if (name := element.get("macro")) is not None:
            return lambda item: decorate(self._macro(name)(item))
        if variable := element.get("variable"):
            if variable in _PAGES:
                return lambda item: decorate(pages(item.text(variable), self._page_form))
            return lambda item: decorate(item.text(variable, form))
        term = element.get("term")
        word = self._terms.term(term, form, element.get("plural") == "true") if term else element.get("value", "")
        text = decorate(word)
        return lambda item: text

    def _macro(self, name: str) -> Part:
        if name not in self._compiled:
            self._compiled[name] = self._several(self._macros[name])
        return self._compiled[name]

    def _number(self, element: Element) -> Part:
        decorate, variable = decoration(element.attrib), element.get("variable", "")
        if element.get("form") == "ordinal":
            return lambda item: decorate(self._terms.ordinal(item.text(variable)))
        form = self._page_form if variable in _PAGES else ""
        return lambda item: decorate(pages(item.text(variable), form))

    def _label(self, element: Element) -> Part:
        """The word for a variable, such as «pp.»; of several, where its value is more than one."""
        decorate, variable = decoration(element.attrib), element.get("variable", "")
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        one, more = (decorate(self._terms.term(variable, form, many)) for many in (False, True))
        counts = variable.startswith("number-of")

        def _label(item: Item) -> str:
            value = str(item.values.get(variable) or "")
            if not value:
                return ""
            many = (value != "1") if counts else any(sign in value for sign in "–-,&")
            return more if plural == "always" or (many and plural == "contextual") else one

        return _label

    def _group(self, element: Element) -> Part:
        """Its parts, unless they are made of variables of which all are empty; a group of words counts as filled."""
        render, decorate = self._several(element), decoration(element.attrib)

        def _group(item: Item) -> str:
            asked, found = item.asked, item.found
            text = render(item)
            if text and item.asked == asked:
                item.asked, item.found = asked + 1, found + 1
            return decorate(text) if item.found > found else ""

        return _group

    def _choose(self, element: Element, around: str = "") -> Part:
        parts = [self._several(branch, around) if len(branch) else _nothing for branch in element]
        conditions = [(_asks_for_type_alone(branch), _condition(branch)) for branch in element]
        by_type: dict[str | None, list[tuple[Callable[[Item], bool], Part]]] = {}

        def _left(item: Item) -> list[tuple[Callable[[Item], bool], Part]]:
            """The branches that works of this type may take."""
            both = zip(conditions, parts, strict=True)
            return [(is_met, part) for (type_alone, is_met), part in both if not type_alone or is_met(item)]

        def _choose(item: Item) -> str:
            kind = item.values.get("type")
            left = by_type.get(kind)
            if left is None:
                left = by_type[kind] = _left(item)
            for is_met, render in left:
                if is_met(item):
                    return render(item)
            return ""

        return _choose

    def _date(self, element: Element) -> Part:
        decorate, variable = decoration(element.attrib), element.get("variable", "")

        def _date(item: Item) -> str:
            value = item.take(variable)
            return decorate(date_text(element, value, self._terms)) if value else ""

        return _date

    def _names(self, element: Element) -> Part:
        """Names with their labels, or what the style has in place of them; this is labelled as they are."""
        above, substitute = self._above, next((child for child in element if tag(child) == "substitute"), ())
        self._above = element if len(substitute) else above
        instead = [self._part(child) for child in substitute]
        self._above = above
        inside = {tag(child): child for child in (*(above if above is not None else ()), *element)}
        form, label = self._name_form(inside), inside.get("label")
        parts = [part for part in inside if part in ("name", "label")]
        labelled = self._role(label, first=parts == ["label", "name"])
        decorate, roles = decoration(element.attrib), element.get("variable", "").split()
        delimiter = element.get("delimiter", self._names_delimiter)

        def _names(item: Item) -> str:
            people = {role: given for role in roles if (given := item.take(role))}
            if len(people) == 2 and people.get("editor") == people.get("translator"):
                people = {"editortranslator": people["editor"]}
            cut = item.values.get("others-omitted")
            texts = [
                labelled(role, form.write(given, cut=bool(cut) and role == "author"), len(given) > 1)
                for role, given in people.items()
            ]
            return decorate(join(texts, delimiter)) if texts else _substitute(item, instead)

        return _names

    def _name_form(self, inside: Mapping[str, Element]) -> NameForm:
        name, et_al = inside.get("name"), inside.get("et-al")
        own = dict(name.attrib) if name is not None else {}
        return NameForm(self._options | own, self._terms, "et-al" if et_al is None else et_al.get("term", "et-al"))

    def _role(self, label: Element | None, first: bool = False) -> Callable[[str, str, bool], str]:
        """What puts a role's label to its names."""
        if label is None:
            return lambda role, names, many: names
        decorate, form, plural = decoration(label.attrib), label.get("form", "long"), label.get("plural")

        def _labelled(role: str, names: str, many: bool) -> str:
            word = decorate(self._terms.term(role, form, many and plural != "never"))
            return join([word, names] if first else [names, word])

        return _labelled


def _is_english(locale: Element) -> bool:
    language = locale.get("{http://www.w3.org/XML/1998/namespace}lang", "en")
    return language in ("en", "en-US")


def _nothing(item: Item) -> str:
    return ""


def _substitute(item: Item, instead: list[Part]) -> str:
    """The first that is not empty; its variables are not rendered again."""
    for part in instead:
        before = len(item.read)
        if text := part(item):
            item.hidden.update(item.read[before:])
            return text
    return ""


def _asks_for_type_alone(branch: Element) -> bool:
    """Whether a branch is met by all works of a type or by none."""
    return tag(branch) != "else" and branch.attrib.keys() <= {"type", "match"}


def _condition(branch: Element) -> Callable[[Item], bool]:
    """What a branch asks for. Nothing here is cited at a place, or of an uncertain date."""
    if tag(branch) == "else":
        return lambda item: True
    match = branch.get("match", "all")
    wanted = [(name, value) for name, values in branch.attrib.items() if name != "match" for value in values.split()]
    kinds = frozenset(value for name, value in wanted if name == "type") if match != "all" else frozenset()
    names = [value for name, value in wanted if name == "variable"]
    tests = [_test(name, value) for name, value in wanted if name != "variable" and not (kinds and name == "type")]
    if names:
        several = all if match == "all" else any
        tests.insert(0, lambda item: several(map(item.values.get, names)))
    if kinds:
        tests.insert(0, lambda item: item.values.get("type") in kinds)
    if len(tests) == 1:
        [test] = tests
        return (lambda item: not test(item)) if match == "none" else test
    if match == "none":
        return lambda item: not any(test(item) for test in tests)
    if match == "any":
        return lambda item: any(test(item) for test in tests)
    return lambda item: all(test(item) for test in tests)


def _test(name: str, value: str) -> Callable[[Item], bool]:
    if name == "type":
        return lambda item: item.values.get("type") == value
    if name == "is-numeric":
        return lambda item: item.is_numeric(value)
    return lambda item: False
