"""Verbs that patterns share, each in every form that it is told in."""

from ingest.facts.grammar import any_of

# What may stand between a subject and its verb: "has also", "then jointly".
AUXILIARIES = r"(?:(?:has|have|had|will|would|also|then|now|already|further|both|together|[a-z]+ly)\s)*"
# What they do who run something.
RUN = any_of(
    "runs?, ran, running, leads?, led, manag\\w+, administer\\w*, implement\\w*, execut\\w+, operat(?:es?|ed|ing),"
    "co-?ordinat(?:es?|ed|ing), organi[sz]\\w+, co-organi[sz]\\w+, host(?:s|ed|ing)?, deliver(?:s|ed), conduct\\w*,"
    "carr(?:y|ies|ied|ying) out, overs(?:ee|ees|aw|een|eeing), found(?:s|ed), establish(?:es|ed), sets? up,"
    "creat(?:es|ed), launch(?:es|ed), initiat(?:es|ed), introduc(?:es|ed), spearhead\\w*, head(?:s|ed),"
    "direct(?:s|ed), hold, holds, held, holding, offer\\w*, provid\\w+, undertak\\w+, undertook, opened, convened,"
    "started, proposed, maintained, supervised, chaired, commanded, took over, taken over, conceived,"
    "announc(?:es|ed), unveil(?:s|ed), pioneer(?:s|ed), institut(?:es|ed), enacted,"
    "(?:is|are|was|were) (?:responsible for|in charge of)"
)
# … and who only help.
HELP = any_of(
    "(?:co-?)?fund(?:s|ed)?, (?:co-?)?financ(?:es?|ed), support(?:s|ed)?, back(?:s|ed)?, (?:co-?)?sponsor(?:s|ed)?,"
    "assisted, aided, advises?, advised, joins?, joined, contribut(?:es?|ed) to,"
    "(?:pledged|offered|provided?s?|gave|given|committed|announced) (?:[a-z]+ )?(?:support|funding|funds"
    "|contributions?|assistance) (?:to|for), takes? part in, took part in, participat(?:es?|ed) in"
)
# What is done by the ones and by the others: "funded", but not the noun of "a fund for schools hosted by".
IS_RUN = any_of(
    "led, run, managed, administered, implemented, executed, operated, co-?ordinated, organi[sz]ed, co-organi[sz]ed,"
    "hosted, delivered, conducted, carried out, overseen, founded, established, set up, created, launched, initiated,"
    "headed, directed, undertaken, held, offered, proposed, started, maintained, supervised, chaired, commanded,"
    "taken over, conceived"
)
IS_HELPED = any_of("(?:co-?)?(?:funded|financed|sponsored), supported, backed, joined, assisted, aided")
# What is done with money, or for a programme, by those who have it in their hands.
CARRIED_OUT = any_of(
    "implemented, conducted, executed, managed, administered, run, carried out, delivered, operated, undertaken"
)
# What is done with an agreement by its parties.
CONCLUDED = any_of(
    "signed, concluded, ratified, adopted, renewed, updated, exchanged, initiall?ed, negotiated, endorsed, joined,"
    "acceded to, entered into"
)
# What is done with a programme that begins to be, and what they do who begin it.
FOUNDED = any_of(
    "founded, established, set up, created, launched, initiated, started, formed, introduced, conceived, opened,"
    "inaugurated, unveiled"
)
FOUND = (
    r"(?:found|establish|set(?:ting)?\sup|creat|launch|initiat|start|form|introduc|open|build|announc|authori[sz]|enact|unveil|begin"
    r"|began|lead|spearhead)\w*"
)
