import pytest

from rotaplan.rota import RotaError, plan


def test_people_take_turns():
    assert plan(["ana", "bo"], 3) == ["ana", "bo", "ana"]


def test_who_is_away_is_left_out():
    assert plan(["ana", "bo", "cy"], 3, {"bo"}) == ["ana", "cy", "ana"]


def test_an_empty_rota_is_refused():
    with pytest.raises(RotaError, match="nobody"):
        plan(["ana"], 1, {"ana"})


def test_a_stranger_is_named():
    with pytest.raises(RotaError, match="dee"):
        plan(["ana"], 1, {"dee"})
