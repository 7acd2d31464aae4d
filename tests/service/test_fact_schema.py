"""What each route of the register takes: every filter that the register knows of its kind, and no other."""

import pytest
from fastapi.testclient import TestClient

from corpus.facts import FactKind
from index.facets import FILTERS
from service import fact_schema
from service.registering import KINDS

ROUTES = [*((f"/v1/{name}", kind, model) for name, (kind, model) in KINDS.items()),
          ("/v1/coverage", FactKind.FIELD, fact_schema.AskedCoverage)]  # fmt: skip


@pytest.mark.parametrize(("route", "kind", "model"), ROUTES)
def test_a_route_takes_every_filter_of_its_kind_and_no_other(
    route: str, kind: FactKind, model: type[fact_schema.Narrowed], client: TestClient
) -> None:
    (common,) = model.__bases__
    own = [name for name in model.model_fields if name not in common.model_fields]
    assert own == list(FILTERS[kind])
    asked = client.get("/openapi.json").json()["paths"][route]["get"]["parameters"]
    assert {one["name"] for one in asked if one["in"] == "query"} == set(model.model_fields)
    assert model.model_validate(dict.fromkeys(own, "x")).filters() == dict.fromkeys(own, "x")


def test_every_kind_has_a_route() -> None:
    assert {kind for kind, _ in KINDS.values()} == set(FactKind) == set(FILTERS)
