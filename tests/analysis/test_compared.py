"""What compares the texts of all papers is kept, and never found again where it would be another."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.compared import NAME, as_data, compare_texts, compared_digest, from_data
from livingsurvey.analysis.derive import derive
from livingsurvey.analysis.mentions import find_mentions
from livingsurvey.model import Paper, Status, Survey

from tests.builders import REPOSITORY, claim, paper, survey, topic

TOPICS = (topic("area"), topic("cache", "area"), topic("reef", "area"))
WORDS = "coral reef bleaching heat stress larvae SliceGPT ReefScan tide cache".split()


class InMemory:
    """Keeps results as JSON, and counts those that were found again."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, str]] = {}
        self.found = 0

    def get(self, name: str, digest: str) -> Any | None:
        before, text = self.kept.get(name, ("", ""))
        self.found += before == digest
        return json.loads(text) if before == digest else None

    def put(self, name: str, digest: str, data: Any) -> None:
        self.kept[name] = digest, json.dumps(data)


_TEXT = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
_CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": _TEXT.map("ReefScan: {}".format) | _TEXT.map("On {}".format),
    "abstract": _TEXT,
    "summary": _TEXT.map("{} helps.".format),
    "status": st.sampled_from([Status.INCLUDED, Status.EXCLUDED]),
    "topics": st.sampled_from([(), ("cache",), ("reef", "cache"), ("ghost",)]),
    "published_abstract": _TEXT,
    "venue": _TEXT,
    "fields": st.fixed_dictionaries({"models": st.lists(st.sampled_from(WORDS)).map(tuple), "kind": st.just("new")}),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    name = draw(st.sampled_from(sorted(_CHANGES)))
    return draw(st.integers(0, 5)), {name: draw(_CHANGES[name])}


def begun() -> Survey:
    papers = [paper(f"p{n}", title=f"On {WORDS[n]}", abstract=" ".join(WORDS[n : n + 4])) for n in range(6)]
    return survey(*papers, topics=TOPICS)


def changed(given_survey: Survey, number: int, values: dict[str, Any]) -> Survey:
    papers: list[Paper] = list(given_survey.papers)
    papers[number] = papers[number].model_copy(update=values)
    return replace(given_survey, papers=tuple(papers))


@given(st.lists(edits(), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_after_any_edits_it_is_what_it_would_be_if_nothing_were_kept(made: list[tuple[int, dict[str, Any]]]) -> None:
    kept, here = InMemory(), begun()
    for number, values in made:
        here = changed(here, number, values)
        told, plain = derive(here, kept=kept), derive(here)
        assert (told.related, told.places) == (plain.related, plain.places)
        again = derive(here, kept=kept)
        assert (again.related, again.places, [*again.places]) == (plain.related, plain.places, [*plain.places])


def test_what_no_text_says_leaves_it_as_it_was() -> None:
    kept, here = InMemory(), begun()
    derive(here, kept=kept)
    change = {"form": "factor", "value": 2, "unit": "×"}
    more = {"claims": (claim(quote="Coral grows.", measure="m", change=change),), "venue": "ICML"}
    derive(changed(here, 2, more), kept=kept)
    assert kept.found == 1
    derive(changed(here, 2, {"summary": "Coral grows."}), kept=kept)
    assert kept.found == 1
    assert [*kept.kept] == [NAME]


def test_a_noted_place_and_a_title_of_a_topic_change_it() -> None:
    here = begun()
    names = find_mentions(here.papers)
    others = replace(here, layout={"p1": (30.0, 40.0)}), replace(here, topics=(topic("area"), topic("cache")))
    digests = [compared_digest(one, names) for one in (here, *others)]
    assert len({*digests, compared_digest(here, {"p0": ("p1",)})}) == 4


def test_the_real_survey_is_kept_whole(real_survey: Survey) -> None:
    compared = compare_texts(real_survey, find_mentions(real_survey.papers))
    assert from_data(json.loads(json.dumps(as_data(compared)))) == compared


def test_what_was_kept_is_found_without_the_libraries_for_matrices() -> None:
    program = "import sys, livingsurvey.analysis.derive, livingsurvey.site.render; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_comparing_loads_no_library_that_takes_longer_to_load_than_all_of_it() -> None:
    program = (
        "import sys; from livingsurvey.analysis.compared import compare_texts\n"
        "from tests.builders import paper, survey\n"
        "compare_texts(survey(*[paper(f'p{n}', abstract='Coral') for n in range(3)], layout={'p1': (9, 9)}), {})\n"
        "print('numpy' in sys.modules, 'scipy' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
