"""On which page a place is: as another reader of PDFs finds it, and nothing where there is nothing to find."""

import pytest
from livingsurvey.build.pdf_places import pages_of_places

#: Two pages behind a tree of two levels, in another order than the numbers of their objects.
PDF = b"""%PDF-1.4
1 0 obj
<</Type /Catalog
/Pages 2 0 R
/Dests 3 0 R>>
endobj
2 0 obj
<</Type /Pages
/Kids [6 0 R 7 0 R]>>
endobj
3 0 obj
<</first [5 0 R /XYZ 0 800 0]
/second-place [4 0 R /XYZ 0 80.5 0]
/lost [9 0 R /XYZ 0 0 0]>>
endobj
4 0 obj
<</Type /Page>>
endobj
5 0 obj
<</Type /Page>>
endobj
6 0 obj
<</Type /Pages /Kids [5 0 R]>>
endobj
7 0 obj
<</Type /Pages /Kids [4 0 R]>>
endobj
"""


def test_places_are_on_the_pages_in_the_order_of_the_tree() -> None:
    assert pages_of_places(PDF) == {"first": 1, "second-place": 2}


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF", PDF.replace(b"/Dests", b"/Other"), PDF.replace(b"/Pages 2", b"/Pages x")]
)
def test_what_has_no_places_says_nothing(pdf: bytes) -> None:
    assert pages_of_places(pdf) == {}
