"""What the wording of a question rules out."""

import pytest

from index.barring import bars


@pytest.mark.parametrize(
    ("question", "text", "barred"),
    [
        ("How many were actually trained by 2026?", "Trained mediators, target for 2026: 380", True),
        ("How many were actually trained by 2026?", "Of the 380 planned 290 were trained and reached posts.", False),
        ("How many were to be trained by 2026?", "Trained mediators, target for 2026: 380", False),
        ("With which eight other states did it open talks?", "It began talks with eight other states.", True),
        ("With which eight other states did it open talks?", "Eight other states: Chad, Mali and six more.", False),
        ("With which states did it open talks?", "It began talks with eight states.", True),
        ("With which states did it open talks?", "It began talks with eight states, namely Chad and Mali.", False),
        ("With which states did it open talks?", "Chad and Mali began talks, as did eight states of Asia.", False),
        ("With which states did it open talks?", "It began talks with eight bodies.", False),
        ("What are the lines of effort?", "We pursue three distinct lines of effort:", True),
        ("What are the lines of effort?", "The lines of effort: readiness, alliances and reform.", False),
        ("What percent of adults support it?", "57 percent of adults support it.", False),
        ("In which two fields was it active?", "It worked in the two fields of health and education.", False),
        ("How many were actually trained?", "Of the 380 planned, 290 were trained.", False),
        ("What are the actual targets?", "The targets are 5 and 7.", False),
        ("How many launches did it actually make in 2024?", "It is planning 100 launches for 2024.", True),
        ("How many officers were actually trained?", "The planning workshop trained 300 officers.", False),
        ("What did it earn in the second half of 2022?", "It earned 2.5 billion in the first half of 2022.", True),
        ("What did it earn in the second half of 2022?", "In the first half of 2022, a second ship sank.", True),
        ("What did it earn in the second half?", "In the first half of 2022 it got 2, in the second 3.", False),
        ("What did it earn in the second half of 2022?", "From July on 7, up from 5 in the first half.", False),
        ("What did it earn in the first half of 2022?", "From the first quarter to the first half it earned 3.", False),
        ("What did it earn in the last quarter of 2022?", "In the fourth quarter it earned 3.", False),
        ("Did it rise between the first quarter and the second quarter?", "It was 5 in the first quarter.", False),
        ("Who is the chief of the agency?", "The agency sent its deputy chief, Andrei Averin.", True),
        ("Who is the Prime Minister of Fiji?", "The Deputy Prime Minister of Fiji is Manoa Kamikamica.", True),
        ("Who is the chief of the agency?", "The agency's chief, Oleg Orlov, sent his deputy chief.", False),
        ("Who is the deputy chief of the agency?", "The agency sent its deputy chief, Andrei Averin.", False),
        ("Who was the President when the law was signed?", "Under President Solih the law was signed.", False),
        ("Who represented the Secretary of State?", "The Assistant Secretary of State attended.", False),
        ("How many Fijian nationals were hurt?", "Over 250 people, including Fijian nationals, were hurt.", True),
        ("How many nationals were hurt?", "Over 250 people, including two nationals, were hurt.", False),
        ("How many officers came?", "Over 50 officers, including officers of Mali, came.", False),
        ("How many ships were lost?", "12 vessels were lost, including cargo ships of Togo.", True),
        ("How many ships were lost?", "12 vessels were lost, including 3 ships of Togo.", False),
        ("Until when did the patrols go on?", "The patrols have been going on since 2009.", True),
        ("Until when did the patrols go on?", "The patrols went on from 2009 until May 2011.", False),
        ("Until when did the patrols go on?", "Since 2009 they patrolled; they ended in 2011.", False),
        ("Until when did the patrols go on?", "To fight piracy the patrols have been going on since 2009.", True),
        ("Until when did the patrols go on?", "The patrols took place in 2009–2011.", False),
        ("Since when have the patrols gone on?", "The patrols have been going on since 2009.", False),
        ("When did UNODC take it over from the MPTF Office?", "The MPTF Office took it over from UNODC.", True),
        ("When did UNODC take it over from the MPTF Office?", "UNODC took it over from the MPTF Office.", False),
        ("What did Peru send to Fiji?", "Fiji sent ships to Peru.", True),
        ("What did Peru send to Fiji?", "Fiji thanked Peru for what it sent to Fiji.", False),
        ("What did Peru send to Fiji?", "Peru sent ships to Suva and Fiji took them to Nadi.", False),
        ("Was the office replaced by Tonga?", "The office was replaced by Samoa.", False),
        ("Where is the head office?", "The deputy head said the headquarters are in Vienna.", False),
    ],
)
def test_what_the_wording_of_a_question_rules_out(question: str, text: str, barred: bool) -> None:
    assert bars(question, text) == barred
