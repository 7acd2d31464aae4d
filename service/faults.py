"""What is wrong with a form, told of the field that is faulty."""

from collections.abc import Callable, Mapping

from corpus.errors import QuestionError


def find_faults(trials: Mapping[str, Callable[[], object]], problem: QuestionError, otherwise: str) -> dict[str, str]:
    """By field what is wrong with it, in the order of ``trials``, each of which asks for one field alone.

    So every faulty field is told at once, whichever the request was refused for. That ``problem`` is told of the field
    ``otherwise`` if none of them is faulty by itself with the same words.

    >>> find_faults({"k": lambda: int("1")}, QuestionError("It is empty.", "Write."), "q")
    {'q': 'It is empty. Write.'}
    """
    found: dict[str, str] = {}
    for field, trial in trials.items():
        try:
            trial()
        except QuestionError as error:
            found[field] = str(error)
    return found if str(problem) in found.values() else {otherwise: str(problem), **found}
