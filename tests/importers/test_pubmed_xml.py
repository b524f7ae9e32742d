# ruff: noqa: E501 (samples are as programs write them)
"""PubMed's XML: every element of an article and of a book."""

from livingsurvey.importers.pubmed_xml import parse_pubmed_xml
from livingsurvey.importers.records import Listing

HEAD = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.example/pubmed.dtd">
<PubmedArticleSet>
"""
ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">30123456</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5678</ISSN><JournalIssue CitedMedium="Print">
<Volume>12</Volume><Issue>3</Issue><PubDate><Year>2019</Year><Month>May</Month><Day>07</Day></PubDate></JournalIssue>
<Title>Journal of trials</Title><ISOAbbreviation>J Trials</ISOAbbreviation></Journal>
<ArticleTitle>The effect of CO<sub>2</sub> on <i>small</i> trials &amp; people.</ArticleTitle>
<Pagination><StartPage>101</StartPage><EndPage>9</EndPage><MedlinePgn>101-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/trial.1</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">Trials are small.</AbstractText><AbstractText Label="RESULTS">p &lt; 0.05.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author><LastName>Lind</LastName><ForeName>Eva Maria</ForeName><Initials>EM</Initials></Author>
<Author><LastName>Berg</LastName><ForeName>Tom</ForeName><Suffix>Jr</Suffix></Author>
<Author><CollectiveName>Small Trial Group</CollectiveName></Author></AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType>Letter</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Humans</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>small trials</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">30123456</ArticleId><ArticleId IdType="pmc">PMC1234567</ArticleId>
<ArticleId IdType="doi">10.1000/trial.1</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle>
"""
BOOK = """<PubmedBookArticle><BookDocument><PMID>1</PMID><Book><Publisher><PublisherName>North Press</PublisherName>
<PublisherLocation>Oslo</PublisherLocation></Publisher><BookTitle>A book</BookTitle><PubDate><Year>2001</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Roe</LastName><ForeName>Max</ForeName></Author></AuthorList>
<Isbn>9783161484100</Isbn></Book><ArticleTitle>A chapter</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Lind</LastName><ForeName>Eva</ForeName></Author></AuthorList>
</BookDocument></PubmedBookArticle>
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_pubmed_xml(text.encode(), "a.xml")


def test_every_element_of_an_article_is_read() -> None:
    listing = read(f"{HEAD}{ARTICLE}</PubmedArticleSet>")
    assert listing.failures == []
    (record,) = listing.records
    assert record.title in ("The effect of CO2 on small trials & people", "The effect of CO₂ on small trials & people")
    assert record.abstract == "BACKGROUND: Trials are small. RESULTS: p < 0.05."
    assert record.line == 4
    assert record.facts == {
        "authors": ["Eva Maria Lind", "Tom Berg Jr"],
        "published": "2019-05-07",
        "venue": "Journal of trials",
        "doi": "10.1000/trial.1",
        "publication": {
            "type": "article-journal",
            "genre": "Letter",
            "container_title_short": "J Trials",
            "volume": "12",
            "issue": "3",
            "page": "101-9",
            "issn": "1234-5678",
            "pmid": "30123456",
            "pmcid": "PMC1234567",
            "language": "en",
            "collaboration": "Small Trial Group",
            "keyword": ["small trials", "Humans"],
            "authors_omitted": "some",
        },
    }


def test_a_chapter_of_a_book_is_read() -> None:
    (record,) = read(f"{HEAD}{BOOK}</PubmedArticleSet>").records
    assert record.title == "A chapter"
    assert record.facts == {
        "authors": ["Eva Lind"],
        "published": "2001",
        "venue": "A book",
        "publication": {
            "type": "chapter",
            "publisher": "North Press",
            "publisher_place": "Oslo",
            "isbn": "9783161484100",
            "pmid": "1",
            "editor": ["Max Roe"],
        },
    }


def test_a_date_in_words_is_read() -> None:
    article = ARTICLE.replace(
        "<Year>2019</Year><Month>May</Month><Day>07</Day>", "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"
    )
    assert read(HEAD + article).records[0].facts["published"] == "1998-12"


def test_an_article_without_a_title_costs_only_itself() -> None:
    listing = read(f"{HEAD}<PubmedArticle/>{ARTICLE}</PubmedArticleSet>")
    assert ([f.line for f in listing.failures], len(listing.records)) == ([4], 1)


def test_a_date_in_digits_is_read_to_the_day() -> None:
    date = "<PubDate><Year>2024</Year><Month>01</Month><Day>7</Day></PubDate>"
    book = f"<Book><BookTitle>A book</BookTitle>{date}</Book>"
    listing = read(
        f"{HEAD}<PubmedBookArticle><BookDocument><PMID>1</PMID>{book}</BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert listing.records[0].facts["published"] == "2024-01-07"
