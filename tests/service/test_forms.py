"""The forms of the pages: each error tied to its field, and every active filter shown and sent again as it came."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from index.facets import PERIODS


def page(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address, headers={"accept": "text/html"})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html5lib")


def sent(shown: BeautifulSoup) -> list[tuple[str, str]]:
    """What a browser would send if the form were sent as it stands, without what is empty."""
    found: list[tuple[str, str]] = []
    for field in shown.select("form input, form select"):
        chosen = field.select_one("option[selected]") or field.select_one("option") or field
        found.append((str(field["name"]), str(chosen.get("value", chosen.get_text()))))
    return [(name, value) for name, value in found if value]


def faulty(shown: BeautifulSoup) -> dict[str, str]:
    """By name of each faulty field the error that describes it."""
    fields = shown.select('[aria-invalid="true"]')
    return {str(one["name"]): told(shown, one) for one in fields}


def told(shown: BeautifulSoup, field: Tag) -> str:
    described = [shown.select_one(f"#{name}") for name in str(field["aria-describedby"]).split()]
    assert all(described)
    return " ".join(one.get_text() for one in described if one and "wrong" in one["class"])


DATE = "Write one: 2019, 2019-04 or 2019-04-01."


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("q=budget&from=yesterday", {"from": f"'yesterday' is no date to search from. {DATE}"}),
        (
            "q=budget&to=2019-13&from=soon",
            {"from": f"'soon' is no date to search from. {DATE}", "to": f"'2019-13' is no date to search to. {DATE}"},
        ),
        ("q=budget&from=2019&from=2020", {"from": "The filter 'from' takes one date, not 2. Leave the others out."}),
        ("q=", {"q": "The query is empty. Write a question or a few words."}),
        (
            "q=&from=yesterday",
            {
                "q": "The query is empty. Write a question or a few words.",
                "from": f"'yesterday' is no date to search from. {DATE}",
            },
        ),
        ("q=-piracy&kind=bogus", {"q": "The query only says what to leave out. Write also what to look for."}),
    ],
)
def test_an_error_of_the_question_page_is_told_of_the_field_that_is_faulty(
    client: TestClient, query: str, faults: dict[str, str]
) -> None:
    shown = page(client, f"/?{query}", 422)
    assert faulty(shown) == faults
    assert [one.get_text() for one in shown.select("[role=alert]")] == list(faults.values())
    assert [one["name"] for one in shown.select("[autofocus]")] == [*faults][:1]
    assert sorted(sent(shown)) == sorted(parse_qsl(query))
    assert shown.title
    assert shown.title.get_text().startswith("Error: ")


TYPES = "There are contribution, loan, grant, disbursement, pledge, allocation."
PERIOD = f"'soon' is no period. {PERIODS}"


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/funding?type=bonus", ["type"], ["is no type here. " + TYPES]),
        ("/funding?period=soon&place=Africa", ["period"], [PERIOD]),
        ("/funding?type=gift&period=soon", ["period", "type"], [PERIOD, "'gift' is no type here. " + TYPES]),
        ("/funding?document=nowhere", ["document"], ["There is no document 'nowhere'."]),
        ("/funding?sort=colour", ["sort"], ["'colour' is no sort here."]),
        ("/programmes?field=gardening", ["field"], ["'gardening' is no field here."]),
        ("/agreements?period=soon", ["period"], [PERIOD]),
        ("/fields?field=gardening", ["field"], ["'gardening' is no field here."]),
        ("/coverage?field=gardening", ["field"], ["'gardening' is no field here."]),
        ("/coverage?document=nowhere", ["document"], ["There is no document 'nowhere'."]),
    ],
)
def test_an_error_of_a_page_of_the_register_is_told_of_the_field_that_is_faulty(
    client: TestClient, path: str, fields: Sequence[str], words: Sequence[str]
) -> None:
    shown = page(client, path, 422)
    found = faulty(shown)
    assert [*found] == fields
    assert all(part in error for part, error in zip(words, found.values(), strict=True))
    assert not [one for one in shown.select("[aria-describedby]") if one["name"] not in fields]
    assert [one["name"] for one in shown.select("[autofocus]")] == fields[:1]
    given = parse_qsl(path.partition("?")[2])
    assert [pair for pair in sent(shown) if pair in given or pair[0] in fields] == [
        pair for pair in sent(shown) if pair in given
    ]
    assert set(given) <= set(sent(shown))


def test_what_the_form_does_not_take_is_told_all_the_same(client: TestClient) -> None:
    shown = page(client, "/coverage?sort=colour", 422)
    assert "sort" in " ".join(one.get_text() for one in shown.select("main"))
    assert faulty(shown) == {}


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ([("publisher", "MINISTRY of ｄｅｆｅｎｓｅ of Japan")], {"publisher": "Ministry of Defense of Japan"}),
        ([("publisher", "Nobody")], {"publisher": "Nobody"}),
        ([("kind", "bogus")], {"kind": "bogus"}),
        ([("kind", "BODY")], {"kind": "body"}),
        ([("language", "EN")], {"language": "en"}),
        ([("kind", "body"), ("kind", "list")], {"kind": "body"}),
        ([("document", "a"), ("document", "b")], {}),
        ([("place", "Kenya"), ("place", "Africa"), ("field", "PKO")], {}),
    ],
)
def test_an_active_filter_is_shown_and_sent_again_as_it_is(
    client: TestClient, given: list[tuple[str, str]], called: dict[str, str]
) -> None:
    asked = [("q", "What is ReCAAP?"), *given]
    shown = page(client, f"/?{urlencode(asked)}")
    assert sorted(sent(shown)) == sorted(asked)
    labels = {str(one["for"]): one.get_text() for one in shown.select("label")}
    assert {str(one["id"]) for one in shown.select("form input, form select")} == set(labels)
    assert len(set(labels.values())) >= len({key for key, _ in given})
    for key, name in called.items():
        select = shown.select_one(f"#filter-{key}")
        assert select
        assert [one.get_text() for one in select.select("option[selected]")] == [name]
        names = [one.get_text() for one in select.select("option")]
        assert len(names) == len(set(names))


def test_the_hint_describes_the_question_and_an_error_page_does_not_leave_what_it_says(client: TestClient) -> None:
    box = page(client, "/").select_one("#q")
    assert box
    assert box["aria-describedby"] == "q-hint"
    assert "autofocus" in box.attrs
    assert not page(client, "/nowhere", 404).select("[autofocus]")


def test_no_two_regions_of_the_coverage_have_one_name(client: TestClient) -> None:
    named = [one["aria-labelledby"] for one in page(client, "/coverage").select("[aria-labelledby]")]
    assert named == ["grid-place", "grid-period"]
