"""Rules of screening, and of what an included paper and a topic must have."""

import string
from collections.abc import Iterator, Mapping
from functools import lru_cache

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.model import Paper, Status, Survey, Topic
from livingsurvey.model.citations import without_citations
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.rule import Range, limit_text

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—", " "))


@rule(WARNING, limits={"listed": 20})
def included_incomplete(context: Context, listed: int) -> Iterator[Found]:
    """An included paper lacks its topic, its summary, or a field that the survey requires.

    Why: Readers find it by topic, compare it by kind and choose it by summary.
    Fix: Fill it in; the method page defines kinds, the topics' pages say what belongs to each.
    Wrong: {status: included, kind: method, topics: [], summary: It …}
    Right: {status: included, kind: method, topics: [reef-restoration], summary: It …}
    """
    lacking: dict[str, list[Paper]] = {}
    for paper in context.survey.papers:
        for name in context.survey.missing(paper) if paper.status == Status.INCLUDED else ():
            lacking.setdefault(name, []).append(paper)
    for name, papers in lacking.items():
        many = len(papers) > listed  # as after survey include: nobody reads a list of hundreds
        others = f", as it is in {len(papers) - 1} others" if many else ""
        for paper in papers[:1] if many else papers:
            yield Found(paper.path, f"included, but «{name}:» is empty{others}.", "Fill it in.")


@rule(WARNING)
def excluded_without_reason(context: Context) -> Iterator[Found]:
    """An excluded paper gives no reason, or one that is not on the list; or a reason is given without exclusion.

    Why: Two people must be able to decide alike, so reasons are few and defined in vocabulary/reasons.yml.
    Fix: Give one of the reasons, or remove the reason of a paper that is not excluded.
    Wrong: {status: excluded, reason: }
    Right: {status: excluded, reason: not-ai}
    """
    reasons = [term.id for term in context.survey.vocabulary.get("reasons", ())]
    if "content/vocabulary/reasons.yml" in context.unread:
        reasons = []
    any_of = f"Give one of: {', '.join(reasons)}."
    fix = any_of if reasons else "Give a reason, and define it in vocabulary/reasons.yml."
    for paper in context.survey.papers:
        if paper.status == Status.EXCLUDED and (paper.reason is None or (reasons and paper.reason not in reasons)):
            said = f"«{paper.reason}» is no reason." if paper.reason else "«status:» excluded, but no reason."
            yield Found(paper.path, said, did_you_mean(paper.reason, reasons, any_of) if paper.reason else fix)
        if paper.reason and paper.status != Status.EXCLUDED:
            yield Found(paper.path, f"«reason:» {paper.reason}, but not excluded.", "Remove the reason.")


@rule(ADVICE)
def excluded_in_topic(context: Context) -> Iterator[Found]:
    """An excluded paper is still in a topic.

    Why: Topics do not show it; the line suggests that they do, and comes back to life when the status changes.
    Fix: Empty its topics, or include it.
    Wrong: {status: excluded, reason: not-ai, topics: [reef-restoration]}
    Right: {status: excluded, reason: not-ai, topics: }
    """
    for paper in context.survey.papers:
        if paper.status == Status.EXCLUDED and paper.topics:
            said = f"excluded, but «topics:» names {', '.join(paper.topics)}."
            yield Found(paper.path, said, "Empty its topics, or include it.")


@rule(ADVICE, limits={"words": 30, "copied": 8})
def summary_form(context: Context, words: int, copied: int) -> Iterator[Found]:
    """A summary is too long, or copied from the abstract.

    Why: It must say more in a few words than the abstract's first sentence does.
    Fix: Say what it does, to what, to save what, in your own words.
    Wrong: summary: Coral reefs are among the most diverse ecosystems of the world …
    Right: summary: Keeps only the cache entries that later tokens attend to, to fit longer texts in memory.
    """
    for paper in context.survey.papers:
        if not paper.summary:
            continue
        if (count := len(paper.summary.split())) > words:
            said = f"«summary:» has {count} words, at most {words} are read."
            yield Found(paper.path, said, "Say what it does, to what, to save what.")
        if run := _copied(context, paper, copied):
            yield Found(paper.path, f"«summary:» copies the abstract: “{run}”.", "Use your own words.")


def _copied(context: Context, paper: Paper, length: int) -> str | None:
    """What a summary copies, as far as it was not worked out by an earlier command for the same texts."""
    published = paper.published_abstract if paper.published_abstract != paper.abstract else None
    texts = paper.summary or "", f"{paper.abstract} {published or ''}"
    run: str | None = context.worked_out(f"copied/{paper.key}", (str(length), *texts), lambda: _common(*texts, length))
    return run


