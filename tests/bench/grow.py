"""Growing the real collection synthetically: new papers whose abstracts mix sentences of real ones."""

import random
import re
import shutil
from pathlib import Path

from livingsurvey.model import derive_key
from livingsurvey.model.candidate import Candidate
from livingsurvey.store import load
from livingsurvey.store.paper_files import new_paper

_SENTENCE = re.compile(r"(?<=[.?!]) ")


def grow(root: Path, target: Path, papers: int) -> None:
    """Copy the survey at ``root`` to ``target`` and add papers until it holds ``papers``."""
    shutil.copytree(root / "content", target / "content")
    survey = load(root).survey
    assert survey is not None
    chance = random.Random(papers)
    sentences = [s for paper in survey.papers for s in _SENTENCE.split(paper.abstract)]
    topics = [topic.key for topic in survey.topics if topic.parent]
    taken = set(survey.paper)
    for number in range(papers - len(survey.papers)):
        words = chance.choice(survey.papers).title.split() + chance.choice(survey.papers).title.split()
        title = f"{' '.join(chance.sample(words, min(8, len(words))))} {number}"
        key = derive_key(title, taken)
        taken.add(key)
        text = new_paper(key, Candidate(title, " ".join(chance.sample(sentences, 7)))).decode()
        placed = text.replace("topics:\n", f"topics: [{chance.choice(topics)}]\n") if topics else text
        (target / "content" / "papers" / f"{key}.md").write_text(placed.replace("seen:\n", "seen: []\n"))
