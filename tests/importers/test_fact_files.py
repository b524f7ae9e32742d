"""Files of facts: what an entry states, line by line, and what is refused."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.fact_files import FACT_FIELDS, Facts, read_facts
from livingsurvey.model import Finding

Read = tuple[list[Facts], list[Finding]]

GOOD = [
    ("authors", ["Ada Lovelace", "Søren Kierkegaard"]),
    ("published", "2025"),
    ("published", "2025-01"),
    ("published", "2024-02-29"),
    ("venue", "NeurIPS 2024; Workshop"),
    ("arxiv", "2505.13672"),
    ("arxiv", "0704.0001"),
    ("arxiv", "math.GT/0309136"),
    ("arxiv", "hep-th/9901001"),
    ("doi", "10.1145/3600006.3613165"),
    ("code", ["https://github.com/a/b", "http://a.example/c"]),
    ("published_abstract", "Two lines\nwith $x^2$."),
]
BAD: list[tuple[str, Any]] = [
    ("authors", "Ada Lovelace"),
    ("authors", [1]),
    ("authors", ["Ada", " "]),
    ("authors", ["Ada\nLovelace"]),
    ("authors", {"first": "Ada"}),
    ("published", 2025),
    ("published", "25"),
    ("published", "2025-1"),
    ("published", "2025-13"),
    ("published", "2025-02-30"),
    ("published", "0000-01-01"),
    ("published", "2025-01-01T00:00"),
    ("published", " 2025"),
    ("venue", 7),
    ("venue", True),
    ("venue", "  "),
    ("venue", "A\r\nB"),
    ("venue", "\ud800"),
    ("arxiv", 2505.13672),
    ("arxiv", "2505.13672v2"),
    ("arxiv", "arXiv:2505.13672"),
    ("doi", "https://doi.org/10.1145/1"),
    ("doi", "10.1145/a b"),
    ("code", "https://github.com/a/b"),
    ("code", ["javascript:alert(1)"]),
    ("code", ["https://a.example/\"onclick='x'"]),
    ("code", ["github.com/a/b"]),
    ("published_abstract", ["A."]),
]


def read(folder: Path, text: str, name: str = "facts.jsonl") -> Read:
    """Read ``text`` as a file of facts."""
    path = folder / name
    path.write_bytes(text.encode())
    return read_facts(path)


def told(failures: list[Finding]) -> list[tuple[int, str]]:
    """Line and message of each failure."""
    return [(failure.line, failure.message) for failure in failures]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_value_of_the_right_form_is_read_as_it_stands(tmp_path: Path, name: str, value: Any) -> None:
    entry = {"key": "a", "title": "A Title", name: value}
    assert read(tmp_path, json.dumps(entry)) == ([Facts(1, "a", "A Title", {name: value})], [])


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_value_is_reported_and_the_rest_of_its_entry_used(tmp_path: Path, name: str, value: Any) -> None:
    other = "venue" if name != "venue" else "doi"
    facts, failures = read(tmp_path, "\n" + json.dumps({"key": "a", name: value, other: "10.1000/x"}))
    assert facts == [Facts(2, "a", "", {other: "10.1000/x"})]
    assert [(f.file, f.line, f.rule) for f in failures] == [("facts.jsonl", 2, "facts")]
    assert failures[0].message.startswith(f"{name} cannot be ")
    assert failures[0].fix == "The value is not used."


def test_a_long_bad_value_is_told_in_short(tmp_path: Path) -> None:
    _, failures = read(tmp_path, json.dumps({"key": "a", "doi": "x" * 10_000}))
    assert len(failures[0].message) < 120


@pytest.mark.parametrize("value", [None, "", []])
@pytest.mark.parametrize("name", FACT_FIELDS)
def test_an_empty_value_states_nothing(tmp_path: Path, name: str, value: Any) -> None:
    assert read(tmp_path, json.dumps({"key": "a", name: value})) == ([Facts(1, "a", "", {})], [])


def test_fields_that_are_no_facts_are_passed_over(tmp_path: Path) -> None:
    entry = {"title": "T", "status": "excluded", "summary": "S.", "abstract": "A.", "topics": ["x"], "year": 2025}
    assert read(tmp_path, json.dumps(entry)) == ([Facts(1, "", "T", {})], [])


def test_space_around_a_value_falls_away(tmp_path: Path) -> None:
    facts, _ = read(tmp_path, json.dumps({"key": "a", "venue": " ICML ", "authors": [" Ada "]}))
    assert facts[0].values == {"venue": "ICML", "authors": ["Ada"]}


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    facts, failures = read(tmp_path, '\n{"key": "a"}\n\n  \nbad\n{"key": "b"}')
    assert [(entry.line, entry.key) for entry in facts] == [(2, "a"), (6, "b")]
    assert [failure.line for failure in failures] == [5]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0c", "\x1c"])
def test_a_sign_that_only_resembles_a_line_end_ends_no_line(tmp_path: Path, sign: str) -> None:
    text = json.dumps({"key": "a", "title": f"A{sign}B"}, ensure_ascii=False)
    assert [entry.title for entry in read(tmp_path, f"{text}\n")[0]] == [f"A{sign}B"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_saved_on_windows_is_read_alike(tmp_path: Path, mark: str, end: str) -> None:
    text = f'{mark}{{"key": "a", "venue": "V"}}{end}{{"key": "b"}}{end}'
    assert read(tmp_path, text) == ([Facts(1, "a", "", {"venue": "V"}), Facts(2, "b", "", {})], [])


@pytest.mark.parametrize("line", ["[]", "5", "null", '"text"', "true", '[{"key": "b"}]'])
def test_a_line_that_is_no_object_is_reported_and_the_others_used(tmp_path: Path, line: str) -> None:
    facts, failures = read(tmp_path, f'{{"key": "a"}}\n{line}\n{{"key": "c"}}\n')
    assert [entry.key for entry in facts] == ["a", "c"]
    assert told(failures) == [(2, "not a JSON object.")]


@pytest.mark.parametrize(
    "line",
    [
        '{"key": "b"',
        "{key: b}",
        "{'key': 'b'}",
        '{"key": "b"} {}',
        "key,venue",
        '{"key": "a\tb"}',
        pytest.param("[" * 99_999, id="nested too deeply"),
    ],
)
def test_a_line_that_is_no_json_is_reported_and_the_others_used(tmp_path: Path, line: str) -> None:
    facts, failures = read(tmp_path, f'{{"key": "a"}}\n{line}\n{{"key": "c"}}\n')
    assert [entry.key for entry in facts] == ["a", "c"]
    assert [f.line for f in failures] == [2]
    assert failures[0].message.startswith("not JSON: ")


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.csv"])
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\n\n\n"])
def test_an_empty_file_states_nothing(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, text, name) == ([], [])


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_facts(tmp_path / "absent.jsonl")


def test_csv_states_the_same_as_json(tmp_path: Path) -> None:
    text = "key,title,authors,published,venue,code\na,A Title,Ada; Bo,2025-01,ICML,https://a.example/x\n"
    values = {"authors": ["Ada", "Bo"], "published": "2025-01", "venue": "ICML", "code": ["https://a.example/x"]}
    assert read(tmp_path, text, "f.csv") == ([Facts(2, "a", "A Title", values)], [])


@pytest.mark.parametrize(
    ("cell", "venue"),
    [
        ('"ICML, Vienna"', "ICML, Vienna"),
        ('"The ""best"" venue"', 'The "best" venue'),
        ("ICML; NeurIPS", "ICML; NeurIPS"),
        (" ICML ", "ICML"),
        ("O'Reilly's", "O'Reilly's"),
        ('say "x"', 'say "x"'),
        ("=1+1", "=1+1"),
        ("2025", "2025"),
        ("漢 – “q”", "漢 – “q”"),
    ],
)
def test_csv_quotes_protect_commas_and_quotes(tmp_path: Path, cell: str, venue: str) -> None:
    facts, failures = read(tmp_path, f"key,venue\na,{cell}\n", "f.csv")
    assert failures == []
    assert facts[0].values == {"venue": venue}


@pytest.mark.parametrize("name", ["authors", "code"])
@pytest.mark.parametrize(
    ("cell", "count"), [("{0}", 1), ("{0};{0}", 2), (" {0} ; {0} ;", 2), (";;", 0), ("", 0), ('"{0};{0};{0}"', 3)]
)
def test_csv_separates_authors_and_codes_by_semicolons(tmp_path: Path, name: str, cell: str, count: int) -> None:
    one = "https://a.example/x"
    facts, failures = read(tmp_path, f"key,{name}\na,{cell.format(one)}\n", "f.csv")
    assert failures == []
    assert facts[0].values.get(name, []) == [one] * count


def test_csv_may_break_lines_inside_quotes(tmp_path: Path) -> None:
    facts, failures = read(tmp_path, 'key,published_abstract,venue\na,"One.\nTwo.",V\nb,,W\n', "f.csv")
    assert failures == []
    assert [entry.values for entry in facts] == [{"published_abstract": "One.\nTwo.", "venue": "V"}, {"venue": "W"}]
    assert facts[1].line == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_saved_by_any_program_is_read_alike(tmp_path: Path, mark: str, end: str) -> None:
    text = f"{mark}key,venue{end}a,V{end}{end}b,W{end}"
    facts = [Facts(2, "a", "", {"venue": "V"}), Facts(4, "b", "", {"venue": "W"})]
    assert read(tmp_path, text, "f.csv") == (facts, [])


@pytest.mark.parametrize("row", ["a", "a,", "a,,,"])
def test_csv_rows_too_short_or_with_empty_cells_state_what_they_hold(tmp_path: Path, row: str) -> None:
    assert read(tmp_path, f"key,venue\n{row}\n", "f.csv") == ([Facts(2, "a", "", {})], [])


def test_a_csv_row_with_cells_behind_the_last_column_is_told_and_not_used(tmp_path: Path) -> None:
    facts, failures = read(tmp_path, "key,venue\na,,extra,more\nb,W\n", "f.csv")
    assert [one.key for one in facts] == ["b"]
    assert [line for line, _ in told(failures)] == [2]


def test_csv_values_are_checked_like_those_of_json(tmp_path: Path) -> None:
    facts, failures = read(tmp_path, "key,published,venue\na,2025-02-30,V\n", "f.csv")
    assert facts == [Facts(2, "a", "", {"venue": "V"})]
    assert told(failures) == [(2, "published cannot be '2025-02-30'.")]


@pytest.mark.parametrize("row", ['b,"V"w', 'b,"V" ', 'b,"V'])
def test_csv_with_broken_quotes_is_reported_and_what_stands_before_is_used(tmp_path: Path, row: str) -> None:
    facts, failures = read(tmp_path, f"key,venue\na,V\n{row}\n", "f.csv")
    assert [entry.key for entry in facts] == ["a"]
    assert [(f.file, f.line, f.rule) for f in failures] == [("f.csv", 3, "facts")]


def test_csv_separated_by_semicolons_names_no_paper(tmp_path: Path) -> None:
    assert read(tmp_path, "key;venue\na;V\n", "f.csv") == ([Facts(2, "", "", {})], [])


WRITTEN = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85"), max_size=60)


@given(st.text(max_size=120) | st.text(alphabet='{}[]",:;\n\r akey01', max_size=80))
@settings(deadline=None, max_examples=100)
def test_every_line_of_any_text_is_an_entry_or_a_failure(text: str) -> None:
    with TemporaryDirectory() as folder:
        facts, failures = read(Path(folder), text)
        read(Path(folder), text, "facts.csv")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [number for number, line in enumerate(lines, start=1) if line.strip()]
    assert sorted({entry.line for entry in facts} | {failure.line for failure in failures}) == filled


@given(WRITTEN, WRITTEN)
@settings(deadline=None, max_examples=100)
def test_any_text_that_a_csv_program_writes_is_read_back(title: str, abstract: str) -> None:
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([["key", "title", "published_abstract"], ["a", title, abstract]])
    with TemporaryDirectory() as folder:
        facts, failures = read(Path(folder), table.getvalue(), "facts.csv")
    assert failures == []
    assert [(entry.title, entry.values.get("published_abstract", "")) for entry in facts] == [(title, abstract)]


@given(WRITTEN, st.lists(WRITTEN, max_size=3))
@settings(deadline=None, max_examples=100)
def test_any_json_text_is_read_back_or_refused(venue: str, authors: list[str]) -> None:
    with TemporaryDirectory() as folder:
        facts, failures = read(Path(folder), json.dumps({"key": "a", "venue": venue, "authors": authors}))
    kept = facts[0].values
    refused = {failure.message.split(" cannot ")[0] for failure in failures}
    assert refused.isdisjoint(kept)
    assert kept.get("venue", venue.strip()).split() == venue.split()
    assert [a.split() for a in kept.get("authors", authors)] == [a.split() for a in authors]
