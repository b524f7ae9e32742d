"""``content/readings``: read a line at a time, what is wrong with one costs that one, and edits change no other."""

import cProfile
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import Reading
from livingsurvey.model.reading import ReadingLine
from livingsurvey.store import load, readings_file
from livingsurvey.store.readings_file import readings_in, with_readings
from livingsurvey.store.survey_reader import Cache, Loaded

from tests.builders import FIELDS, survey_folder

FILE = "content/readings/first.jsonl"
PLAIN = {"paper": "a-paper", "field": "kind", "value": "method", "reader": "first", "date": "2026-11-29"}


def line(**given: Any) -> str:
    """A line of a file of readings; a part that is given as ``None`` is left out."""
    return json.dumps({name: value for name, value in (PLAIN | given).items() if value is not None}, ensure_ascii=False)


def with_files(root: Path, **files: str | bytes) -> Loaded:
    """What is read of a survey with these files of readings."""
    folder = survey_folder(root) / "content/readings"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.jsonl").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(root)


def test_the_reference_of_fields_names_the_parts_that_are_read() -> None:
    described = ReadingLine.model_json_schema()
    assert set(described["properties"]) == readings_file._KNOWN
    assert tuple(described["required"]) == readings_file._NEEDED
    assert ReadingLine.model_validate(PLAIN | {"settles": True, "value": ["a"]}).settles


def test_a_survey_without_readings_has_none(tmp_path: Path) -> None:
    loaded = load(survey_folder(tmp_path))
    assert loaded.findings == ()
    assert loaded.survey and loaded.survey.readings == ()


def test_readings_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    loaded = with_files(tmp_path, second=line(paper="c"), first=f"{line(paper='b')}\n\n{line(paper='a')}\n")
    assert loaded.findings == ()
    assert loaded.survey
    places = [(one.paper, one.file.rpartition("/")[2], one.line) for one in loaded.survey.readings]
    assert places == [("b", "first.jsonl", 1), ("a", "first.jsonl", 3), ("c", "second.jsonl", 1)]


def test_every_part_of_a_reading_is_read() -> None:
    text = line(value="review", quote="we review", note="In full.", settles=True, reader="Ada L.", date="2026-11")
    (reading,), findings = readings_in(text, FILE, FIELDS)
    assert findings == []
    assert reading == Reading(
        "a-paper", "kind", "review", "Ada L.", "2026-11", quote="we review", note="In full.", settles=True
    )


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("status", "included", "included"),
        ("reason", "not-ai", "not-ai"),
        ("topic", "a-topic", "a-topic"),
        ("kind", "not stated", "not stated"),
        ("methods", ["A", "B"], ("A", "B")),
        ("methods", [], ()),
        ("evidence", "It is.", "It is."),
        ("of_no_survey", 3, "3"),
    ],
)
def test_a_value_is_read_as_its_field_has_it(field: str, value: Any, read: Any) -> None:
    (reading,), findings = readings_in(line(field=field, value=value), FILE, FIELDS)
    assert (reading.value, findings) == (read, [])


def test_a_claim_has_fields_of_its_own() -> None:
    (reading,), _ = readings_in(
        line(claim="It is 2 times faster", figure=2, field="measure", value="lag"), FILE, FIELDS
    )
    assert (reading.claim, reading.figure, reading.value) == ("It is 2 times faster", 2, "lag")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        (line(paper=None), "«paper» is missing"),
        (line(value=""), "«value» is missing"),
        (line(date=None), "«date» is missing"),
        (line(reviewer="x"), "there is no «reviewer»"),
        (line(paper="A Paper"), "«A Paper» is no key of a paper"),
        (line(paper=3), "«paper» is no text"),
        (line(date="29.11.2026"), "«29.11.2026» is no date"),
        (line(date="2026-13-01"), "«2026-13-01» is no date"),
        (line(date="2026-1١"), "is no date"),
        (line(field="status", value="maybe"), "«maybe» is no status"),
        (line(field="topic", value=["a"]), "is no key"),
        (line(value="A Method"), "«A Method» is not the id of a term"),
        (line(value=["a", "b"]), "one value is expected"),
        (line(field="methods", value=["a\u202eb"]), "nobody sees"),
        (line(note="a\nb"), "a line break"),
        (line(quote="x" * 20_001), "20,001 characters"),
        (line(figure=2), "none is named"),
        (line(claim="c", figure="2", field="measure"), "«figure» is no number"),
        (line(claim="c", figure=True, field="measure"), "«figure» is no number"),
        (line(claim="c", figure=7, field="measure").replace(" 7", " 1e999"), "«figure» is no number"),
        (line(settles="yes"), "neither true nor false"),
        (line(field="of_no_survey", value={"a": 1}), "is no value"),
        (line()[:-1] + ', "value": "survey"}', "there twice"),
        ('{"paper": NaN}', "NaN is no number"),
    ],
)
def test_a_line_that_is_no_reading_is_a_finding_and_the_others_are_read(tmp_path: Path, text: str, said: str) -> None:
    loaded = with_files(tmp_path, first=f"{line()}\n{text}\n{line(paper='b-paper')}\n")
    (found,) = loaded.findings
    assert (found.file, found.line, found.rule) == (FILE, 2, "reading-line")
    assert said in found.message and found.fix
    assert loaded.survey
    assert [one.paper for one in loaded.survey.readings] == ["a-paper", "b-paper"]
    assert FILE in loaded.unread


