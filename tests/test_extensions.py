"""Extensions: every kind is used, each survey has its own, and a broken one is named in one line."""

import importlib.metadata
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.analysis import derive
from livingsurvey.build.pipeline import DOCS, generate
from livingsurvey.build.plugin import SurveyPlugin
from livingsurvey.checks import RULES, all_rules
from livingsurvey.citations.citation_formats import FORMATS, CitationFormat, formats_of
from livingsurvey.cli.app import app
from livingsurvey.extensions import KINDS, ExtensionError, joined, load_extensions, naming
from livingsurvey.importers.import_formats import IMPORTERS, Importer, guess_format, importers_of
from livingsurvey.importers.records import Listing, Record
from livingsurvey.model import Extensions
from livingsurvey.model.errors import PathTakenError
from livingsurvey.services.find_paper import SERVICES, Service, find, services_of
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.paper_query import Query
from livingsurvey.services.search_request import SearchedPage, SearchRequest, SearchService
from livingsurvey.services.searching import SEARCH_SERVICES, search, search_services_of
from livingsurvey.services.service_client import ServiceClient, settings_from
from livingsurvey.site.exports import export_all
from livingsurvey.site.page_set import PageSet
from livingsurvey.site.render import SETS, render_pages
from livingsurvey.store.extended import TRUSTED, extensions_in, load_extended
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from typer.testing import CliRunner

from tests.build.sites import site_folder
from tests.builders import paper, paper_file, survey, survey_folder

RULE = '''
from livingsurvey.checks.rule import ERROR, Found, rule

@rule(ERROR)
def no_cats(context):
    """A title names cats.

    Why: This survey is about dogs.
    Fix: Leave it out.
    Wrong: Cats
    Right: Dogs
    """
    for paper in context.survey.papers:
        if "cat" in paper.title.lower():
            yield Found(paper.path, "it is about «cats».", "Leave it out.")
'''


def extended(root: Path, papers: dict[str, str] | None = None, **files: str) -> Path:
    """A survey with extensions: ``own=...`` writes ``own.py`` and names it in the settings."""
    survey_folder(root, {"a-cat": paper_file("a-cat")} if papers is None else papers)
    for name, code in files.items():
        (root / f"{name}.py").write_text(code)
    settings = root / "content/survey.yml"
    settings.write_text(f"{settings.read_text()}extensions: [{', '.join(f'{name}.py' for name in files)}]\n")
    return root


