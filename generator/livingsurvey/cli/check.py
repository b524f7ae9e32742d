"""``survey check``: the doctor of the collection."""

import difflib
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.common import Root, checked, fail
from livingsurvey.cli.output import console, print_diff, print_findings, print_rule, print_rules

if TYPE_CHECKING:
    from livingsurvey.model import Finding
    from livingsurvey.store.survey_reader import Loaded


class Format(StrEnum):
    """How findings are told."""

    PEOPLE = "people"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def check(
    root: Root = Path(),
    output: Annotated[Format, typer.Option("--format", help="How to tell findings.")] = Format.PEOPLE,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, and tell the rest.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show the diff and write nothing.")] = False,
    against: Annotated[
        str, typer.Option(metavar="BASE", help="A commit or a folder: refuse what the change since then takes away.")
    ] = "",
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="With --against: let it take away what it does.")
    ] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List all rules.")] = False,
    explain: Annotated[str, typer.Option(metavar="RULE", help="Tell all about one rule.")] = "",
) -> None:
    """Check the whole collection and tell what is wrong, where, and how to mend it.

    Exit codes: 0 there are no findings, 1 there are, 2 the command was called wrongly.
    """
    if list_rules or explain:
        _tell_rules(explain)
        return
    if dry_run and not fix:
        fail("--dry-run shows what --fix would do; give both.", code=2)
    checked(root)
    loaded, findings = _checked(root)
    if fix:
        loaded, findings = _mended(root, loaded, findings, dry_run, quiet=output != Format.PEOPLE)
    if against and loaded.survey is not None and not allow_removal:
        findings += _guarded(root, against, loaded)
    _tell(output, findings, len(loaded.survey.papers) if loaded.survey else 0)
    if findings:
        raise typer.Exit(1)


def _checked(root: Path) -> "tuple[Loaded, tuple[Finding, ...]]":
    from livingsurvey.checks.run import check as run
    from livingsurvey.store import load

    loaded = load(root)
    return loaded, run(root, loaded, date.today())


def _mended(
    root: Path, loaded: "Loaded", findings: "tuple[Finding, ...]", dry_run: bool, quiet: bool
) -> "tuple[Loaded, tuple[Finding, ...]]":
    """Mend, or show how; return what was read and found after it."""
    from livingsurvey.commands.fix import mend, write

    mended = mend(root, loaded, date.today())
    if dry_run:
        for one in mended:
            print_diff(one.diff())
        return loaded, findings
    write(root, mended)
    if not quiet:
        for one in mended:
            console.print(f"mended {one.file}", highlight=False, markup=False)
    return _checked(root) if mended else (loaded, findings)


def _guarded(root: Path, base: str, loaded: "Loaded") -> "tuple[Finding, ...]":
    from livingsurvey.checks.guard import Said, guard
    from livingsurvey.store import load
    from livingsurvey.store.base_revision import BaseRevisionError, content_at, messages_since

    try:
        if (Path(base) / "content" / "survey.yml").is_file():
            past, said = load(Path(base)).survey, Said()
        else:
            said = Said.of(messages_since(root, base))
            with content_at(root, base) as folder:
                past = load(folder).survey
    except BaseRevisionError as error:
        fail(f"{base} cannot be compared with: {error}", code=2)
    assert loaded.survey is not None
    return guard(root, past, loaded.survey, said) if past else ()


def _tell(output: Format, findings: "tuple[Finding, ...]", papers: int) -> None:
    if output != Format.PEOPLE:
        from livingsurvey.commands.findings_report import FORMATS

        sys.stdout.write(FORMATS[output](findings, papers))
        return
    print_findings(findings)
    mendable = sum(finding.fixable for finding in findings)
    more = f" {mendable} can be mended with --fix." if mendable else ""
    console.print(f"{papers} papers checked, {len(findings)} findings.{more}", highlight=False)


def _tell_rules(name: str) -> None:
    from livingsurvey.checks.rule import RULES

    if not name:
        print_rules([rule.doc for rule in RULES.values()])
    elif name in RULES:
        print_rule(RULES[name].doc)
    else:
        near = difflib.get_close_matches(name, RULES, n=3)
        fail(f"There is no rule {name}." + (f" Did you mean {' or '.join(near)}?" if near else ""), code=2)
