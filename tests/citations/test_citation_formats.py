"""The one table of citation formats, which the scripts read too."""

import re

import pytest
from livingsurvey.citations.citation_formats import FORMATS, CitationFormat


@pytest.mark.parametrize("name", ["id", "label", "extension", "media_type"])
def test_no_two_formats_share_a_name(name: str) -> None:
    assert len({getattr(form, name) for form in FORMATS}) == len(FORMATS) == 5


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_extension_and_media_type_are_well_formed(form: CitationFormat) -> None:
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)?", form.extension)
    assert re.fullmatch(r"(application|text)/[a-z-]+", form.media_type)
