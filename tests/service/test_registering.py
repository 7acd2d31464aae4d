"""The register on the command line: each fact in as many lines as it has parts, whatever a document says."""

from corpus.facts import FactKind
from service import fact_schema
from service.registering import describe
from service.schema import Citation


def fact_of(quote: str, name: str) -> fact_schema.Fact:
    """A programme of this name, told in these words."""
    citation = Citation(
        document_id="d",
        title="Plan",
        publisher=None,
        published=None,
        source="d.txt",
        section=["Aims"],
        page=None,
        page_label=None,
        ocr=None,
        start=0,
        end=len(quote),
        quote=quote,
        passage_id="p",
        permalink="/documents/d",
        page_permalink=None,
        boxes=[],
    )
    value = fact_schema.Value(name="name", value=name, quote=name, start=0, end=len(name), permalink="/documents/d")
    return fact_schema.Fact(
        fact_id="f",
        kind=FactKind.PROGRAMME,
        values=[value],
        fields=[],
        contained_in=None,
        superseded_by=None,
        citation=citation,
    )


def test_what_looks_like_a_sign_written_out_breaks_no_line() -> None:
    fact = fact_of(quote="The sign \\x00 ends\na \x1b[2J string.", name="Plan \\x00 B")
    found = fact_schema.Facts(
        kind=FactKind.PROGRAMME,
        filters={},
        sort="",
        matching=1,
        offset=0,
        limit=10,
        facts=[fact],
        totals=[],
        generation="g",
    )
    assert describe(found).split("\n") == [
        "1. name Plan \\x00 B",
        "   “The sign \\x00 ends a \\x1b[2J string.”",
        "   Plan › Aims",
        "   /documents/d",
        "",
        "",
    ]
