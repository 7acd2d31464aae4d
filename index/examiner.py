"""How well a quotation answers a question, told by a model that was trained to find answers or none.

The field calls it an extractive reader: of question and quotation side by side it tells, for each token of the
quotation, how likely an answer begins and how likely it ends there, and, at the first token of all, how likely there
is none (Rajpurkar et al., 2018). It is all-mpnet-base-v2 (index/mpnet.py) with corrections of low rank to its matrices
(Hu et al., 2021), which stand beside this file. What it was trained on and what it comes to: docs/examiner.md.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import ModelError
from corpus.records import Span
from corpus.settings import Settings
from index import eight_bits, mpnet, vouched
from index.mpnet import BEGIN, END, Tensors
from index.sentence_model import OPTIMISATION, UNKNOWN
from index.vouched import REMADE

if TYPE_CHECKING:
    from index.onnx_model import Session

TOKENIZER = (mpnet.NAME, ".json")
CORRECTIONS = Path(__file__).with_name("examiner.safetensors")
LONGEST = 320  # tokens of question, quotation and signs between them: as long as what was learnt from
LONGEST_QUESTION = 128
LONGEST_ANSWER = 30  # tokens of the likeliest answer
NOTHING = -15.0  # what is said of a sentence that holds no token: as surely no answer as it ever is
FORM = 1  # of what is kept: to be raised when what is made of the same weights changes
FEWEST_LETTERS = 2.0  # a token of a question, on average: writing that falls into single signs is not read at all

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted, under which headings; ``own`` is where in it the sentence begins that is to hold the answer.

    ``said`` are the words of that sentence as they stand in the document: a row of a table is read out otherwise.
    """

    headings: str
    text: str
    own: int
    said: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What is said of a quotation: how much likelier it answers than not, in logits, and which of its words do.

    ``words`` is where in the text of the quotation the likeliest answer stands, None if it holds no token.
    """

    logit: float
    words: Span | None = None


class Examiner:
    """The trained model; made at once, loaded when first asked, safe to share between threads.

    What is made of the packages' weights is kept in a folder, since making it takes some ten seconds; where the folder
    cannot be written, it is made anew by each process.
    """

    def __init__(self, kept: Path) -> None:
        """``kept`` is the folder to keep the model in; it is made with the first file."""
        self._folder = kept
        self._lock = Lock()
        self._loaded: Session | None = None
        self._workers = ThreadPoolExecutor(os.cpu_count())

    def reads(self, text: str) -> bool:
        """Whether the model knows the writing of ``text``."""
        told = self._tokenizer.encode(text, add_special_tokens=False)
        pairs = zip(told.tokens, told.offsets, strict=True)
        held = [(token, sum(map(str.isalnum, text[start:end]))) for token, (start, end) in pairs]
        letters = sum(count for token, count in held if token not in UNKNOWN)
        return letters >= FEWEST_LETTERS * max(1, sum(count > 0 for _, count in held))

    def examine(self, question: str, quotations: Sequence[Quotation]) -> list[Examined]:
        """What is to be said of each of ``quotations``; the logits are about -15 to 15.

        Of a quotation that is too long the beginning is not read.
        """
        _ = self._session  # loaded once, on the caller's thread
        return list(self._workers.map(lambda one: self._examined(question, one), quotations))

    def load(self) -> None:
        """Load the model now, so that no question waits for it. Raises ModelError if it cannot be."""
        _ = self._tokenizer, self._session

    def check(self) -> bool:
        """Whether the model is kept, every byte of it as it was written. Raises ModelError if one is not."""
        found = [vouched.find(self._folder, *name) for name in (self._name, TOKENIZER)]
        for path in found:
            if path:
                vouched.check(path)
        return None not in found

    def keep(self) -> bool:
        """Make the model anew and keep it in place of all that was kept; whether it could be kept.

        Raises ModelError if its packages are damaged.
        """
        kept = self._kept_tokenizer(mpnet.tokenizer()), self._kept_model(_made())
        return None not in kept

    def _examined(self, question: str, quotation: Quotation) -> Examined:
        frame = f"{quotation.headings} › "
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
        told = self._tokenizer.encode(frame + quotation.text, add_special_tokens=False)
        left = max(0, len(told.ids) - (LONGEST - 4 - len(asked)))
        ids = [BEGIN, *asked, END, END, *told.ids[left:], END]
        ends = self._session.tokens({"input_ids": ids})
        first = len(frame) + quotation.own
        kept = told.offsets[left:]
        own = [place for place, (start, _) in enumerate(kept) if start >= first]
        if not own:
            return Examined(NOTHING)
        heard = ends[len(asked) + 3 :][own]
        begin, end = (kept[own[place]] for place in likeliest(heard))
        return Examined(answering(heard, ends[0]), Span(begin[0], end[1]).shifted(-len(frame)))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        with self._lock:
            return self._read_tokenizer()

    def _read_tokenizer(self) -> Tokenizer:
        path = vouched.find(self._folder, *TOKENIZER)
        if path is None:
            made = mpnet.tokenizer()
            self._kept_tokenizer(made)
            return made
        vouched.check(path)  # 0.3 ms; of the model it would take 79, so that is left to who asks for it
        return Tokenizer.from_file(str(path))

    def _kept_tokenizer(self, made: Tokenizer) -> Path | None:
        return vouched.keep(self._folder, *TOKENIZER, made.to_str().encode(), f"{mpnet.NAME}*.json")

    def _kept_model(self, made: bytes) -> Path | None:
        return vouched.keep(self._folder, *self._name, made, "examiner-*.onnx")

    @property
    def _session(self) -> "Session":
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "Session":
        from index.onnx_model import Session

        path = vouched.find(self._folder, *self._name)
        if path is None:
            made = _made()
            path = self._kept_model(made)
            if path is None:
                return Session(made, OPTIMISATION)
        try:
            return Session(path, OPTIMISATION)
        except Exception as error:  # whatever a damaged file makes the runtime raise
            raise ModelError(f"{path} cannot be read ({error}).", REMADE) from error

    @property
    def _name(self) -> tuple[str, str]:
        return f"examiner-{self.fingerprint[:12]}", ".onnx"

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over what the model is made of and runs on; two processors may still differ in the last digits."""
        told = hashlib.sha256(CORRECTIONS.read_bytes())
        told.update(f"{mpnet.WEIGHTS} {version('onnxruntime')} {OPTIMISATION} {eight_bits.BLOCK} {FORM}".encode())
        return told.hexdigest()


