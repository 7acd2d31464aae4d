"""The table of verbs: base forms of regular and irregular verbs, particles, and kin in both directions."""

from index.verbs import akin, base_forms, phrasal


def test_a_form_gives_every_verb_that_it_may_be_of() -> None:
    assert base_forms("found") == ("found", "find")
    assert base_forms("studies") == ("study",)
    assert base_forms("planned") == ("plan",)
    assert base_forms("harbour") == ("harbour",)
    assert base_forms("somalia") == ()


def test_a_particle_must_follow_at_once() -> None:
    assert phrasal("draw", ("up",)) == "draw_up"
    assert phrasal("draw", ("plans", "up")) == "draw"
    assert phrasal("draw", ()) == "draw"


def test_kin_reach_over_forms_and_nouns_and_never_to_the_opposite() -> None:
    assert akin("build", "constructed")
    assert akin("die", "killed") is False
    assert akin("withdraw", "participates") is False
    assert akin("lead", "headed")


def test_verbs_that_a_vocabulary_likens_are_kin_too() -> None:
    assert not akin("spend", "contributed")
    assert akin("spend", "contributed", frozenset({"contribute"}))
    assert akin("pay", "contributions", frozenset({"contribute"}))
