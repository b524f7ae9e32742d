"""Which names a survey asks for in its site."""

from livingsurvey.checks.keys import asked_names
from livingsurvey.model import HandPage, Term

from tests.builders import paper, survey, topic


def test_a_survey_asks_for_the_names_of_its_papers_topics_pages_terms_and_vocabularies() -> None:
    terms = (Term(id="tree-search", name="Tree search", definition="D."),)
    pages = (HandPage(key="about", title="A", body=""),)
    subject = survey(paper("a"), topics=(topic("t"),), pages=pages, vocabulary={"methods": terms})
    asked = {(one.folder, one.name) for one in asked_names(subject)}
    assert asked >= {("papers", "a"), ("topics", "t"), ("feeds", "t"), ("", "about"), ("", "methods")}
    assert ("methods", "tree-search") in asked
