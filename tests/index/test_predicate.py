"""The verb that a question asks about, by its place and form."""

import pytest

from index.predicate import predicate


@pytest.mark.parametrize(
    ("question", "names", "verb"),
    [
        ("Why did Kenya withdraw from the Pact?", ["Kenya", "Pact"], "withdraw"),
        ("Who chairs the Lima Group?", ["Lima", "Group"], "chair"),
        ("At which yard was the Aurora built?", ["Aurora"], "build"),
        ("How much has Norway paid into the fund?", ["Norway"], "pay"),
        ("When were the guidelines drawn up?", [], "draw_up"),
        ("Why does poor security in other states matter?", [], ""),
        ("What is the Lima Group?", ["Lima", "Group"], ""),
        ("cost of the bridge", [], ""),
        ("Where did the ministers of the Group of Seven meet?", ["Group", "Seven"], "meet"),
        ("What texts want more states to be given capacity building?", [], ""),
        ("Who has been running the fund for prosecuting alleged pirates?", [], ""),
        ("How many countries are represented among those who finished?", [], "represent"),
        ("Why did Norway stop issuing its reports?", ["Norway"], "cease"),
        ("Where did the ships stop during the voyage?", [], "stop"),
        ("Does the Self-Defense Forces' own ability also gain from CBA?", ["Self-Defense Forces", "CBA"], "gain"),
        ("Does Norway’s support reach Kenya?", ["Norway", "Kenya"], "reach"),
        ("Did the members' fund support the training?", [], "support"),
        ("令和元年度の拠出額はいくらですか", [], ""),
    ],
)
def test_it_is_found_without_parsing(question: str, names: list[str], verb: str) -> None:
    assert predicate(question, names) == verb
