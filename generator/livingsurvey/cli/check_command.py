"""``survey check``: what is wrong with the collection."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.command_support import Root, checked, fail, write_changes, writing
from livingsurvey.cli.output import console, print_data, print_diff, print_findings, print_rule, print_rules
from livingsurvey.model.finding import Finding, Severity, lines_to_say
from livingsurvey.model.nearest import did_you_mean

if TYPE_CHECKING:
    from livingsurvey.checks.rule import Rule
    from livingsurvey.model import Survey
    from livingsurvey.store.survey_reader import Loaded


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
        str, typer.Option(metavar="BASE", help="A commit, or a folder as ./NAME: refuse what the change since removes.")
    ] = "",
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="With --against: let it remove what it does.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let advice alone fail the check, too.")] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List all rules.")] = False,
    explain: Annotated[str, typer.Option(metavar="RULE", help="Explain one rule.")] = "",
) -> None:
    """Check the whole collection: what is wrong, where, and how to fix it.

    Exit codes: 0 there is nothing but advice, 1 there are errors or warnings, 2 the command was called wrongly.
    """
    if list_rules or explain:
        _explain(root, explain)
        return
    if dry_run and not fix:
        fail("--dry-run shows what --fix would do; give both.", code=2)
    if not (fix or against or output == FindingsFormat.SARIF):
        _finish(output, strict, *_kept(checked(root)))
        return
    with writing(root, dry_run or not fix):
        loaded, findings = _checked(checked(root), against)
        if fix:
            loaded, findings = _fixed(root, against, (loaded, findings), dry_run, quiet=output != FindingsFormat.PEOPLE)
    if against and loaded.survey is not None and not allow_removal:
        findings += _guarded(root, against, loaded)
    _finish(output, strict, _papers(loaded), findings, loaded.survey)


def _finish(
    output: FindingsFormat, strict: bool, papers: int, findings: tuple[Finding, ...], survey: "Survey | None" = None
) -> None:
    """Report what was found, and set the exit code."""
    _report(output, papers, findings, survey)
    if any(strict or finding.severity != Severity.ADVICE for finding in findings):
        raise typer.Exit(1)


def _kept(root: Path) -> tuple[int, tuple[Finding, ...]]:
    """How many papers were checked, and what was found: the last time, if nothing has changed since, or else now."""
    from livingsurvey.store.kept_findings import CheckOutcome, kept_outcome

    today = date.today()

    def _now() -> CheckOutcome:
        loaded, findings = _checked(root, "", today)
        return CheckOutcome(_papers(loaded), findings, _is_repeatable(loaded))

    return kept_outcome(root, today, _now)[:2]


def _is_repeatable(loaded: "Loaded") -> bool:
    """Whether a check looks at nothing but content: extensions may look anywhere, and at watched folders it does."""
    survey = loaded.survey
    if survey is None or survey.extensions.added or survey.settings.extensions:
        return False
    return not any(search.service == "folder" for search in (survey.watch.searches if survey.watch else ()))


def _papers(loaded: "Loaded") -> int:
    return len(loaded.survey.papers) if loaded.survey else 0


def _checked(root: Path, against: str, today: date | None = None) -> tuple["Loaded", tuple[Finding, ...]]:
    from livingsurvey.checks.run import check as run
    from livingsurvey.store.base_revision import BaseRevisionError
    from livingsurvey.store.extended import load_kept
    from livingsurvey.store.kept_files import KeptFiles

    try:
        loaded = load_kept(root, trusted=against)
    except BaseRevisionError as error:
        fail(f"{against} cannot be compared with: {error}", code=2)
    return loaded, run(root, _dated(root, loaded), today or date.today(), KeptFiles(root, "form"))


def _dated(root: Path, loaded: "Loaded") -> "Loaded":
    """What was read, with the dates of papers where a rule needs them: reading them takes a while."""
    from livingsurvey.store.history import with_history

    survey = loaded.survey
    return replace(loaded, survey=with_history(root, survey)) if survey and survey.statements.questions else loaded


def _fixed(
    root: Path, against: str, before: tuple["Loaded", tuple[Finding, ...]], dry_run: bool, quiet: bool
) -> tuple["Loaded", tuple[Finding, ...]]:
    """Fix, or show how; return what was read and found after it."""
    from livingsurvey.commands.fix_findings import fixes

    changes = fixes(root, before[0], date.today())
    if dry_run:
        for change in changes:
            print_diff(change.diff())
        return before
    write_changes(root, changes)
    if not quiet:
        for change in changes:
            console.print(f"fixed {change.file}", highlight=False, markup=False)
    return _checked(root, against) if changes else before


def _guarded(root: Path, base: str, loaded: "Loaded") -> tuple[Finding, ...]:
    from livingsurvey.checks.guard import Said, Side, guard
    from livingsurvey.store import load
    from livingsurvey.store.base_revision import BaseRevisionError, content_at, is_folder, messages_since

    settings = "content/survey.yml"
    now = Side.of(loaded, root)
    try:
        said = Said() if is_folder(base) else Said.of(messages_since(root, base))
        with nullcontext(Path(base)) if is_folder(base) else content_at(root, base) as folder:
            past = Side.of(load(folder), folder)
            if past is None and now and not is_folder(base):  # settings that could not be read hide no paper
                (folder / settings).write_bytes((root / settings).read_bytes())
                past = Side.of(load(folder), folder)
            if past is None:
                raise BaseRevisionError(f"{settings} cannot be read there")
            return guard(past, now, said) if now else ()
    except BaseRevisionError as error:
        fail(f"{base} cannot be compared with: {error}", code=2)


def _report(output: FindingsFormat, papers: int, findings: tuple[Finding, ...], survey: "Survey | None") -> None:
    if output == FindingsFormat.PEOPLE:
        _tell(papers, findings)
        return
    from livingsurvey.checks import RULES, rules_of
    from livingsurvey.commands.findings_report import FORMATS

    print_data(FORMATS[output](findings, papers, rules_of(survey) if survey else RULES))


def _tell(papers: int, findings: tuple[Finding, ...]) -> None:
    print_findings(findings)
    if lines := lines_to_say(findings):
        said = "\n".join(["If it is meant, write into the message of a commit:", "", *lines, ""])
        console.print(said, highlight=False, markup=False)
    fixable = sum(finding.fixable for finding in findings)
    more = f" {fixable} can be fixed with --fix." if fixable else ""
    console.print(f"{papers} papers checked, {len(findings)} findings.{more}", highlight=False)


def _explain(root: Path, name: str) -> None:
    rules = _rules(root)
    if not name:
        print_rules([rule.doc for rule in rules.values()])
    elif name in rules:
        print_rule(rules[name].doc)
    else:
        fail(f"There is no rule {name}. {did_you_mean(name, rules)}".strip(), code=2)


def _rules(root: Path) -> "dict[str, Rule]":
    """All rules, with the levels and limits of the survey in ``root``, if there is one."""
    from livingsurvey.checks import RULES, all_rules, rules_of
    from livingsurvey.model import Survey
    from livingsurvey.store.extended import extensions_in
    from livingsurvey.store.survey_reader import load_settings

    settings = load_settings(root, []) if (root / "content" / "survey.yml").is_file() else None
    if settings is None:
        return RULES
    survey = Survey(settings, (), extensions=extensions_in(root).extensions)
    return all_rules(survey) | rules_of(survey)
