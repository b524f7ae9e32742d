"""Where terms are used: in every owner of a field, with the way to it."""

from livingsurvey.checks.term_uses import TermUse, term_uses
from livingsurvey.checks.terms import owners
from livingsurvey.model import REASONS, Survey


def test_every_use_in_the_real_survey_is_found_field_by_field(real_survey: Survey) -> None:
    survey, found = real_survey, term_uses(real_survey)
    for name, fields in survey.fields.vocabularies.items():
        expected = [
            TermUse(file, (*path, field.id, n) if field.by_name else (*path, field.id), word)
            for field in fields
            for file, path, owner in owners(survey, field)
            for n, word in enumerate(owner.terms(field.id))
        ]
        assert list(found.get(name, ())) == expected
    reasons = [TermUse(paper.path, ("reason",), paper.reason) for paper in survey.papers if paper.reason]
    assert list(found[REASONS]) == reasons
