"""The form of an index, which those who write it and those who read it share.

The same as in ``overrides/assets/search/reader.js`` and ``units.js``; ``generator/docs/search.md`` describes it.
"""

#: The form of the index: another one is not read.
FORM = 2
#: Documents in a part of records, and of texts; things in a part.
RECORDS, TEXTS, THINGS = 16, 8, 128
#: Documents that are listed of one key: of one that more have, those in which it counts most.
MOST_DOCUMENTS = 16_000
#: Documents of a key up to which its places are read for every query; those of others are read for phrases only.
PLACED = 4_000
#: Words that a beginning of so few signs may become, the most frequent ones: it begins far more, in many parts.
CONTINUED = {1: 5, 2: 5, 3: 12}
#: Words in the name of one thing.
LONGEST_NAME = 6
#: Marks behind a stem in the space of postings: names that begin with it, what it is when it is written apart, and
#: things whose first name begins with it, before the other stems of that name.
NAMES, JOINED, THING = "\x01", "\x02", "\x03"
#: Marks before a key in the space of postings: a word of a thing's name, an identifier.
#: All marks are signs that stand between words, so that no word of a text is such a key.
NAMED, SAME = "&", "="
