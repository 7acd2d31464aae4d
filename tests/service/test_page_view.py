"""One page as it was printed: drawn beside its text with the cited words marked; refused by name where it cannot be."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from PIL import Image

from corpus.errors import BusyError, MissingError
from corpus.records import Span, page_permalink
from corpus.store import Store
from index import layout
from index.encoder import Encoder
from ingest.worker import Limits
from service import drawings as drawing
from service.desk import Desk
from service.drawings import Drawings
from service.http import application

LENT = "How many vessels were lent to Palau?"


def page(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address, headers={"accept": "text/html"})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html5lib")


def one(shown: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = shown.select(selector)
    return found


@pytest.fixture
def own(paper_home: Path, encoder: Encoder, tmp_path: Path) -> tuple[Path, TestClient]:
    """The path of the file, and a server over a copy of ``paper_home`` that still names the file where it was."""
    home = Path(shutil.copytree(paper_home, tmp_path / "home"))
    return paper_home / "in" / "plan.pdf", TestClient(application(Desk(home, encoder)))


def test_a_citation_leads_to_its_page_with_the_words_marked_in_image_and_text(paper: TestClient) -> None:
    (cited,) = paper.post("/v1/answer", json={"question": LENT}).json()["citations"]
    asked = BeautifulSoup(paper.get("/", params={"q": LENT}).text, "html5lib")
    link = asked.select(".sources .origin a")[1]
    assert link["href"] == cited["page_permalink"]
    assert link.get_text().startswith("See it on page 3 (1)")
    shown = page(paper, cited["page_permalink"])
    assert one(shown, "h1").get_text() == "Page 3 (1) of 3"
    assert "".join(mark.get_text() for mark in shown.select("mark")) == cited["quote"]
    (box,) = cited["boxes"]
    assert one(shown, "svg")["viewBox"] == "0 0 492.0 412.0"  # the crop box of 412 by 492, turned
    left, top, width, height, _ = map(float, re.findall(r"-?[\d.]+", str(one(shown, "svg path")["d"])))
    assert (left, 412 - top) == pytest.approx((box["left"], box["top"]))
    assert (left + width, 412 - top - height) == pytest.approx((box["right"], box["bottom"]))
    assert "OCR, 87%" in one(shown, "main").get_text()
    assert one(shown, ".back a")["href"] == cited["permalink"]
    picture = paper.get(str(one(shown, ".paper img")["src"]))
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (984, 824)


def test_a_reference_can_be_copied_where_words_are_cited(paper: TestClient) -> None:
    (cited,) = paper.post("/v1/answer", json={"question": LENT}).json()["citations"]
    line = "Patrol plan. Coast Office, 2019-04-01. page 3 (1), OCR, 87%. http://testserver" + cited["permalink"]
    for address in (f"/?q={LENT}", cited["permalink"], cited["page_permalink"]):
        shown = page(paper, address)
        assert one(shown, ".cite textarea").get_text() == line
        assert one(shown, ".cite textarea")["readonly"] == ""
        assert one(shown, ".reference-line").get_text() == line
    for address in ("/documents/plan", "/documents/plan/pages/3", "/"):
        assert not page(paper, address).select(".cite, .reference-line")


def test_pages_lead_to_each_other_and_keep_what_is_cited(paper: TestClient) -> None:
    (cited,) = paper.post("/v1/answer", json={"question": LENT}).json()["citations"]
    first = page(paper, "/documents/plan/pages/1")
    assert not first.select("[rel=prev], mark, path, .notice")
    assert one(first, "h1").get_text() == "Page 1 (I) of 3"  # the label as it is printed
    assert one(first, "[rel=next]")["href"] == "/documents/plan/pages/2"
    third = page(paper, cited["page_permalink"])
    assert not third.select("[rel=next]")
    second = page(paper, str(one(third, "[rel=prev]")["href"]))
    assert one(second, ".notice").get_text() == "The cited words are not on this page but on page 3 (1)."
    assert one(second, ".notice a")["href"] == cited["page_permalink"]
    assert one(second, "[rel=next]")["href"] == cited["page_permalink"]
    assert not second.select("mark, path")
    document = page(paper, "/documents/plan")
    assert [link["href"] for link in document.select(".page-break a")] == [
        f"/documents/plan/pages/{number}" for number in (1, 2, 3)
    ]


def test_the_text_of_all_pages_is_that_of_the_document(paper: TestClient) -> None:
    whole = paper.get("/v1/documents/plan").json()["text"]
    texts = []
    for number in (1, 2, 3):
        section = one(page(paper, f"/documents/plan/pages/{number}"), "section.document")
        one(section, "h2#text").decompose()
        texts.append("".join(section.get_text().split()))
    assert "".join(texts) == "".join(whole.replace(" | ", "").split())


def test_words_over_two_pages_are_marked_on_both(paper: TestClient, paper_home: Path) -> None:
    with Store.open_snapshot(layout.store_path(paper_home), immutable=False) as store:
        document = store.document("plan")
    begins, ends = document.pages[0].span.end - 8, document.pages[1].span.start + 4
    span = Span(begins, ends)
    for number, words, other in ((1, document.text[begins : document.pages[0].span.end], 2), (2, "Left", 1)):
        shown = page(paper, page_permalink(document, span, number))
        assert "".join(mark.get_text() for mark in shown.select("mark")) == words
        assert len(shown.select("path")) == 1
        assert one(shown, ".notice a")["href"] == page_permalink(document, span, other)


@pytest.mark.parametrize("address", ["/documents/plan/pages/4", "/documents/plan/pages/0.png", "/documents/no/pages/1"])
def test_a_page_that_is_not_there_is_a_problem(paper: TestClient, address: str) -> None:
    assert one(page(paper, address, 404), "h1").get_text() == "Not Found"
    assert paper.get(address).headers["content-type"] == "application/problem+json"


def test_a_format_without_pages_says_so(client: TestClient) -> None:
    told = client.get("/documents/mod-capacity-building-assistance/pages/1").json()
    assert "/documents/mod-capacity-building-assistance" in told["remedy"]


def test_a_link_to_words_that_have_changed_marks_nothing(paper: TestClient) -> None:
    shown = page(paper, "/documents/plan/pages/1?start=0&end=6&quote=000000000000")
    assert "has changed since" in one(shown, ".notice").get_text()
    assert not shown.select("mark, path")


def test_without_its_file_a_page_is_shown_as_text_alone_and_no_other_file_is_drawn(
    own: tuple[Path, TestClient], make_pdf: Callable[..., bytes]
) -> None:
    path, client = own
    kept = path.read_bytes()
    assert page(client, "/documents/plan/pages/1").select("img[src$='1.png']")
    try:
        path.unlink()
        for number, word in ((1, "is gone"), (2, "is gone")):
            shown = page(client, f"/documents/plan/pages/{number}")
            assert word in one(shown, ".notice[role=alert]").get_text()
            assert not shown.select(".paper")
            told = client.get(f"/documents/plan/pages/{number}.png")
            assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
            assert word in told.json()["detail"]
        assert "42 million" in page(client, "/documents/plan/pages/1").get_text()
        path.write_bytes(make_pdf([([(72, 700, "Another file")], "")] * 3))
        assert "has changed since it was ingested" in client.get("/documents/plan/pages/1.png").json()["detail"]
    finally:
        path.write_bytes(kept)
    assert client.get("/documents/plan/pages/1.png").status_code == 200


def test_a_page_that_takes_too_much_costs_itself_alone_and_is_tried_once(paper_home: Path) -> None:
    with Store.open_snapshot(layout.store_path(paper_home), immutable=False) as store:
        document = store.document("plan")
        strict = Drawings(Limits(memory=1_000_000, seconds=20))
        try:
            for _ in range(2):
                with pytest.raises(MissingError, match=r"Page 1 of “Patrol plan” .* bytes of memory"):
                    strict.draw(store, document, 1)
            assert strict._drawn.cache_info().hits == 1
        finally:
            strict.close()


def test_who_waits_too_long_for_others_is_told_so(paper_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "PATIENCE", 0)
    with Store.open_snapshot(layout.store_path(paper_home), immutable=False) as store:
        busy = Drawings()
        with busy._turn, pytest.raises(BusyError, match="Other pages"):
            busy.draw(store, store.document("plan"), 1)
        busy.close()
