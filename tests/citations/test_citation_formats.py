"""The one table of citation formats, which the scripts read too."""

import re

import pytest
from livingsurvey.citations.citation_formats import FORMATS, STYLES, CitationFormat

ALL = (*FORMATS, *STYLES)


@pytest.mark.parametrize("name", ["id", "label", "extension"])
def test_no_two_formats_share_a_name(name: str) -> None:
    assert len({getattr(form, name) for form in ALL}) == len(ALL) == 11


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.id)
def test_extension_and_media_type_are_well_formed(form: CitationFormat) -> None:
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)?", form.extension)
    assert re.fullmatch(r"(application|text)/[a-z-]+", form.media_type)
