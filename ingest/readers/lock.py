"""Files that open only with a password: what they hold once it is given."""

import io
from pathlib import Path

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError

from corpus.errors import DocumentError
from ingest.readers import pdf_pdfium

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old Office files begin with, and new ones that are encrypted
_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps an encrypted document
_REMEDY = 'Give it in manifest.toml, as password = "…" beside the file\'s id, or save a copy that needs none.'


def unlock(path: Path, data: bytes, password: str | None) -> bytes:
    """``data`` without its encryption; as it was if it has none, or is a PDF and no password is given.

    (A PDF may be encrypted and yet open without a password: its own reader sees to that.)
    Raises DocumentError if the password is wanting or wrong, or the encryption is damaged.
    """
    if data.startswith(OLE) and _PACKAGE in data:
        opened = _document(path, data, password) if password else None
    elif data.lstrip().startswith(b"%PDF-") and password:
        opened = _pdf(data, password)
    else:
        return data
    if opened is None:
        raise locked(path, password)
    return opened


def locked(path: Path, password: str | None = None) -> DocumentError:
    """The error of a file that opens only with a password, and not with the one given."""
    problem = "the password in its manifest does not open it." if password else "it opens only with a password."
    return DocumentError(path, problem, _REMEDY)


def _pdf(data: bytes, password: str) -> bytes | None:
    try:
        return pdf_pdfium.unlocked(data, password)
    except ValueError:  # damaged: what can be read of it without pdfium, its reader finds out
        return data


def _document(path: Path, data: bytes, password: str) -> bytes | None:
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(opened)
    except InvalidKeyError:
        return None
    except Exception as error:  # a damaged file makes a library raise nearly anything
        problem = f"its encryption cannot be read ({type(error).__name__}: {error})."
        raise DocumentError(path, problem, "Save a copy that needs no password, and ingest that.") from error
    return opened.getvalue()
