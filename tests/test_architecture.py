"""Modules import only from earlier stages, functions stay small, generated files are not tracked."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.builders import REPOSITORY

#: The stages, in the order in which they may import: each those before it.
ORDER = [
    "lazy",
    "model",
    "search",
    "extensions",
    "store",
    "importers",
    "services",
    "analysis",
    "citations",
    "site",
    "checks",
    "build",
    "commands",
    "screening",
    "github",
    "cli",
]
PACKAGE = REPOSITORY / "generator" / "livingsurvey"
MODULES = sorted(PACKAGE.rglob("*.py"))


def _stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def _imported_stages(path: Path) -> set[str]:
    nodes = [node for node in _nodes(path) if isinstance(node, ast.ImportFrom)]
    names = [node.module.split(".") for node in nodes if node.module and node.module.startswith("livingsurvey.")]
    return {name[1] for name in names}


def test_modules_import_only_from_earlier_stages() -> None:
    staged = {path: _stage(path) for path in MODULES if _stage(path) in ORDER}
    assert len(staged) > 400
    later = {
        path.relative_to(PACKAGE).as_posix(): _imported_stages(path) - set(ORDER[: ORDER.index(stage) + 1])
        for path, stage in staged.items()
    }
    assert {path: stages for path, stages in later.items() if stages} == {}


def test_functions_are_small() -> None:
    nodes = [node for path in MODULES for node in _nodes(path)]
    lengths = sorted(n.end_lineno - n.lineno + 1 for n in nodes if isinstance(n, ast.FunctionDef) and n.end_lineno)
    assert lengths[len(lengths) // 2] < 10
    assert lengths[int(len(lengths) * 0.95)] < 40


def test_public_functions_have_docstrings_and_return_types() -> None:
    bare = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in MODULES
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if not (ast.get_docstring(node) and node.returns)
    ]
    assert bare == []


def test_one_module_runs_git() -> None:
    running = {path.name for path in MODULES if "subprocess" in path.read_text() and '"git"' in path.read_text()}
    assert running == {"git.py"}


def test_generated_files_are_not_tracked() -> None:
    command = ["git", "ls-files", "site", "build"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert listed == ""