@lru_cache(maxsize=1 << 14)
def _common(summary: str, abstract: str, length: int) -> str | None:
    """The first run of ``length`` words that both hold."""
    words = _words(summary)
    starts = list(_within(words, abstract.lower(), length))  # quick; often there are none
    text = f" {' '.join(_words(abstract))} " if starts else ""
    runs = (" ".join(words[start : start + length]) for start in starts)
    return next((run for run in runs if f" {run} " in text), None)


def _within(words: list[str], text: str, length: int) -> Iterator[int]:
    """Where the runs of ``length`` words begin all of which are somewhere in the text."""
    start = 0
    while (end := start + length) <= len(words):
        missing = next((n for n in reversed(range(start, end)) if words[n] not in text), None)
        if missing is None:
            yield start
        start = start + 1 if missing is None else missing + 1


def _words(text: str) -> list[str]:
    return text.lower().translate(_PUNCTUATION).split()


@rule(ERROR)
def unknown_topic(context: Context) -> Iterator[Found]:
    """A paper or a topic refers to a topic that does not exist.

    Why: Such a paper would be missing from every topic's page.
    Fix: Correct the key, or add content/topics/<key>.md. Papers belong to topics, topics to areas.
    Wrong: topics: [scaling-law]
    Right: topics: [coral-bleaching]
    """
    topics = context.survey.topic
    for paper in context.survey.papers:
        for key in paper.topics:
            if key not in topics:
                if not context.unread.may_be("topics", key):
                    yield Found(paper.path, f"there is no topic «{key}».", _topic_fix(context, key, area=False))
            elif topics[key].parent is None:
                message = f"«{key}» is an area; a paper belongs to topics."
                yield Found(paper.path, message, "Name one of the area's topics.")
    for topic in context.survey.topics:
        parent = topic.parent
        unknown = parent and (parent not in topics or topics[parent].parent)
        if parent and unknown and not context.unread.may_be("topics", parent):
            fix = _topic_fix(context, parent, area=True)
            yield Found(topic.path, f"there is no area «{parent}».", fix, ("parent",))


def _topic_fix(context: Context, key: str, area: bool) -> str:
    known = [topic.key for topic in context.survey.topics if (topic.parent is None) == area]
    return did_you_mean(key, known, f"Correct the key, or add content/topics/{key}.md.")


@rule(ADVICE, limits={"topics": 3})
def many_topics(context: Context, topics: int) -> Iterator[Found]:
    """A paper is in more topics than readers can tell it belongs to.

    Why: What is everywhere is found nowhere: each topic grows by papers that others are about.
    Fix: Keep the topics that it is about, the primary one first.
    Wrong: topics: [monitoring, reef-restoration, coral-bleaching, heat-stress, larvae]
    Right: topics: [monitoring, reef-restoration]
    """
    for paper in context.survey.papers:
        if len(paper.topics) > topics:
            said = f"in {len(paper.topics)} topics; up to {topics} are advised."
            yield Found(paper.path, said, "Keep those that it is about.", ("topics",))


@rule(ADVICE)
def empty_area(context: Context) -> Iterator[Found]:
    """An area groups no topics.

    Why: Papers belong to topics, so the area's page would be empty for ever.
    Fix: Give topics this parent, or remove the area; a topic needs a parent to be one.
    Wrong: content/topics/hardware.md   # and no topic has parent: hardware
    Right: parent: hardware   # in content/topics/accelerators.md
    """
    for area in context.survey.areas:
        if not context.survey.topics_of[area.key] and not context.unread.stating("topics", "parent", area.key):
            said = f"no topic has «{area.key}» for its parent."
            yield Found(area.path, said, "Give topics this parent, or give it one.")


@rule(WARNING)
def same_name(context: Context) -> Iterator[Found]:
    """Two topics or areas have the same title.

    Why: In lists and menus nobody can distinguish them.
    Fix: Say in the titles what divides them.
    Wrong: title: Efficiency   # in two files
    Right: title: Monitoring from the air   # and Monitoring from the sea
    """
    first: dict[str, str] = {}
    for topic in context.survey.topics:
        holder = first.setdefault(topic.title.casefold(), topic.key)
        if holder != topic.key:
            said = f"«{topic.title}» is also the title of {holder}."
            yield Found(topic.path, said, "Say what divides them.", ("title",))


