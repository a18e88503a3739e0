"""Names of `meta` tags and of microdata, and the keys of the front matter that they stand for."""

from __future__ import annotations

from cleaner.front_matter import table

OPEN_GRAPH = table(
    title="og:title",
    author="article:author og:article:author",
    date="article:published_time og:article:published_time og:release_date",
    source="og:site_name",
    url="og:url",
    image="og:image",
    abstract="og:description",
)
SCHOLARLY = table(
    title="dc.title dcterms.title citation_title",
    author="dc.creator dcterms.creator citation_author",
    date="dc.date dc.date.issued dc.date.created dcterms.date dcterms.created dcterms.issued citation_publication_date citation_date",
    source="dc.publisher dcterms.publisher citation_journal_title",
    keywords="dc.subject",
    abstract="dc.description dcterms.abstract citation_abstract",
    doi="citation_doi",
)
NAMES = table(
    title="articletitle twitter:title",
    author="author authors byl byline writer sailthru.author parsely-author cxenseparse:author shareaholic:article_author_name",
    date="pubdate publishdate publish_date publish-date publication_date publishtime date sailthru.date parsely-pub-date article.published",
    source="contentsource source mediaid copyright-source",
    keywords="keywords news_keywords",
    abstract="description twitter:description",
    image="twitter:image thumbnail",
)
PROPERTIES = table(title="headline", author="author", date="datepublished datecreated")
