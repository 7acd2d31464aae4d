import io
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfWriter

from corpus.errors import DocumentError
from corpus.manifest import read_manifest
from corpus.reports import Outcome
from corpus.store import Store
from ingest import pipeline
from ingest.readers import select
from ingest.split import Limit

PASSWORD = "sesame-7391"
Lock = Callable[[str, str], bytes]


@pytest.fixture
def locked_docx(make_docx: Callable[..., bytes]) -> bytes:
    """A Word document that says "Secret plan", locked by PASSWORD."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(make_docx("Secret plan"))).encrypt(PASSWORD, made)
    return made.getvalue()


@pytest.mark.parametrize("password", [PASSWORD, "owner"])
@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_opens_with_either_of_its_passwords(locked_pdf: Lock, algorithm: str, password: str) -> None:
    assert select.parse(Path("a.pdf"), locked_pdf(PASSWORD, algorithm), password).text == "Secret plan"


def test_a_password_may_have_any_signs(locked_pdf: Lock) -> None:
    assert select.parse(Path("a.pdf"), locked_pdf("パスワード", "AES-256"), "パスワード").text == "Secret plan"


def test_what_a_locked_pdf_says_of_itself_is_read_too(make_pdf: Callable[..., bytes]) -> None:
    catalog = "/Lang (en-GB) /PageLabels << /Nums [0 << /S /r >>] >>"
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf(["Goals", "Means"], catalog, "/Title (Sea lanes)")))
    writer.add_outline_item(title="Means", page_number=1)
    writer.encrypt(PASSWORD, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    reading = select.parse(Path("a.pdf"), made.getvalue(), PASSWORD)
    assert (reading.title, reading.language, [page.label for page in reading.pages]) == ("Sea lanes", "en", ["i", "ii"])
    assert [block.span.of(reading.text) for block in reading.blocks if block.level == 1] == ["Means"]


def test_a_word_document_opens_with_its_password(locked_docx: bytes) -> None:
    assert select.parse(Path("a.docx"), locked_docx, PASSWORD).text == "Secret plan"


@pytest.mark.parametrize(
    ("password", "said"), [(None, "opens only with a password"), ("", "opens only"), ("x", "does not open it")]
)
def test_without_the_right_password_a_file_is_refused_by_name(
    locked_pdf: Lock, locked_docx: bytes, password: str | None, said: str
) -> None:
    for name, data in (("a.pdf", locked_pdf(PASSWORD, "AES-256")), ("a.docx", locked_docx)):
        with pytest.raises(DocumentError, match=said) as caught:
            select.parse(Path(name), data, password)
        assert "manifest.toml" in caught.value.remedy


def test_a_password_for_a_file_that_needs_none_does_no_harm(
    locked_pdf: Lock, make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes]
) -> None:
    assert select.parse(Path("a.pdf"), locked_pdf("", "AES-256"), PASSWORD).text == "Secret plan"
    assert select.parse(Path("a.pdf"), make_pdf(["Plan"]), PASSWORD).text == "Plan"
    assert select.parse(Path("a.docx"), make_docx("Plan"), PASSWORD).text == "Plan"
    assert select.parse(Path("a.txt"), b"Plan", PASSWORD).text == "Plan"


def test_damaged_encryption_is_refused_by_name(locked_docx: bytes) -> None:
    damaged = locked_docx.replace(b"encryptedKey", b"encryptedKez")
    with pytest.raises(DocumentError, match="its encryption cannot be read"):
        select.parse(Path("a.docx"), damaged, PASSWORD)


def _ingest(folder: Path, store: Store, password: str | None) -> tuple[pipeline.FileReport, ...]:
    line = f'password = "{password}"' if password else ""
    (folder / "manifest.toml").write_text(f'[[document]]\nid = "a"\nfile = "a.pdf"\n{line}\n')
    return pipeline.ingest([folder], store, Limit(len, 256), "m", lambda _: None, workers=1)


def test_a_manifests_password_opens_a_file_and_is_kept_nowhere(store: Store, folder: Path, locked_pdf: Lock) -> None:
    (folder / "a.pdf").write_bytes(locked_pdf(PASSWORD, "AES-256"))
    assert _ingest(folder, store, None)[0].outcome is Outcome.REFUSED
    assert "does not open it" in _ingest(folder, store, "wrong")[0].reason
    assert _ingest(folder, store, PASSWORD)[0].outcome is Outcome.ADDED
    assert _ingest(folder, store, PASSWORD)[0].outcome is Outcome.UNCHANGED
    assert _ingest(folder, store, "another")[0].outcome is Outcome.UNCHANGED  # no trace of it, not even a digest
    kept = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert PASSWORD.encode() not in kept
    assert "Secret plan" in store.document("a").text


def test_a_password_is_not_shown_where_its_record_is(folder: Path) -> None:
    (folder / "manifest.toml").write_text(f'[[document]]\nid = "a"\nfile = "a.pdf"\npassword = "{PASSWORD}"\n')
    (entry,) = read_manifest(folder).values()
    assert entry.password == PASSWORD
    assert PASSWORD not in repr(entry)
