"""Every way in which a value can be wrong is told in words, with what to write."""

import re
from pathlib import Path

import pytest
from livingsurvey.model import Finding, Paper, Screening, Settings, Source, SurveyField, Term, Topic
from livingsurvey.store.documents import parse_document, read_yaml_models
from pydantic import BaseModel

from tests.builders import FIELDS, SURVEY_YML

SOURCE = f"- id: a\n  file: a.txt\n  format: f\n  origin: o\n  sha256: {'0' * 64}\n"
FIELD = "- {id: a, label: A, help: h, type: text}\n"
JARGON = re.compile(
    r"[Ii]nput should|Field required|Extra inputs|Value error|pattern|\btuple|\bNone\b|\bdict\b|\^|\bint\b|\bstr\b"
)


def of_paper(field: str) -> list[Finding]:
    """What is told of a paper with one field more."""
    return parse_document(f"---\ntitle: T\nabstract: x\n{field}\n---\n", "a.md", Paper, "a", "notes", FIELDS)[1]


def of_yaml(folder: Path, model: type[BaseModel], text: str) -> list[Finding]:
    """What is told of a YAML file."""
    (folder / "a.yml").write_text(text)
    findings: list[Finding] = []
    read_yaml_models(folder, "a.yml", model, findings, many=model is not Settings)
    return findings


