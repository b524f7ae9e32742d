"""Find a browser for the tests; run as a command, make sure that there is one, or install a package that has one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

#: The first is Chromium without windows: the same pages in half the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_OWN = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"


class NoBrowser(Exception):
    """There is no browser where one was looked for."""


def find_browser() -> Path:
    """Return the first Chromium or Chrome on PATH that starts.

    Raises:
        NoBrowser: when there is none.
    """
    for name in NAMES:
        found = shutil.which(name)
        if found and _runs(found, "--version"):  # a package may leave a stub that only names another package
            return Path(found)
    raise NoBrowser("no Chromium or Chrome on PATH")


def ensure_browser() -> Path:
    """Return a browser: on PATH, downloaded by Playwright before, or else installed now.

    Raises:
        NoBrowser: when none can be had.
    """
    for step in _steps():
        try:
            return step()
        except NoBrowser:
            continue
    raise NoBrowser(
        "No browser for the tests: put chromium or google-chrome on PATH, "
        "or run: python -m playwright install --with-deps chromium"
    )


def _steps() -> Iterator[Callable[[], Path]]:
    yield find_browser
    yield _downloaded
    yield _from_package_manager
    yield _from_playwright


def _downloaded() -> Path:
    asked = subprocess.run([sys.executable, "-c", _OWN], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    if asked.returncode or not _runs(path, "--version"):
        raise NoBrowser("Playwright has no browser of its own")
    return Path(path)


def _from_package_manager() -> Path:
    install("chromium")
    return find_browser()


def install(package: str) -> None:
    """Install a package of Debian or Ubuntu, unless it takes another away.

    Raises:
        NoBrowser: when that is not allowed here or fails.
    """
    apt = _apt_get()
    if not _runs(*apt, "install", "-y", "--no-remove", package):
        _runs(*apt, "update")  # a fresh container has no lists of packages
        if not _runs(*apt, "install", "-y", "--no-remove", package):
            raise NoBrowser(f"{package} cannot be installed")


def _apt_get() -> list[str]:
    if not shutil.which("apt-get"):
        raise NoBrowser("no apt-get")
    if os.geteuid() == 0:
        return ["apt-get"]
    if not _runs("sudo", "-n", "true"):
        raise NoBrowser("neither root nor sudo without a password")
    return ["sudo", "-n", "apt-get"]


def _from_playwright() -> Path:
    _runs(sys.executable, "-m", "playwright", "install", "chromium")
    return _downloaded()


def _runs(*command: str) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, capture_output=True, env=quiet, check=False).returncode == 0
    except OSError:
        return False


def main(*wanted: str) -> int:
    """Install the packages that are wanted and not there; say what browser was found, or what to do."""
    try:
        for package in wanted:
            if not shutil.which(package):
                install(package)
        print(f"Browser: {ensure_browser()}")
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
