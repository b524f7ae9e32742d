"""The keys of papers and topics in statements, changed to other keys."""

from typing import Any

from livingsurvey.model import QuotedPaper, Statement, Statements


def with_paper(statements: Statements, old: str, new: str) -> Statements:
    """The statements, quoting the paper ``new`` wherever they quoted ``old``.

    Where two records of a paper become one, a statement may quote it twice: the rules report that, since a curator
    has to decide what it rests on then.
    """

    def _of(quoted: QuotedPaper) -> QuotedPaper:
        return quoted.model_copy(update={"paper": new}) if quoted.paper == old else quoted

    def _changed(statement: Statement) -> Statement:
        names = dict.fromkeys(name for name, _ in statement.quotations)
        update: dict[str, Any] = {name: tuple(map(_of, getattr(statement, name))) for name in names}
        return statement.model_copy(update=update) if old in statement.papers else statement

    return statements.changed(_changed)


def with_topic(statements: Statements, old: str, new: str) -> Statements:
    """The statements, of the topic ``new`` wherever they were of ``old``."""

    def _changed(statement: Statement) -> Statement:
        topics = tuple(dict.fromkeys(new if key == old else key for key in statement.topics))
        return statement.model_copy(update={"topics": topics}) if old in statement.topics else statement

    return statements.changed(_changed)
