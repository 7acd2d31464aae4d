"""What a document is called that nobody has given a title."""

import pytest

from ingest.reading import Reading, Role
from ingest.titles import opening_title
from tests.ingest.test_sections import lay


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ([("HARBOURS ACT 2021", Role.PARAGRAPH, 0), ("EXPLANATORY NOTES", Role.PARAGRAPH, 0)], "HARBOURS ACT 2021"),
        ([("Raising\nstandards", Role.HEADING, 2)], "Raising standards"),
        ([("Foreword", Role.PARAGRAPH, 0), ("Aid in Numbers", Role.HEADING, 0)], "Aid in Numbers"),
        ([("TABLE OF CONTENTS", Role.HEADING, 0), ("I. Ships", Role.HEADING, 1)], ""),
        ([("Contents", Role.HEADING, 0), ("Ships and Ports", Role.HEADING, 0)], "Ships and Ports"),
        ([("Ships sail to many ports.", Role.PARAGRAPH, 0)], ""),
        ([("F E B R U A R Y 2 0 1 5 STRATEGY", Role.PARAGRAPH, 0)], ""),
        ([("Ships sail", Role.ITEM, 1)], ""),
        ([("2021", Role.PARAGRAPH, 0)], ""),
        ([("Monday 3 March 2021", Role.PARAGRAPH, 0)], ""),
        ([("Page 1 of 12 to the Ministry of Kenya", Role.PARAGRAPH, 0)], ""),
        ([("https://www.example.org/report-2019 on ships", Role.PARAGRAPH, 0)], ""),
        ([("List of abbreviations", Role.PARAGRAPH, 0)], ""),
        ([("防衛白書", Role.PARAGRAPH, 0)], "防衛白書"),
        ([(" ".join(["ship"] * 21), Role.PARAGRAPH, 0)], ""),
    ],
)  # fmt: skip
def test_a_title_is_what_stands_first_and_is_no_sentence(blocks: list[tuple[str, Role, int]], title: str) -> None:
    assert opening_title(lay(*blocks)) == title
    assert opening_title(Reading("", ())) == ""
