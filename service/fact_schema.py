"""The objects of the register, as every door speaks them, and what each door takes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.facts import FactKind
from index.facets import MOST
from service.schema import Citation, Model

Limit = Annotated[int, Field(ge=1, le=MOST, description="how many facts at most")]
Offset = Annotated[int, Field(ge=0, description="how many facts to leave out before them")]
Filter = Annotated[str | None, Field(max_length=500)]
Sort = Annotated[str, Field(description="what to sort by; with - before it the other way round")]


class Narrowed(BaseModel):
    """What every route of the register takes; further fields are its filters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Annotated[
        Literal["json", "csv"] | None, Field(description="what to return, whatever the Accept header says")
    ] = None

    def filters(self) -> dict[str, str]:
        """The filters that are set, without blanks around them; a form sends those that are not as empty."""
        told = self.model_dump(exclude={"sort", "offset", "limit", "format"})
        return {key: value.strip() for key, value in told.items() if value and value.strip()}


class Asked(Narrowed):
    """What every route that lists facts takes."""

    sort: Sort = "document"
    offset: Offset = 0
    limit: Limit = 100


# The filters of each kind are those of FILTERS in index/facets.py, as a test holds: mypy knows no models made of that.


class AskedFunding(Asked):
    """What ``GET /v1/funding`` takes."""

    period: Filter = None
    place: Filter = None
    channel: Filter = None
    giver: Filter = None
    currency: Filter = None
    type: Filter = None
    field: Filter = None
    document: Filter = None


class AskedProgrammes(Asked):
    """What ``GET /v1/programmes`` takes."""

    name: Filter = None
    place: Filter = None
    runner: Filter = None
    partner: Filter = None
    period: Filter = None
    field: Filter = None
    document: Filter = None


class AskedAgreements(Asked):
    """What ``GET /v1/agreements`` takes."""

    name: Filter = None
    party: Filter = None
    partner: Filter = None
    period: Filter = None
    field: Filter = None
    document: Filter = None


class AskedFields(Asked):
    """What ``GET /v1/fields`` takes."""

    field: Filter = None
    place: Filter = None
    period: Filter = None
    document: Filter = None


class AskedCoverage(Narrowed):
    """What ``GET /v1/coverage`` takes: all of it is counted, so there are no pages."""

    field: Filter = None
    place: Filter = None
    period: Filter = None
    document: Filter = None


class Value(Model):
    """One value of a fact and the words that say it: ``document.text[start:end] == quote``."""

    name: str
    value: str
    quote: str
    start: int
    end: int
    permalink: str


class Fact(Model):
    """One fact: its values with their words, and the citation of the sentence that tells it.

    ``fields`` are those that the sentence speaks of; ``contained_in`` is the fact whose amount contains this one's;
    ``superseded_by`` the document that replaces the one that tells it, null if that stands.
    """

    fact_id: str
    kind: FactKind
    values: list[Value]
    fields: list[str]
    contained_in: str | None
    superseded_by: str | None
    citation: Citation


class LeftOut(Model):
    """A fact that is not added to a total, and why; ``by`` is the other fact that makes it so, if one does."""

    fact_id: str
    reason: str
    by: str | None


class Total(Model):
    """One sum, computed and not quoted. ``amount`` is a decimal number in units of the currency, as a string."""

    currency: str
    type: str
    amount: str
    approximate: bool
    addends: list[str]
    left_out: list[LeftOut]


class Facts(Model):
    """What the routes of the register return: a page of facts, and the sums over all ``matching``."""

    kind: FactKind
    filters: dict[str, str]
    sort: str
    matching: int
    offset: int
    limit: int
    facts: list[Fact]
    totals: list[Total]
    generation: str


class Cell(Model):
    """How many facts ``GET /v1/fields`` finds with this field, place and year (as ``period``), and the filters given.

    An empty place or year is no filter, so cells overlap and are not to be added up: a fact may name two places, a
    region counts with its countries, and a period reaches into all of its years.
    """

    field: str
    place: str
    year: str
    count: int


class Coverage(Model):
    """What ``GET /v1/coverage`` returns: the cells that are not empty; ``fields`` are all that are looked for."""

    filters: dict[str, str]
    fields: list[str]
    cells: list[Cell]
    generation: str
