"""What reading a file may find. The reader reports these; here is what they mean."""

import re
import stat
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, Found, rule

#: What is read with the survey, so that the reader has reported it.
_READ = re.compile(
    r"content/(?:(?:papers|topics|pages)/[^/.][^/]*\.md|readings/[^/.][^/]*\.jsonl|survey\.yml"
    r"|(?:vocabulary|sources)/\w+\.yml)\Z"
)


def _reported_by_the_reader() -> Iterator[Found]:
    return iter(())


@rule(ERROR)
def file(context: Context) -> Iterator[Found]:
    """A file cannot be read: it is not UTF-8, far too large, or no plain file.

    Why: What cannot be read is not in the survey. Links out of the folder are not followed.
    Fix: Save it as plain UTF-8 text of at most 262,144 bytes.
    Wrong: a file saved as Latin-1, or a symbolic link
    Right: a file saved as UTF-8
    """
    for name in context.files:
        if "/." in name:
            continue  # never read: another rule says so
        if context.root and not _READ.match(name) and not stat.S_ISREG((context.root / name).lstat().st_mode):
            yield Found(name, "the file is not a plain file.", "Put the file itself there, or remove it.")


@rule(ERROR)
def front_matter(context: Context) -> Iterator[Found]:
    """A file does not begin with its fields between two lines of «---».

    Why: Without them nothing is known of the paper, the topic or the page.
    Fix: Start the file with «---», its fields, and «---» again.
    Wrong: A paper on scaling
    Right:
        ---
        title: A paper on scaling
        ---
    """
    return _reported_by_the_reader()


@rule(ERROR)
def yaml(context: Context) -> Iterator[Found]:
    """The fields are no YAML, or use what has no place here: tags, anchors, a repeated key.

    Why: A file that can be read in two ways is read in none. Tags and anchors are how such files do harm.
    Fix: Quote text that holds «: » or starts with a sign, and align the indents.
    Wrong: title: Efficient: a survey
    Right: title: "Efficient: a survey"
    """
    return _reported_by_the_reader()


@rule(ERROR)
def schema(context: Context) -> Iterator[Found]:
    """A field is missing, unknown, or not of its form.

    Why: Pages, exports and other people's programs rely on the form of every field.
    Fix: Correct the value; the field reference gives the form of each. A slip in a field's name makes it unknown.
    Wrong: arxiv: https://arxiv.org/abs/2412.04315v2
    Right: arxiv: '2412.04315'
    """
    return _reported_by_the_reader()


@rule(ERROR)
def key_mismatch(context: Context) -> Iterator[Found]:
    """The key in a file is not the file's name.

    Why: The address of a page must say which file it is made from.
    Fix: Make them the same; a new name keeps the old key under aliases.
    Wrong: key: coral-bleachin   # in content/papers/coral-bleaching.md
    Right: key: coral-bleaching
    """
    return _reported_by_the_reader()


@rule(ERROR)
def layout(context: Context) -> Iterator[Found]:
    """The places of papers on the map cannot be read.

    Why: The map would be laid out anew, and every paper would be elsewhere than readers remember.
    Fix: Restore content/map.json; where the places are lost for good, remove it and run survey layout.
    Wrong: content/map.json   # with a comma behind the last paper
    Right: content/map.json   # as survey layout writes it
    """
    return _reported_by_the_reader()