def test_a_file_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    loaded = with_files(tmp_path, first=line().encode() + b"\n\xff\n", second=line())
    assert [(found.file, found.line) for found in loaded.findings] == [(FILE, 2)]
    assert loaded.survey and len(loaded.survey.readings) == 1


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.jsonl"
    outside.write_text(line())
    root = survey_folder(tmp_path / "survey")
    (root / "content/readings").mkdir()
    (root / FILE).symlink_to(outside)
    loaded = load(root)
    assert [found.message for found in loaded.findings] == ["the file is not a plain file."]
    assert loaded.survey and loaded.survey.readings == ()


def test_a_file_is_read_again_only_where_it_changed(tmp_path: Path) -> None:
    root, cache = survey_folder(tmp_path), Cache()
    (root / "content/readings").mkdir()
    (root / FILE).write_text(line())
    first, again = (load(root, cache).survey for _ in range(2))
    assert first and again and first.readings[0] is again.readings[0]
    (root / FILE).write_text(f"{line()}\n{line(paper='b-paper')}")
    changed = load(root, cache).survey
    assert changed and len(changed.readings) == 2


def test_an_edit_changes_its_line_alone() -> None:
    text = f"{line()}\n\n{line(note='of it').replace(': ', ':  ')}\n{line(value='survey')}"
    before, _ = readings_in(text, FILE, FIELDS)
    renamed = tuple(
        Reading(one.paper, one.field, "a-method" if one.value == "method" and one.note else one.value, one.reader,
                one.date, note=one.note, file=one.file, line=one.line)
        for one in before
    )  # fmt: skip
    edited = with_readings(text, before, renamed)
    lines = text.split("\n")
    lines[2] = line(note="of it", value="a-method")
    assert edited == "\n".join(lines)
    assert readings_in(edited, FILE, FIELDS)[0] == renamed


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS, min_size=1), st.booleans())))
def test_what_is_written_is_read(rows: list[tuple[str, str, list[str], bool]]) -> None:
    text = "\n".join(
        line(reader=reader, note=note, field="methods", value=value, settles=settles)
        for reader, note, value, settles in rows
    )
    readings, findings = readings_in(text, FILE, FIELDS)
    assert findings == []
    assert [(r.reader, r.note, list(r.value) if isinstance(r.value, tuple) else [r.value], r.settles)
            for r in readings] == rows  # fmt: skip


@given(st.text())
def test_no_text_stops_the_reader(text: str) -> None:
    readings, findings = readings_in(text, FILE, FIELDS)
    assert len(readings) + len(findings) <= text.count("\n") + 1


def test_the_work_for_a_reading_does_not_grow_with_the_file() -> None:
    def _calls(count: int) -> int:
        text = "\n".join(line(paper=f"p-{n}", quote="We show that it is faster.") for n in range(count))
        counted = cProfile.Profile()
        readings, findings = counted.runcall(readings_in, text, FILE, FIELDS)
        assert (len(readings), findings) == (count, [])
        return sum(one.callcount for one in counted.getstats())

    few, many = _calls(100), _calls(1000)
    assert many < 10.5 * few
    assert many < 150 * 1000  # calls of functions: some hundredths of a millisecond for each reading


def test_a_reader_may_be_unsure_of_a_status(tmp_path: Path) -> None:
    loaded = with_files(tmp_path, first=f"{line(field='status', value='unsure')}\n")
    assert loaded.findings == ()
    assert loaded.survey is not None
    assert [one.value for one in loaded.survey.readings] == ["unsure"]
