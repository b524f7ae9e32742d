"""Claims, topics and vocabularies as files: complete, and harmless in a spreadsheet."""

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import PaperRelation, Status, Survey
from livingsurvey.model.vocabulary import FigureWords, Term
from livingsurvey.site.data.csv_rows import csv_table
from livingsurvey.site.data.document import RelationData, TopicData, models_of
from livingsurvey.site.data.parts import export_parts

from tests.builders import FIELDS, claim, paper, survey, topic

CLAIM_DATA = models_of(FIELDS).claim
CLAIM = claim(
    quote="Up to 2.5times faster.",
    measure="latency",
    change={"form": "factor", "value": 2.5, "unit": "×", "bound": "up to"},
    against="=cmd|' /C calc'!A0",
)
LATENCY = Term(
    id="latency",
    name="latency",
    definition="D.",
    better="less",
    words=FigureWords(less="less time", more="more time", times_less="faster"),
)
LESS = claim(quote="It takes 40% less.", measure="memory", change={"form": "change", "value": -40, "unit": "%"})


def files(given_survey: Survey, analysis: Analysis | None = None) -> dict[str, bytes]:
    return export_parts(given_survey, analysis or derive(given_survey))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def claimed(**fields: Any) -> Survey:
    made = paper("p", title="In O(n^2)", published="2024-05", topics=("t",), claims=(CLAIM, LESS), **fields)
    return survey(made, vocabulary={"measures": (LATENCY,)})


def test_every_claim_is_a_row_with_its_paper() -> None:
    data = files(claimed())
    first, second = rows(data["data/claims.csv"])
    assert first == {
        **{"paper": "p", "title": "In O(n²)", "year": "2024", "topic": "t", "measure": "latency"},
        **{"claim": "1", "figure": "2.5× faster, at most", "form": "factor", "direction": "less", "better": "less"},
        **{"value": "2.5", "low": "", "unit": "×", "bound": "up to", "against": "'=cmd|' /C calc'!A0", "on": ""},
        **{"to": "", "instead_of": ""},
        "quote": "Up to 2.5× faster.",
    }
    assert (second["value"], second["measure"]) == ("-40", "memory")
    assert (second["figure"], second["direction"], second["better"]) == ("40 % less memory", "less", "")


def test_a_spreadsheet_knows_the_table_for_utf_8() -> None:
    assert files(claimed())["data/claims.csv"].startswith(b"\xef\xbb\xbfpaper,")


def test_claims_as_json_hold_the_same_as_they_are() -> None:
    first, second = json.loads(files(claimed())["data/claims.json"])
    assert list(first) == list(CLAIM_DATA.model_fields)
    assert (first["against"], first["value"], second["value"]) == ("=cmd|' /C calc'!A0", 2.5, -40)
    assert [CLAIM_DATA(**claim).quote for claim in (first, second)] == ["Up to 2.5× faster.", "It takes 40% less."]


def test_claims_of_excluded_papers_are_left_out() -> None:
    assert rows(files(claimed(status=Status.EXCLUDED))["data/claims.csv"]) == []


def test_an_empty_survey_has_the_head_of_the_table() -> None:
    data = files(survey())
    assert data["data/claims.csv"].decode("utf-8-sig") == ",".join(CLAIM_DATA.model_fields) + "\r\n"
    names = ("claims", "relations", "topics", "vocabulary")
    assert [json.loads(data[f"data/{name}.json"]) for name in names] == [[], [], [], {}]
    assert data["data/relations.csv"].decode("utf-8-sig") == ",".join(RelationData.model_fields) + "\r\n"


def test_every_relation_is_a_row_with_its_words_and_who_found_it() -> None:
    read = PaperRelation.model_validate({"from": "b", "to": "a", "kind": "disputes", "quote": "We dispute\\% A."})
    work = Term(id="beta", name="Beta", definition="D.", paper="b")
    papers = (
        paper("a", methods=("Beta",), abstract="Unlike Beta, it wins."),
        paper("b", abstract="We dispute\\% A."),
    )
    data = files(survey(*papers, relations=(read,), vocabulary={"methods": (work,)}))
    told = rows(data["data/relations.csv"])
    assert told == json.loads(data["data/relations.json"])
    assert [RelationData(**one).quote for one in told] == ["Unlike Beta, it wins.", "We dispute% A."]
    assert [(one["paper"], one["kind"], one["other"], one["found_by"]) for one in told] == [
        ("a", "names", "b", "machine"),
        ("b", "disputes", "a", "curator"),
    ]


def test_topics_and_terms_are_whole() -> None:
    term = Term(id="m", name="memory", definition="Bytes.", synonyms=("RAM",))
    given_survey = survey(topics=(topic("a"), topic("b", "a")), vocabulary={"measures": (term,)})
    data = files(given_survey)
    topics = json.loads(data["data/topics.json"])
    assert [TopicData(**each).parent for each in topics] == [None, "a"]
    assert json.loads(data["data/vocabulary.json"])["measures"] == [
        {
            "id": "m",
            "name": "memory",
            "definition": "Bytes.",
            "synonyms": ["RAM"],
            "parent": None,
            "deprecated_to": None,
            "overview": False,
            "better": None,
            "words": None,
            "strength": 0,
            "paper": None,
            "reference": None,
        }
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_marked(sign: str) -> None:
    assert csv_table(["x"], [[f"{sign}1+1"]]).decode().split("\r\n", 1)[1].lstrip('"').startswith(f"'{sign}")


def test_numbers_stay_numbers() -> None:
    assert csv_table(["a", "b", "c", "d"], [[-1.5, 2.0, -3, None]]) == b"\xef\xbb\xbfa,b,c,d\r\n-1.5,2,-3,\r\n"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2), max_size=4))
@example([["", "\r="]])
def test_any_text_is_read_back_and_none_is_a_formula(table: list[list[str]]) -> None:
    text = csv_table(["a", "b"], table).decode("utf-8-sig")
    read = list(csv.reader(StringIO(text, newline="")))[1:]
    added = re.compile("'(?=[=+\\-@＝＋－＠\t\r])")  # before what would begin a formula, in a later part of a cell too
    assert [[added.sub("", cell) for cell in row] for row in read] == [
        [added.sub("", cell) for cell in row] for row in table
    ]
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_real_claims_are_all_there(real_survey: Survey, real_insight: Analysis) -> None:
    data = files(real_survey, real_insight)
    told = rows(data["data/claims.csv"])
    shown = [p for p in real_survey.papers if p.status != Status.EXCLUDED]
    assert [row["paper"] for row in told] == [p.key for p in shown for _ in p.claims]
    values = [claim.change.value for p in shown for claim in p.claims]
    assert [float(row["value"]) if row["value"] else None for row in told] == values
    assert len(json.loads(data["data/claims.json"])) == len(told) > 400
