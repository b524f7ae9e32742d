"""Entries as records: what is cleaned, refused and kept."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from livingsurvey.importers import ingest, records
from livingsurvey.importers.import_formats import IMPORTERS
from livingsurvey.importers.records import Listing, add
from livingsurvey.model import FieldTable, Source


def listed(*entries: dict[str, object]) -> Listing:
    """The entries as a parser would add them, each in a line of its own."""
    listing = Listing()
    for line, entry in enumerate(entries, start=1):
        add(listing, "a.bib", line, entry)
    return listing


def test_signs_that_cannot_be_seen_or_were_lost_are_left_out_and_their_lines_known() -> None:
    listing = listed(
        {"title": "Super\u00adconductivity\u200b in caf\ufffds", "publication": {"editor": ["Max\u200b Roe"]}},
        {"title": "Bees\nand wax"},
    )
    assert [record.title for record in listing.records] == ["Superconductivity in cafs", "Bees and wax"]
    assert listing.records[0].facts["publication"] == {"editor": ["Max Roe"]}
    assert listing.cleaned == [1]


def test_joiners_within_words_of_other_scripts_stay() -> None:
    assert listed({"title": "می\u200cخواهم"}).records[0].title == "می\u200cخواهم"


def test_an_abstract_far_too_long_costs_only_itself() -> None:
    listing = listed({"title": "Bees", "abstract": "x" * 30_000, "venue": "Apis"})
    assert (listing.records[0].abstract, listing.records[0].facts["venue"]) == ("", "Apis")
    assert [remark.message for remark in listing.remarks] == ["an abstract of 30,000 characters is none."]


def test_a_bad_variable_of_a_publication_costs_only_itself() -> None:
    listing = listed({"title": "Bees", "publication": {"type": "no type", "volume": "3", "names": {"A B": {"x": "y"}}}})
    assert listing.records[0].facts == {"publication": {"volume": "3"}}
    assert len(listing.remarks) == 2


def test_an_intake_remarks_once_on_all_entries_that_it_cleaned(tmp_path: Path) -> None:
    items = [{"title": f"Work {n} on be\u200bes", "DOI": f"10.1000/{n}"} for n in range(30)]
    data = json.dumps(items, indent=0).encode()
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / "content/sources/a.json").write_bytes(data)
    source = Source(id="a", file="a.json", format="csl-json", origin="A test", sha256=sha256(data).hexdigest())
    report = ingest(tmp_path, [source], (), FieldTable())
    assert len(report.added) == 30
    (remark,) = report.remarks
    assert remark.message.endswith(", … (30).")
    assert (remark.rule, report.remarked["a"]) == ("characters", 1)


def test_a_file_of_far_too_many_entries_is_read_so_far_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ENTRIES", 5)
    listing = IMPORTERS["csv"].parse(b"title\n" + b"a work\n" * 9, "a.csv")
    assert [record.line for record in listing.records] == [2, 3, 4, 5, 6, 7]
    (failure,) = listing.failures
    assert (failure.line, failure.message) == (7, "more than 5 entries; what is behind this one was not read.")


def test_failures_count_as_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ENTRIES", 5)
    assert len(IMPORTERS["csl-json"].parse(b"[" + b"{}," * 99 + b"{}]", "a.json").failures) == 7
