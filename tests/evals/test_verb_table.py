"""The table of verbs is cut from WordNet's files as they are written: two verbs, a noun made from one, a wider verb."""

from pathlib import Path

from evals.verb_table import table

LICENCE = "  1 This software and database is being provided\n"
FILES = {
    "data.verb": LICENCE
    + "00000001 41 v 02 found 0 establish 1 002 @ 00000002 v 0000 + 00000003 n 0101 01 + 08 00 | set up\n"
    + "00000002 36 v 01 make 0 000 00 | bring about\n",
    "data.noun": "00000003 04 n 01 Founding 0 000 | the act of setting up\n",
    "data.adj": "",
    "index.verb": LICENCE + "make v 1 0 1 3 00000002\nfound v 1 1 @ 1 2 00000001\nset_up v 1 1 @ 1 0 00000001\n",
    "verb.exc": "made make\nco-made make\n",
}


def test_a_line_holds_a_verb_its_irregular_forms_and_its_kin(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "latin-1")
    assert list(table(tmp_path)) == ["found\t\testablish founding make", "make\tmade\t"]
