"""Packages that import what they offer when it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from livingsurvey.lazy import offered


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package that offers one name, and has a module that it does not offer."""
    folder = tmp_path / "orchard"
    folder.mkdir()
    text = "from livingsurvey.lazy import offered\n__getattr__ = offered(__name__, __file__)\n"
    (folder / "__init__.py").write_text(text)
    (folder / "api.py").write_text("from orchard.pears import PEAR\n")
    (folder / "pears.py").write_text("PEAR = 'a pear'\n")
    monkeypatch.syspath_prepend(tmp_path)
    return "orchard"


def test_what_a_package_offers_is_imported_when_it_is_asked_for(package: str) -> None:
    names: dict[str, object] = {}
    exec(f"import sys, {package}\nbefore = '{package}.api' in sys.modules", names)
    exec(f"from {package} import PEAR\nafter = '{package}.api' in sys.modules", names)
    assert (names["before"], names["PEAR"], names["after"]) == (False, "a pear", True)


def test_a_module_of_the_package_is_found_too(package: str) -> None:
    names: dict[str, object] = {}
    exec(f"from {package} import pears", names)
    assert names["pears"].PEAR == "a pear"  # type: ignore[attr-defined]


def test_what_is_not_offered_is_an_attribute_error() -> None:
    import livingsurvey.model

    get = offered("livingsurvey.model", str(livingsurvey.model.__file__))
    with pytest.raises(AttributeError):
        get("pears")
    with pytest.raises(AttributeError):
        get("paper")


@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_matrices_are_worked_on_by_one_thread_unless_the_environment_says_otherwise(
    given: dict[str, str], threads: str
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", "import livingsurvey, os; print(os.environ['OPENBLAS_NUM_THREADS'])"]
    done = subprocess.run(command, env=kept | given, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == threads


def imported_with(*names: str) -> set[str]:
    """All modules that are there once these have been imported."""
    code = f"import sys, {', '.join(names)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_rules_import_neither_what_calculates_nor_what_asks_a_network() -> None:
    heavy = {"numpy", "scipy", "jinja2", "http.client", "livingsurvey.services.searching", "livingsurvey.site.render"}
    assert heavy & imported_with("livingsurvey.checks.run") == set()


def test_a_build_imports_what_calculates_only_where_texts_are_compared() -> None:
    found = imported_with("livingsurvey.build.mkdocs_site", "livingsurvey.analysis.derive")
    assert {"numpy", "scipy", "Stemmer"} & found == set()


def test_what_a_package_offers_hides_its_module_of_the_same_name(package: str, tmp_path: Path) -> None:
    init = "from livingsurvey.lazy import offered\n__getattr__ = offered(__name__, __file__, over=['pears'])\n"
    (tmp_path / package / "__init__.py").write_text(init)
    (tmp_path / package / "api.py").write_text("from orchard.pears import pears\n")
    (tmp_path / package / "pears.py").write_text("def pears(): return 'pears'\n")
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]
    names: dict[str, object] = {}
    exec(f"import {package}.pears\nfrom {package} import pears\nfound = pears()", names)
    assert names["found"] == "pears"
