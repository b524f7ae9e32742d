"""Any sequence of answers, of taking them back and of settling: memory, files and check always say the same."""

import tempfile
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from livingsurvey.checks.run import check
from livingsurvey.commands.decide_candidates import CandidateAnswer, decided, last_answer, undone
from livingsurvey.model import Change, Claim
from livingsurvey.screening import ScreeningSession
from livingsurvey.store import load
from livingsurvey.store.survey_edit import EditRefusedError

from tests.commands.folders import held, tree
from tests.screening.folders import DAY, screened_folder

#: Two of them have their answers in one file.
READERS = ("Zoe", "Ada", "ada")
KEYS = ("gamma", "delta", "beta")
CLAIM = Claim(
    quote="Caches of gamma are 3x faster.",
    fields={"measure": "latency"},
    change=Change(form="factor", value=3, unit="×"),
)
#: What must never be found, whatever readers answer.
NEVER = (
    "not-as-read", "candidate-key", "candidate-is-paper", "candidate-without-paper", "candidate-reason",
    "reading-line", "reading-of-nothing", "search-line",
)  # fmt: skip
_WORDS = {"summary": st.sampled_from(["", "It caches.", "It is a cache."]), "note": st.sampled_from(["", "So it is."])}
_INCLUDED = st.fixed_dictionaries(
    {
        "status": st.just("included"),
        "topics": st.sampled_from([("caches",), ("decoding",), ("caches", "decoding")]),
        "fields": st.sampled_from([{}, {"kind": "method"}, {"kind": "survey"}]),
        **_WORDS,
    }
)
_OTHERS = st.fixed_dictionaries({"status": st.just("excluded"), "reason": st.sampled_from(["off-topic", "no-paper"])})
ANSWERS = st.one_of(_INCLUDED, _OTHERS, st.just({"status": "unsure"}))


class Screening(RuleBasedStateMachine):
    """A few readers who screen three works, a server that is started anew now and then, and what is on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.root = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.before: tuple[str, str, dict[str, bytes]] | None = None

    def teardown(self) -> None:
        """Remove the files."""
        self._stack.close()

    @initialize(readers=st.integers(1, 3))
    def begin(self, readers: int) -> None:
        """A survey that as many readers as this screen."""
        screened_folder(self.root, "gamma", "delta", readers=readers)
        self.restart()

    @rule()
    def restart(self) -> None:
        """The server is started anew."""
        self.session = ScreeningSession(self.root, lambda: date.fromisoformat(DAY))

    @rule(key=st.sampled_from(KEYS), reader=st.sampled_from(READERS), said=ANSWERS, settles=st.booleans())
    def answer(self, key: str, reader: str, said: dict[str, Any], settles: bool) -> None:
        """A reader answers; what is decided already is refused."""
        claims = (CLAIM,) if key == "gamma" and said.get("summary") else ()
        given = CandidateAnswer(key, reader, DAY, claims=claims, settles=settles and said["status"] != "unsure", **said)
        before = tree(self.root)
        try:
            self.session.edit(lambda survey: decided(survey, [given]))
        except EditRefusedError:
            assert key not in self.session.waiting
            assert tree(self.root) == before
        else:
            self.before = (key, reader, before)

    @precondition(lambda self: self.before)
    @rule()
    def take_the_last_answer_back(self) -> None:
        """It leaves the files as they were; of a paper what readers said of it besides its status stays."""
        key, reader, before = self.before  # type: ignore[misc]
        self.before = None
        self.session.edit(lambda survey: undone(survey, key, reader))
        after = tree(self.root)
        if key == "beta":
            assert held(self.root).paper["beta"].status is None
            before.pop("papers/beta.md")
            after.pop("papers/beta.md")
        assert after == before

    @rule(reader=st.sampled_from(READERS))
    def take_back(self, reader: str) -> None:
        """A reader takes back what they said last, whatever others have said since."""
        last = last_answer(self.session.survey, reader)
        if last:
            self.before = None
            self.session.edit(lambda survey: undone(survey, last.key, reader))

    @invariant()
    def memory_and_files_say_the_same(self) -> None:
        """What the server knows is what anybody reads from the files."""
        if not hasattr(self, "session"):
            return
        read, known = held(self.root), self.session.survey
        for part in fields(read):
            if part.compare and part.name != "sources":
                assert getattr(known, part.name) == getattr(read, part.name), part.name
        assert [(one.file, one.line) for one in known.readings] == [(one.file, one.line) for one in read.readings]

    @invariant()
    def the_check_finds_nothing_that_answers_bring(self) -> None:
        """No rule of readings and candidates finds anything; nothing waits that is decided."""
        if not hasattr(self, "session"):
            return
        found = check(self.root, load(self.root))
        assert [one for one in found if one.rule in NEVER] == []
        survey = self.session.survey
        for one in survey.candidates:
            included = one.decision is not None and one.decision.status == "included"
            assert included == (one.key in survey.paper)
            assert bool(one.decision) == bool(self.session.answers.outcome(one.key).decisive)


TestScreening = Screening.TestCase
TestScreening.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)
