"""The pages as HTML: what they show, where they lead, and that nothing breaks out of them."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from corpus.records import fingerprint, permalink
from corpus.settings import Settings
from index.encoder import Encoder
from index.searcher import Searcher
from service.desk import Desk
from service.http import application
from service.publish import publish

SUMMED = "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?"
UNKNOWN = "How many submarines does Brazil own?"
PAGES = (
    "/",
    "/?q=What+is+CBA%3F",
    "/?q=How+many+submarines+does+Brazil+own%3F",
    "/?q=",
    "/documents/mod-capacity-building-assistance",
    "/documents/mod-defense-cooperation-exchanges?start=0&end=40",
    "/documents/mofa-oda-security-stability?start=100&end=999999",
    "/documents/none",
)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;{{ 7*7 }}"


def page(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address, headers={"accept": "text/html"})
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return BeautifulSoup(response.text, "html5lib")


def asked(client: TestClient, question: str, status: int = 200) -> BeautifulSoup:
    response = client.get("/", params={"q": question}, headers={"accept": "text/html"})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html5lib")


def folded(words: str) -> str:
    return " ".join(words.split())


def marked(shown: BeautifulSoup) -> str:
    """The marked words without white space: what stands between two marked blocks is not marked."""
    return "".join("".join(one.get_text() for one in shown.find_all("mark")).split())


def one(shown: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = shown.select(selector)
    return found


def test_the_first_page_has_one_box_and_leads_to_every_document(client: TestClient) -> None:
    shown = page(client, "/")
    box = one(shown, "input#q")
    assert one(shown, f"label[for={box['id']}]").get_text() == "Your question"
    links = {link["href"] for link in shown.select(".documents h3 a")}
    listed = client.get("/v1/documents").json()["documents"]
    assert links == {f"/documents/{entry['document_id']}" for entry in listed}
    for entry in listed:
        assert entry["title"] in one(shown, ".documents").get_text()
    for link in shown.select(".outline a"):
        address, _, fragment = str(link["href"]).partition("#")
        assert folded(one(page(client, address), f"#{fragment}").get_text()).lstrip("●") == folded(link.get_text())


def test_an_answer_is_shown_with_its_sources_and_each_number_leads_to_its_words(client: TestClient) -> None:
    shown = asked(client, SUMMED)
    answer = client.post("/v1/answer", json={"question": SUMMED}).json()
    assert one(shown, "input#q")["value"] == SUMMED
    assert one(shown, "h1").get_text() == "Answer"
    said = shown.select(".said > span")
    assert [words.get_text() for words in said] == [sentence["text"] for sentence in answer["sentences"]]
    numbers = [(link.get_text(), link["href"]) for link in shown.select(".said a.number")]
    assert numbers == [
        (f"[{number + 1}]", answer["citations"][number]["permalink"])
        for sentence in answer["sentences"]
        for number in sentence["citations"]
    ]
    sources = shown.select(".sources > li")
    for source, citation in zip(sources, answer["citations"], strict=True):
        assert one(source, "blockquote").get_text() == citation["quote"]
        place = folded(one(source, ".where").get_text())
        assert place == " › ".join(folded(part).lstrip("●") for part in (citation["title"], *citation["section"]))
        assert citation["publisher"] in source.get_text()
        assert one(source, "a")["href"] == citation["permalink"]
        assert marked(page(client, citation["permalink"])) == "".join(citation["quote"].split())


def test_what_a_document_says_is_in_its_language(client: TestClient) -> None:
    shown = asked(client, SUMMED)
    assert {words["lang"] for words in shown.select("blockquote, .said > span, .passage .words")} == {"en"}
    article = one(page(client, "/documents/mofa-oda-security-stability"), "article")
    assert (article["lang"], one(article, ".about")["lang"]) == ("en", "en")


def test_the_notes_of_a_sentence_are_offered_under_it(client: TestClient) -> None:
    question = "What has become diversified in its methods?"
    shown = asked(client, question)
    (answer,) = [client.post("/v1/answer", json={"question": question}).json()]
    notes = [note for sentence in answer["sentences"] for note in sentence["notes"]]
    assert len(notes) == 2
    for note, item in zip(notes, shown.select(".said + .notes li"), strict=True):
        assert one(item, "a")["href"] == note["permalink"]
        assert f"“{note['term']}”" in item.get_text()
        assert note["text"] == f"{note['label']}: {item.select('span')[-1].get_text()}"
        assert marked(page(client, note["permalink"])) == "".join(note["text"].split())


def test_what_nothing_answers_is_explained_beside_the_nearest_passages(client: TestClient) -> None:
    shown = asked(client, UNKNOWN)
    answer = client.post("/v1/answer", json={"question": UNKNOWN}).json()
    assert one(shown, "h1").get_text() == "Not found"
    assert one(shown, ".explained").get_text() == answer["explanation"]
    links = [link["href"] for link in shown.select(".passages .origin a")]
    assert links == [hit["permalink"] for hit in answer["passages"][:5]]
    assert not shown.select(".sources, .said")


def test_every_passage_of_the_corpus_is_marked_where_it_stands(client: TestClient, searcher: Searcher) -> None:
    for passage in searcher.store.passages():
        for span in (passage.span, *passage.also):
            shown = page(client, permalink(searcher.store.document(passage.document_id), span))
            assert marked(shown) == "".join(passage.text.split())
            assert len(shown.select("#cited")) == 1


def test_a_document_is_shown_whole_with_what_is_known_of_it(client: TestClient) -> None:
    for entry in client.get("/v1/documents").json()["documents"]:
        document = client.get(f"/v1/documents/{entry['document_id']}").json()
        shown = page(client, f"/documents/{entry['document_id']}")
        about = one(shown, ".about")
        for known in (document["publisher"], document["source"], document["licence"], document["sha256"]):
            assert known in about.get_text()
        assert all(day in about.get_text() for day in document["dates"])
        article = one(shown, "article")
        for aside in article.select(".about, .back, .return, details"):
            aside.decompose()
        bare = "".join(article.get_text().split())
        assert bare.removeprefix("".join(document["title"].split())) in "".join(document["text"].split())
        assert "".join(document["text"].split()).removeprefix("".join(document["title"].split())) in bare


def test_a_reference_in_a_document_leads_to_its_note(client: TestClient) -> None:
    shown = page(client, "/documents/mofa-oda-security-stability")
    references = shown.select("a.reference")
    assert len(references) >= 4
    for reference in references:
        (number,) = re.findall(r"\d+", reference.get_text())
        note = one(shown, str(reference["href"]))
        assert note["class"] == ["footnote"]
        assert f"Note {number}:" in note.get_text()


@pytest.mark.parametrize(
    "query", ["start=5", "end=5", "start=9&end=9", "start=9&end=5", "start=-1&end=5", "start=0&end=99999999"]
)
def test_a_link_to_words_that_are_not_there_says_so_and_shows_the_document(client: TestClient, query: str) -> None:
    shown = page(client, f"/documents/mod-capacity-building-assistance?{query}")
    assert "not in this document" in one(shown, ".notice").get_text()
    assert not shown.select("mark")


def test_a_link_to_words_that_have_changed_says_so_and_marks_nothing(client: TestClient) -> None:
    address = "/documents/mod-capacity-building-assistance?start=0&end=40"
    assert page(client, address).select("mark")
    words = client.get("/v1/documents/mod-capacity-building-assistance").json()["text"][:40]
    kept = page(client, f"{address}&quote={fingerprint(words)}")
    assert marked(kept) == "".join(words.split())
    for other in (fingerprint(words + "."), "x"):
        shown = page(client, f"{address}&quote={other}")
        assert "The document has changed since" in one(shown, ".notice").get_text()
        assert not shown.select("mark")


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/documents/none", 404, "There is no document 'none'."),
        ("/nowhere", 404, "/nowhere"),
        ("/documents/mod-capacity-building-assistance?start=x", 422, "'start'"),
        ("/?q=", 422, "empty"),
        ("/?q=+", 422, "empty"),
        ("/?q=" + "x" * 20_000, 422, "20,000"),
    ],
)
def test_an_error_is_a_page_that_says_what_to_do(client: TestClient, address: str, status: int, word: str) -> None:
    shown = page(client, address, status)
    assert word in one(shown, "main").get_text()
    assert one(shown, "input#q")


def test_without_a_generation_a_browser_gets_a_page(encoder: Encoder, tmp_path: Path) -> None:
    client = TestClient(application(Desk(tmp_path, encoder)), raise_server_exceptions=False)
    assert "tenkyo ingest" in page(client, "/", 503).get_text()


def test_a_program_gets_the_problem_where_a_browser_gets_a_page(client: TestClient) -> None:
    for headers in ({"accept": "application/json"}, {"accept": "*/*"}):
        response = client.get("/documents/none", headers=headers)
        assert response.headers["content-type"] == "application/problem+json"
    response = client.get("/v1/documents/none", headers={"accept": "text/html"})
    assert response.headers["content-type"] == "application/problem+json"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> TestClient:
    """A server over one document whose title, headings, items and sentences try to break out of the page."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "trap.txt").write_text(f"Traps {HOSTILE}\n\n1. Heading {HOSTILE}\n\nThe trap costs $5 {HOSTILE}.\n")
    (folder / "manifest.toml").write_text(
        f"[[document]]\nid = 'trap'\nfile = 'trap.txt'\ntitle = '''{HOSTILE}'''\n"
        f"publisher = '''{HOSTILE}'''\nlicence = '''{HOSTILE}'''\nurl = 'javascript:alert(3)'\n"
    )
    publish([folder], Settings(folder / "home", None), lambda _: None)
    return TestClient(application(Desk(folder / "home", encoder)), raise_server_exceptions=False)