PAPER_CASES = [
    ("pubished: 2024", "there is no field «pubished».", "Did you mean published? Else declare it"),
    ("title2: x", "there is no field «title2».", "Did you mean title? Else declare it in"),
    (
        "published: 2024-13-45",
        "published: «2024-13-45» is not a day of the calendar.",
        "Write 2024, 2024-12 or 2024-12-05:",
    ),
    (
        "published: 2025-02-30",
        "published: «2025-02-30» is not a day of the calendar.",
        "Write 2024, 2024-12 or 2024-12-05:",
    ),
    (
        "published: December 2024",
        "published: «December 2024» is not a date: a year, a month or a day.",
        "Write 2024-12.",
    ),
    ("published: 2024/12/5", "published: «2024/12/5» is not a date: a year, a month or a day.", "Write 2024-12-05."),
    ("published: 12/2024", "published: «12/2024» is not a date: a year, a month or a day.", "Write 2024-12."),
    ("published: 2024-1", "published: «2024-1» is not a date: a year, a month or a day.", "Write 2024-01."),
    (
        "published: soon",
        "published: «soon» is not a date: a year, a month or a day.",
        "Write it as in: 2024, 2024-12 or",
    ),
    ("published: [2024]", "published: one text is expected, not a list.", "Write 2024, without brackets or a hyphen"),
    (
        "published: true",
        "published: «true» without quotation marks is no text.",
        "Write it in quotation marks: 'true'.",
    ),
    ("venue: true", "venue: «true» without quotation marks is no text.", "Write it in quotation marks: 'true'."),
    ("venue: [a, b]", "venue: one text is expected, not a list.", "Write Marine Biology 2022 (where it was"),
    ("venue: {a: b}", "venue: one text is expected, not a group of fields.", "Write the text in quotation marks: 'A:"),
    ("authors: Ada Lovelace", "authors: a list is expected, not «Ada Lovelace».", "Write a list: [Ada Lovelace]."),
    (
        "authors: {a: b}",
        "authors: a list is expected, not a group of fields.",
        "Write a list: Ada Lovelace (one name an",
    ),
    ("authors: ['']", "authors: entry 1: is empty.", "Write Ada Lovelace (one name an entry,"),
    (
        "authors: -Ada -Bob",
        "authors: a blank is missing behind the hyphens of the list.",
        "Write a list: «- Ada» on a line of its",
    ),
    (
        "topics: [Coral Bleaching, x]",
        "topics: entry 1: «Coral Bleaching» is not a key: lower-case letters and digits, joined by single hyphens.",
        "Write coral-bleaching.",
    ),
    ("topics: serving", "topics: a list is expected, not «serving».", "Write a list: [serving]."),
    (
        "arxiv: https://arxiv.org/abs/2412.04315v2",
        "arxiv: «https://arxiv.org/abs/2412.04315v2» is not an arXiv number without version.",
        "Write 2412.04315.",
    ),
    ("arxiv: 2501.1", "arxiv: «2501.1» is not an arXiv number without version.", "Write it as in: 2205.14135."),
    (
        "doi: https://doi.org/10.1145/36.36",
        "doi: «https://doi.org/10.1145/36.36» is not a DOI without https://doi.org/.",
        "Write 10.1145/36.36.",
    ),
    ("doi: abc", "doi: «abc» is not a DOI without https://doi.org/.", "Write it as in: 10.1145/3600006.3613165."),
    (
        "code: [github.com/a/b]",
        "code: entry 1: «github.com/a/b» is not a web address that begins with https:// or http://.",
        "Write https://github.com/a/b.",
    ),
    ("code: ['http://[::1/']", "code: entry 1: «http://[::1/» is not a web address.", "Write an address as in:"),
    (
        "code: ['javascript:alert(1)']",
        "code: entry 1: «javascript:alert(1)» is not a web address that begins with https:// or http://.",
        "Write it as in:",
    ),
    (
        "links: {label: a, url: b}",
        "links: a list is expected, not one entry.",
        "Write a list: «- » before the first line",
    ),
    ("links: x", "links: a list is expected, not «x».", "Write a list: [{label: …, url: …}]"),
    ("links: [x]", "links: entry 1: fields are expected, not «x».", "Write {label: …, url: …}."),
    ("links: [{label: L}]", "links: entry 1: «url:» is missing.", "Add the field: url: https://example.org"),
    ("links: [{lable: L, url: 'https://a.org'}]", "links: entry 1: there is no field «lable».", "Did you mean label?"),
    ("publication: x", "publication: fields are expected, not «x».", "Write {type: article-journal, volume:"),
    (
        "publication: {type: artcle-journal}",
        "publication: type: «artcle-journal» is not one of the words for it.",
        "Did you mean article-journal?",
    ),
    (
        "publication: {type: zzzz}",
        "publication: type: «zzzz» is not one of the words for it.",
        "Choose one of: article, article-journal,",
    ),
    ("publication: {volum: 1}", "publication: there is no field «volum».", "Did you mean volume?"),
    (
        "publication: {volume: [1]}",
        "publication: volume: one text is expected, not a list.",
        "Write 1, without brackets or a hyphen",
    ),
    ("publication: {names: {a: b}}", "publication: names: a: fields are expected, not «b».", "Write {family: …}."),
    (
        "publication: {names: {a: {given: x}}}",
        "publication: names: a: «family:» is missing.",
        "Add the field: family: the family's",
    ),
    ("status: maybe", "status: «maybe» is not one of the words for it.", "Choose one of: included, excluded."),
    ("status: inclued", "status: «inclued» is not one of the words for it.", "Did you mean included?"),
    ("status: [a]", "status: a list is not one of the words for it.", "Choose one of: included, excluded."),
    (
        "reason: Not AI",
        "reason: «Not AI» is not a key: lower-case letters and digits, joined by single hyphens.",
        "Write not-ai.",
    ),
    ("summary: ''", "summary: is empty.", "Write Compares bleaching after one and"),
    ("claims: x", "claims: a list is expected, not «x».", "Write a list: [{quote: …, change: …}]"),
    ("claims: [x]", "claims: entry 1: fields are expected, not «x».", "Write {quote: …, change: …}."),
    ("claims: [{quote: q}]", "claims: entry 1: «change:» is missing.", "Add the field: change: {form: factor,"),
    (
        "claims: [{quote: q, change: x}]",
        "claims: entry 1: change: fields are expected, not «x».",
        "Write {form: factor, value: 2.5, unit:",
    ),
    (
        "claims: [{quote: q, measure: New X, change: {form: factor, value: 1, unit: '%'}}]",
        "claims: entry 1: measure: «New X» is not the id of a term: small letters and digits, joined by hyphens.",
        "Write the id of a term of",
    ),
    (
        "claims: [{quot: q, change: {form: factor, value: 1, unit: ×}}]",
        "claims: entry 1: there is no field «quot».",
        "Did you mean quote? Else declare it in",
    ),
    (
        f"claims: [{', '.join(['{quote: q, change: {form: factor, value: 1, unit: ×}}'] * 9)}]",
        "claims: the list is too long: at most 8 entries.",
        "Shorten the list.",
    ),
    ("seen: [{source: a, rank: 0, line: 1}]", "seen: entry 1: rank: «0» is out of range.", "Write a number from 1."),
    (
        "seen: [{source: a, rank: 1, line: none}]",
        "seen: entry 1: line: «none» is not a whole number.",
        "Write a number from 1, as in 3.",
    ),
    (
        "seen: [{source: a, rank: 1, line: 2.5}]",
        "seen: entry 1: line: «2.5» is not a whole number.",
        "Write a number from 1, as in 3.",
    ),
    ("seen: [{source: a, rank: 1}]", "seen: entry 1: «line:» is missing.", "Add the field: line: the line of the"),
    (
        "seen: {source: a, rank: 1, line: 3}",
        "seen: a list is expected, not one entry.",
        "Write a list: «- » before the first line",
    ),
    ("seen: [[a]]", "seen: entry 1: fields are expected, not a list.", "Write {source: …, rank: …, line: …}."),
    ("provenance: x", "provenance: fields are expected, not «x».", "Write [{file: …, line: …}] (by field,"),
    ("provenance: {venue: x}", "provenance: venue: fields are expected, not «x».", "Write {file: …, line: …}."),
    (
        "provenance: {venue: {file: a}}",
        "provenance: venue: give a file and its line, or a url.",
        "Correct the fields there.",
    ),
    (
        "provenance: {venue: {file: a, url: 'https://a.org', line: 1}}",
        "provenance: venue: give a file and its line, or a url.",
        "Correct the fields there.",
    ),
    (
        "provenance: {venue: {file: a, line: x}}",
        "provenance: venue: line: «x» is not a whole number.",
        "Write a number from 1, as in 3.",
    ),
    (
        "published_abstract: [a]",
        "published_abstract: one text is expected, not a list.",
        "Write a, without brackets or a hyphen",
    ),
    ("aliases: a-b", "aliases: a list is expected, not «a-b».", "Write a list: [a-b]."),
    (
        "aliases: [A]",
        "aliases: entry 1: «A» is not a key: lower-case letters and digits, joined by single hyphens.",
        "Write a.",
    ),
    (
        "kind: New Kind",
        "kind: «New Kind» is not the id of a term: small letters and digits, joined by hyphens.",
        "Write the id of a term of",
    ),
    ("benchmarks: {a: b}", "benchmarks: one value is expected, not several.", "Write a list of names of terms of"),
    ("fields: {a: b}", "there is no field «fields».", "Write the survey's own fields next to the"),
]


