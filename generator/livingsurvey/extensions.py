"""Loading extensions: importers, citation styles, rules, sets of pages and services that other people's Python adds.

An extension is an entry point of an installed package, in one of the groups ``livingsurvey.importers``,
``livingsurvey.citation_styles``, ``livingsurvey.rules``, ``livingsurvey.page_sets``, ``livingsurvey.services`` and
``livingsurvey.searches``, or a file that ``extensions:`` in ``content/survey.yml`` names. A file adds every object of
these kinds that it defines.
Extensions are code, and run with the rights of whoever builds the survey.
"""

import importlib.metadata
import pkgutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Protocol, TypeVar

from livingsurvey.model import Extensions
from livingsurvey.model.errors import SurveyError

#: The kinds of extensions by the names of their groups. Each class is also what the built-in ones are made of; it is
#: looked up only when there is an extension, since these modules come after this one.
KINDS = {
    "importers": "livingsurvey.importers.import_formats:Importer",
    "citation_styles": "livingsurvey.citations.citation_formats:CitationFormat",
    "rules": "livingsurvey.checks.rule:Rule",
    "page_sets": "livingsurvey.site.page_set:PageSet",
    "services": "livingsurvey.services.find_paper:Service",
    "searches": "livingsurvey.services.search_request:SearchService",
}
#: Below the survey's folder: templates that replace the tool's own of the same name.
TEMPLATES = "overrides/site"


class _Named(Protocol):
    @property
    def id(self) -> str:
        """Its name, which no other of its kind has."""


Extension = TypeVar("Extension", bound=_Named)


class ExtensionError(SurveyError):
    """An extension that cannot be used; the message names it and says why, on one line."""


def load_extensions(root: Path, files: Iterable[str]) -> Extensions:
    """Load what installed packages and files of the survey add.

    Args:
        root: the survey's folder.
        files: the files, relative to it; each is run.

    Raises:
        ExtensionError: when one cannot be loaded, or adds nothing.
    """
    added = [*_installed(), *(one for name in files for one in _of_file(root, name))]
    templates = root / TEMPLATES
    return Extensions(tuple(added), templates if templates.is_dir() else None)


def joined(built_in: Iterable[Extension], added: Iterable[Extension]) -> dict[str, Extension]:
    """Put what extensions add behind what is built in, by id. What an extension merely imported is there already.

    Args:
        built_in: what the tool has.
        added: what the survey's extensions add.

    Raises:
        ExtensionError: when an id is taken.
    """
    known = {one.id: one for one in built_in}
    for one in added:
        if known.setdefault(one.id, one) is not one:
            raise ExtensionError(f"extension {one.id}: there is another {type(one).__name__} with this id.")
    return known


@contextmanager
def naming(extension: str) -> Iterator[None]:
    """Turn whatever goes wrong within an extension into one line that names it.

    Args:
        extension: what to call it.

    Raises:
        ExtensionError: in place of any other exception.
    """
    try:
        yield
    except ExtensionError:
        raise
    except (Exception, SystemExit) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise ExtensionError(f"extension {extension}: {said}{_line_of(error)}.") from error


def _line_of(error: BaseException) -> str:
    """The line of the extension that an error comes from; of syntax errors the message says it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith((str(Path(__file__).parent), "<"))]
    return f" ({Path(own[0].filename).name}, line {own[0].lineno})" if own else ""


def _entry_points() -> list[importlib.metadata.EntryPoint]:
    points = importlib.metadata.entry_points()
    return sorted(point for name in KINDS for point in points.select(group=f"livingsurvey.{name}"))


def _installed() -> Iterator[object]:
    for point in _entry_points():
        kind = point.group.rpartition(".")[2]
        with naming(f"{point.name} ({point.value})"):
            found = point.load()
        if not isinstance(found, pkgutil.resolve_name(KINDS[kind])):
            raise ExtensionError(f"extension {point.name} ({point.value}): is not a {KINDS[kind].rpartition(':')[2]}.")
        yield found


def _of_file(root: Path, name: str) -> list[object]:
    path = root / name
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        raise ExtensionError(f"extension {name}: there is no such file in the survey's folder.")
    with naming(name):
        module = _run(path)
    kinds = tuple(pkgutil.resolve_name(kind) for kind in KINDS.values())
    added = [one for one in vars(module).values() if isinstance(one, kinds)]
    if not added:
        names = ", ".join(kind.__name__ for kind in kinds)
        raise ExtensionError(f"extension {name}: adds nothing. It must define a {names}.")
    return added


def _run(path: Path) -> ModuleType:
    """Run a file as a module of its own, which no other survey can import by accident."""
    name = f"survey_extension_{sha256(bytes(path.resolve())).hexdigest()[:16]}.{path.stem}"
    spec = spec_from_file_location(name, path)
    assert spec and spec.loader
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
