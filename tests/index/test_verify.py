"""Verification: what stands in a source in another form is borne out; what says another thing is not."""

import random
from dataclasses import replace

import pytest

from corpus.records import Citation, Span
from corpus.vocabulary import packaged_vocabulary
from index.answer import Status, answer, verified
from index.searcher import Searcher
from index.verify import misquoted, verify

KNOWN = packaged_vocabulary()


def faults(text: str, *quotes: str) -> list[str]:
    return [fault.said for fault in verify(text, quotes, KNOWN)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It gave $2.4m.", "a total of $2.4 million"),
        ("It gave $2.4 million.", "2,400,000 dollars"),
        ("It gave US$2.4 million.", "$2.4 million"),
        ("It gave 2.4 million US dollars.", "US$2.4 million"),
        ("It gave €5bn.", "EUR 5 billion"),
        ("It gave 2 billion yen.", "20億円を拠出した"),
        ("It gave 3.5 trillion yen.", "3兆5,000億円"),
        ("It gave between 17 and 25 million dollars.", "$17 million and $25 million"),
        ("It was in FY2019.", "during fiscal year 2019"),
        ("It was in fiscal 2019.", "令和元年度に"),
        ("It was in 2019.", "令和元年に"),
        ("It was on June 12, 2019.", "on 12 June 2019"),
        ("It was on 12 June 2019.", "2019年6月12日"),
        ("It was on 12 June.", "on 12 June 2019"),
        ("It was in June 2019.", "on 12 June 2019"),
        ("From 2015 to 2019.", "2015–2019"),
        ("It has three ships.", "3 ships"),
        ("It has 3 ships.", "three newly built ships"),
        ("250 people died.", "two hundred and fifty people died"),
        ("It is 15%.", "15 per cent"),
        ("It is 5 kilometres.", "5 km"),
        ("72 people came.", "72名が参加した"),
        ("The third meeting.", "the 3rd meeting"),
        ("Kenyan officials.", "officials of Kenya"),
        ("Prime Minister Abe.", "Prime Minister Shinzo Abe"),
        ("Vietnam took part.", "Viet Nam took part"),
        ("Additionally, Japan took part.", "Japan took part"),
        ("Contributions grew.", "The contribution grew"),
    ],
)
def test_another_form_is_borne_out(text: str, quote: str) -> None:
    assert faults(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("It gave $2.4 billion.", "$2.4 million", "$2.4 billion"),
        ("It gave €2.4 million.", "$2.4 million", "€2.4 million"),
        ("It gave A$2.4 million.", "$2.4 million", "A$2.4 million"),
        ("It gave 2.4 million yen.", "$2.4 million", "2.4 million yen"),
        ("It gave $2.5 million.", "$2.4 million", "$2.5 million"),
        ("It gave 200 million yen.", "20億円", "200 million yen"),
        ("It was in FY2019.", "in 2019", "FY2019"),
        ("It was in 2019.", "in FY2019", "2019"),
        ("It was in 2019.", "令和元年度に", "2019"),
        ("It was in 2020.", "令和元年に", "2020"),
        ("It was on 12 June 2018.", "on 12 June 2019, after 2018", "12 June 2018"),
        ("It was on 13 June.", "on 12 June", "13 June"),
        ("It was in July 2019.", "in June 2019", "July 2019"),
        ("It has four ships.", "three ships", "4 ships"),
        ("It is 15 percentage points.", "15 percent", "15 percentage"),
        ("It is 5 miles.", "5 km", "5 miles"),
        ("It took 5 weeks.", "5 days", "5 weeks"),
        ("41 graduates came.", "72 graduates from 41 countries", "41 graduates"),
        ("The fourth meeting.", "the third meeting", "4th meeting"),
        ("It gave to Kenya.", "It gave to Somalia.", "Kenya"),
        ("Kenya gave it.", "Somalia gave it.", "Kenya"),
        ("it gave to kenya.", "It gave to Somalia.", "kenya"),
        ("The Ministry of Defense.", "the Ministry of Foreign Affairs, and Defense", "Ministry of Defense"),
        ("Resolution 3.2.1 holds.", "Resolution 3.2.2 holds", "Resolution 3.2.1"),
        ("An F-35B.", "an F-35A", "35B"),
        ("In 2005 euros.", "in 2005 dollars", "EUR"),
        ("日本はケニアに拠出した", "日本はソマリアに拠出した", "ケニア"),
    ],
)
def test_another_thing_is_not(text: str, quote: str, said: str) -> None:
    assert said in faults(text, quote)


def test_each_value_may_stand_in_a_quotation_of_its_own() -> None:
    assert faults("Japan gave $5 million to Kenya.", "It gave $5 million.", "Japan works with Kenya.") == []


def test_without_a_quotation_nothing_is_borne_out() -> None:
    assert faults("Japan gave $5 million.") == ["$5 million", "Japan"]


def test_what_says_nothing_checkable_has_no_faults() -> None:
    assert faults("it was agreed to go on", "something else") == []
    assert faults("", "something else") == []


def test_quotations_are_held_against_their_documents() -> None:
    right = Citation("d", "T", None, "s", (), None, Span(2, 4), "cd", "p", "/")
    wrong = replace(right, span=Span(1, 3))
    assert [fault.said for fault in misquoted([right, wrong], {"d": "abcd"})] == ["cd"]


def test_any_text_is_borne_out_by_itself_in_pieces() -> None:
    """Not the shortcut for a text that is quoted whole: the text stands beside another in each quotation."""
    pieces = ["$2.4m in FY2019", "12 June 2019", "three ships", "20億円", "the 3rd time", "15-20 percent", "令和元年"]
    chance = random.Random(3)
    for _ in range(200):
        text = ", ".join(chance.sample(pieces, 3))
        assert faults(text, f"before {text} after") == [], text


def test_what_an_answer_says_is_held_against_what_it_cites_whatever_made_it(searcher: Searcher) -> None:
    given = answer(searcher, "How much did Japan contribute to the IMO Djibouti Code of Conduct Trust Fund?")
    (sentence,) = given.sentences
    assert verified(given, searcher.store) == given
    changed = replace(sentence, text=sentence.text.replace("$15.1 million", "$15.2 million"))
    refused = verified(replace(given, sentences=(changed,)), searcher.store)
    assert (refused.status, refused.citations, refused.answer) == (Status.NOT_FOUND, (), "")
    assert "could not be verified" in refused.explanation
    other = replace(given.citations[0], quote=given.citations[0].quote.replace("$15.1", "$15.2"))
    assert verified(replace(given, citations=(other,)), searcher.store).status is Status.NOT_FOUND
