"""What rules look at: what follows from texts alone is worked out again only where these have changed."""

from pathlib import Path

from livingsurvey.checks.context import Context
from livingsurvey.store.kept_files import KeptFiles

from tests.builders import paper, survey, topic

PROSE = "It is 2 times faster [@a; @b]. As `code 1. And` 9 of\nit, @a says so.\n\nAnother [@a2]. Or 3."


def contexts(root: Path, **fields: str) -> tuple[Context, KeptFiles]:
    """What rules look at, with what an earlier command has kept below a folder."""
    kept = KeptFiles(root, "form")
    return Context(survey(paper("a"), topics=(topic("t", prose=PROSE, **fields),)), kept=kept), kept


def test_it_is_worked_out_again_only_for_other_texts(tmp_path: Path) -> None:
    made: list[str] = []

    def _of(*texts: str) -> str:
        context, kept = contexts(tmp_path)
        found: str = context.worked_out("joined", texts, lambda: made.append("".join(texts)) or "".join(texts))
        kept.save()
        return found

    assert [_of("a", "b"), _of("a", "b"), _of("ab"), _of("ab", ""), _of("a", "b")] == ["ab"] * 5
    assert len(made) == 4
    assert Context(survey()).worked_out("joined", (), lambda: "anew") == "anew"


def test_sentences_with_a_number_are_without_code_and_citations_and_the_same_when_kept(tmp_path: Path) -> None:
    found = []
    for summary in ("One.", "One.", "Another [@b]."):
        context, kept = contexts(tmp_path, summary=summary)
        found.append(context.sentences)
        assert found[-1] == Context(context.survey).sentences
        kept.save()
    told = [(one.text, one.plain, one.keys) for one in found[0] if one.whole == PROSE]
    assert told == [
        ("It is 2 times faster [@a; @b].", "It is 2 times faster .", ("a", "b")),
        (f"As {' ' * 13} 9 of\nit, @a says so.", f"As {' ' * 13} 9 of\nit,  says so.", ("a",)),
        ("Or 3.", "Or 3.", ()),
    ]