@pytest.mark.parametrize(("field", "message", "fix"), PAPER_CASES, ids=lambda value: value[:40])
def test_a_wrong_value_of_a_paper_is_told_in_words(field: str, message: str, fix: str) -> None:
    (found,) = of_paper(field)
    assert (found.line, found.rule) == (4, "schema")
    assert (found.message, found.fix[: len(fix)]) == (message, fix)
    assert not JARGON.search(f"{found.message} {found.fix}")


YAML_CASES = [
    (
        Settings,
        SURVEY_YML + "mailto: x\n",
        "mailto: «x» is not an address of e-mail.",
        "Write it as in: ada@example.org.",
    ),
    (Settings, SURVEY_YML + "licenc: x\n", "there is no field «licenc».", "Did you mean licence?"),
    (
        Settings,
        SURVEY_YML + "site_url: example.org\n",
        "site_url: «example.org» is not a web address that begins with https:// or http://.",
        "Write https://example.org.",
    ),
    (
        Settings,
        SURVEY_YML + "editors: Ada\n",
        "editors: a list is expected, not «Ada».",
        "Write a list: [{name: …}] (who answers",
    ),
    (
        Settings,
        SURVEY_YML + "editors: [Ada]\n",
        "editors: entry 1: fields are expected, not «Ada».",
        "Write {name: …}.",
    ),
    (
        Settings,
        SURVEY_YML + "rules: {a: {level: of}}\n",
        "rules: a: level: «of» is not one of the words for it.",
        "Did you mean off?",
    ),
    (
        Settings,
        SURVEY_YML + "rules: {a: {limits: {papers: x}}}\n",
        "rules: a: limits: papers: «x» is not a whole number.",
        "Write a number, as in 3.",
    ),
    (
        Settings,
        SURVEY_YML + "rules: {a: {limits: {papers: [1]}}}\n",
        "rules: a: limits: papers: one number is expected, or the least and the most.",
        "Write one number, or two as in [3, 60].",
    ),
    (
        Settings,
        SURVEY_YML + "rules: {a: {limits: {papers: [1, x]}}}\n",
        "rules: a: limits: papers: one number is expected, or the least and the most.",
        "Write one number, or two as in [3, 60].",
    ),
    (
        Settings,
        SURVEY_YML + "rules: {a: off}\n",
        "rules: a: fields are expected, not «off».",
        "Write {level: …, limits: …}.",
    ),
    (
        Settings,
        SURVEY_YML + "rules: [a]\n",
        "rules: fields are expected, not a list.",
        "Write [{level: …, limits: …}] (rules",
    ),
    (
        Settings,
        SURVEY_YML + "extensions: [../x.py]\n",
        "extensions: entry 1: «../x.py» is not the name of a Python file, in the survey's folder or in extensions/.",
        "Write it as in: extensions/my_rule.py.",
    ),
    (Settings, SURVEY_YML + "limits: x\n", "limits: a list is expected, not «x».", "Write a list: [x]."),
    (Settings, "- a\n", "fields are expected, not a list.", "Write fields: one «name: value» a line."),
    (Settings, "", "fields are expected, not nothing.", "Write fields: one «name: value» a line."),
    (
        Source,
        SOURCE.replace("a.txt", "../a"),
        "file: «../a» is not the name of a file in content/sources, without folders.",
        "Write it as in: listing-1.txt.",
    ),
    (
        Source,
        SOURCE.replace("0" * 64, "xyz"),
        "sha256: «xyz» is not a checksum of 64 digits from 0 to 9 and a to f, as sha256sum prints it.",
        "Write it as in: e3b0c442….",
    ),
    (
        Source,
        SOURCE + "  date: 2024\n",
        "date: fields are expected, not «2024».",
        "Write {year: …, month: …} (what is known",
    ),
    (
        Source,
        SOURCE + "  date: {year: 1800}\n",
        "date: year: «1800» is out of range.",
        "Write a number from 1990 to 2200.",
    ),
    (Source, "a: b\n", "a list is expected.", "Write one «- » entry for each."),
    (Source, "- a\n", "fields are expected, not «a».", "Write fields: one «name: value» a line."),
    (
        Term,
        "- {id: A b, name: x, definition: y}\n",
        "id: «A b» is not a key: lower-case letters and digits, joined by single hyphens.",
        "Write a-b.",
    ),
    (Term, "- {id: a, name: x}\n", "«definition:» is missing.", "Add the field: definition: what it is,"),
    (
        Term,
        "- {id: a, name: x, definition: y, synonym: [z]}\n",
        "there is no field «synonym».",
        "Did you mean synonyms?",
    ),
    (
        Term,
        "- {id: a, name: x, definition: y, synonyms: z}\n",
        "synonyms: a list is expected, not «z».",
        "Write a list: [z].",
    ),
    (
        Screening,
        "- {date: x, by: a, reason: r, query: q, papers: 1}\n",
        "date: «x» is not a date: a year, a month or a day.",
        "Write it as in: 2024, 2024-12 or",
    ),
    (
        Screening,
        "- {date: 2024, by: a, reason: r, query: q, papers: 0}\n",
        "papers: «0» is out of range.",
        "Write a number from 1.",
    ),
    (
        SurveyField,
        FIELD.replace("type: text", "type: terms"),
        "a field of terms needs the name of its vocabulary.",
        "Correct the fields there.",
    ),
    (
        SurveyField,
        FIELD.replace("type: text", "type: txt"),
        "type: «txt» is not one of the words for it.",
        "Did you mean text?",
    ),
    (
        SurveyField,
        FIELD.replace("id: a", "id: A-b"),
        "id: «A-b» is not a name: lower-case letters and digits, joined by single underscores.",
        "Write a_b.",
    ),
    (
        SurveyField,
        FIELD.replace("}", ", of: papers}"),
        "of: «papers» is not one of the words for it.",
        "Did you mean paper?",
    ),
    (
        SurveyField,
        FIELD.replace("}", ", required: perhaps}"),
        "required: «perhaps» is neither true nor false.",
        "Write true or false.",
    ),
    (
        SurveyField,
        FIELD.replace("}", ", shows: [page, tabel]}"),
        "shows: entry 2: «tabel» is not one of the words for it.",
        "Did you mean table?",
    ),
    (SurveyField, FIELD.replace("}", ", weight: 11}"), "weight: «11» is out of range.", "Write a number from 0 to 10."),
    (
        SurveyField,
        FIELD.replace("}", ", weight: x}"),
        "weight: «x» is not a number.",
        "Write a number from 0 to 10, as in 2.5.",
    ),
]