@rule(WARNING)
def start_outside(context: Context) -> Iterator[Found]:
    """A topic begins with a paper that is in other topics only.

    Why: The reader would not find it in the topic's own table.
    Fix: Add the topic to the paper's topics, or begin with another paper.
    Wrong: start_here: [{key: a-paper-on-monitoring, why: …}]   # in the topic of reef restoration
    Right: topics: [monitoring, reef-restoration]   # in that paper's file
    """
    for topic in context.survey.topics:
        for n, start in enumerate(topic.start_here if topic.parent else ()):
            paper = context.survey.paper.get(start.key)
            if paper and paper.topics and topic.key not in paper.topics:
                said = f"«{start.key}» is in {', '.join(paper.topics)}, not here."
                yield Found(topic.path, said, "Add the topic to it, or begin with another.", ("start_here", n, "key"))


@rule(ADVICE, limits={"papers": (4, 40)})
def topic_size(context: Context, papers: Range) -> Iterator[Found]:
    """A topic holds too few papers to compare, or too many to read.

    Why: A small topic belongs to its neighbour, a large one wants to be split.
    Fix: Merge it with a neighbour, or split it.
    Wrong: a topic of 3 papers, or of 41
    Right: a topic of 4 to 40 papers
    """
    counts = {
        topic.key: len(context.survey.papers_of[topic.key]) + context.unread.stating("papers", "topics", topic.key)
        for topic in context.survey.topics
        if topic.parent
    }
    odd = [key for key, count in counts.items() if not papers[0] <= count <= papers[1]]
    for topic, others in _taken_together([context.survey.topic[key] for key in odd]):
        said = f"«{topic.key}» holds {counts[topic.key]} papers; {limit_text(papers)} make a topic{others}."
        yield Found(topic.path, said, "Merge it with a neighbour, or split it.")


def _taken_together(topics: list[Topic]) -> Iterator[tuple[Topic, str]]:
    """Topics with what to add of others: those that came with a collection, and nobody has worked on yet, are one."""
    yield from ((topic, "") for topic in topics if not topic.is_as_it_came)
    as_they_came = [topic for topic in topics if topic.is_as_it_came]
    for topic in as_they_came[:1]:
        count = len(as_they_came) - 1
        yield topic, f"; the same is true of {count} others that came with the collection" if count else ""


@rule(
    ADVICE,
    limits={"words": (150, 400), "long_words": (700, 1200), "long": 0, "area_words": (100, 250), "start_here": (2, 5)},
)
def topic_prose(
    context: Context, words: Range, long_words: Range, long: int, area_words: Range, start_here: Range
) -> Iterator[Found]:
    """A topic or area has no prose, too little or too much, or a topic does not say where to start.

    Why: The prose is what a list of papers lacks: what is traded against what, and where results agree.
    Fix: Group and contrast the papers, in 150 to 400 words unless the survey says otherwise, an area's in 100 to
        250; name two to five papers to start with, each with its reason. A survey may want long prose, «long_words»,
        of its largest topics, as many as «long» says; of topics as large as the last of these either length is right.
        Citations are not counted.
    Wrong: This topic is very active.
    Right: One group trades memory for time [@a-paper]; another … [@b-paper]. Both agree that …
    """
    large = _large_topics(context.survey, long)
    wanted = {topic.key: [words if topic.parent else area_words] for topic in context.survey.topics}
    wanted |= {key: [long_words] if sure else [words, long_words] for key, sure in large.items()}
    yield from _prose_lengths(context.survey.topics, wanted)
    few = [t for t in context.survey.topics if t.parent and not start_here[0] <= len(t.start_here) <= start_here[1]]
    for topic, others in _taken_together(few):
        count, span = len(topic.start_here), limit_text(start_here)
        said = f"«{topic.key}» names {count} papers to start with; {span} are wanted{others}."
        yield Found(topic.path, said, "List them under start_here, each with its reason.")


def _large_topics(survey: Survey, count: int) -> dict[str, bool]:
    """The largest topics, and whether each is surely one of them: not if others are as large as the last."""
    sizes = {topic.key: len(survey.papers_of[topic.key]) for topic in survey.topics if topic.parent}
    least = sorted(sizes.values(), reverse=True)[count - 1] if 0 < count <= len(sizes) else 0
    large = {key: size for key, size in sizes.items() if size >= least} if count else {}
    return {key: size > least or len(large) <= count for key, size in large.items()}


def _prose_lengths(topics: tuple[Topic, ...], wanted: Mapping[str, list[Range]]) -> Iterator[Found]:
    counts = {topic.key: len(without_citations(topic.prose).split()) for topic in topics}
    odd = [t for t in topics if not any(least <= counts[t.key] <= most for least, most in wanted[t.key])]
    for topic, others in _taken_together(odd):
        spans = " or ".join(map(limit_text, wanted[topic.key]))
        said = f"the prose of «{topic.key}» has {counts[topic.key]} words; {spans} are wanted{others}."
        yield Found(topic.path, said, "Group and contrast the papers; cite them as [@key] or @key.")
