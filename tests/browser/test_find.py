"""Finding a browser, with a PATH and commands made for each test."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.find import SHELL, NoBrowser, ensure_browser, find_browser, main

WORKS = "exit 0"
FAILS = "echo 'see another package' >&2; exit 1"

#: A Python that answers where Playwright's browser is, and downloads it when asked to.
PYTHON_WITH_PLAYWRIGHT = """
if [ "$1" = -c ]; then echo "$DOWNLOADED"; exit 0; fi
echo "$@" >> "$LOG"
printf '#!/bin/sh\\nexit 0\\n' > "$DOWNLOADED"; /bin/chmod +x "$DOWNLOADED"
"""
#: A package manager that installs what it is asked for beside itself.
APT_GET = """
echo "apt-get $@" >> "$LOG"
[ "$1" = install ] || exit 0
printf '#!/bin/sh\\nexit 0\\n' > "$BIN/$4"; /bin/chmod +x "$BIN/$4"
"""
APT_GET_WITHOUT_LISTS = '[ "$1" = update ] && : > "$BIN/lists"\n[ -f "$BIN/lists" ] || exit 100\n' + APT_GET
SUDO = '[ "$1" = -n ] && shift\necho "sudo $1" >> "$LOG"\nexec "$@"'

Command = Callable[[str, str], Path]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Puts a shell script on a PATH that holds nothing else; there is no Playwright and no root."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "true").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(bin_folder))
    monkeypatch.setenv("BIN", str(bin_folder))
    monkeypatch.setenv("LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DOWNLOADED", str(tmp_path / "downloaded"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def write(name: str, script: str) -> Path:
        path = bin_folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    monkeypatch.setattr(sys, "executable", str(write("python", "exit 1")))
    return write


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is root."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)


def log(tmp_path: Path) -> list[str]:
    """What the made commands were asked to do."""
    path = tmp_path / "log"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_on_path_is_found(command: Command, name: str) -> None:
    browser = command(name, WORKS)
    assert find_browser() == browser


def test_chromium_is_preferred_to_chrome(command: Command) -> None:
    command("google-chrome", WORKS)
    chromium = command("chromium", WORKS)
    assert find_browser() == chromium


def test_a_browser_without_windows_is_preferred(command: Command) -> None:
    command("chromium", WORKS)
    shell = command("chromium-headless-shell", WORKS)
    assert find_browser() == shell


def test_a_stub_that_does_not_start_is_passed_over(command: Command) -> None:
    command("chromium", FAILS)
    chrome = command("google-chrome", WORKS)
    assert find_browser() == chrome


def test_no_browser_on_path_is_an_error(command: Command) -> None:
    with pytest.raises(NoBrowser):
        find_browser()


def test_nothing_is_installed_where_a_browser_is_on_path(command: Command, root: None, tmp_path: Path) -> None:
    browser = command("chromium", WORKS)
    command("apt-get", APT_GET)
    assert ensure_browser() == browser
    assert log(tmp_path) == []


def test_a_browser_that_playwright_downloaded_before_is_used(
    command: Command, root: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloaded = command("elsewhere", WORKS)
    monkeypatch.setenv("DOWNLOADED", str(downloaded))
    command("python", PYTHON_WITH_PLAYWRIGHT)
    command("apt-get", APT_GET)
    assert ensure_browser() == downloaded
    assert log(tmp_path) == []


def test_root_installs_from_the_package_manager(command: Command, root: None, tmp_path: Path) -> None:
    apt = command("apt-get", APT_GET)
    assert ensure_browser() == apt.with_name("chromium")
    assert log(tmp_path) == ["apt-get install -y --no-remove chromium"]


def test_package_lists_are_fetched_where_the_package_is_unknown(command: Command, root: None, tmp_path: Path) -> None:
    apt = command("apt-get", APT_GET_WITHOUT_LISTS)
    assert ensure_browser() == apt.with_name("chromium")
    assert log(tmp_path) == ["apt-get update", "apt-get install -y --no-remove chromium"]


def test_sudo_without_a_password_serves_too(command: Command, tmp_path: Path) -> None:
    apt = command("apt-get", APT_GET)
    command("sudo", SUDO)
    assert ensure_browser() == apt.with_name("chromium")
    assert log(tmp_path) == ["sudo true", "sudo apt-get", "apt-get install -y --no-remove chromium"]


@pytest.mark.parametrize("sudo", [FAILS, None], ids=["sudo-asks-for-a-password", "no-sudo"])
def test_playwright_downloads_where_the_package_manager_is_forbidden(
    command: Command, tmp_path: Path, sudo: str | None
) -> None:
    command("apt-get", APT_GET)
    if sudo:
        command("sudo", sudo)
    command("python", PYTHON_WITH_PLAYWRIGHT)
    assert ensure_browser() == tmp_path / "downloaded"
    assert log(tmp_path) == ["-m playwright install chromium"]


def test_playwright_downloads_where_the_package_manager_fails(command: Command, root: None, tmp_path: Path) -> None:
    command("apt-get", FAILS)
    command("python", PYTHON_WITH_PLAYWRIGHT)
    assert ensure_browser() == tmp_path / "downloaded"


def test_playwright_downloads_where_the_package_is_only_a_stub(command: Command, root: None, tmp_path: Path) -> None:
    command("apt-get", APT_GET.replace("exit 0", "exit 1"))
    command("python", PYTHON_WITH_PLAYWRIGHT)
    assert ensure_browser() == tmp_path / "downloaded"


def test_a_downloaded_browser_that_does_not_start_is_not_taken(command: Command) -> None:
    command("python", PYTHON_WITH_PLAYWRIGHT.replace("nexit 0", "nexit 127"))
    with pytest.raises(NoBrowser):
        ensure_browser()


def test_the_command_names_the_browser_in_one_line(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    browser = command("chromium", WORKS)
    assert main() == 0
    assert capsys.readouterr() == (f"Browser: {browser}\n", "")


def test_the_command_fails_with_one_clear_line(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "playwright install --with-deps chromium" in err


def test_a_package_that_is_wanted_is_installed_beside_the_browser(command: Command, root: None, tmp_path: Path) -> None:
    command("chromium", WORKS)
    command("apt-get", APT_GET)
    assert [main(SHELL), main(SHELL)] == [0, 0]
    assert find_browser() == tmp_path / "bin" / SHELL
    assert log(tmp_path) == [f"apt-get install -y --no-remove {SHELL}"]


def test_a_package_that_cannot_be_installed_is_told(
    command: Command, root: None, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = command("chromium", WORKS)
    command("apt-get", FAILS)
    assert main(SHELL) == 1
    assert capsys.readouterr().err == f"{SHELL} cannot be installed\n"
    assert find_browser() == browser
