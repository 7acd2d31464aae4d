"""The section trees of the three texts of the corpus, drawn by hand."""

from pathlib import Path

import pytest

from corpus.manifest import read_manifest
from corpus.records import Kind, Section
from ingest.notes import link_notes
from ingest.readers.select import read
from ingest.reading import Reading, Role
from ingest.recognise import recognise
from ingest.sections import build_sections

CORPUS = Path(__file__).parents[2] / "corpus"
CBA = "mod-capacity-building-assistance.txt"
EXCHANGES = "mod-defense-cooperation-exchanges.txt"
ODA = "mofa-oda-security-stability.txt"

# A line for each section: "#" and its level for a heading, else its kind; then its words. A section stands under the
# last heading above it; "…" stands for what lies between the first words and the last.
CBA_TREE = """
#0 Capacity Building Assistance
#1 1. What is capacity building assistance (CBA)?
body CBA is to help other … by utilizing Japan's capacity.
#1 2. CBA in the field of security and defense
body The international community has … for CBA on various occasions.
#1 3. Strategic guidance by Japanese Government's policy documents
body (1) The National Defense … scope of the assistance.
#1 4. CBA by JMOD
body JMOD actively engages … capabilities as follows:
#2 (1) Target
body Armed Forces or related organizations
#2 (2) Fields
body HA/DR, military medicine, maritime security, UN PKO, etc.
#2 (3) Format
list • Long-term education … invitation program to Japan
#2 (4) Objectives and benefits
list • Stabilize and improve … • Improve JSDF's capabilities
#1 Examples of JMOD's CBA Projects
"""

EXCHANGES_TREE = """
#0 Defense Cooperation and Exchanges
#1 Defense cooperation and exchanges
body “Defense cooperation and exchanges” refers … and the international community.
#1 Purpose of defense cooperation and exchanges
#1 Tools for defense cooperation and exchanges
#2 Tool 1: Cooperation and exchanges among people
body On such occasions … trust through network building.
caption Japan-India defense | ministerial meeting
caption Chief of Staff of the French Army | visiting GSDF Chief of Staff
caption Tokyo Defense Forum
caption Acceptance of foreign students at | the National Defense Academy
#2 Tool 2: Cooperation and exchanges among troops
body Through goodwill exercise, … improve personnel’s skills.
caption Visit of representatives of ASEAN | member countries to an SDF base
caption Japan-India bilateral | exercise in the IPD2019
caption Joint training with the United States and Australia
caption Port call at the Port of Subic | (the Philippines) in the IPD2019
#2 Tool 3: Capacity building
body Capacity building project … peace and regional stability.
caption Seminar on aviation meteorology
caption Field training for HA/DR
caption Seminar on undersea unexploded | ordnance clearance (Vietnam)
caption Technical education for a military band | (Papua New Guinea)
#2 Tool 4: Defense equipment and technical cooperation
body Through overseas transfers … with those partner countries.
caption Transfer of TC-90 training aircraft | to the Philippines
caption Joint research with the United Kingdom
caption Paris Air Show
caption Japan-India Defence Industry Forum
#1 (Reference) Conclusion of various defense cooperation agreements
body Through concluding … more smoothly and stably.
caption Signing of the Japan-Canada Acquisition | and Cross-Servicing Agreement
caption Signing of the Japan-France Acquisition | and Cross-Servicing Agreements
caption Signing of the Japan-Italy Agreement concerning | Transfer of Defence Equipment and Technology
caption Signing of the Japan-Australia | Information Security Agreement
"""

ODA_TREE = """
#0 Official Development Assistance (ODA)
#1 (3) Assistance for Security and Stability
body Through globalization, … in developing countries.
#2 ●Japan’s Efforts
#3 A. Enhancing the Capabilities of Security Authorities
body In the area of capacity building … democratically controlled police.
#3 B. Counter-Terrorism
body Regions once controlled by ISIL … risk analysis of inmates.
caption Participants who created a forum, … (Photo: BRAC University).
caption Participants who created a forum, … (Photo: BRAC University).
caption A prison reform support seminar in the Philippines (Photo: UNODC)
caption A prison reform support seminar in the Philippines (Photo: UNODC)
#3 C. Measures against Transnational Organized Crime
body As globalization advances, … the following international cooperation.
#4 Measures against Drug Trafficking
body Alongside its active … enforcement of relevant countries.
#4 Measures against Trafficking in Persons
caption Instructions on how … Sub-regional Countries” (Photo: JICA)
caption Instructions on how … Sub-regional Countries” (Photo: JICA)
body Japan is a state party … and transnational crime.
#4 Measures against Money Laundering
body There is a high risk … and other regions.
#3 D. Capacity Building for Maritime, Outer Space, and Cyberspace Issues
#4 The Sea
caption Foreign Minister Motegi visiting … in the Philippines (January 2020)
caption Foreign Minister Motegi visiting … in the Philippines (January 2020)
body As a maritime nation, … from 40 countries.
#4 Outer Space
caption Participants from Japan, … BIRDS-3 mission (Photo: JAXA)
caption Participants from Japan, … BIRDS-3 mission (Photo: JAXA)
body Japan contributes to addressing … by “Daichi-2.”
#4 Cyberspace
caption Training conducted at the ASEAN-Japan Cybersecurity Capacity Building Centre
caption Training conducted at the ASEAN-Japan Cybersecurity Capacity Building Centre
body A free, fair and secure cyberspace … the Indo-Pacific region.
footnote 1. Note 17: The act of recruitment, … Especially Women and Children).
footnote 2. Note 18: The act of disguising … under a false name.
footnote 3. Note 19: Acts of terrorism by those who have grown natively in the country.
footnote 4. Note 20: From December 2012, … of funds from UNODC.
"""

