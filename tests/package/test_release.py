"""A release: the same bytes for whoever builds it, of locked parts only, and a list of them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import REPOSITORY

LOCKS = sorted(REPOSITORY.glob("requirements*.lock"))
SOURCES = ("generator", "overrides", "pyproject.toml", "setup.py", "MANIFEST.in", "LICENSE", "README.md")


def pinned(lock: Path) -> dict[str, tuple[str, set[str]]]:
    """The version and the hashes of each package that a lock file names."""
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n", "", lock.read_text()))
    found = [re.match(r"([\w.-]+)==([\w.+]+)", entry) for entry in entries]
    return {
        match[1]: (match[2], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)))
        for match, entry in zip(found, entries, strict=True)
        if match
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_has_its_version_and_hash(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned(lock)) == len({line.partition("==")[0] for line in lines}) > 0
    assert [name for name, (_, hashes) in pinned(lock).items() if not hashes] == []


def test_lock_files_agree() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, (version, _) in pinned(lock).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_what_the_package_is_built_with_is_locked() -> None:
    (requirement,) = re.findall(r'\[build-system\]\nrequires = \["(\w+==[\w.]+)"\]', read("pyproject.toml"))
    name, _, version = requirement.partition("==")
    for lock in ("requirements-build.lock", "requirements-release.lock"):
        assert pinned(REPOSITORY / lock)[name][0] == version


@pytest.mark.parametrize("file", ["Makefile", ".ci/run", ".devcontainer/devcontainer.json"])
def test_nothing_is_installed_without_a_hash(file: str) -> None:
    lines = [line for line in read(file).splitlines() if re.search(r"\bPIP\)? install|\bpip\b.* install", line)]
    own = "install --no-deps --no-build-isolation -e ."
    assert [line for line in lines if "--require-hashes -r" not in line and own not in line] == []
    assert "npm install" not in read(file)


def read(file: str) -> str:
    """The text of a file of the repository."""
    return (REPOSITORY / file).read_text()


def built(folder: Path) -> dict[str, bytes]:
    """The packages, built from the sources that version control knows, in a folder of their own."""
    listed = subprocess.run(["git", "ls-files", "-z", "--", *SOURCES], cwd=REPOSITORY, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((REPOSITORY / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "."],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        check=True,
    )
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


def test_the_packages_are_the_same_for_whoever_builds_them(tmp_path: Path) -> None:
    first, second = built(tmp_path / "one"), built(tmp_path / "two" / "deeper")
    assert {name.rpartition("-")[0] or name for name in first} and len(first) == 2
    assert first == second


def test_the_list_of_parts_names_every_requirement_with_version_and_hashes(tmp_path: Path) -> None:
    (command,) = re.findall(r"\$\(BIN\)/(cyclonedx-py .*) -o dist/sbom.cdx.json", read("Makefile"))
    target = tmp_path / "sbom.cdx.json"
    program = [
        Path(sys.executable).with_name("cyclonedx-py"),
        *command.split()[1:],
        "--no-validate",
        "-o",
        target,
    ]  # which takes long
    subprocess.run(program, cwd=REPOSITORY, capture_output=True, check=True)
    listed = json.loads(target.read_text())
    assert (listed["bomFormat"], listed["metadata"]["component"]["name"]) == ("CycloneDX", "livingsurvey")
    found = {
        one["name"]: (one["version"], {hash_["content"] for hash_ in one["externalReferences"][0]["hashes"]})
        for one in listed["components"]
    }
    assert found == pinned(REPOSITORY / "requirements.lock")
