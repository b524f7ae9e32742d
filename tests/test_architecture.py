"""The house stands as its plan says: imports run one way, functions stay small, files are where they belong."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.builders import REPOSITORY

ORDER = [
    "storage",
    "scaffold",
    "model",
    "intake",
    "catalogue",
    "insight",
    "lookup",
    "citing",
    "pages",
    "exports",
    "checks",
    "curate",
    "publish",
    "review",
    "forge",
    "cli",
]
MAY_IMPORT = {
    "storage": set(),
    "model": set(),
    "intake": {"storage", "model"},
    "catalogue": {"storage", "model"},
    "insight": {"model"},
    "lookup": {"storage", "model", "intake", "insight"},
    "scaffold": {"storage"},
    "citing": {"model", "insight"},
    "pages": {"model", "insight", "citing"},
    "exports": {"model", "insight", "citing"},
    "checks": {"model", "catalogue", "storage"},
    "curate": {"storage", "model", "intake", "catalogue", "insight", "lookup", "checks"},
    "publish": set(ORDER) - {"cli", "curate", "intake", "lookup", "scaffold", "review", "forge"},
    "review": {"model"},
    "forge": {"storage", "model", "intake", "lookup", "curate", "review"},
    "cli": set(ORDER),
}
MODULES = sorted((REPOSITORY / "generator").rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(REPOSITORY / "generator").parts[0].removesuffix(".py")


def _imported_rooms(path: Path) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    names = [node.module.split(".") for node in nodes if node.module and node.module.startswith("generator.")]
    return {name[1] for name in names}


@pytest.mark.parametrize("path", [m for m in MODULES if _room(m) in MAY_IMPORT], ids=lambda p: p.stem)
def test_modules_import_only_from_earlier_stages(path: Path) -> None:
    room = _room(path)
    assert _imported_rooms(path) - {room} <= MAY_IMPORT[room]


def test_functions_are_small() -> None:
    nodes = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text()))]
    lengths = sorted(n.end_lineno - n.lineno + 1 for n in nodes if isinstance(n, ast.FunctionDef) and n.end_lineno)
    assert lengths[len(lengths) // 2] < 10
    assert lengths[int(len(lengths) * 0.95)] < 40


def test_public_functions_have_docstrings_and_return_types() -> None:
    bare = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if not (ast.get_docstring(node) and node.returns)
    ]
    assert bare == []


def test_generated_files_are_not_tracked() -> None:
    command = ["git", "ls-files", "site", "build"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert listed == ""