@pytest.mark.parametrize(("model", "text", "message", "fix"), YAML_CASES)
def test_a_wrong_value_of_a_yaml_file_is_told_in_words(
    tmp_path: Path, model: type[BaseModel], text: str, message: str, fix: str
) -> None:
    (found,) = of_yaml(tmp_path, model, text)
    assert (found.message, found.fix[: len(fix)]) == (message, fix)
    assert not JARGON.search(f"{found.message} {found.fix}")


def test_a_topic_is_told_of_in_the_same_words() -> None:
    _, (found,) = parse_document("---\ntitle: T\nsumary: s\n---\n", "a.md", Topic, "a", "prose", FIELDS)
    assert (found.line, found.message) == (3, "there is no field «sumary».")
    assert found.fix.startswith("Did you mean summary?")


def test_a_wrong_name_of_a_file_is_told_as_such() -> None:
    _, (found,) = parse_document("---\ntitle: T\nabstract: x\n---\n", "A b.md", Paper, "A b", "notes")
    assert found.message == "key: «A b» is no name of a file here." and found.fix.startswith("Rename the file")


def test_one_slip_in_a_needed_name_is_one_finding() -> None:
    for text in (
        "titel: T\nabstract: x",
        "title: T\nabstarct: x",
        "title: T\nabstract: x\nseen: [{source:a, rank: 1, line: 2}]",
    ):
        assert len(parse_document(f"---\n{text}\n---\n", "a.md", Paper, "a", "notes")[1]) == 1
