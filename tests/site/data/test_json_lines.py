"""JSON of data files: one entry a line, without spaces that mean nothing."""

import json

from livingsurvey.site.data.json_lines import dense, json_file


def test_a_value_is_one_line_without_spaces_between_its_parts() -> None:
    assert dense({"a": ["é", None, 1.5], "b": "x\ny"}) == '{"a":["é",null,1.5],"b":"x\\ny"}'


def test_a_list_has_one_entry_a_line() -> None:
    assert json_file([{"a": 1}, {"a": 2}]) == b'[\n{"a":1},\n{"a":2}\n]\n'
    assert json.loads(json_file([])) == []


def test_an_object_is_made_of_texts_that_are_json() -> None:
    text = json_file({"a": iter([1]), 'b"': dense(None).encode()})
    assert json.loads(text) == {"a": [1], 'b"': None}
    assert json.loads(json_file({})) == {}
    assert json_file([1]) == b"[\n1\n]\n"
