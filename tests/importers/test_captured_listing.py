"""The parser of "Daily Papers" listings in both of its layouts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.importers.captured_listing import Listing, is_abstract, parse_listing
from livingsurvey.importers.captured_text import NumberedLine, read_lines

from tests.builders import REPOSITORY

ABSTRACT = "This abstract has a dozen words at the least and ends with a stop."
LONG = "word " * 39 + "word"

SPACED = f"""\
new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Jul 29

First Title

First. {ABSTRACT}

Second Title: Is It One?

Second. {ABSTRACT}
"""

GLUED = f"""\
Get trending papers in your email inbox once a day!
Get trending papers in your email inbox!
SubscribeFirst Title
First. {ABSTRACT}
Second Title: Is It One?
Second. {ABSTRACT}
"""

REAL = {
    "000_32c414195689c938.txt": (87, 6),
    "001_f06e917915c8c97f.txt": (83, 6),
    "002_b6ec380f2d0d06a4.txt": (258, 3),
    "003_7672e1a069c5c569.txt": (119, 5),
    "004_48a0d66eb2c74da9.txt": (108, 6),
}

words = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=6
).filter(lambda word: word == word.strip())
phrases = st.lists(words, min_size=1, max_size=5)
titles = st.builds(lambda some, times: " ".join(some * times), phrases, st.integers(1, 7)).filter(
    lambda text: not is_abstract(text)
)
abstracts = phrases.map(lambda some: " ".join([*some * 12, "end."])) | phrases.map(lambda some: " ".join(some * 40))
HEADER = SPACED.split("\n\n")[:6]


def read(text: str) -> Listing:
    """Parse a capture in whose bytes nothing is wrong."""
    lines, failures = read_lines(text.encode(), "c.txt")
    assert failures == []
    return parse_listing(lines, "c.txt")


def found(listing: Listing) -> list[tuple[str, int, int]]:
    return [(record.title, record.rank, record.line) for record in listing.records]


def told(listing: Listing) -> list[tuple[int, str]]:
    """Line and message of each failure, without the text that it shows."""
    return [(failure.line, failure.message.partition(" «")[0]) for failure in listing.failures]


def test_the_layout_with_blank_lines_is_read() -> None:
    listing = read(SPACED)
    assert found(listing) == [("First Title", 1, 13), ("Second Title: Is It One?", 2, 17)]
    assert [record.abstract for record in listing.records] == [f"First. {ABSTRACT}", f"Second. {ABSTRACT}"]
    assert (listing.header_lines, listing.failures) == (6, [])


def test_the_layout_without_blank_lines_is_read() -> None:
    listing = read(GLUED)
    assert found(listing) == [("First Title", 1, 3), ("Second Title: Is It One?", 2, 5)]
    assert [record.abstract for record in listing.records] == [f"First. {ABSTRACT}", f"Second. {ABSTRACT}"]
    assert (listing.header_lines, listing.failures) == (3, [])


@pytest.mark.parametrize(
    "title", ["mHC: Small First Letter", "3D Vision", "β-VAE", "Subscribe to Everything", "«Quoted»"]
)
def test_subscribe_is_freed_from_the_first_title_whatever_it_begins_with(title: str) -> None:
    assert found(read(f"Get trending papers in your email inbox!\nSubscribe{title}\n{ABSTRACT}")) == [(title, 1, 2)]


@pytest.mark.parametrize("title", ["Subscriber Churn in Streaming", "Subscribers", "Subscribed"])
def test_a_title_that_begins_like_subscribe_stays_whole_below_a_complete_header(title: str) -> None:
    assert found(read(f"new\n\nSubscribe\n\nJul 29\n\n{title}\n\n{ABSTRACT}")) == [(title, 1, 7)]


def test_a_later_title_that_begins_like_subscribe_stays_whole() -> None:
    assert found(read(f"{GLUED}Subscribers\n{ABSTRACT}"))[-1] == ("Subscribers", 3, 7)


@pytest.mark.parametrize("date", ["Jan 1", "Feb 29", "Apr 23", "Aug 7", "Sep 09", "Dec 31"])
def test_the_date_is_part_of_the_header(date: str) -> None:
    listing = read(f"new\n{date}\nA Title\n{ABSTRACT}")
    assert (found(listing), listing.header_lines, listing.failures) == ([("A Title", 1, 3)], 2, [])


@pytest.mark.parametrize("missing", range(6))
def test_a_header_may_lack_any_line(missing: int) -> None:
    header = [line for number, line in enumerate(HEADER) if number != missing]
    listing = read("\n\n".join([*header, "A Title", ABSTRACT]))
    assert [record.title for record in listing.records] == ["A Title"]
    assert (listing.header_lines, listing.failures) == (5, [])


def test_a_capture_without_any_header_is_read() -> None:
    assert found(read(f"A Title\n{ABSTRACT}\nAnother\n{ABSTRACT}")) == [("A Title", 1, 1), ("Another", 2, 3)]


def test_a_second_header_further_down_is_reported_and_is_no_paper() -> None:
    listing = read(SPACED + SPACED)
    assert [record.title for record in listing.records] == ["First Title", "Second Title: Is It One?"] * 2
    assert [line for line, _ in told(listing)] == [20, 22, 24, 26, 28, 30]


def test_a_title_without_an_abstract_is_reported_with_its_line() -> None:
    listing = read(f"One\n{ABSTRACT}\nTwo\nThree\n{ABSTRACT}")
    assert found(listing) == [("One", 1, 1), ("Three", 2, 4)]
    assert told(listing) == [(3, "a title without an abstract after it.")]
    assert "«Two»" in listing.failures[0].message


def test_a_last_title_without_an_abstract_is_reported() -> None:
    assert told(read(f"One\n{ABSTRACT}\n\nTwo\n")) == [(4, "a title without an abstract after it.")]


def test_an_abstract_without_a_title_is_reported_with_its_line() -> None:
    listing = read(f"new\n\n{ABSTRACT}\n\nOne\n\n{ABSTRACT}")
    assert found(listing) == [("One", 1, 5)]
    assert told(listing) == [(3, "an abstract without a title before it.")]


def test_the_second_of_two_abstracts_in_a_row_is_reported() -> None:
    listing = read(f"One\nFirst. {ABSTRACT}\nSecond. {ABSTRACT}\nTwo\n{ABSTRACT}")
    assert [(record.title, record.line) for record in listing.records] == [("One", 1), ("Two", 4)]
    assert listing.records[0].abstract == f"First. {ABSTRACT}"
    assert told(listing) == [(3, "an abstract without a title before it.")]


def test_a_line_that_could_not_be_read_does_not_lend_its_abstract_to_the_title_before() -> None:
    lines, failures = read_lines(f"One\n{ABSTRACT}\nT\x00wo\nOf two. {ABSTRACT}\nThree\n{ABSTRACT}".encode(), "c.txt")
    listing = parse_listing(lines, "c.txt")
    assert [failure.line for failure in failures] == [3]
    assert found(listing) == [("One", 1, 1), ("Three", 2, 5)]
    assert told(listing) == [(4, "an abstract without a title before it.")]


def test_a_long_line_is_shortened_in_its_failure() -> None:
    (failure, _) = read(LONG).failures
    assert len(failure.message) < 120
    assert failure.message.endswith("…»")


@pytest.mark.parametrize(
    "text",
    ["One\nTwo\nThree", "[{\n\n}]", "<html>\n<body>\n</body>", "id,title\n1,One", "new\nSubscribe\nJul 29", LONG],
)
def test_a_capture_of_another_layout_is_reported_as_a_whole(text: str) -> None:
    listing = read(text)
    assert listing.records == []
    assert (0, "no title with an abstract was found; the layout is unknown.") in told(listing)


def test_every_failure_names_the_file_and_says_how_to_mend_it() -> None:
    for failure in read(f"One\nTwo\n{LONG}\n{LONG}").failures + read("One").failures:
        assert failure.file == "c.txt"
        assert failure.fix


def test_no_lines_are_no_failure_of_the_listing() -> None:
    assert parse_listing([], "c.txt") == Listing()


@pytest.mark.parametrize(
    "text",
    [
        "How Long It Takes for an Ordinary Node with an Ordinary ID to Output?",
        "Attention Is All You Need.",
        "one two three four five six seven eight nine ten eleven.",
        "A Survey of " + "Very " * 30 + "Long Titles",
    ],
)
def test_a_title_is_short_or_no_sentence(text: str) -> None:
    assert not is_abstract(text)


@pytest.mark.parametrize("text", [ABSTRACT, LONG, "word " * 11 + "end.", LONG + ": https://a.example/code"])
def test_an_abstract_is_long_or_a_sentence(text: str) -> None:
    assert is_abstract(text)


@pytest.mark.parametrize("name", REAL)
def test_a_real_capture_is_read_without_a_failure(name: str) -> None:
    records, header_lines = REAL[name]
    listing = read((REPOSITORY / "content/sources" / name).read_text("utf-8"))
    assert (len(listing.records), listing.header_lines, listing.failures) == (records, header_lines, [])


@pytest.mark.parametrize("name", REAL)
def test_every_line_of_a_real_capture_is_header_title_or_abstract(name: str) -> None:
    raw = (REPOSITORY / "content/sources" / name).read_text("utf-8").split("\n")
    listing = read("\n".join(raw))
    first = listing.records[0].line
    pieces = [piece for record in listing.records for piece in (record.title, record.abstract)]
    assert [line.strip().removeprefix("Subscribe") for line in raw[first - 1 :] if line.strip()] == pieces
    assert len([line for line in raw[: first - 1] if line.strip()]) == listing.header_lines - raw[first - 1].startswith(
        "Subscribe"
    )


@pytest.mark.parametrize("name", REAL)
def test_ranks_of_a_real_capture_count_up_and_lines_point_to_the_titles(name: str) -> None:
    raw = (REPOSITORY / "content/sources" / name).read_text("utf-8").split("\n")
    for rank, record in enumerate(read("\n".join(raw)).records, start=1):
        assert record.rank == rank
        assert raw[record.line - 1].strip() in (record.title, f"Subscribe{record.title}")


def test_the_real_captures_hold_655_records() -> None:
    assert sum(records for records, _ in REAL.values()) == 655
    assert {path.name for path in (REPOSITORY / "content/sources").glob("*.txt")} == REAL.keys()


@given(
    st.lists(st.tuples(titles.filter(lambda text: text not in HEADER), abstracts), min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None, max_examples=100)
def test_titles_and_abstracts_written_in_either_layout_are_all_found(
    pairs: list[tuple[str, str]], spaced: bool, end: str
) -> None:
    lines = [text for pair in pairs for text in pair]
    if spaced:
        listing = read((2 * end).join([*HEADER, *lines]))
        places = [13 + 4 * n for n in range(len(pairs))]
    else:
        listing = read(end.join([HEADER[1], f"Subscribe{lines[0]}", *lines[1:]]))
        places = [2 + 2 * n for n in range(len(pairs))]
    assert [(record.title, record.abstract) for record in listing.records] == pairs
    assert [(record.rank, record.line) for record in listing.records] == list(enumerate(places, start=1))
    assert (listing.header_lines, listing.failures) == (6 if spaced else 2, [])


@given(st.lists(titles | abstracts | st.sampled_from(HEADER), max_size=8))
@settings(deadline=None, max_examples=100)
def test_every_line_in_any_order_is_header_title_abstract_or_failure(texts: list[str]) -> None:
    lines = [NumberedLine(number, text) for number, text in enumerate(texts, start=1)]
    listing = parse_listing(lines, "c.txt")
    header = list(range(1, listing.header_lines + 1))
    paired = [line for record in listing.records for line in (record.line, record.line + 1)]
    reported = [failure.line for failure in listing.failures if failure.line]
    assert sorted(header + paired + reported) == [line.number for line in lines]
    assert all(texts[line - 1] in HEADER for line in header)


@given(st.text(max_size=500).filter(lambda text: text.removeprefix("\ufeff").strip()))
@settings(deadline=None, max_examples=100)
def test_noise_never_stops_the_parser_and_never_passes_in_silence(text: str) -> None:
    lines, failures = read_lines(text.encode(), "c.txt")
    listing = parse_listing(lines, "c.txt")
    assert listing.records or listing.failures or failures
