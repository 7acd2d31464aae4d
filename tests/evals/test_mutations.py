"""Mutations: the same for the same seed, what they say they are, and refused."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from evals.mutations import KINDS, mutations, tried

SENTENCES = (
    "In FY2019, Japan contributed approximately US$17 million to Kenya for border control.",
    "Since its launch in 2015, the project has produced 72 people from 41 countries.",
    "The agency lent two patrol boats to the coast guard of Indonesia on 12 June 2016.",
    "Some 30 percent of the 2,400,000 dollars went to Somalia within three years.",
    "The programme of Djibouti covered 500 kilometres of the coast between 2010 and 2014.",
    "令和元年度、日本はフィリピンに対し20億円を拠出し、72名が参加した研修を実施した。",
)


@pytest.fixture(scope="module")
def made() -> tuple:
    return mutations(SENTENCES, 60, 1)


def test_the_same_seed_makes_the_same(made: tuple) -> None:
    assert mutations(SENTENCES, 60, 1) == made
    assert mutations(SENTENCES, 60, 2) != made


def test_every_kind_is_made_and_changes_something(made: tuple) -> None:
    assert {one.kind for one in made} == {*KINDS, ""}
    assert sum(bool(one.kind) for one in made) == 60
    assert all(one.text != one.source for one in made if one.kind)


def test_the_mutated_are_refused_and_the_true_are_not(made: tuple) -> None:
    judged = tried(made, packaged_vocabulary())
    assert [one.mutation.text for one in judged if one.mutation.kind and not one.faults] == []
    assert [one for one in judged if one.faults and not one.mutation.kind] == []
