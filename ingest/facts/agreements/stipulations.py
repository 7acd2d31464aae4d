"""What an agreement stipulates, as the sentence tells that names it or goes on about it."""

import re

from corpus.records import Span
from ingest.facts.grammar import IN_BRACKETS, any_of, is_japanese
from ingest.facts.verbs import CONCLUDED

# What it does, right behind its name: ", which bans launchers", ", signed in 2015, allows patrols".
_DOES = re.compile(
    rf"(?:\s?\([^)]*\)|\sof\s\d{{4}})?(?:,\s(?:{CONCLUDED}|agreed|reached)\s[^,.;]*,)?(?:,?\s(?:which|that))?\s(?="
    + any_of(
        "bans, allows, allowed, permits, limits, limited, reduces, reduced, bars, guarantees, guaranteed, establishes,"
        "established, creates, created, eliminates, eliminated, caps, cuts, ends, ended, opens, opened, removes,"
        "removed, strengthens, strengthened, protects, protected, governs, regulates, outlaws, outlawed, lowers,"
        "lowered, binds, prevents, sets up, expands, expanded, promotes, promoted"
    )
    + r"\s[a-z])"
)
_TO_DO = re.compile(
    r"\sto\s(?:[a-z]+ly\s)?(?="
    + any_of(
        "limit, reduce, ban, eliminate, end, prohibit, cut, protect, prevent, control, establish, create, share,"
        "cooperate, promote, combat, halt, regulate, stop, remove, open, lower"
    )
    + r"\s)"
)
_WILL_DO = re.compile(r"\s(?:will|would|to)\s(?=[a-z]+\s[a-z])")  # "the IDA agreement will create", "to create"
_STIPULATES = re.compile(
    r"\b(?:also\s)?"
    + any_of(
        "stipulat(?:es?|ed), (?<!\\bbe\\s)(?<!been\\s)(?<!was\\s)(?<!were\\s)provid(?:es?|ed) for, provid(?:es?"
        "|ed)(?=\\sthat), refer(?:s|red) to,"
        "indicat(?:es?|ed), requires?, required, covers?, permits?, allows?, foresees?, envisages?, recommends?,"
        "provid(?:es?|ed)(?=\\sthe\\s), (?:seeks?|aims?)(?=\\sto\\s), sets?(?=\\s(?!up\\b|out\\b)), agree(?=\\sto\\s),"
        "calls?(?=\\s(?!for\\b|on\\b)[a-z]+\\s), widens?, forbids?,"
        "calls? for, called for, calls? (?:up)?on, called (?:up)?on, (?<!\\d\\s)states?, stated, reaffirm(?:s"
        "|ed), affirm(?:s|ed), sets? out, commits?,"
        "mandates?, prohibits?, obliges?, committing(?=\\s(?:the\\s)?[A-Z])"
    )
    + r"(?:\sfor\sthe\sfirst\stime)?(?:\sthat|\sto)?\s"
)
_APPOSITIVE = re.compile(r",\s(?=(?:an?|the)\s(?![A-Z]))(?P<what>[^,.;(]+?)(?=,|\.\Z|;)")
_BRACKET = re.compile(r"\s?\((?P<what>an?\s[^()]+)\)")
_ASIDE = re.compile(
    r"\s?—|,\s(?:and|but|while)\s(?:the|it|they|we|was|were|is|has)\s"
    r"|,\sand\s(?:noted|witnessed|welcomed|agreed|decided|stressed|recalled|expressed|directed)\s"
)
_AS_AN_ASIDE = re.compile(r"[^.;,]{0,60},\s(?:which|that)\s")  # "After the Pact, which allows patrols, | the Navy grew"
_ASIDE_DONE = re.compile(
    r",\s(?=(?:the|an?|our|its)\s[A-Z]|[A-Z][a-z]+\s[a-z]+(?:s|ed)\b|(?:has|have|was|were|is|are)\b)"
)
OUTCOME = re.compile(r"the\soutcome\s(?:document|statement|declaration)\sof\s(?:the\s)?")
# … and whatever else it does. When it was made, by whom and how long it lasts is told elsewhere.
_NOT_SO = any_of(
    "is, was, has, does, remains, comes, dates, runs, expires, guides, ends, marks, begins, replaces, follows, stands,"
    "lasts, enters, takes, goes, lapses, reflects, complements, celebrates, as, its, this, plus, across, towards,"
    "besides, applies, met, belongs, succeeds, contains, turns, falls, rests, sits, refers, appears, seems"
)
_PLURAL = any_of(
    "demand, advise, urge, require, ask, oblige, ban, forbid, recommend, commit, allow, permit, provide, set"
)
_ACTS = re.compile(
    r"(?:\s?\([^)]*\)|(?:\sof)?\s\d{4}(?:[–-]\d{2,4})?)?(?:,\s[^.;]{1,90}?,|\s(?:is|was)\s[^.;,]{1,60}?\sand)?"
    rf"(?:,?\s(?:which|that))?\s(?:also\s|now\s)?(?!{_NOT_SO}\s)(?:[a-z]+(?<![uis])s|(?<=[s,)]\s){_PLURAL})\s"
    r"(?:(?:on|that|for|upon)\s)?(?=[a-zA-Z\d])"
)
_UNDER_WHICH = re.compile(rf"{IN_BRACKETS},\s(?:[^,.;]{{1,60}},\s)?(?:under|by|in)\swhich\s(?=[a-z])")
_UNDER = re.compile(r"(?:\A|[;,]\s)[Uu]nder\s(?:the\s|an?\s|its\s|this\s)?\Z")
_UNDERTAKE = re.compile(
    r"[^.;]{0,160}?,\s[^.;,]{1,60}?\s(?:undert(?:akes?|ook)\sto|agree[sd]?\sto|commit(?:s|ted)?\sto|pledge[sd]?\sto"
    r"|promise[sd]?\sto)\s(?=[a-z])"
)
# … or whatever is so under it, but money: "Under the Accord, instructors may carry arms".
_IS_SO = re.compile(
    rf"{IN_BRACKETS}(?:\sof\s\d{{4}}|\s\d{{4}}(?:[–-]\d{{2,4}})?|[–-]\d{{2,4}})?"
    r"(?:\s(?:between|with)\s[^,.;]{2,80})?(?:,\s(?:[a-z]+ed|which)\s[^.;,]{1,80})?"
    r",\s(?=(?:[a-z]+|[A-Z][\w’'.-]*)\s[^.;]*\s[a-z])(?![A-Z]{3}\s\d|(?:we|it|they|which|who)\s)"
)
_UPDATED = re.compile(
    r"(?:,?\s(?:which|that))?\s(?:is|was|were|has\sbeen)\s(?!not|never|supposed)(?:[a-z]+\s)?(?!supposed)(?:[a-z]+ed|meant)\sto\s(?=[a-z])"
)
_WHOM = re.compile(
    r"(?:\s?\([^)]*\)|\sof\s\d{4})?,?\s(?:[a-z]+\sin\s\d{4},\s)?(?:commit(?:s|ting)?|bind(?:s|ing)?|oblig(?:es?|ing))\s(?:the\s)?"
)
_TO_WHOM = re.compile(r"(?:the\s)?[A-Z][^.;]{0,150}?\sto\s(?=[a-z])")  # "commit Fiji and Peru to consult"
_JAPANESE_SAYS = re.compile(  # 大綱は、港を守ることを定めている
    r"」?(?:[（(][^）)]*[）)])?(?:は|には|では)[、,]?(?P<what>[^。]{4,}?)"
    r"(?:(?:と|こととし|を|について|旨を)?(?:し|定め|規定し|明記し|うたっ)(?:て(?:いる|おり)|で(?:いる|おり))|(?<=掲げている)|(?<=求めている))"
)
_JAPANESE_MADE = re.compile(r"署名|採択|発効|締結|作成|公表|策定|決定|承認")
_PARTIES = re.compile(
    r"(?:Each\sof\s)?(?:[Tt]he\s)?(?:[Cc]ontracting\s|[Ss]tates?\s)?[Pp]art(?:y|ies)\s"
    r"(?:(?:shall|must|will|agree(?:s|d)?\sto|undert(?:ake|akes|ook)\sto|commit(?:s|ted)?\sto)\s)?(?=[a-z])"
)


