from pathlib import Path

import pytest

from corpus.errors import SettingError
from corpus.settings import Endpoint, Settings, read_settings


def test_nothing_set_means_var_and_the_packaged_model() -> None:
    assert not read_settings({"TENKYO_EXAMINER": "none"}).examiner
    with pytest.raises(SettingError, match="can only be 'none'"):
        read_settings({"TENKYO_EXAMINER": "yes"})
    assert read_settings({"TENKYO_EXAMINER": ""}).examiner
    assert read_settings({"PATH": "x", "TENKYO_HOME": ""}) == Settings(Path("var"), None)


def test_a_model_folder_is_taken(tmp_path: Path) -> None:
    assert read_settings({"TENKYO_MODEL": str(tmp_path)}).model == tmp_path


def test_an_unknown_setting_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(SettingError, match=r"TENKYO_HOEM is not a setting.*TENKYO_HOME, .*TENKYO_MODEL"):
        read_settings({"TENKYO_HOEM": "x"})


def test_a_model_that_is_no_folder_is_an_error() -> None:
    with pytest.raises(SettingError, match="no-such-folder, which is not a folder"):
        read_settings({"TENKYO_MODEL": "no-such-folder"})


def test_an_endpoint_is_taken_and_its_key_never_shown() -> None:
    told = {"TENKYO_LLM_URL": "http://127.0.0.1:8080/v1/", "TENKYO_LLM_MODEL": "small", "TENKYO_LLM_KEY": "secret"}
    found = read_settings(told).endpoint
    assert found == Endpoint("http://127.0.0.1:8080/v1", "small", "secret")
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "told",
    [{"TENKYO_LLM_URL": "http://x"}, {"TENKYO_LLM_KEY": "k"}, {"TENKYO_LLM_URL": "x:1", "TENKYO_LLM_MODEL": "m"}],
)
def test_half_an_endpoint_is_an_error(told: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="TENKYO_LLM_URL"):
        read_settings(told)
