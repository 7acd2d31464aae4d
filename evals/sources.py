"""Where a question set is asked: the live generation, or a collection that is indexed for it; all of it, or some."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.settings import Settings
from evals import cache
from evals.collection import read_collection
from evals.questions import Expected, read_questions
from index.encoder import Encoder
from index.examiner import named_by
from index.searcher import Searcher


@contextmanager
def opened(folder: Path | None, settings: Settings) -> Iterator[Searcher]:
    """The searcher of the live generation, or of the collection in ``folder``, which is indexed first if need be.

    Raises GenerationError if nothing is live, MissingError and UsageError for a folder that is no collection.
    """
    encoder = Encoder(settings.model)
    home = settings.home
    if folder:
        collection = read_collection(folder)
        home = cache.home_of(collection, settings.home, encoder)
        cache.prepare(collection, home, encoder, lambda *_: None)
    with Searcher.open(home, encoder, examiner=named_by(settings)) as searcher:
        yield searcher


def chosen(path: Path, most: int | None, seed: int = 0) -> Sequence[Expected]:
    """The questions of a file, or ``most`` of them by a chance that ``seed`` decides; in the file's order."""
    return some(read_questions(path), most, seed)


def some(questions: Sequence[Expected], most: int | None, seed: int = 0) -> Sequence[Expected]:
    """``questions``, or ``most`` of them by a chance that ``seed`` decides; in their order."""
    if most is None or most >= len(questions):
        return questions
    places = sorted(random.Random(seed).sample(range(len(questions)), most))
    return [questions[place] for place in places]
