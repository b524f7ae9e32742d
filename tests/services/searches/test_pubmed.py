"""Searching PubMed: the numbers of what came in since a day, and then their records."""

from typing import Any

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.conftest import Reply, Service
from tests.services.searches.run import parameters, replies, run, titles


def numbers(*found: int) -> dict[str, Any]:
    """The answer to a search: the newest first, as PubMed has them."""
    listed = [str(one) for one in sorted(found, reverse=True)]
    result = {"count": str(len(found)), "retmax": str(len(found)), "retstart": "0", "idlist": listed}
    return {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result | {"querytranslation": "x"}}


def articles(*found: int) -> str:
    """The records of some numbers."""
    records = "".join(
        f"""<PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">{one}</PMID>
<Article PubModel="Print-Electronic"><Journal><JournalIssue CitedMedium="Internet"><Volume>3</Volume>
<PubDate><Year>2026</Year><Month>May</Month></PubDate></JournalIssue><Title>Journal of Attention</Title></Journal>
<ArticleTitle>Title {one}.</ArticleTitle><Abstract><AbstractText>We attend to <i>it</i>.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Lind</LastName><ForeName>Ada</ForeName></Author></AuthorList></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/{one}</ArticleId></ArticleIdList>
</PubmedData></PubmedArticle>"""
        for one in found
    )
    head = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    return f'{head} "https://dtd.nlm.nih.gov/x.dtd">\n<PubmedArticleSet>{records}</PubmedArticleSet>'


def lay_out(service: Service, found: dict[str, Any], *pages: str | Reply) -> None:
    """Let the service answer with numbers, and with these records."""
    service.replies["/pubmed/esearch"] = replies(found)
    service.replies["/pubmed/efetch"] = replies(*pages)


def test_articles_are_read_in_the_order_of_their_numbers(service: Service) -> None:
    lay_out(service, numbers(40, 41), articles(40, 41))
    found = run(service, "pubmed", '"sparse attention"[tiab]')
    assert parameters(service, 0) == {
        "db": "pubmed",
        "term": '"sparse attention"[tiab]',
        "datetype": "edat",
        "mindate": "2026/05/25",
        "maxdate": "2026/05/31",
        "retmax": "9999",
        "retmode": "json",
        "tool": "livingsurvey",
    }
    assert parameters(service)["id"] == "40,41"
    assert (titles(found), found.total, found.resume) == (["Title 40", "Title 41"], 2, "")
    assert (found.records[0].facts["doi"], found.records[0].abstract) == ("10.1000/40", "We attend to it.")
    assert "/esearch.fcgi?" in found.address and "/efetch.fcgi?" in found.urls[0]
    assert "tool=" not in found.address + found.urls[0]


def test_the_last_number_says_where_to_go_on_whatever_has_come_in_since(service: Service) -> None:
    lay_out(service, numbers(*range(100, 160)), articles(*range(100, 150)), articles(150, 151))
    found = run(service, "pubmed", most=52)
    assert len(found.records) == 52
    lay_out(service, numbers(*range(100, 165)), articles(*range(152, 165)))
    rest = run(service, "pubmed", most=52, resume=found.resume)
    assert (titles(rest)[0], len(rest.records), rest.resume) == ("Title 152", 13, "")
    assert parameters(service)["id"].startswith("152,153,")


def test_half_an_answer_is_kept(service: Service) -> None:
    lay_out(service, numbers(40, 41), articles(40, 41).partition("Title 41")[0])
    found = run(service, "pubmed")
    assert (titles(found), found.fault) == (["Title 40"], "the answer of PubMed is cut short.")
    lay_out(service, numbers(40, 41), articles(41))
    assert titles(run(service, "pubmed", resume=found.resume)) == ["Title 41"]
    assert parameters(service)["id"] == "41"


def test_nothing_new_asks_for_no_records(service: Service) -> None:
    lay_out(service, numbers())
    found = run(service, "pubmed")
    assert (found.records, found.total, len(service.asked)) == ((), 0, 1)
    assert found.address == f"{service.url}{service.asked[0]}".partition("&tool=")[0]


def test_what_pubmed_says_of_a_bad_query_is_handed_on(service: Service) -> None:
    lay_out(service, {"esearchresult": {"ERROR": "Empty term and query_key - nothing todo", "idlist": []}})
    with pytest.raises(ServiceError, match="PubMed cannot search this: Empty term"):
        run(service, "pubmed")


@pytest.mark.parametrize("body", [{}, [], {"esearchresult": []}, {"esearchresult": {}}, "<html/>", ""])
def test_what_is_no_list_of_numbers_is_an_error(service: Service, body: Any) -> None:
    lay_out(service, body)
    with pytest.raises(ServiceError):
        run(service, "pubmed")


@pytest.mark.parametrize(
    "body", ["", "<html/>", "<eFetchResult><ERROR>Unable</ERROR></eFetchResult>", "<PubmedArticleSet>"]
)
def test_what_are_no_records_is_an_error(service: Service, body: str) -> None:
    lay_out(service, numbers(40), body)
    with pytest.raises(ServiceError, match="PubMed gave no usable answer"):
        run(service, "pubmed")
