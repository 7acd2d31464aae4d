"""The pages as they are read: what is only named there, and what leads from one place to another."""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.settings import Settings
from index.encoder import Encoder
from service.desk import Desk
from service.http import application
from service.publish import publish

NOTED = "mofa-oda-security-stability"


def test_a_headings_bullet_stays_in_the_text_and_is_left_out_where_it_is_only_named(client: TestClient) -> None:
    page = client.get("/documents/mofa-oda-security-stability").text
    assert (
        len(re.findall(r'<h\d class="heading" id="at-\d+">●Japan’s Efforts<', page))
        == page.count("●Japan’s Efforts")
        > 0
    )
    assert '">Japan’s Efforts</a></li>' in page
    assert "●" not in client.get("/").text
    answer = client.get(
        "/", params={"q": "How much did Japan contribute to the Djibouti Code of Conduct Trust Fund?"}
    ).text
    assert "</span> Japan’s Efforts" in answer


def test_every_note_leads_back_to_the_sentence_that_cites_it(client: TestClient) -> None:
    document = client.get(f"/v1/documents/{NOTED}").json()
    shown = BeautifulSoup(client.get(f"/documents/{NOTED}").text, "html.parser")
    assert [note["label"] for note in document["notes"]] == ["Note 17", "Note 18", "Note 19", "Note 20"]
    for note in document["notes"]:
        (sentence,) = [document["text"][place["start"] : place["end"]] for place in note["cited_by"]]
        marker = f"({note['label'].replace(' ', '')})"
        assert marker in sentence
        (back,) = shown.select(f"#note-{note['start']} a.return")
        assert back.get_text() == "Back to the sentence that cites this note"
        (reference,) = shown.select(str(back["href"]))
        assert (reference.get_text(), reference["href"]) == (marker, f"#note-{note['start']}")
        assert marker in sentence


def test_a_footnotes_passage_names_the_sentences_that_cite_it_and_no_other_does(client: TestClient) -> None:
    hits = client.post("/v1/search", json={"query": "terrorism", "k": 100, "filters": {"document": NOTED}}).json()
    document = client.get(f"/v1/documents/{NOTED}").json()
    cited = {(note["start"], note["end"]): note["cited_by"] for note in document["notes"]}
    kinds = set()
    for hit in hits["passages"]:
        passage = client.get(f"/v1/passages/{hit['passage_id']}").json()
        inside = [by for (start, end), by in cited.items() if passage["start"] <= start and end <= passage["end"]]
        assert passage["cited_by"] == (inside[0] if inside else [])
        kinds.add(passage["kind"])
    assert {"footnote", "body"} <= kinds


def test_an_answers_source_names_the_other_place_of_its_words(client: TestClient) -> None:
    question = {"question": "Who visited the patrol vessel BRP Malabrigo?"}
    answer = client.post("/v1/answer", json=question).json()
    also = {hit["passage_id"]: hit["also"] for hit in answer["passages"]}
    shown = BeautifulSoup(client.get("/", params={"q": question["question"]}).text, "html.parser")
    sources = shown.select(".sources > li")
    found = [(link["href"], link.get_text()) for link in sources[0].select(".also a")]
    ((place,),) = [also[citation["passage_id"]] for citation in answer["citations"][:1]]
    assert found == [(place["permalink"], " › ".join(part.lstrip("●") for part in place["section"]))]
    text = client.get(f"/v1/documents/{place['document_id']}").json()["text"]
    assert "BRP Malabrigo" in text[place["start"] : place["end"]]
    assert place["start"] != answer["citations"][0]["start"]


def test_a_note_that_is_cited_twice_belongs_to_both_sentences_and_leads_to_both(
    encoder: Encoder, tmp_path: Path
) -> None:
    words = "Aid (Note 1) grew in 2019.\n\nLoans fell. Grants (Note 1) rose too.\n\nNote 1: Money that is given.\n"
    (tmp_path / "aid.txt").write_text(words)
    publish([tmp_path / "aid.txt"], Settings(tmp_path / "home", None), lambda _: None)
    with TestClient(application(Desk(tmp_path / "home", encoder))) as client:
        (entry,) = client.get("/v1/documents").json()["documents"]
        document = client.get(f"/v1/documents/{entry['document_id']}").json()
        (note,) = document["notes"]
        citing = [document["text"][place["start"] : place["end"]] for place in note["cited_by"]]
        assert citing == ["Aid (Note 1) grew in 2019.", "Grants (Note 1) rose too."]
        shown = BeautifulSoup(client.get(f"/documents/{entry['document_id']}").text, "html.parser")
        links = shown.select("a.return")
        assert [link.get_text() for link in links] == [
            f"Back to the sentence that cites this note ({number} of 2)" for number in (1, 2)
        ]
        places = [shown.select(str(link["href"]))[0] for link in links]
        assert [one["href"] for one in places] == [f"#note-{note['start']}"] * 2
        assert len({one["id"] for one in places}) == 2
        for hit in client.post("/v1/search", json={"query": "aid loans grants money"}).json()["passages"]:
            assert len(hit["notes"]) == (0 if hit["kind"] == "footnote" else 1)


def test_rows_that_gaps_part_into_cells_are_shown_with_their_gaps(encoder: Encoder, tmp_path: Path) -> None:
    rows = (
        "Contributor        Cash    In kind",
        "Fiji                620         60",
        "Peru                980         75",
    )
    (tmp_path / "aid.txt").write_text("The centre was paid in 2019.\n\n" + "\n".join(rows) + "\n")
    publish([tmp_path / "aid.txt"], Settings(tmp_path / "home", None), lambda _: None)
    with TestClient(application(Desk(tmp_path / "home", encoder))) as client:
        shown = BeautifulSoup(client.get("/", params={"q": "How much cash did Fiji contribute?"}).text, "html.parser")
        assert [one.get_text() for one in shown.select(".said > .drawn")] == [*rows[:2]]
        assert [one.get_text() for one in shown.select("blockquote.drawn")] == [*rows[:2]]
        (entry,) = client.get("/v1/documents").json()["documents"]
        page = BeautifulSoup(client.get(f"/documents/{entry['document_id']}").text, "html.parser")
        assert [head.get_text() for head in page.select("th")] == ["Contributor", "Cash", "In kind"]
        assert [cell.get_text() for cell in page.select("tr:last-child td")] == ["Peru", "980", "75"]
