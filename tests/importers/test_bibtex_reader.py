"""BibTeX as people write it, and as it goes wrong."""

from typing import Any

import pytest
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.records import Listing, Record


def read(text: str) -> Listing:
    """Parse BibTeX."""
    return parse_bibtex(text.encode(), "refs.bib")


def entry(**fields: str) -> Record:
    """The record of one entry with these fields."""
    held = {"title": "{A Title}"} | fields
    (record,) = read("@article{key,\n" + ",\n".join(f"{n} = {v}" for n, v in held.items()) + "\n}").records
    return record


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (r"M{\"u}ller, J\"org and Doe, Jane", ["Jörg Müller", "Jane Doe"]),
        ("Ada Lovelace AND Alan Turing", ["Ada Lovelace", "Alan Turing"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("{The Llama Team, Meta} and Doe, J.", ["The Llama Team, Meta", "J. Doe"]),
        (r"{\'E}. Galois and Paul Erd{\H{o}}s and {\L}ukasz Kaiser", ["É. Galois", "Paul Erdős", "Łukasz Kaiser"]),
        ("Jane\n   Doe and\n   John Roe", ["Jane Doe", "John Roe"]),
        ("", []),
    ],
)
def test_names_are_written_as_people_say_them(authors: str, names: list[str]) -> None:
    assert list(entry(author=f"{{{authors}}}").facts.get("authors", [])) == names


def test_a_list_cut_short_by_others_keeps_who_is_named_and_says_so() -> None:
    listing = read("@article{k, title={T x}, author={Doe, Jane and others}}")
    facts = listing.records[0].facts
    assert facts["authors"] == ["Jane Doe"]
    assert facts["publication"]["authors_omitted"] == "some"
    assert listing.remarks == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("{{Deep} {LLM}s}", "Deep LLMs"),
        ("{An $O(n^{2})$ bound}", "An $O(n^{2})$ bound"),
        (r'"50\% of \textbf{bold} \emph{words} --- here"', "50% of bold words — here"),
        ("{50% more}", "50% more"),
        (r"{\ImitAL{}: a name}", "ImitAL: a name"),
        ("{One\n  two}", "One two"),
        (r"{Caf\'e}", "Café"),
    ],
)
def test_braces_fall_away_and_formulas_stay(title: str, shown: str) -> None:
    assert entry(title=title).title == shown


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({"year": "2024"}, "2024"),
        ({"year": "{2024}", "month": "mar"}, "2024-03"),
        ({"year": "2024", "month": '"March"'}, "2024-03"),
        ({"year": "2024", "month": "3", "day": "9"}, "2024-03-09"),
        ({"date": "{2024-03-09}"}, "2024-03-09"),
        ({"date": "{2024-03/2024-05}", "year": "1999"}, "2024-03"),
        ({}, None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_stated(fields: dict[str, str], published: str | None) -> None:
    assert entry(**fields).facts.get("published") == published


def test_a_year_that_is_none_is_remarked_and_not_used() -> None:
    listing = read("@article{k, title={A Title}, year={to appear}}")
    assert "published" not in listing.records[0].facts
    assert listing.remarks[0].message == "published cannot be 'to appear'."


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"journal": "{arXiv preprint arXiv:2401.01234}"}, {"arxiv": "2401.01234"}),
        ({"journal": "{CoRR}", "volume": "{abs/2401.01234}"}, {"arxiv": "2401.01234"}),
        ({"eprint": "{2401.01234v3}", "archivePrefix": "{arXiv}"}, {"arxiv": "2401.01234"}),
        ({"eprint": "{hep-th/9901001}"}, {"arxiv": "hep-th/9901001"}),
        ({"eprint": "{12345}", "eprinttype": "{pubmed}"}, {}),
        ({"doi": "{https://doi.org/10.1145/3600006.3613165}"}, {"doi": "10.1145/3600006.3613165"}),
        ({"doi": "{10.48550/arXiv.2401.01234}"}, {"arxiv": "2401.01234"}),
        ({"url": "{https://github.com/a/b}"}, {"code": ["https://github.com/a/b"]}),
        (
            {"howpublished": r"{\url{https://a.example/b}}"},
            {"links": [{"label": "a.example", "url": "https://a.example/b"}]},
        ),
        ({"booktitle": "{Proc. of {ICML}}"}, {"venue": "Proc. of ICML"}),
        ({"journal": '"Nat" # "ure"'}, {"venue": "Nature"}),
    ],
)
def test_facts_are_found_where_bibliographies_keep_them(fields: dict[str, str], facts: dict[str, Any]) -> None:
    assert {name: fact for name, fact in entry(**fields).facts.items() if name != "publication"} == facts


