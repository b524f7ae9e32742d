"""``survey layout``: notes places, and moves none of them unless told to."""

import json
from pathlib import Path

from tests.builders import paper_file, survey_folder
from tests.cli.test_app import run

INCLUDED = "status: included\n"


def made(root: Path, *keys: str) -> Path:
    return survey_folder(root, {key: paper_file(key, INCLUDED) for key in keys})


def places(root: Path) -> dict[str, list[float]]:
    read: dict[str, list[float]] = json.loads((root / "content/map.json").read_text())
    return read


def test_it_notes_the_place_of_every_included_paper(tmp_path: Path) -> None:
    root = made(tmp_path, "a", "b", "c")
    (root / "content/papers/out.md").write_text(paper_file("out", "status: excluded\nreason: r\n"))
    outcome = run("layout", "-C", root)
    assert (outcome.code, outcome.last_line) == (0, "3 papers in content/map.json, 3 of them new.")
    assert set(places(root)) == {"a", "b", "c"}


def test_it_changes_nothing_the_second_time(tmp_path: Path) -> None:
    root = made(tmp_path, "a", "b", "c")
    run("layout", "-C", root)
    before = places(root)
    assert "nothing changed" in run("layout", "-C", root).text
    assert places(root) == before


def test_it_adds_new_papers_and_keeps_the_others(tmp_path: Path) -> None:
    root = made(tmp_path, "a", "b", "c")
    run("layout", "-C", root)
    before = places(root)
    made(root, "d")
    (root / "content/papers/a.md").unlink()
    assert run("layout", "-C", root).last_line.endswith("3 papers in content/map.json, 1 of them new.")
    assert {key: places(root)[key] for key in ("b", "c")} == {key: before[key] for key in ("b", "c")}
    assert set(places(root)) == {"b", "c", "d"}


def test_anew_it_lays_everything_out_again(tmp_path: Path) -> None:
    root = made(tmp_path, "a", "b", "c")
    (root / "content/map.json").write_text('{"a": [500, 300], "b": [501, 300], "c": [502, 300]}')
    run("layout", "-C", root)
    assert places(root)["b"] == [501, 300]
    run("layout", "--anew", "-C", root)
    assert places(root)["b"] != [501, 300]


def test_a_survey_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    root = made(tmp_path, "a")
    (root / "content/map.json").write_text("{")
    outcome = run("layout", "-C", root)
    assert outcome.code == 1
    assert (root / "content/map.json").read_text() == "{"
