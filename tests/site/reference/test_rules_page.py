"""The page of the rules: all that they say of themselves, as text."""

from livingsurvey.analysis import derive
from livingsurvey.checks.rule import RULES
from livingsurvey.model import RuleDoc, Severity
from livingsurvey.site.render import render_pages

from tests.builders import paper, survey
from tests.site.engines import Parsed, site_html

DOCS = tuple(rule.doc for rule in RULES.values())
HOSTILE = "<script>alert(1)</script> {{ x }} [a](b) `c` | {: onclick=x}"


def rules_page(docs: tuple[RuleDoc, ...]) -> str:
    """The HTML of the page, as the site's engine makes it."""
    subject = survey(paper("p"))
    return site_html(render_pages(subject, derive(subject), docs)["rules.md"].split("\n---\n", 1)[1])


def test_without_rules_there_is_no_page() -> None:
    subject = survey(paper("p"))
    assert "rules.md" not in render_pages(subject, derive(subject))


def test_every_rule_has_its_place_and_its_words() -> None:
    html = rules_page(DOCS)
    assert [doc.id for doc in DOCS if f'id="{doc.id}"' not in html or f'href="#{doc.id}"' not in html] == []
    text = " ".join(Parsed(html).text.split())
    missing = [doc.id for doc in DOCS for part in (doc.what, doc.why, doc.fix) if part not in text]
    assert missing == []


def test_what_a_rule_says_is_text() -> None:
    doc = RuleDoc("a-rule", "text", Severity.ERROR, True, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    parsed = Parsed(rules_page((doc,)))
    assert parsed.text.count(HOSTILE) == 6
    assert "script" not in parsed.tags
    assert "onclick" not in dict(parsed.attributes)


def test_levels_limits_and_what_stops_every_build_are_on_the_page() -> None:
    text = " ".join(Parsed(rules_page(DOCS)).text.split())
    assert "topic-size Advice · papers: 4 to 40 " in text
    assert "unsafe-link Error · stops every build " in text
    assert "dead-link Warning " in text