def test_strings_are_resolved_and_comments_and_preambles_are_no_entries() -> None:
    text = (
        '@string{nips = "NeurIPS"}\n@comment{not @article{x}}\n@preamble{"x"}\n% line\n'
        '@inproceedings{a, title={T one}, booktitle=NIPS # " 2020"}'
    )
    listing = read(text)
    assert [record.facts["venue"] for record in listing.records] == ["NeurIPS 2020"]
    assert listing.failures == []


def test_an_entry_inherits_from_the_volume_it_names_and_the_volume_is_a_work_too() -> None:
    listing = read(
        "@inproceedings{a, title={Child}, crossref={P}}\n"
        "@proceedings{p, title={Proc. of X}, year=1999, editor={Roe, Max}, publisher={North}, doi={10.1000/p}}"
    )
    child, volume = (record.facts for record in listing.records)
    assert (child["venue"], child["published"], child["publication"]["publisher"]) == ("Proc. of X", "1999", "North")
    assert child["publication"]["editor"] == volume["publication"]["editor"] == ["Max Roe"]
    assert ("doi" in child, volume["doi"]) == (False, "10.1000/p")
    assert listing.remarks == []


def test_an_entry_that_names_itself_as_its_volume_is_read() -> None:
    assert read("@article{a, title={T x}, crossref={a}}").records[0].title == "T x"


def test_duplicate_keys_and_fields_are_remarked_and_nothing_is_lost() -> None:
    listing = read(
        "@article{a, title={One x}}\n@article{a, title={Two x}}\n@article{b, title={Three x}, title={Four x}}"
    )
    assert [record.title for record in listing.records] == ["One x", "Two x", "Three x"]
    assert [(remark.line, remark.rule) for remark in listing.remarks] == [(2, "duplicate-key"), (3, "duplicate-field")]


@pytest.mark.parametrize(
    "broken",
    [
        "@article{b, title={no end,\n author={x}",
        "@article{b title={no comma}}",
        "@article{b, title}",
        "@article key, title={no brace}",
    ],
)
def test_a_broken_entry_is_a_failure_with_its_line_and_its_neighbours_are_read(broken: str) -> None:
    listing = read(f"@article{{a, title={{One x}}}}\n{broken}\n@article{{c, title={{Three x}}}}\n")
    assert [record.title for record in listing.records] == ["One x", "Three x"]
    assert [failure.line for failure in listing.failures] == [2]
    assert "@article" in listing.failures[0].message


def test_an_entry_without_a_title_is_a_failure() -> None:
    assert [f.message for f in read("@misc{a, author={X Y}}").failures] == ["an entry without a title."]


def test_markup_in_a_bibliography_stays_text() -> None:
    assert entry(title="{<script>alert(1)</script> {{x}}}").title == "<script>alert(1)</script> x"


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("library={A Library}, shelfmark={MS 12}", "Location: A Library, MS 12"),
        ("origtitle={Das Werk}, origlanguage={german}", "Original: Das Werk, german"),
        ("booktitle={A Volume}, maintitle={Works}", "Part of: Works"),
    ],
)
def test_what_the_humanities_state_beside_is_noted(fields: str, note: str) -> None:
    listing = read(f"@inbook{{a, title={{A title}}, {fields}}}")
    assert listing.remarks == []
    assert listing.records[0].facts["publication"]["note"] == note


def test_a_review_has_an_issue_and_a_manuscript_is_one() -> None:
    review, manuscript = read("@review{a, title={A}, number={2}} @manuscript{b, title={B}}").records
    assert review.facts["publication"] == {"type": "review", "issue": "2"}
    assert manuscript.facts["publication"] == {"type": "manuscript"}
