"""Commands that add papers: ``ingest`` bibliographies, ``new`` one paper, ``init`` a whole new survey."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli import command_support
from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, checked, fail, survey_in, write_changes, writing
from livingsurvey.cli.output import Bars, console, print_data, print_diff, print_report
from livingsurvey.cli.topic_commands import check_topics_from, place_topics

if TYPE_CHECKING:
    from livingsurvey.commands.new.compose_paper import Composed
    from livingsurvey.importers.add_source import Taken
    from livingsurvey.importers.ingest import IngestReport
    from livingsurvey.model import Survey
    from livingsurvey.model.candidate import Candidate
    from livingsurvey.services.paper_query import Query

#: Written here, as reading the formats' modules would delay every command.
_FORMATS = """bibtex, ris, nbib, pubmed-xml, wos, endnote-xml, refer, csl-json, csv, zotero-rdf, mods, markdown,
json-lines, arxiv-atom, hf-daily-papers-text, hf-daily-papers-json, or that of an extension"""


@app.command()
def ingest(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Bibliographies to import; without any, all sources are read again."),
    ] = None,
    root: Root = Path(),
    format_name: Annotated[
        str | None,
        typer.Option("--format", help=f"The format of the files, where name and content do not show it: {_FORMATS}."),
    ] = None,
    origin: Annotated[str | None, typer.Option(help="Where the files come from, for the page of sources.")] = None,
    topics_from: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Make topics and placements: of a nested list with citations in LaTeX or Markdown, or of keywords, "
            "tags, groups or collections.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail where anything remains to be looked at.")] = False,
) -> None:
    """Import bibliographies and captures, and write a file for every paper that has none yet.

    A FILE is copied byte for byte into content/sources and listed in sources.yml; --format names the formats.
    Running it again changes nothing, and no field that a curator has filled is ever touched.
    What remains to be looked at is reported: 20 lines at most, and all of it in build/ingest-report.txt.
    It fails only where a source gave no record, or with --strict.
    """
    check_topics_from(topics_from) if topics_from else None
    with writing(root):
        survey = survey_in(root)
        taken = _taken_in(root, files, survey, format_name, origin) if files else None
        report = _ingested(root, survey, taken, topics_from)
        tell = place_topics(root, topics_from, report.keys) if topics_from else None
    with writing(root):
        print_report(report, root / "build/ingest-report.txt")
    tell() if tell else None
    if (strict and report.findings) or not all(report.per_source.values()):
        raise typer.Exit(1)


def _ingested(
    root: Path, survey: "Survey", taken: "dict[str, Taken] | None", topics_from: str | None
) -> "IngestReport":
    """Write the papers of the sources that were taken in, or of all sources again."""
    from livingsurvey.commands.taxonomy_of import placing
    from livingsurvey.importers import ingest as run
    from livingsurvey.importers.import_formats import importers_of
    from livingsurvey.store.survey_edit import EditRefusedError

    sources = survey.sources if taken is None else tuple(one.source for one in taken.values())
    listings = {key: one.listing for key, one in (taken or {}).items() if one.listing}
    importers, complete = importers_of(survey.extensions), placing(topics_from, survey)
    try:
        with Bars() as bars:
            return run(root, sources, survey.papers, survey.fields, bars.update, importers, complete, listings)
    except EditRefusedError as error:
        fail(f"Nothing was written: {error}")


def _taken_in(
    root: Path, files: list[Path], survey: "Survey", format_name: str | None, origin: str | None
) -> "dict[str, Taken]":
    """The files as sources, by their ids."""
    from livingsurvey.importers.add_source import UnusableFileError, take_in
    from livingsurvey.importers.import_formats import importers_of

    importers = importers_of(survey.extensions)
    known, taken = survey.sources, dict[str, "Taken"]()
    for file in files:
        try:
            outcome = take_in(root, file, known, format_name, origin, importers)
        except UnusableFileError as error:
            fail(str(error))
        except OSError as error:
            fail(f"{file} cannot be imported: {error.strerror}. Nothing was changed.", code=2)
        said = "imported as" if outcome.new else "is there already as"
        console.print(f"{file.name} {said} content/sources/{outcome.source.file}.", highlight=False, markup=False)
        known = (*known, outcome.source) if outcome.new else known
        taken[outcome.source.id] = outcome
    return taken


@app.command()
def new(
    what: Annotated[
        str,
        typer.Argument(help="An arXiv id, DOI, address or title, or a file of BibTeX, RIS or CSL-JSON; - reads input."),
    ] = "",
    root: Root = Path(),
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A bibliography that states the paper's facts.")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no service.")] = False,
    key: Annotated[str | None, typer.Option(help="The citation key; else it is derived from the title.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Add it though a paper has nearly the same title.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the file, but do not write it.")] = False,
) -> None:
    """Write the file of one paper: facts filled in, topics and required terms proposed, the rest marked to do.

    Facts come from arXiv, Crossref, OpenAlex, the ACL Anthology or OpenReview, or from the file that is given; a fact
    that none of them states stays empty. A paper that the survey has already is refused.
    """
    from livingsurvey.commands.new.compose_paper import compose
    from livingsurvey.model.errors import InvalidKeyError

    survey = survey_in(root)
    query, candidate = _asked(what, source, survey)
    _refuse_duplicates(survey, query, candidate, anyway)
    if candidate is None:
        assert query is not None
        candidate = _looked_up(query, survey, offline)
        _refuse_duplicates(survey, query, candidate, anyway)
    try:
        composed = compose(survey, candidate, key)
    except InvalidKeyError as error:
        fail(f"{error}.", code=2)
    _write(root, composed, dry_run)


def _asked(what: str, source: Path | None, survey: "Survey") -> "tuple[Query | None, Candidate | None]":
    """What is asked for: a line to look up, or the facts themselves."""
    from livingsurvey.importers.import_formats import importers_of
    from livingsurvey.services.given_bibliography import SeveralRecordsError, candidate_in, is_a_file
    from livingsurvey.services.paper_query import parse_query

    file = source or (Path(what) if is_a_file(what) else None)
    if file is not None and not file.is_file():
        fail(f"{file} is not a file.", code=2)
    data = file.read_bytes() if file else sys.stdin.buffer.read() if what == "-" else what.encode()
    try:
        if candidate := candidate_in(data, file.name if file else "", importers_of(survey.extensions)):
            return None, candidate
    except SeveralRecordsError as error:
        fail(str(error))
    query = parse_query(data.decode("utf-8", errors="replace")) if len(data) < 5000 and file is None else None
    if query is None:
        fail("Give an arXiv id, a DOI, an address, a title, or a bibliography that states the paper.", code=2)
    return query, None


def _looked_up(query: "Query", survey: "Survey", offline: bool) -> "Candidate":
    """What the services state; a title alone is enough for a file to fill in by hand."""
    from livingsurvey.model.candidate import Candidate
    from livingsurvey.services import find
    from livingsurvey.services.find_paper import LookupResult, services_of
    from livingsurvey.services.service_client import ServiceClient, settings_from

    client = ServiceClient(settings_from(os.environ, survey.settings.mailto))
    found = LookupResult() if offline else find(query, client, services_of(survey.extensions))
    for remark in found.remarks:
        console.print(remark, style="yellow", highlight=False, markup=False)
    if found.candidate is not None:
        return found.candidate
    if query.kind != "title":
        fix = "give its title, or a bibliography that states it with --from FILE or on standard input"
        fail(f"Nothing is known of {query.value}; {fix}.")
    return Candidate(query.value, "")


def _refuse_duplicates(survey: "Survey", query: "Query | None", candidate: "Candidate | None", anyway: bool) -> None:
    from livingsurvey.commands.new.compose_paper import duplicates_of

    same_papers = [same for same in duplicates_of(survey, query, candidate) if same.certain or not anyway]
    for same in same_papers[:5]:
        status = same.paper.status or "not yet screened"
        text = f"{same.paper.path}: «{same.paper.title}» ({status}) has {same.why}."
        console.print(text, highlight=False, markup=False)
    if same_papers:
        hint = "" if any(same.certain for same in same_papers) else " If it is another paper, say --anyway."
        fail(f"The survey has it already; nothing was written.{hint}")


def _write(root: Path, composed: "Composed", dry_run: bool) -> None:
    from livingsurvey.commands.new.compose_paper import because

    for name, proposals in (*composed.proposals.fields.items(), ("topic", composed.proposals.topics)):
        for proposal in proposals:
            console.print(f"{name}: {proposal.value}  {because(proposal)}", highlight=False, markup=False)
    if dry_run:
        print_data(composed.data.decode())
        return
    write_changes(root, [composed.change])
    next_steps = "Lines marked «to do» are left to you; «survey check» lists them."
    console.print(f"{composed.change.file} is written. {next_steps}", highlight=False, markup=False)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new survey's folder; it may be empty or missing.")],
    name: Annotated[str, typer.Option(help="What the survey is called.")] = "",
    template: Annotated[str, typer.Option(help="What it begins with: plain, ai, medicine or humanities.")] = "plain",
) -> None:
    """Start a survey: settings, fields, vocabularies, pages, issue forms and workflows, ready to ingest and build.

    A file that exists is never overwritten.
    """
    from livingsurvey.commands.init import TEMPLATES, OccupiedFolderError, start
    from livingsurvey.model.nearest import either, nearest

    if template not in TEMPLATES:
        known = "; ".join(f"{key} ({what})" for key, what in TEMPLATES.items())
        near = f" Did you mean {either(meant)}?" if (meant := nearest(template, TEMPLATES)) else ""
        fail(f"There is no template {template!a}.{near} There are: {known}.", code=2)
    try:
        written = start(
            folder, name or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize(), template
        )
    except OccupiedFolderError as error:
        fail(f"{folder} cannot become a survey: {error}", code=2)
    except OSError as error:
        fail(f"{folder} cannot become a survey: {command_support.said_of(error)}", code=2)
    console.print(f"{folder}: {len(written)} files written.", highlight=False, markup=False)
    if written:
        next_steps = f"Next: cd {folder} && survey ingest YOUR.bib && survey build. The scope is in content/survey.yml."
        console.print(next_steps, highlight=False, markup=False)


@app.command()
def upgrade(
    root: Root = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff and write nothing.")] = False,
) -> None:
    """Carry a survey's files over to this version: show the diff, ask, and write all of it or nothing."""
    from livingsurvey.commands.upgrade_survey import upgrades

    changes = upgrades(checked(root))
    for change in changes:
        if change.after is None:
            console.print(f"remove {change.file}: the theme of the package replaces it", highlight=False, markup=False)
        else:
            print_diff(change.diff())
    if not changes:
        console.print("There is nothing to upgrade.")
    elif not (dry_run or yes or command_support.at_terminal()):
        fail("Nobody can be asked here. Give --yes to write these changes, or --dry-run to see them only.")
    elif not dry_run and (yes or typer.confirm("Write these changes?")):
        write_changes(root, changes)
        console.print(f"{len(changes)} files changed. Next: survey check.", highlight=False)
