"""An index is the same for the same documents, and hardly another one for hardly other documents."""

import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.search.documents import IndexedDocument, Thing
from livingsurvey.search.form import FORM, RECORDS, TEXTS, THINGS
from livingsurvey.search.packing import read_script

from tests.search.gardens import document, documents, files

PEOPLE = [Thing(f"Ada {n}", (f"Ada {n}",), f"people/ada-{n}.html", "", 1) for n in range(THINGS + 1)]
CHANCE = random.Random(7)
VOCABULARY = [f"word{n}" for n in range(3000)]
MANY = [
    document(f"d{n:03}", " ".join(CHANCE.choices(VOCABULARY, k=8)), abstract=" ".join(CHANCE.choices(VOCABULARY, k=80)))
    for n in range(120)
]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The parts that are other ones."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def epoch(written: dict[str, bytes]) -> str:
    """What all parts of an index have in common."""
    (found,) = {read_script(text)[1] for text in written.values()}
    return found


@given(documents(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_in_which_documents_come_changes_nothing(
    given_: list[IndexedDocument], chance: random.Random
) -> None:
    mixed = chance.sample(given_, len(given_))
    assert list(files(given_).items()) == list(files(mixed).items())


def test_each_part_says_its_name() -> None:
    written = files(MANY, {"people": PEOPLE})
    assert {name: read_script(text)[0] for name, text in written.items()} == {name: name for name in written}


def test_an_index_can_be_written_again_with_the_same_result() -> None:
    assert files(MANY) == files(iter(MANY))


def test_another_text_changes_few_parts() -> None:
    before = files(MANY)
    assert len(before) > 60
    abstract = MANY[60].shown.rpartition(" ")[0] + " word7"
    edited = replace(MANY[60], texts={**MANY[60].texts, "abstract": abstract}, shown=abstract)
    after = files([*MANY[:60], edited, *MANY[61:]])
    assert epoch(before) == epoch(after)
    assert {"t7"} < changed(before, after)
    assert len(changed(before, after)) < 12
    assert changed(before, files([*MANY[:60], replace(MANY[60], shown="Other."), *MANY[61:]])) == {"t7"}


def test_one_document_more_is_another_epoch() -> None:
    assert epoch(files(MANY)) != epoch(files([*MANY, document("new", "Roses")]))
    assert epoch(files(MANY)) != epoch(files([replace(MANY[0], date="2024"), *MANY[1:]]))


def test_things_with_other_numbers_are_another_epoch() -> None:
    written = files([], {"people": PEOPLE})
    assert epoch(written) == epoch(files([], {"people": PEOPLE[::-1]}))
    assert epoch(written) != epoch(files([], {"people": PEOPLE[1:]}))
    assert epoch(written) != epoch(files([], {"people": [*PEOPLE[:-1], replace(PEOPLE[-1], count=9)]}))


def test_the_first_part_says_what_there_is() -> None:
    papers = [
        document("b", "B", date="2023-02", values={"soil": ["Loam"]}, has=["results", "code"]),
        document("a", "A", date="2021", values={"soil": ["Peat"], "show": []}),
        document("c", "C"),
    ]
    name, _, data = read_script(files(papers, {"people": PEOPLE[:2], "terms": []}, language="pt-BR")["index"])
    manifest = json.loads(data)
    firsts = manifest.pop("firsts")
    assert name == "index"
    assert manifest == {
        "form": FORM,
        "language": "pt-BR",
        "stemmer": "portuguese",
        "documents": 3,
        "fields": ["author", "topic", "soil", "show"],
        "dated": ["show"],
        "has": ["code", "results"],
        "years": [["", 0], ["2021", 1], ["2023", 2]],
        "groups": [["people", 2], ["terms", 0]],
        "sizes": [RECORDS, TEXTS, THINGS],
    }
    assert set(firsts) == {"p", "q", "b", "w", "r", "c"}


def test_an_empty_collection_has_a_first_part_alone() -> None:
    assert set(files([])) == {"index"}