def test_nothing_breaks_out_of_a_page(hostile: TestClient) -> None:
    pages = [
        page(hostile, "/"),
        asked(hostile, "What does the trap cost?"),
        asked(hostile, HOSTILE),
        page(hostile, "/documents/trap"),
        page(hostile, "/documents/trap?start=2&end=90"),
        page(hostile, "/documents/" + HOSTILE.replace("/", ""), 404),
        page(hostile, "/nowhere" + HOSTILE.replace("/", ""), 404),
    ]
    for shown in pages:
        assert not shown.select("script, [onerror], [style], img:not([src^='/static/'])")
        assert not shown.select("a[href^='javascript']")
        assert "49" not in shown.get_text()
    assert HOSTILE in pages[3].get_text()
    assert one(pages[2], "input#q")["value"] == HOSTILE


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_in_order(client: TestClient, address: str) -> None:
    shown = BeautifulSoup(client.get(address, headers={"accept": "text/html"}).text, "html5lib")
    assert one(shown, "html")["lang"] == "en"
    assert one(shown, "title").get_text().strip()
    assert one(shown, "h1").get_text().strip()
    levels = [int(heading.name[1]) for heading in shown.select("main h1, main h2, main h3, main h4, main h5, main h6")]
    levels = levels[levels.index(1) :]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    identities = [tag["id"] for tag in shown.select("[id]")]
    assert len(identities) == len(set(identities))
    assert shown.select_one("body a")["href"] == "#main"  # type: ignore[index]
    assert one(shown, "main#main")
    for field in shown.select("input"):
        assert one(shown, f"label[for={field['id']}]").get_text().strip()
    for link in shown.select("a"):
        assert link.get_text().strip() or link.get("aria-label")
        fragment = str(link["href"]).partition("#")[2] if str(link["href"]).startswith("#") else ""
        assert not fragment or fragment in identities


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(client: TestClient, address: str) -> None:
    shown = BeautifulSoup(client.get(address, headers={"accept": "text/html"}).text, "html5lib")
    assert not shown.select("script, style, iframe, [style], base, object")
    assert not [tag for tag in shown.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    for tag in shown.select("[src], link[href], form[action]"):
        target = urlsplit(str(tag.get("src") or tag.get("href") or tag.get("action")))
        assert (target.scheme, target.netloc) == ("", "")
        assert client.get(target.path).status_code == 200


def test_a_question_is_asked_of_some_documents_only(client: TestClient) -> None:
    given = {"kind": "footnote", "publisher": "", "place": " "}
    shown = page(client, f"/?{urlencode({'q': SUMMED, **given})}")
    assert "open" in one(shown, "details.narrow").attrs
    assert one(shown, "#filter-kind option[selected]").get_text() == "footnote"
    answer = client.post("/v1/answer", json={"question": SUMMED, "filters": {"kind": "footnote"}}).json()
    assert {hit["kind"] for hit in answer["passages"]} == {"footnote"}
    assert [link["href"] for link in shown.select(".passages .origin a")] == [
        hit["permalink"] for hit in answer["passages"][:5]
    ]
    assert "open" not in one(asked(client, SUMMED), "details.narrow").attrs


def test_what_was_understood_is_said_above_the_answer(client: TestClient) -> None:
    shown = asked(client, "What does ReCAAP do against piricy?")
    first, second = shown.select(".understood li")
    assert first.get_text() == "“piricy” was read as “piracy”."
    assert "“ReCAAP” was looked for also as “Regional Cooperation Agreement" in second.get_text()
    assert "(ReCAAP)" in "".join(one.get_text() for one in page(client, str(one(second, "a")["href"])).find_all("mark"))
    assert not asked(client, "How much was paid?").select(".understood li")