TERMS = {
    "Note 17": "trafficking in persons",
    "Note 18": "money laundering",
    "Note 19": "homegrown terrorism",
    "Note 20": "International Trust Fund",
}


def reading(name: str) -> Reading:
    return recognise(read(CORPUS / "documents" / name))


def sections(name: str) -> tuple[Section, ...]:
    made = reading(name)
    return build_sections("Title", made, link_notes(made))


def expected(tree: str, title: str) -> list[tuple[Kind, str, int, tuple[str, ...], list[str]]]:
    """Kind, heading, level, path and pieces of words of each section that ``tree`` draws."""
    above: list[str] = []
    drawn = []
    for line in tree.strip().splitlines():
        sign, words = line.split(" ", 1)
        if sign[0] == "#":
            level = int(sign[1])
            above = [*above[: max(level - 1, 0)], *([words] if level else [])]
            drawn.append((Kind.HEADING, words, level, tuple(above), [words]))
        elif sign == "footnote":
            label = words.split(" ", 1)[1].split(":")[0]
            heading = f"{label} ({TERMS[label]})"
            drawn.append((Kind.FOOTNOTE, heading, 1, (heading,), words.split(" … ")))
        else:
            pieces = words.replace(" | ", "\n").split(" … ")
            drawn.append((Kind(sign), above[-1] if above else title, len(above), tuple(above), pieces))
    return drawn


@pytest.mark.parametrize(("name", "tree"), [(CBA, CBA_TREE), (EXCHANGES, EXCHANGES_TREE), (ODA, ODA_TREE)])
def test_the_tree_is_as_drawn(name: str, tree: str) -> None:
    found = sections(name)
    drawn = expected(tree, "Title")
    assert [section[:4] for section in drawn] == [
        (section.kind, section.heading, section.level, section.path) for section in found
    ]
    text = reading(name).text
    for section, (_, _, _, _, pieces) in zip(found, drawn, strict=True):
        words = section.span.of(text)
        assert words == pieces[0] or (len(pieces) == 2 and words.startswith(pieces[0]) and words.endswith(pieces[1]))


def test_the_lists_have_their_items_and_depths() -> None:
    made = reading(CBA)
    assert [(block.level, block.span.of(made.text)) for block in made.blocks if block.role is Role.ITEM] == [
        (1, "Long-term education and training in recipient countries"),
        (1, "Short-term seminar in recipient countries"),
        (1, "Short-term invitation program to Japan"),
        (
            1,
            "Stabilize and improve the international security environment in order to secure Japan's national security,"
            " through the outcomes below.",
        ),
        (
            2,
            "1. Contribution by recipient countries themselves to stabilize and improve the international security"
            " environment.",
        ),
        (2, "2. Strengthening relations with recipient countries."),
        (2, "3. Strengthening relations with other donor countries such as the United States and Australia."),
        (2, "4. Improvement of Japan's reliability in the international community."),
        (1, "Improve JSDF's capabilities"),
    ]


@pytest.mark.parametrize(("name", "paragraphs"), [(CBA, 8), (EXCHANGES, 6), (ODA, 28)])
def test_every_paragraph_is_one_block(name: str, paragraphs: int) -> None:
    made = reading(name)
    found = [block.span.of(made.text) for block in made.blocks if block.role is Role.PARAGRAPH]
    assert len(found) == paragraphs
    assert not any("\n" in words for words in found)


def test_the_notes_are_linked_to_their_terms() -> None:
    made = reading(ODA)
    notes = link_notes(made)
    assert {note.label: note.term.of(made.text) for note in notes if note.term} == TERMS
    assert [note.marker.of(made.text) for note in notes if note.marker] == [
        "(Note17)",
        "(Note18)",
        "(Note19)",
        "(Note20)",
    ]
    assert all(note.span.of(made.text).startswith(f"{note.label}: ") for note in notes)
    assert all(note.term.end + 1 == note.marker.start for note in notes if note.term and note.marker)


def test_every_text_of_the_manifest_is_drawn_here() -> None:
    described = {path.name for path in read_manifest(CORPUS)}
    assert {CBA, EXCHANGES, ODA} <= described
