"""Right after a bibliography was taken in, the checks find nothing in what the intake itself wrote."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.checks import check
from livingsurvey.importers import ingest
from livingsurvey.importers.add_source import take_in
from livingsurvey.model import Finding, Severity
from livingsurvey.store import load

from tests.builders import survey_folder

TODAY = date(2026, 11, 28)

PHYSICS = """\
@article{h1,
  author = {{H1 Collaboration} and {D0 Collaboration}},
  title = {A search for leptoquarks},
  journal = "Phys. Lett. B",
  volume = {12}, number = 3, pages = {1--9},
  year = 2009,
  doi = {10.1000/h1}
}
@article{km,
  author = {{KM3NeT Collaboration} and Wang, Wei and Li, Na and Wang, Wei},
  title = {Muon bundles seen by a detector in the sea},
  journal = {JINST},
  month = mar, year = {2027},
  eprint = {2601.00001},
  archivePrefix = {arXiv}
}
@inproceedings{na, author={Müller, Jürgen and van de Sompel, Herbert and {NA62 Collaboration}},
  title={Improved identification
     of particles}, booktitle={Proc. of a Workshop}, year={2018}, url={https://example.org/a?b=c&d=~e#f}}
@article{old, author={Lind, Eva}, title={Cross sections of old}, journal={Nucl. Phys.}, year={1999},
  eprint={hep-ph/9901001}}
"""
MEDICINE = """\
TY  - JOUR
AU  - Lind, Eva
AU  - Berg, Tom
TI  - Early treatment of rare fevers: a randomised trial
JO  - Annals of Fevers
PY  - 2011/05/19/
DO  - 10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2
AB  - Background. We treated 40 patients
  over 2 years. Results. It helped.
ER  -

TY  - JOUR
AU  - Lind, E
TI  - Reply
JO  - Annals of Fevers
PY  - 2012
VL  - 3
ER  -

TY  - JOUR
AU  - Roe, M
TI  - Reply
JO  - The Other Journal
PY  - 2012
ER  -
"""
HISTORY = """\
@book{r, title={On revolving things}, author={Koppar, Nils}, year=1543}
@book{p, title={Principles of the mind}, author={Jansen, Will}, year=1890, publisher={House}, address={Leipzig}}
@incollection{a, title={Bees}, author={Lind, Eva}, booktitle={Insects}, year=2004, doi={10.1000/insects}}
@incollection{b, title={Wax and honey}, author={Berg, Tom}, booktitle={Insects}, year=2004, doi={10.1000/insects}}
@article{i1,title={Introduction},author={Lind, Eva},journal={Annals of A},year=2003}
@article{i2,title={Introduction},author={Berg, Tom},journal={Annals of B},year=2013}
@article{i3,title={Introduction},author={Moe, Cy},journal={Annals of C},year=1999}
@phdthesis{t, title={The harbour towns}, author={O'Neil, Ada}, school={A University}, year={1977}}
@techreport{tr, title={On the state of bridges, 2nd ed}, author={Moe, Cy}, institution={Office of Works and Roads},
  year={1961}}
@misc{w, title={A letter to the town}, author={{Society of Arts and Sciences}}, year={0814}}
@book{n, title={Ohne Jahr}, author={Anna}}
@unpublished{u, title={Q?}, author={Œuvre, Zoë}, note={No more is known}}
@manual{m, title={«Zitat» – und "mehr": ein Titel…}, year=1750}
"""
TABLE = """\
Title,Authors,Journal,Year,DOI,Url
"Two lines
of a title","Eva Lind; Tom Berg","A ""quoted"" journal, of two
lines",2020,10.1000/t1,https://example.org/x
Einzeiler,Eva Lind,,1901,,
"""
RECORDS = [
    {
        "type": "article-journal",
        "title": "The <script> tag considered harmful",
        "author": [{"family": "Lind", "given": "Eva"}, {"literal": "Procter & Gamble, Inc."}],
        "issued": {"date-parts": [[2011, 3, 2]]},
        "container-title": "TODO: a journal of what is to do",
        "DOI": "10.1000/abc;2-#",
    },
    {"title": "TODO or to bug", "author": [{"literal": "World Health Organization and World Bank"}], "URL": "x"},
    {"title": "המאמר", "author": [{"family": "כהן", "given": "דוד"}], "issued": {"date-parts": [["2028"]]}},
    {"title": "X", "abstract": "We measure 5 Å–10 Å.", "author": []},
    {"title": "A" * 600, "container-title": "von 5 Å–10 Å in «Å» “Å”"},
]
LINES = '{"title": "One", "authors": ["Ann Moe"], "year": "2001"}\n{"title": "Two", "url": "https://203.0.113.7/a"}\n'


def after(root: Path, **files: str) -> tuple[Finding, ...]:
    """What is found once files were taken in, each named by its ending."""
    survey_folder(root)
    for ending, text in files.items():
        given = root / f"given.{ending}"
        given.write_text(text)
        held = load(root).survey
        assert held is not None
        take_in(root, given, held.sources)
    held = load(root).survey
    assert held is not None
    report = ingest(root, held.sources, held.papers, held.fields)
    assert report.added
    return check(root, load(root), TODAY)


def told(findings: tuple[Finding, ...]) -> list[str]:
    """What is more than something to do."""
    return [str(finding) for finding in findings if finding.severity != Severity.ADVICE]


@pytest.mark.parametrize(
    ("ending", "text"),
    [("bib", PHYSICS), ("ris", MEDICINE), ("bib", HISTORY), ("csv", TABLE), ("json", json.dumps(RECORDS, indent=1))],
    ids=["physics", "medicine", "history", "table", "records"],
)
def test_a_bibliography_that_was_just_taken_in_has_no_findings(tmp_path: Path, ending: str, text: str) -> None:
    assert told(after(tmp_path, **{ending: text})) == []


def test_entries_that_begin_on_one_line_are_told_apart(tmp_path: Path) -> None:
    entries = "".join(f"@book{{k{n}, title={{Book {n}}}, author={{Lind, Eva}}, year={{190{n}}}}}" for n in range(4))
    assert after(tmp_path, bib=entries) == ()


def test_several_bibliographies_of_the_same_works_agree(tmp_path: Path) -> None:
    entry = "TY  - BOOK\nAU  - Koppar, Nils\nTI  - On revolving things\nPY  - 1543\nPB  - Petri\nER  -\n"
    assert told(after(tmp_path, bib=HISTORY, ris=entry)) == []


def test_a_link_without_a_name_on_the_web_costs_only_itself(tmp_path: Path) -> None:
    found = after(tmp_path, jsonl=LINES)
    assert {one.rule for one in found} <= {"deceptive-link"}
    assert not any(one.unsafe for one in found)


def changed(root: Path, name: str, old: str, new: str) -> list[str]:
    """The rules that find something once a paper's file was changed."""
    path = root / "content/papers" / f"{name}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return [one.rule for one in check(root, load(root), TODAY)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - Tom Berg", "  - Tom Borg"),
        ("  - Tom Berg\n", ""),
        ("venue: J. Plain", "venue: Journal of Plain Things"),
        ("published: 2020-05", "published: 2021-05"),
        ("10.1000/plain", "10.1000/plane"),
    ],
)
def test_what_a_curator_changes_is_no_longer_what_the_entry_states(tmp_path: Path, old: str, new: str) -> None:
    entry = (
        "@article{m,\n  author = {Lind, Eva and Berg, Tom},\n  title = {A plain entry},\n"
        "  journal = {J. Plain},\n  year = {2020}, month = {May},\n  doi = {10.1000/plain}\n}\n"
        "@article{n,\n  author = {Borg, Tom},\n  title = {Another}, journal={Journal of Plain Things}, year=2021\n}\n"
    )
    assert after(tmp_path, bib=entry) == ()
    assert changed(tmp_path, "a-plain-entry", old, new) == ["fact-elsewhere"]


def test_a_wrong_line_of_provenance_is_told(tmp_path: Path) -> None:
    assert after(tmp_path, csv=TABLE) == ()
    assert changed(tmp_path, "einzeiler", "authors: {file: given.csv, line: 5}", "authors: {file: given.csv, line: 4}")


def test_a_source_that_was_edited_is_told_once(tmp_path: Path) -> None:
    assert after(tmp_path, ris=MEDICINE)[:0] == ()
    (tmp_path / "content/sources/given.ris").write_text("\n" + MEDICINE)
    assert [one.rule for one in check(tmp_path, load(tmp_path), TODAY)] == ["source-changed"]


def test_thousands_of_authors_are_no_reason_to_look_for_a_mistake(tmp_path: Path) -> None:
    people = [{"family": f"Family{n % 7}berg", "given": f"G. {chr(65 + n % 26)}."} for n in range(3000)]
    assert after(tmp_path, json=json.dumps([{"title": "A collision", "author": people}])) == ()


def test_what_is_to_do_in_many_papers_is_one_finding(tmp_path: Path) -> None:
    loud = [{"title": f"A TITLE THAT IS ALL LOUD {n}"} for n in range(30)]
    (found,) = after(tmp_path, json=json.dumps(loud))
    assert (found.rule, found.severity) == ("title-form", Severity.ADVICE)
    assert found.message.endswith("as in 29 more that nobody has curated yet.")


SCRIPTS = ["abcdeëøł", "αβγδθλ", "бдежш", "北京语テ", "שלה", "ABCDE"]
SIGNS = " ’-–—:?!&%+#()/12"
WORDS = st.sampled_from(SCRIPTS).flatmap(lambda letters: st.text(letters + SIGNS, min_size=1, max_size=30))
NAME = st.sampled_from(SCRIPTS).flatmap(
    lambda letters: st.from_regex(rf"[{letters}][{letters}’-]{{0,11}}", fullmatch=True)
)
AUTHOR = st.one_of(
    st.fixed_dictionaries({"family": NAME}, optional={"given": NAME, "suffix": st.just("Jr.")}),
    st.fixed_dictionaries({"family": NAME, "given": NAME, "non-dropping-particle": st.just("van der")}),
    st.fixed_dictionaries(
        {"literal": st.sampled_from(["H1 Collaboration", "Acme, Inc.", "Arts and Letters", "Aristotle"])}
    ),
)
PARTS = st.tuples(st.integers(800, 2028), st.integers(1, 12), st.integers(1, 28))
ITEM = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "type": st.sampled_from(["article-journal", "book", "chapter", "paper-conference", "thesis", "dataset"]),
        "author": st.lists(AUTHOR, max_size=4),
        "issued": st.builds(lambda parts, n: {"date-parts": [list(parts[:n])]}, PARTS, st.integers(1, 3)),
        "container-title": WORDS,
        "volume": st.integers(1, 99).map(str),
        "page": st.sampled_from(["1", "1-9", "e12"]),
        "publisher": WORDS,
        "DOI": st.integers(0, 10**6).map(lambda n: f"10.1000/(SICI)x{n}:1%3C2::AID>3.0.CO;2-2"),
        "URL": st.sampled_from(["https://example.org/a_b~c%20d?e=f&g=(h)", "http://example.com/:x;y=@z", "none"]),
        "abstract": WORDS,
        "keyword": WORDS,
    },
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEM, min_size=1, max_size=15, unique_by=lambda item: item["title"].casefold()))
def test_no_bibliography_has_errors_or_warnings_when_it_was_just_taken_in(items: list[dict[str, Any]]) -> None:
    items = [item | {"title": f"{chr(945 + n)} {item['title']}"} for n, item in enumerate(items)]
    with TemporaryDirectory() as folder:
        assert told(after(Path(folder), json=json.dumps(items))) == []
