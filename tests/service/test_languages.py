"""The language of what the pages quote: as the document says, or as its signs show where it says nothing."""

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.settings import Settings
from index.encoder import Encoder
from service.desk import Desk
from service.http import application
from service.languages import language_of
from service.publish import publish

REPORT = """# 年次報告

## 1 拠出金

令和元年度、日本は国連薬物犯罪事務所に対し140万ドルを拠出した。この拠出金は海上保安のために使われる。

## 2 研修

海上保安庁は2019年にケニアの職員20名に対する研修を行った。
"""


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> TestClient:
    """A server over a Japanese document of which nothing says that it is, and an English one."""
    folder = tmp_path_factory.mktemp("languages")
    (folder / "nenji.md").write_text(REPORT)
    (folder / "report.md").write_text("# Yearly report\n\nJapan gave USD 5 million to Kenya in 2019.\n")
    (folder / "manifest.toml").write_text(
        "[[document]]\nid = 'nenji'\nfile = 'nenji.md'\npublisher = 'かいほ'\n[[document]]\nid = 'report'\n"
        "file = 'report.md'\nlanguage = 'en'\n"
    )
    publish([folder], Settings(folder / "home", None), lambda _: None)
    return TestClient(application(Desk(folder / "home", encoder)), raise_server_exceptions=False)


def page(client: TestClient, address: str) -> BeautifulSoup:
    response = client.get(address, headers={"accept": "text/html"})
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html5lib")


@pytest.mark.parametrize(
    "path", ["/", "/?q=拠出金はいくらか", "/?q=海上保安", "/documents/nenji", "/funding", "/coverage"]
)
def test_whatever_is_in_japanese_says_so(japanese: TestClient, path: str) -> None:
    shown = page(japanese, path)
    for text in shown.select_one("main").find_all(string=True):  # type: ignore[union-attr]
        if language_of(text) == "ja" or text.strip() in ("年次報告", "1 拠出金", "2 研修"):
            within = next(tag for tag in text.parents if "lang" in tag.attrs)
            assert within["lang"] == "ja", text
    box = shown.select_one("#q")
    assert not box or box.get("lang", "") == ("ja" if "は" in path else "")


@pytest.mark.parametrize(
    ("question", "language"),
    [("ブラジルは潜水艦を何隻持っていますか", "ja"), ("How many submarines does Brazil own?", "en")],
)
def test_an_explanation_says_in_which_language_it_is(japanese: TestClient, question: str, language: str) -> None:
    (told,) = page(japanese, f"/?q={question}").select(".missing .explained")
    assert ("探しました" in told.get_text()) is (language == "ja")
    assert told["lang"] == language


def test_what_is_not_does_not(japanese: TestClient) -> None:
    shown = page(japanese, "/")
    titles = {one.get_text(): one["lang"] for one in shown.select(".documents h3")}
    assert titles == {"年次報告": "ja", "Yearly report": "en"}
    values = page(japanese, "/funding").select("tbody a")
    told = {one.get_text(): one.get("lang") for one in values}
    assert told["USD 5 million"] is None
    assert {"ja", "en"} & {str(one["lang"]) for one in values if "lang" in one.attrs}
    assert not [one for one in values if one.get("lang") == "ja" and one.get_text().isascii()]


@pytest.mark.parametrize(
    ("words", "told", "language"),
    [
        ("ﾃﾛ対策", None, "ja"),
        ("해양 안전", "en", "ko"),
        ("海上保安", "ja-JP", "ja-JP"),
        ("海上安全", "zh", "zh"),
        ("海上安全", "en", ""),
        ("Kenya", "ja", ""),
        ("Kenya", None, ""),
        ("ASEAN向け", "ja", "ja"),
        ("", None, ""),
    ],
)
def test_the_signs_of_words_show_their_language(words: str, told: str | None, language: str) -> None:
    assert language_of(words, told) == language
