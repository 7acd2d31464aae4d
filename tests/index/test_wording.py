"""Words of unspaced writing one by one, and what a Japanese question is read into by them."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from index import asking
from index.asked import Asked, holds, role_words
from index.constraints import context, missing
from index.counters import asked_counter, counters, counts_same
from index.demands import meets
from index.parts import compares, parts
from index.question import read_question
from index.short import short_answer
from index.wording import spaced

KNOWN = packaged_vocabulary()


def test_english_passes_unchanged() -> None:
    text = "How much went to UNODC in FY2019 – “the Fund”?"
    assert spaced(text, KNOWN) is text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地雷原が農地に変えられたのはアンゴラのどの州ですか", ["地雷", "原", "農地", "変え", "アンゴラ", "州"]),
        ("国連薬物犯罪事務所を経由した", ["国連薬物犯罪事務所", "経由"]),
        ("日仏宇宙対話", ["日本", "フランス", "宇宙", "対話"]),
        ("ＯＤＡ大綱", ["ODA", "大綱"]),
    ],
)
def test_known_names_stay_whole_and_words_that_bind_are_left_out(text: str, expected: list[str]) -> None:
    assert spaced(text, KNOWN).split() == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("予算はいくらですか", Asked.AMOUNT),
        ("円借款の実績は何億円か", Asked.AMOUNT),
        ("派遣の経費はどれだけでしたか", Asked.AMOUNT),
        ("令和2年度の拠出額は？", Asked.AMOUNT),
        ("何名が参加しましたか", Asked.COUNT),
        ("巡視艇は何隻か", Asked.COUNT),
        ("有効期間は何年間ですか", Asked.COUNT),
        ("存続期間は何年ですか", Asked.COUNT),
        ("いつ始まりましたか", Asked.DATE),
        ("署名したのは何年何月か", Asked.DATE),
        ("協議はどこで開かれましたか", Asked.PLACE),
        ("開催地は？", Asked.PLACE),
        ("納入した企業はどこですか", Asked.OTHER),
        ("審査会の委員長は誰ですか", Asked.PERSON),
        ("講師を務めたのは誰ですか", Asked.OTHER),
        ("能力構築支援とは何ですか", Asked.DEFINITION),
        ("敷金とはどのようなお金ですか", Asked.DEFINITION),
        ("「機材」の定義を教えてください", Asked.DEFINITION),
        ("分野にはどのようなものがありますか", Asked.LIST),
        ("応募資格は何ですか", Asked.LIST),
        ("委員は再任できますか", Asked.TRUTH),
        ("機材を移転することはできますか", Asked.TRUTH),
        ("なぜ実施したのですか", Asked.REASON),
        ("事業の目的は何ですか", Asked.REASON),
    ],
)
def test_the_kind_of_a_japanese_question(text: str, asked: Asked) -> None:
    assert read_question(text, KNOWN).asked is asked


def test_what_a_japanese_question_is_tied_to_and_what_it_is_about() -> None:
    asked = read_question("令和3年度にUNODCを経由してケニアの「緑の会」にいくら拠出しましたか", KNOWN)
    assert asked.figures == ("fy2021",)
    assert [name.said for name in asked.names] == ["緑の会", "UNODC", "ケニア"]
    assert asked.terms == ("経由", "拠出")


def test_japan_binds_a_japanese_question_only_beside_another() -> None:
    assert not read_question("日本はなぜ支援を行うのですか", KNOWN).names
    assert [name.said for name in read_question("日本側の議長は誰ですか", KNOWN).names] == ["日本"]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("2019年度に国連薬物犯罪事務所へ3億円を拠出した。", ()),
        ("令和2年度に国連薬物犯罪事務所へ3億円を拠出した。", ("FY2019",)),
        ("令和元年度に国連開発計画へ3億円を拠出した。", ("UNODC",)),
    ],
)
def test_a_sentence_carries_a_name_and_a_year_in_any_form(text: str, lacking: tuple[str, ...]) -> None:
    assert missing(read_question("令和元年度のUNODCへの拠出額は？", KNOWN), context(text, KNOWN)) == lacking


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("アンゴラのどの州ですか", "州"),
        ("上級課程の応募資格は何ですか", "応募資格"),
        ("管理している機関はどこですか", "機関"),
        ("対象国を挙げてください", "対象国"),
    ],
)
def test_the_noun_that_a_japanese_question_asks_for(text: str, focus: str) -> None:
    assert asking.focus(text, set()) == focus


def test_counters_tell_what_is_counted() -> None:
    assert list(counters("令和5年6月12日から23日まで、要員14名を")) == ["名を"]
    assert list(counters("1万8,000人の雇用")) == ["人の雇用"]
    assert list(counters("対象は、三か国である")) == ["か国"]
    assert list(counters("昭和六十年から、三十年とする")) == ["年"]
    assert counts_same(asked_counter("参加者は何人ですか"), "名が")
    assert not counts_same(asked_counter("巡視艇は何隻ですか"), "名が")


@pytest.mark.parametrize(
    ("asked", "text", "held"),
    [
        (Asked.AMOUNT, "十五億円を超えない", True),
        (Asked.COUNT, "令和5年に3億円を", False),
        (Asked.COUNT, "約6割が職を得た", True),
        (Asked.DATE, "昭和六十年に", True),
        (Asked.DATE, "7月から9月まで", True),
        (Asked.PERSON, "課長補佐 大西 由美", True),
        (Asked.PERSON, "庶務は課が処理する", False),
    ],
)
def test_what_japanese_text_holds(asked: Asked, text: str, held: bool) -> None:
    assert holds(asked, text, ()) is held


def test_the_office_asked_about_must_be_named() -> None:
    assert role_words("審査会の委員長は誰ですか") == ("委員長",)


def test_a_sum_of_all_is_no_price_of_one_and_one_side_not_the_other() -> None:
    assert not meets("総額はいくらですか", Asked.AMOUNT, "1人当たりの費用は85万円であった。")
    assert not meets("日本側の議長の氏名", Asked.PERSON, "フランス側の議長はルメール局長であった。")
    assert not meets("なぜ選んだのですか", Asked.REASON, "衛生の分野で協議している。")
    assert not meets("要件は何ですか", Asked.LIST, "応募者は、次の要件を満たさなければならない。")


def test_a_japanese_question_may_ask_twice_or_compare() -> None:
    asked = read_question("協議はいつ、どこで開かれましたか", KNOWN)
    assert [part.asked for part in parts(asked, KNOWN)] == [Asked.DATE, Asked.PLACE]
    asked = read_question("スリランカの巡視艇は何隻で、金額はいくらですか", KNOWN)
    assert [(part.asked, part.names[0].said) for part in parts(asked, KNOWN)] == [
        (Asked.COUNT, "スリランカ"),
        (Asked.AMOUNT, "スリランカ"),
    ]
    asked = read_question("令和元年度と令和2年度では、拠出額はどちらが多いですか", KNOWN)
    assert compares(asked)
    assert [part.figures for part in parts(asked, KNOWN)] == [("fy2019",), ("fy2020",)]


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("招へいにいくら使われましたか", "派遣に1億9,000万円、招へいに8,600万円である。", "8,600万円"),
        ("巡視艇は何隻ですか", "2018年に30メートル級の巡視艇2隻を供与した。", "2隻"),
        ("何名が参加しましたか", "9か国から63人が参加した。", "63人"),
        ("署名はいつですか", "令和2年1月10日に署名した。", "令和2年1月10日"),
    ],
)
def test_the_short_answer_in_a_japanese_sentence(question: str, text: str, short: str) -> None:
    found = short_answer(read_question(question, KNOWN), text, lambda words: float("招へい" in words))
    assert found
    assert found.of(text) == short