def find_stipulated(words: str, start: int, behind: int) -> Span | None:
    """What a sentence says that an agreement stipulates, which it names or means from ``start`` to ``behind``.

    That is what explains its name, what stands behind a verb that has it as its subject, or what is done under it.

    >>> told = "The Reef Pact, signed in 2010, limits nets."
    >>> find_stipulated(told, 4, 13).of(told)
    'limits nets'
    """
    japanese = _JAPANESE_SAYS.match(words, behind) if is_japanese(words) else None
    if japanese and not _JAPANESE_MADE.search(japanese["what"]):
        return Span(*japanese.span("what"))
    for form in (_BRACKET, _APPOSITIVE):
        found = form.match(words, behind)
        if found and not OUTCOME.match(found["what"]):
            return Span(*found.span("what"))
    unnamed = words[:behind].endswith(("agreement", "treaty", "accord", "pact"))
    does = _DOES.match(words, behind) or _TO_DO.match(words, behind)
    does = does or (_WILL_DO.match(words, behind) if unnamed else None)
    if does:
        return Span(does.end(), _until(words, behind, does.end()))
    verb = _STIPULATES.search(words, behind)
    if verb and not re.search(r"[.;]|,\s(?:and\s)?(?:Japan|it|they|the)\b", words[behind : verb.start()]):
        begin = verb.end()
    else:
        under = (
            _UNDERTAKE.match(words, behind) or _IS_SO.match(words, behind) if _UNDER.search(words, 0, start) else None
        )
        forms = (_UNDER_WHICH.match(words, behind), under, _ACTS.match(words, behind), _UPDATED.match(words, behind))
        begin = next((one.end() for one in forms if one), len(words))
    whom = _TO_WHOM.match(words, begin) if _WHOM.search(words, behind, begin) else None
    begin = whom.end() if whom else begin
    end = _until(words, behind, begin)
    return Span(begin, end) if begin < end else None


def find_duties(words: str) -> Span | None:
    """What the parties shall do, if a sentence begins with them.

    >>> find_duties("The parties shall report spills.").of("The parties shall report spills.")
    'report spills'
    """
    found = _PARTIES.match(words)
    return Span(found.end(), _over(words, found.end())) if found else None


def _until(words: str, behind: int, begin: int) -> int:
    """Where what begins at ``begin`` is over: before the sentence goes on, if it is told in an aside."""
    aside = _ASIDE_DONE.search(words, begin) if _AS_AN_ASIDE.match(words, behind) else None
    return aside.start() if aside else _over(words, begin)


def _over(words: str, start: int) -> int:
    """Where what it stipulates is over: before an aside that a dash begins, else at the end of the sentence."""
    aside = _ASIDE.search(words, start)
    return aside.start() if aside else len(words.rstrip(" ."))
