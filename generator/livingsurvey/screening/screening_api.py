"""What the page of screening asks, and what it is answered: data in, data out."""

from collections.abc import Callable, Mapping
from pathlib import Path

from livingsurvey.commands.decide_candidates import decided, undone
from livingsurvey.model import Survey
from livingsurvey.screening.candidate_data import candidate_data, conflicts_data, papers_data
from livingsurvey.screening.paper_editor import PaperEditor
from livingsurvey.screening.request_bodies import (
    DecisionBody,
    PaperCheckBody,
    PaperSaveBody,
    RequestRefusedError,
    SettlingBody,
    UndoBody,
    answer_of,
    parse_body,
)
from livingsurvey.screening.screening_session import ScreeningSession
from livingsurvey.screening.screening_state import Data, state_of
from livingsurvey.store.survey_edit import SurveyEdit

#: What an address is asked with, by name.
Query = Mapping[str, str]


class ScreeningApi:
    """The answers of the server. Each is made inside the session's lock, of the survey as it is on the disk.

    Args:
        root: the survey's folder.
        session: the survey while it is screened.
    """

    def __init__(self, root: Path, session: ScreeningSession) -> None:
        self._root = root
        self._session = session
        self._editor = PaperEditor(session)
        self._asked: dict[str, Callable[[Query], object]] = {
            "/api/state": lambda query: state_of(self._session, query.get("reader", ""), [query.get("shown", "")]),
            "/api/candidate": lambda query: self._candidate(query.get("key", ""), query.get("reader", "")),
            "/api/conflicts": lambda query: conflicts_data(self._session),
            "/api/papers": lambda query: papers_data(self._session.survey, query.get("q", "")),
            "/api/paper": lambda query: self._editor.shown(query.get("key", "")),
        }
        self._sent: dict[str, Callable[[bytes], object]] = {
            "/api/decide": lambda body: self._decide(parse_body(DecisionBody, body)),
            "/api/settle": lambda body: self._decide(parse_body(SettlingBody, body)),
            "/api/undo": lambda body: self._undo(parse_body(UndoBody, body)),
            "/api/paper/check": lambda body: self._editor.checked(parse_body(PaperCheckBody, body)),
            "/api/paper/save": lambda body: self._editor.saved(parse_body(PaperSaveBody, body)),
        }

    def asked(self, path: str, query: Query) -> object:
        """Answer a GET request with data.

        Raises:
            RequestRefusedError: when there is nothing of that address, or nothing to be answered.
            SurveyError: when the survey cannot be read.
        """
        if path not in self._asked:
            raise RequestRefusedError("There is nothing at this address.", 404)
        if path == "/api/candidate":
            self._session.learn()
        with self._session.lock:
            self._session.refresh()
            return self._asked[path](query)

    def sent(self, path: str, body: bytes) -> object:
        """Answer a POST request with data.

        Raises:
            RequestRefusedError: when there is nothing of that address, or what was sent cannot be done.
            SurveyError: when the edit is refused, or the survey cannot be read.
            OSError: when a file cannot be written; nothing was changed then.
        """
        if path not in self._sent:
            raise RequestRefusedError("There is nothing at this address.", 405 if path in self._asked else 404)
        with self._session.lock:
            self._session.refresh()
            return self._sent[path](body)

    def _candidate(self, key: str, reader: str) -> Data:
        known = self._session.survey
        if key not in known.candidate and key not in known.paper:
            raise RequestRefusedError(f"There is nothing under the key {key[:100]!a}.", 404)
        return candidate_data(self._session, key, reader)

    def _decide(self, body: SettlingBody) -> Data:
        def _edit(survey: Survey) -> SurveyEdit:
            is_known = body.key in survey.candidate or body.key in survey.paper
            if is_known and body.key not in self._session.waiting:
                raise RequestRefusedError(f"{body.key} was decided meanwhile.", 409)
            return decided(survey, [answer_of(body, survey.fields, self._session.day)])

        changes, edit = self._session.edit(_edit)
        return {
            "state": state_of(self._session, body.reader, [body.shown]),
            "written": [change.file for change in changes],
            "final": body.key not in self._session.waiting,
            "messages": list(edit.messages),
        }

    def _undo(self, body: UndoBody) -> Data:
        key = ""

        def _edit(survey: Survey) -> SurveyEdit:
            nonlocal key
            key = self._session.undo_key(body.reader)
            if not key:
                raise RequestRefusedError("There is no answer of yours to take back.", 409)
            return undone(survey, key, body.reader)

        self._session.edit(_edit)
        return {"state": state_of(self._session, body.reader, [key]), "key": key}