def run(*words: object) -> tuple[int, list[str]]:
    """The exit code of a command, and the lines it printed."""
    result = CliRunner().invoke(app, list(map(str, words)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.splitlines()


def test_a_rule_of_a_file_is_applied_listed_and_explained(tmp_path: Path) -> None:
    root = extended(tmp_path, own=RULE)
    code, lines = run("check", "-C", root)
    assert (code, lines[0].split(": ")[1]) == (1, "no-cats")
    assert [line for line in run("check", "-C", root, "--list-rules")[1] if line.startswith("no-cats ")]
    assert "Why: This survey is about dogs." in run("check", "-C", root, "--explain", "no-cats")[1]
    assert "no-cats" in "\n".join(run("check", "-C", root, "--format", "sarif")[1])


def test_a_rule_of_a_file_can_be_switched_off_like_any_other(tmp_path: Path) -> None:
    root = extended(tmp_path, own=RULE)
    settings = root / "content/survey.yml"
    settings.write_text(f"{settings.read_text()}rules: {{no-cats: {{level: off, reason: We like cats.}}}}\n")
    assert run("check", "-C", root) == (0, ["1 papers checked, 0 findings."])


def test_two_surveys_of_one_process_have_their_own_extensions(tmp_path: Path) -> None:
    one, other = extended(tmp_path / "one", own=RULE), survey_folder(tmp_path / "two", {"a-cat": paper_file("a-cat")})
    assert run("check", "-C", one)[0] == 1
    assert run("check", "-C", other)[0] == 0
    assert "no-cats" not in RULES
    third = extended(tmp_path / "three", own=RULE.replace("cat", "dog").replace("no_cats", "no_dogs"))
    assert run("check", "-C", third)[0] == 0
    assert run("check", "-C", one)[0] == 1


def test_a_build_and_mkdocs_load_them(tmp_path: Path) -> None:
    root = extended(tmp_path / "survey", own=RULE)
    assert "no-cats" in [finding.rule for finding in generate(root).findings]
    assert "no-cats" in (root / DOCS / "rules.md").read_text()
    (root / "own.py").write_text("1 / 0")
    config = load_config(str(site_folder(tmp_path / "other") / "mkdocs.yml"))
    config.config_file_path = str(root / "mkdocs.yml")
    with pytest.raises(PluginError, match=r"extension own\.py: ZeroDivisionError"):
        SurveyPlugin().on_config(config)


def test_a_changed_extension_or_template_is_built_anew(tmp_path: Path) -> None:
    root = extended(tmp_path / "survey", own=RULE)
    assert (generate(root).fresh, generate(root).fresh) == (False, True)
    (root / "own.py").write_text(RULE.replace("ERROR", "ADVICE"))
    assert not generate(root).fresh
    (root / "overrides/site").mkdir(parents=True)
    (root / "overrides/site/note.md.j2").write_text("x")
    assert not generate(root).fresh


BROKEN = {
    "raises": ("raise RuntimeError('no luck\\ntoday')", "RuntimeError: no luck today (own.py, line 1)."),
    "no-python": ("def f(:", "SyntaxError: invalid syntax (own.py, line 1)."),
    "imports": ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module' (own.py, line 1)."),
    "exits": ("import sys\nsys.exit(3)", "SystemExit: 3 (own.py, line 2)."),
    "empty": (
        "x = 1",
        "adds nothing. It must define a Importer, CitationFormat, Rule, PageSet, Service, SearchService.",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("command", ["check", "build", "ingest"])
def test_a_broken_extension_is_named_in_one_line(tmp_path: Path, case: str, command: str) -> None:
    code, said = BROKEN[case]
    status, lines = run(command, "-C", extended(tmp_path, own=code))
    after = ["Not built. The old site is untouched."] if command == "build" else []
    assert (status, lines) == (1, [f"extension own.py: {said}", *after])


def test_a_rule_that_fails_is_named_in_one_line_with_its_line(tmp_path: Path) -> None:
    code, (line,) = run("check", "-C", extended(tmp_path, own=RULE.replace('"cat" in', "1 in")))
    assert code == 1
    assert line.startswith("extension no-cats: TypeError:") and line.endswith("(own.py, line 14).")


def test_a_rule_that_yields_something_else_is_named_too(tmp_path: Path) -> None:
    code, lines = run("check", "-C", extended(tmp_path, own=RULE + "            yield 5\n"))
    assert (code, len(lines)) == (1, 1) and lines[0].startswith("extension no-cats: ")


@pytest.mark.parametrize("name", ["../x.py", "/etc/x.py", "a/b.py", "x", "extensions/../x.py", ".x.py", "x.py.txt"])
def test_no_other_path_is_a_valid_extension(tmp_path: Path, name: str) -> None:
    root = survey_folder(tmp_path)
    settings = root / "content/survey.yml"
    settings.write_text(f"{settings.read_text()}extensions: ['{name}']\n")
    code, lines = run("check", "-C", root)
    assert code == 1 and "extensions" in lines[0]


def test_a_missing_file_and_a_link_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.py"
    outside.write_text(RULE)
    root = extended(tmp_path / "survey", own=RULE)
    (root / "own.py").unlink()
    refused = "extension own.py: there is no such file in the survey's folder."
    assert run("check", "-C", root) == (1, [refused])
    (root / "own.py").symlink_to(outside)
    assert run("check", "-C", root) == (1, [refused])


def test_an_id_that_is_taken_is_refused_and_an_import_is_no_second_one(tmp_path: Path) -> None:
    taken = RULE.replace("no_cats", "dead_link")
    code, lines = run("check", "-C", extended(tmp_path / "one", own=taken))
    assert (code, lines) == (1, ["extension dead-link: there is another Rule with this id."])
    imported = f"from livingsurvey.checks.prose_links import dead_link\n{RULE}"
    assert run("check", "-C", extended(tmp_path / "two", own=imported))[1][0].split(": ")[1] == "no-cats"


# What is installed


def install(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    """Pretend that packages with these entry points, of group and value, are installed."""
    made = [importlib.metadata.EntryPoint("mine", value, f"livingsurvey.{group}") for group, value in points]
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda: importlib.metadata.EntryPoints(made))


@pytest.mark.parametrize(
    ("group", "value"),
    [
        ("importers", "tests.test_extensions:COLON"),
        ("citation_styles", "tests.test_extensions:KEYS"),
        ("rules", "livingsurvey.checks.prose_links:dead_link"),
        ("page_sets", "tests.test_extensions:HELLO"),
        ("services", "tests.test_extensions:LIBRARY"),
        ("searches", "tests.test_extensions:SHELF"),
    ],
)
def test_every_group_of_entry_points_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, group: str, value: str
) -> None:
    install(monkeypatch, (group, value))
    (added,) = load_extensions(tmp_path, ()).added
    assert type(added).__name__ == KINDS[group].rpartition(":")[2]


def test_an_entry_point_of_the_wrong_kind_or_without_a_module_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, ("rules", "tests.test_extensions:COLON"))
    with pytest.raises(ExtensionError, match=r"^extension mine \(tests\.test_extensions:COLON\): is not a Rule\.$"):
        load_extensions(tmp_path, ())
    install(monkeypatch, ("rules", "no_such_package:rule"))
    with pytest.raises(ExtensionError, match=r"^extension mine \(no_such_package:rule\): ModuleNotFoundError"):
        load_extensions(tmp_path, ())


def test_the_groups_are_those_of_the_documentation() -> None:
    assert set(KINDS) == {"importers", "citation_styles", "rules", "page_sets", "services", "searches"}


# Each kind


def added(*extensions: object, **fields: object) -> Extensions:
    """Extensions as they are loaded."""
    return Extensions(extensions, **fields)  # type: ignore[arg-type]


def parse_colon(data: bytes, file: str) -> Listing:
    """Read a title a line."""
    lines = data.decode().splitlines()
    return Listing([Record(line.removeprefix(":"), "", n, n) for n, line in enumerate(lines, start=1)])


COLON = Importer("colon", parse_colon, suffixes=(".bib",))
KEYS = CitationFormat(
    "keys", "Keys", "keys.txt", "text/plain", lambda entry: entry.key, lambda texts, head: ",".join(texts)
)
HELLO = PageSet(
    "hello",
    lambda renderer: {"hello.md": "---\ntitle: Hello\n---\nHello\n"},
    lambda survey, analysis: {"data/hello.json": b"[]"},
)
SHELF = SearchService(
    "shelf", lambda client, request, position, wanted: SearchedPage(Listing([Record("A", "", 1, 1)]), "https://x.org")
)
LIBRARY = Service("library", "title", lambda client, value: ([Record(value, "", 1, 1)], "https://library.org"))


def test_an_importer_comes_before_the_built_in_ones() -> None:
    importers = importers_of(added(COLON))
    assert guess_format("refs.bib", b":x", importers) == "colon"
    assert guess_format("refs.bib", b":x") == "bibtex"
    assert [record.title for record in importers["colon"].parse(b":One\n:Two", "refs.bib").records] == ["One", "Two"]
    assert importers.keys() == IMPORTERS.keys() | {"colon"}


@pytest.mark.parametrize("parse", [lambda data, file: None, lambda data, file: 1 / 0, lambda data: Listing()])
def test_an_importer_that_fails_is_named(parse: Callable[..., Listing]) -> None:
    with pytest.raises(ExtensionError, match=r"^extension colon: "):
        importers_of(added(Importer("colon", parse)))["colon"].parse(b"", "x")


def test_a_citation_style_is_among_the_formats_and_files() -> None:
    subject = survey(paper("a"), paper("b"), extensions=added(KEYS))
    assert [form.id for form in formats_of(subject.extensions)] == [*(form.id for form in FORMATS), "keys"]
    files = export_all(subject, derive(subject))
    assert files["data/papers.keys.txt"] == b"a,b"


def test_a_page_set_adds_pages_and_data() -> None:
    subject = survey(paper("a"), extensions=added(HELLO))
    assert "Hello" in render_pages(subject, derive(subject))["hello.md"]
    assert export_all(subject, derive(subject))["data/hello.json"] == b"[]"


TAKEN_PAGES = "404.md INDEX.md README.md Explore.md topics/Index.md topics/README.md sitemap.md papers.md".split()


@pytest.mark.parametrize(
    "path",
    ["index.md", "papers/a.md", "../x.md", "/x.md", "hello.html", "a//b.md", ".x.md", "templates/x.md", *TAKEN_PAGES],
)
def test_a_page_cannot_take_the_place_of_another_or_leave_the_site(path: str) -> None:
    subject = survey(paper("a"), extensions=added(PageSet("hello", lambda renderer: {path: "x"})))
    with pytest.raises(ExtensionError, match=r"^extension hello: «"):
        render_pages(subject, derive(subject))


TAKEN_DATA = "Data/Survey.json data data/survey.json/x index.html 404.html sitemap.xml assets/css/survey.css".split()


@pytest.mark.parametrize(
    "path", ["data/survey.json", "../x", "papers/x.json", "x.md", "x.mkd", "README.md", "robots.txt", *TAKEN_DATA]
)
def test_a_data_file_cannot_take_the_place_of_another(path: str) -> None:
    hello = PageSet("hello", lambda renderer: {}, lambda survey, analysis: {path: b"x"})
    subject = survey(paper("a"), extensions=added(hello))
    with pytest.raises(ExtensionError, match=r"^extension hello: «"):
        export_all(subject, derive(subject))


def test_a_citation_style_cannot_take_the_files_of_another() -> None:
    form = CitationFormat("keys", "Keys", "bib", "text/plain", lambda entry: entry.key, lambda texts, head: "")
    subject = survey(paper("a"), extensions=added(form))
    with pytest.raises(PathTakenError, match=r"by citation style bibtex and by citation style keys\.$"):
        export_all(subject, derive(subject))


def test_a_page_set_that_fails_is_named_and_a_built_in_one_is_not_blamed_on_an_extension() -> None:
    subject = survey(paper("a"), extensions=added(PageSet("hello", lambda renderer: renderer.nothing)))  # type: ignore
    with pytest.raises(ExtensionError, match=r"^extension hello: AttributeError"):
        render_pages(subject, derive(subject))
    assert len({one.id for one in SETS}) == len(SETS)


def test_an_inner_template_of_the_survey_replaces_the_tools(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper/paper.md.j2").write_text("Only {{ paper.title }}.\n")
    subject = survey(paper("a", title="<b>A</b>"), extensions=added(templates=tmp_path))
    page = render_pages(subject, derive(subject))["papers/a.md"]
    body = page.split("\n---\n", 1)[1].strip()
    assert body.startswith("Only ") and "<b>" not in body
    assert "index.md" in render_pages(subject, derive(subject))


def test_a_service_is_asked_after_the_built_in_ones() -> None:
    known = services_of(added(LIBRARY))
    assert [service.id for service in known] == [*(service.id for service in SERVICES), "library"]
    found = find(Query("title", "A Title"), ServiceClient(settings_from({}, None)), known[-1:])
    assert found.candidate and found.candidate.title == "A Title"


def test_a_service_that_does_not_answer_is_a_remark_and_one_that_fails_is_named() -> None:
    def silent(client: ServiceClient, value: str) -> tuple[list[Record], str]:
        raise ServiceError("library.org does not answer.")

    asked = services_of(added(Service("library", "title", silent)))[-1:]
    found = find(Query("title", "A"), ServiceClient(settings_from({}, None)), asked)
    assert found.remarks == ["library.org does not answer."]
    broken = services_of(added(Service("library", "title", lambda client, value: 1)))[-1:]  # type: ignore
    with pytest.raises(ExtensionError, match=r"^extension library: TypeError"):
        find(Query("title", "A"), ServiceClient(settings_from({}, None)), broken)


def test_a_search_of_an_extension_is_asked_like_the_others() -> None:
    known = search_services_of(added(SHELF))
    assert list(known) == [*SEARCH_SERVICES, "shelf"]
    client, request = ServiceClient(settings_from({}, None)), SearchRequest("shelf", "a", "2026-01-01", "2026-01-02", 9)
    assert search(client, request, known).urls == ("https://x.org",)


def test_a_search_that_does_not_answer_is_no_fault_of_the_extension_and_one_that_fails_is_named() -> None:
    def silent(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
        raise ServiceError("shelf.org does not answer.")

    client, request = ServiceClient(settings_from({}, None)), SearchRequest("shelf", "a", "2026-01-01", "2026-01-02", 9)
    with pytest.raises(ServiceError, match=r"^shelf\.org does not answer"):
        search(client, request, search_services_of(added(SearchService("shelf", silent))))
    broken = SearchService("shelf", lambda client, request, position, wanted: [])  # type: ignore
    with pytest.raises(ExtensionError, match=r"^extension shelf: TypeError: it must return a SearchedPage"):
        search(client, request, search_services_of(added(broken)))
    with pytest.raises(ExtensionError, match="there is another SearchService with this id"):
        search_services_of(added(SearchService("arxiv", silent)))


def test_what_has_no_extensions_has_what_is_built_in() -> None:
    assert all_rules(survey()) == RULES
    assert importers_of(Extensions()) == IMPORTERS
    assert (formats_of(Extensions()), services_of(Extensions())) == (FORMATS, SERVICES)
    assert joined(SETS, ()) == {one.id: one for one in SETS}


def test_naming_leaves_an_error_that_names_an_extension_alone() -> None:
    with pytest.raises(ExtensionError, match=r"^inner$"), naming("outer"):
        raise ExtensionError("inner")


# Code of a stranger

RAN = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n" + RULE


def git(root: Path, *words: str) -> None:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=N", "-c", "user.email=n@n.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", root, *who, *words], capture_output=True, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A survey with an extension, under version control."""
    root = extended(tmp_path / "survey", own=RULE)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    return root


def changed(lines: list[str]) -> list[str]:
    """The files that are reported as changed code."""
    return [line.split(":")[0] for line in lines if ": extension-changed: " in line]


def test_an_extension_that_is_as_it_was_runs(repository: Path) -> None:
    code, lines = run("check", "-C", repository, "--against", "main")
    assert (code, changed(lines)) == (1, []) and ": no-cats: " in lines[0]


def test_a_changed_extension_is_reported_and_not_run(repository: Path) -> None:
    (repository / "own.py").write_text(RAN)
    code, lines = run("check", "-C", repository, "--against", "main")
    assert (code, changed(lines)) == (1, ["own.py"])
    assert not (repository / "ran").exists()
    assert run("check", "-C", repository)[0] == 1
    assert (repository / "ran").exists()


def test_a_new_extension_is_reported_and_not_run_even_if_its_file_was_there(repository: Path) -> None:
    (repository / "setup.py").write_text(RAN)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "A script")
    settings = repository / "content/survey.yml"
    settings.write_text(settings.read_text().replace("[own.py]", "[own.py, setup.py, new.py]"))
    (repository / "new.py").write_text(RAN)
    assert changed(run("check", "-C", repository, "--against", "HEAD")[1]) == ["new.py", "setup.py"]
    assert not (repository / "ran").exists()


def test_a_new_template_is_reported_and_none_is_used(repository: Path) -> None:
    (repository / "overrides/site").mkdir(parents=True)
    (repository / "overrides/site/x.md.j2").write_text("x")
    assert extensions_in(repository).extensions.templates
    told = extensions_in(repository, "main")
    assert told.extensions.templates is None
    assert [finding.file for finding in told.findings] == ["overrides/site/x.md.j2"]


def test_a_folder_can_be_what_is_trusted(repository: Path, tmp_path: Path) -> None:
    before = extended(tmp_path / "before", own=RULE)
    assert changed(run("check", "-C", repository, "--against", before)[1]) == []
    (before / "own.py").write_text(RAN)
    assert changed(run("check", "-C", repository, "--against", before)[1]) == ["own.py"]


def test_the_environment_makes_every_command_distrust(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TRUSTED, "main")
    (repository / "own.py").write_text(RAN)
    assert changed(run("check", "-C", repository)[1]) == ["own.py"]
    assert [finding.rule for finding in generate(repository).findings] == ["extension-changed"]
    assert not (repository / "ran").exists()


def test_what_is_trusted_but_does_not_exist_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "-C", repository, "--against", "nothing")[0] == 2
    monkeypatch.setenv(TRUSTED, "nothing")
    with pytest.raises(ExtensionError, match="nothing, which cannot be compared with"):
        load_extended(repository)
