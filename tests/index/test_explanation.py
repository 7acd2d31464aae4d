"""Why nothing was answered: what is said is true, and helps to ask again."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from index.answer import answer
from index.explanation import alone
from index.question import read_question
from index.searcher import Searcher


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "tell me about the Green Climate Fund pledge",
            "Looked for sentences on pledge that name “Green Climate Fund”. "
            "No document here mentions “Green Climate Fund” or “pledge”.",
        ),
        (
            "How many TC-90 aircraft did Japan hand over?",
            "Looked for a number in sentences on aircraft that name “TC-90” and “Japan”. "
            "What was found here holds a number, but none that is surely the one asked for.",
        ),
        ("Who chairs the Bali Process?", "Looked for sentences that name “Bali Process”."),
        ("What does the NDPG in 2018 say about pirates?", "The sentence that comes nearest does not speak of “2018”."),
        ("What does Article 22 of the Charter ban?", "“Article 22”"),
        ("When was the 21st session held?", "“21st”"),
    ],
)
def test_an_explanation_says_what_is_true_and_no_verb_is_missing(searcher: Searcher, question: str, told: str) -> None:
    assert told in answer(searcher, question).explanation


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("How much went to UNDOC?", "What does stand here is spelt much like it: “UNODC” and “UNTOC”.", "UNDP"),
        ("When was the Djibuti Code adopted?", "is spelt much like it: “Djibouti”.", "“Code”"),
        ("Tell me everything about Kenya.", "No document here mentions “Kenya”.", "everything"),
        ("Which is bigger: the budget of JAXA or that of JICA?", "Looked for", "“bigger”"),
        ("How much was it and to whom?", "Looked for", "Looked for sentences."),
        ("UNODCへの拠出額はいくらですか。", "ここにある文書はすべて英語のものです。", "All documents"),
        (
            "日本はジブチ行動指針信託基金にいくら拠出しましたか。",
            "見つかった箇所には金額がありますが、",
            "出てきません",
        ),
        ("日本はジブチ行動指針信託基金にいくら拠出しましたか。", "「The Sea」です。", "金額は示されていません"),
        ("日本はチリにいくら拠出しましたか。", "「チリ」は、どの文書にも出てきません。", "「日本」"),
        ("XYZAへの拠出額はいくらですか。", "「XYZA」は、どの文書にも出てきません。", "「拠出」"),
    ],
)
def test_an_explanation_helps_to_ask_again(searcher: Searcher, question: str, told: str, untold: str) -> None:
    explanation = answer(searcher, question).explanation
    assert told in explanation
    assert untold not in explanation


def test_a_piece_of_a_japanese_verb_is_nothing_that_is_missing(quickly: Searcher) -> None:
    told = answer(
        quickly, "ケニアは巡視船を何隻持っていますか。"
    ).explanation  # whose documents are of no known language
    assert "「ケニア」" in told
    assert "持っ" not in told


def test_one_side_of_a_comparison_is_explained_in_its_language() -> None:
    known = packaged_vocabulary()
    assert alone(read_question("Did more go to: Lima", known)) == (
        "Something was found for “Did more go to: Lima”, but one side of a comparison alone answers nothing."
    )
    assert alone(read_question("どちらが多い：リマ", known)) == (
        "「どちらが多い：リマ」については見つかりましたが、片方だけでは比べられません。"
    )
