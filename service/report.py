"""What the commands say to a person: each object as lines of text."""

from collections import Counter
from collections.abc import Iterable

from corpus.records import heading_line
from corpus.reports import Outcome
from service import compose_schema, document_schema, file_schema, health, schema
from service.words import count, ocr_note, page_name, printable, sum_of, without_label


def answer(made: schema.Answer) -> str:
    """The sentences with their notes, then the citations by number; or what was not found and what is nearest."""
    understood = "".join(_understood(one) for one in made.understood)
    if not made.sentences:
        nearest = "".join(_passage(hit) for hit in made.passages[:3])
        near = "".join(f"Nearest to it, and no answer: “{_line(one.quote)}” ({_place(one)})\n" for one in made.nearest)
        return f"{understood}Not found. {made.explanation}\n{near}" + (
            f"\nThe nearest passages:\n\n{nearest}" if nearest else ""
        )
    said = "".join(_sentence(sentence) for sentence in made.sentences)
    said += "".join(f"Not found: {part.question} {part.explanation}\n" for part in made.parts if part.explanation)
    said += "".join(f"{_conflict(made, sentences)}\n" for sentences in made.conflicts)
    said += "".join(f"{_computed(total)}\n" for total in made.computed)
    cited = "".join(_citation(number, citation) for number, citation in enumerate(made.citations, start=1))
    return f"{understood}{said}\n{cited}"


def composed(made: compose_schema.Composed) -> str:
    """The answer, then what is wrong with what the model said."""
    lines = [f"{made.model}: {printable(made.problem)}"] if made.problem else []
    lines += [f"Dropped: {printable(one.text)} ({printable('; '.join(one.faults))})" for one in made.dropped]
    return answer(made) + ("\n" + "\n".join(lines) + "\n" if lines else "")


def search(made: schema.Search) -> str:
    """What of the search nothing has, then the passages by rank with place and score; a line if there are none."""
    explained = f"{made.explanation}\n" if made.explanation else ""
    told = explained + "".join(_passage(hit) for hit in made.passages) or "No passage matches.\n"
    return "".join(_understood(one) for one in made.understood) + told


def status(made: health.Readiness, entries: Iterable[document_schema.Entry], files: file_schema.Reports) -> str:
    """What is live, then a line a document; then how many files became what, and those that lost something."""
    lines = [f"generation {made.generation}: {count(made.documents, 'document')}, {count(made.passages, 'passage')}"]
    lines += [f"model      {made.model}", f"examiner   {made.examiner}", f"legs       {_legs(made.legs)}"]
    lines += [
        f"{entry.document_id}: {printable(entry.title)} ({count(entry.passages, 'passage')})" for entry in entries
    ]
    counts = Counter(one.outcome for one in files.reports)
    if counts:
        lines.append("files      " + ", ".join(f"{many} {outcome}" for outcome, many in counts.items()))
    lost = [one for one in files.reports if one.outcome is Outcome.REFUSED or one.flags]
    return "\n".join(lines) + "\n" + "".join(_file(one) for one in lost)


def _legs(made: health.Legs) -> str:
    share = f"the dense leg counts for {made.dense_share:.2f}"
    if not made.tried:
        return f"{share}; not tried: too few passages, or a generation from before there were trials"
    return f"{share}; of {made.tried} passages tried, words find {made.lexical:.2f} and vectors {made.dense:.2f}"


def reports(made: file_schema.Reports) -> str:
    """What became of each file, with its measures, flagged pages and what was left out; a line if there is none."""
    files = "".join(_file(one) + _details(one) for one in made.reports) or "No file has been named yet.\n"
    return files + "".join(
        f"alike      {one.document_id} and {one.other}: {one.likeness} ({one.degree:.2f})\n" for one in made.alike
    )


def _file(one: file_schema.Report) -> str:
    flagged = f"{len(one.flags)} of {count(one.pages, 'page')} could not be read well" if one.flags else "whole"
    return f"{one.outcome:<10} {printable(one.path)}: {printable(one.reason or flagged)}\n"


def _details(one: file_schema.Report) -> str:
    """The measures of one file, then a line for each flagged page and for what was left out."""
    measures = {"page": one.pages, "character": one.characters, "passage": one.passages, "table": one.tables}
    told = [count(many, name) for name, many in measures.items() if many]
    told += [f"{one.seconds:.1f} s", f"{one.memory // 1_000_000} MB"] if one.memory else []
    lines = [", ".join(told)] if told else []
    lines += [f"page {flag.page}: {flag.reason}" for flag in one.flags]
    lines += [f"note: {line}" for line in one.left_out]
    lines += [f"document {one.document_id}"] if one.document_id else []
    return "".join(f"           {printable(line)}\n" for line in lines)


def _understood(one: schema.Understood) -> str:
    where = f" ({one.permalink})" if one.permalink else ""
    return f"“{one.said}” was {'read as' if one.why == 'spelling' else 'looked for also as'} “{one.read}”{where}\n"


def _computed(total: schema.Computed) -> str:
    added = f", the sum of {', '.join(one.quote for one in total.addends)}" if total.addends else ""
    left = (
        f"; not added: {', '.join(f'{one.quote} ({one.reason})' for one in total.left_out)}" if total.left_out else ""
    )
    return f"Computed, and said by no document: {total.type} {sum_of(total)}{added}{left}"


def _sentence(sentence: schema.Sentence) -> str:
    numbers = "".join(f" [{number + 1}]" for number in sentence.citations)
    notes = "".join(f"    {_note(note)}\n" for note in sentence.notes)
    marks = "".join(f"    in short: {_line(mark.text)}\n" for mark in sentence.marks)
    badge = f"    superseded by {sentence.superseded_by}\n" if sentence.superseded_by else ""
    return f"{sentence.text}{numbers}\n{marks}{badge}{notes}"


def _conflict(made: schema.Answer, sentences: Iterable[int]) -> str:
    """That sentences give different values, each with its document and that document's date."""
    cited = [made.citations[number] for one in sentences for number in made.sentences[one].citations]
    sides = "; ".join(f"{one.title} ({one.published or 'undated'})" for one in cited)
    return f"The documents give different values: {sides}."


def _note(note: schema.Note) -> str:
    term = f" on “{note.term}”" if note.term else ""
    return f"{note.label}{term}: {_line(without_label(note.text, note.label))}"


def _citation(number: int, citation: schema.Citation) -> str:
    publisher = f"{citation.publisher}, " if citation.publisher else ""
    place = _place(citation)
    return f"[{number}] {place}\n    {publisher}{citation.source}\n    {citation.permalink}\n"


def _passage(hit: schema.Hit) -> str:
    also = "".join(f"   also: {heading_line(one.title, tuple(one.section))}\n" for one in hit.also)
    return f"{hit.rank}. {_place(hit)}  ({hit.score:.3f})\n   {_line(hit.text)}\n{also}\n"


def _place(told: schema.Citation | schema.Hit) -> str:
    place = heading_line(told.title, tuple(told.section))
    return ", ".join(part for part in (place, page_name(told.page, told.page_label), ocr_note(told.ocr)) if part)


def _line(text: str) -> str:
    return " ".join(text.split())
