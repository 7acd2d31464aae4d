from pathlib import Path

import pytest

from corpus.errors import ManifestError
from corpus.vocabulary import packaged_vocabulary, read_vocabulary, vocabulary, words


def test_the_longest_form_wins() -> None:
    made = vocabulary({"places": [("Guinea",), ("Papua New Guinea", "PNG")]})
    assert made.canonical(words("in PNG and Papua New Guinea")) == words("in Papua New Guinea and Papua New Guinea")
    assert [part.kind for part in made.parts(words("off Papua New Guinea"))] == ["", "places"]


def test_full_width_forms_and_possessives_are_folded() -> None:
    assert words("ＪＩＣＡ’s “Kibo”") == ("jica", "kibo")


def test_one_form_finds_the_other() -> None:
    known = packaged_vocabulary()
    for one, other in (
        ("the UK", "the United Kingdom"),
        ("Viet Nam", "Vietnamese"),
        ("the U.S.", "the United States"),
        ("HA/DR", "humanitarian assistance and disaster relief"),
        ("the defence ministry", "the Ministry of Defense"),
    ):
        assert known.canonical(words(one)) == known.canonical(words(other))


def test_countries_are_known_without_being_listed() -> None:
    assert [part.kind for part in packaged_vocabulary().parts(("kenya",))] == ["countries"]


def test_a_malformed_vocabulary_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.toml"
    for text in ("places = 3", "[groups]\nplaces = 3", "not toml"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ManifestError, match="is no vocabulary"):
            read_vocabulary(path)


def test_forms_in_unspaced_writing_are_found() -> None:
    known = packaged_vocabulary()

    def standing(text: str) -> list[tuple[str, ...]]:
        return [part.standing for part in known.known(words(known.cut(text)))]

    assert standing("日本はﾍﾞﾄﾅﾑの能力構築支援に") == [
        ("japan",),
        ("viet", "nam"),
        ("capacity", "building", "assistance"),
    ]
    assert standing("マリアナ諸島とマリ") == [("mali",)]
    assert standing("韓国") == standing("South Korea")
    assert standing("自由で開かれたインド太平洋") == [("free", "and", "open", "indo", "pacific")]


def test_a_place_holds_its_countries_and_the_regions_inside_it() -> None:
    known = packaged_vocabulary()
    inside = known.within(words("Asia"))
    assert {("asia",), ("viet", "nam"), ("southeast", "asia")} <= set(inside)
    assert ("kenya",) not in inside
    assert known.within(words("Vietnamese")) == (("viet", "nam"),)


def test_names_of_the_corpus_are_known_where_they_mean_one_thing() -> None:
    known = packaged_vocabulary().knowing(
        [("GCF", "Green Climate Fund"), ("AB", "Alpha Beta"), ("AB", "Any Body"), ("UN", "Utter Nonsense")]
    )
    for one, other, same in (
        ("the GCF", "the Green Climate Fund", True),
        ("AB", "Alpha Beta", False),
        ("UN", "utter nonsense", False),
        ("UN", "United Nations", True),
    ):
        assert (known.canonical(words(one)) == known.canonical(words(other))) is same
