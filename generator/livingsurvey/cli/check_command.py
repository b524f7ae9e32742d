"""``survey check``: the doctor of the collection."""

import difflib
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.command_support import Root, checked, fail, write_changes
from livingsurvey.cli.output import console, print_diff, print_findings, print_rule, print_rules
from livingsurvey.model import Finding

if TYPE_CHECKING:
    from livingsurvey.store.load import Loaded


class FindingsFormat(StrEnum):
    """How findings are printed."""

    PEOPLE = "people"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def check(
    root: Root = Path(),
    output: Annotated[FindingsFormat, typer.Option("--format", help="How to print findings.")] = FindingsFormat.PEOPLE,
    fix: Annotated[bool, typer.Option("--fix", help="Fix what can be fixed safely, and report the rest.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show the diff and write nothing.")] = False,
    against: Annotated[
        str, typer.Option(metavar="BASE", help="A commit or a folder: refuse what the change since then removes.")
    ] = "",
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="With --against: let it remove what it does.")
    ] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List all rules.")] = False,
    explain: Annotated[str, typer.Option(metavar="RULE", help="Explain one rule.")] = "",
) -> None:
    """Check the whole collection and report what is wrong, where, and how to fix it.

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
        loaded, findings = _fixed(root, loaded, findings, dry_run, quiet=output != FindingsFormat.PEOPLE)
    if against and loaded.survey is not None and not allow_removal:
        findings += _guarded(root, against, loaded)
    _tell(output, findings, len(loaded.survey.papers) if loaded.survey else 0)
    if findings:
        raise typer.Exit(1)


def _checked(root: Path) -> tuple["Loaded", tuple[Finding, ...]]:
    from livingsurvey.checks.run import check as run
    from livingsurvey.store import load

    loaded = load(root)
    return loaded, run(root, loaded, date.today())


def _fixed(
    root: Path, loaded: "Loaded", findings: tuple[Finding, ...], dry_run: bool, quiet: bool
) -> tuple["Loaded", tuple[Finding, ...]]:
    """Fix, or show how; return what was read and found after it."""
    from livingsurvey.commands.fix_findings import fixes

    changes = fixes(root, loaded, date.today())
    if dry_run:
        for change in changes:
            print_diff(change.diff())
        return loaded, findings
    write_changes(root, changes)
    if not quiet:
        for change in changes:
            console.print(f"fixed {change.file}", highlight=False, markup=False)
    return _checked(root) if changes else (loaded, findings)


def _guarded(root: Path, base: str, loaded: "Loaded") -> tuple[Finding, ...]:
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


def _tell(output: FindingsFormat, findings: tuple[Finding, ...], papers: int) -> None:
    if output != FindingsFormat.PEOPLE:
        from livingsurvey.commands.findings_report import FORMATS

        sys.stdout.write(FORMATS[output](findings, papers))
        return
    print_findings(findings)
    fixable = sum(finding.fixable for finding in findings)
    more = f" {fixable} can be fixed with --fix." if fixable else ""
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
