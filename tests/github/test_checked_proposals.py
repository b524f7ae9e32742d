"""Whatever a form is answered with: a change that the check has nothing new to say of, or an answer why not."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.checks.run import check
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.form_answers import FORMS, LONGEST, LONGEST_LINE
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.model import Severity
from livingsurvey.store import load

from tests.commands.folders import ALPHA, BETA, folder, tree
from tests.github.test_propose_change import BIB, propose

#: What a title, summary or name may be made of, to break out of a field, a page or a command.
PIECES = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[@nobody]",
    "[@alpha]",
    "$\\def\\a{\\a\\a}\\a$",
    "{{ config.site_name }}",
    "---",
    "# to do:",
    "\u202e\u2066",
    "\u2028key: x",
    "\x85status: included",
    "../../etc",
    "@team #1 :smile:",
    "`x` **y**",
    "word",
    "2024-05",
    "2405.00009",
    "10.1000/x",
    "https://example.org/p",
    "included",
    "excluded",
    "caches",
    "decoding",
    "latency",
    "method",
    "Ada Lovelace",
]
FIELDS = "title authors published venue arxiv doi code status reason topics summary kind models methods".split()
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=4).flatmap(
    lambda pieces: st.sampled_from([" ", "\n", "\n\n", ": "]).map(lambda between: between.join(pieces))
)
PAPER = st.sampled_from(["alpha", "beta", "https://a.example/papers/beta.html", "alpah"]) | TEXT
ANSWERS = st.one_of(
    st.fixed_dictionaries(
        {"form": st.just("correction"), "paper": PAPER, "field": st.sampled_from(FIELDS) | TEXT, "value": TEXT}
    ),
    st.fixed_dictionaries(
        {
            "form": st.just("new topic"),
            "title": TEXT,
            "area": st.sampled_from(["area", "ALL"]) | TEXT,
            "summary": TEXT,
            "next_door": TEXT,
            "papers": st.lists(PAPER, max_size=4).map("\n".join),
        }
    ),
    st.fixed_dictionaries(
        {
            "form": st.just("suggestion"),
            "paper": TEXT,
            "why": TEXT,
            "entry": TEXT
            | TEXT.map(lambda text: f"@article{{k, title={{{text}}}, author={{{text}}}, year={{{text}}}}}"),
        }
    ),
)


def faults(root: Path, today: date = date(2026, 1, 1)) -> set[tuple[str, str, str]]:
    """The errors and warnings on a survey."""
    found = check(root, load(root), today)
    return {(f.file, f.rule, f.message) for f in found if f.severity != Severity.ADVICE}


def clean(root: Path) -> Path:
    """A survey of two papers in which the check finds nothing but advice."""
    folder(root)
    for key, text in {"alpha": ALPHA, "beta": BETA}.items():
        text = text.replace("seen:\n  - {source: s, rank: 1, line: 3}\n", "").replace(
            "seen: [{source: s, rank: 2, line: 9}]\n", ""
        )
        (root / f"content/papers/{key}.md").write_text(text.replace("- decoding\nabs", "- decoding\n- caches\nabs"))
    (root / "content/topics/all.md").rename(root / "content/topics/area.md")  # the feed of all papers is called so
    for path in (root / "content/topics").glob("*.md"):
        path.write_text(path.read_text().replace(": all\n", ": area\n"))
    assert faults(root) == set()
    return root


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS)
def test_any_answers_are_declined_or_pass_the_check(tmp_path_factory: pytest.TempPathFactory, answers: Any) -> None:
    root = clean(tmp_path_factory.mktemp("any"))
    before = tree(root)
    try:
        proposal = propose(root, **answers)
    except ProposalDeclinedError as error:
        assert tree(root) == before
        assert_inert(str(error))
        return
    assert tree(root) != before
    assert faults(root) == set()
    assert_inert(proposal.body)


def assert_inert(text: str) -> None:
    """What was answered is told as text."""
    assert not any(sign in text for sign in ("<img", "<script", "](javascript", "@team", "#1 ", "\u202e", "\u2028"))
    assert len(text) < 60_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey in which the check finds nothing but advice."""
    return clean(tmp_path)


def declined(root: Path, form: str, **fields: str) -> str:
    """Why answers are declined; they change nothing."""
    before = tree(root)
    with pytest.raises(ProposalDeclinedError) as told:
        propose(root, form, **fields)
    assert tree(root) == before
    return str(told.value).replace("&#8203;", "")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("status", "excluded", "content/papers/alpha.md"),
        ("reason", "off-topic", "content/papers/alpha.md"),
        ("summary", "word " * 200, "200 words"),
        ("topics", "cashes", "no topic «cashes»"),
        ("topics", "caches\ndecoding\narea", "content/papers/alpha.md"),
        ("published", "2999-01", "2999-01"),
        ("methods", "Adem", "Adem"),
    ],
)
def test_what_the_check_would_fail_on_is_declined_with_what_to_do(
    root: Path, field: str, value: str, said: str
) -> None:
    assert said in declined(root, "correction", paper="alpha", field=field, value=value)


def test_every_finding_names_its_file_and_what_to_do(root: Path) -> None:
    told = declined(root, "correction", paper="alpha", field="status", value="excluded")
    lines = [line for line in told.splitlines() if line.startswith("- ")]
    assert all(re.match(r"- content/[a-z]+/[a-z]+\.(md|yml): ", line) for line in lines)
    assert "Give a reason" in lines[0]
    assert "Nothing was changed. Edit this issue" in told


def test_a_name_that_is_nearly_right_is_guessed(root: Path) -> None:
    assert "Did you mean alpha?" in declined(root, "correction", paper="alpah", field="kind", value="survey")
    assert "Did you mean" not in declined(root, "correction", paper="zzzzzz", field="kind", value="survey")


def test_advice_passes_and_is_told(root: Path) -> None:
    proposal: ChangeProposal = propose(root, "suggestion", paper="Cats", entry=BIB)
    assert "no error and no warning" in proposal.body
    assert "New findings" in proposal.body
    assert "is to do" in proposal.body


def test_faults_that_were_there_before_decline_nothing(tmp_path: Path) -> None:
    root = folder(tmp_path)
    before = faults(root)
    propose(root, "correction", paper="alpha", field="kind", value="survey")
    assert faults(root) == before != set()


@pytest.mark.parametrize(
    ("form", "field", "most"),
    [
        (form, field, LONGEST if field in ("entry", "value", "papers") else LONGEST_LINE)
        for form, fields in FORMS.items()
        for field in fields
    ],
)
def test_an_answer_that_is_too_long_is_declined_with_its_length(root: Path, form: str, field: str, most: int) -> None:
    told = declined(root, form, **{field: "y" * 30_000})
    assert f"«{FORMS[form][field]}» has 30,000 letters; at most {most:,} are read." in told