def named_by(settings: Settings) -> Examiner | None:
    """The examiner that ``settings`` ask for; None if they ask for none, or if its packages are not installed."""
    return Examiner(settings.home / "models") if settings.examiner and mpnet.installed() else None


def answering(ends: Numbers, nothing: Numbers) -> float:
    """How much likelier an answer begins and ends anywhere in a stretch of tokens than none is there, in logits.

    ``ends`` (n, 2) tells of each token how likely an answer begins and how likely it ends there, ``nothing`` (2,) the
    same of none. All places together tell more than the likeliest answer alone, of which a long sentence may have
    several: the area of held-out questions that squad2-dev answers is .775 so and .769 otherwise (docs/examiner.md).

    >>> round(answering(np.log([[1, 2], [3, 2]]), np.log([2, 1])), 4)  # (1 + 3) / 2 and (2 + 2) / 1
    2.0794
    """
    return float(np.logaddexp.reduce(ends, axis=0, dtype=np.float64).sum() - nothing.sum())


def likeliest(ends: Numbers) -> tuple[int, int]:
    """The first and the last token of the likeliest answer of at most ``LONGEST_ANSWER`` tokens; ``ends`` is (n, 2).

    >>> likeliest(np.array([[0, 8], [5, 1], [1, 4]]))  # the end that is likeliest stands before that beginning
    (1, 2)
    """
    both = ends[:, 0][:, np.newaxis] + ends[:, 1]
    near = np.triu(np.ones_like(both)) - np.triu(np.ones_like(both), LONGEST_ANSWER)
    first, last = divmod(int(np.where(near > 0, both, -np.inf).argmax()), len(ends))
    return first, last


def corrected(weights: Tensors, corrections: Tensors) -> Tensors:
    """The weights with the product of ``NAME.b`` (rows, rank) and ``NAME.a`` (rank, columns) added to ``NAME.weight``.

    What else is in ``corrections`` is in the result as well: the head.
    """
    made = dict(weights)
    for name, values in corrections.items():
        base, _, part = name.rpartition(".")
        if part == "a":
            other = corrections[f"{base}.b"].astype(np.float32)
            made[f"{base}.weight"] = weights[f"{base}.weight"] + other @ values.astype(np.float32)
        elif part != "b":
            made[name] = values.astype(np.float32)
    return made


def _made() -> bytes:
    return mpnet.model(corrected(mpnet.tensors(), load_file(CORRECTIONS)))
