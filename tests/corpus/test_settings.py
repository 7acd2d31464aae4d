from pathlib import Path

import pytest

from corpus.errors import SettingError
from corpus.settings import Settings, read_settings


def test_nothing_set_means_var_and_the_packaged_model() -> None:
    assert read_settings({"PATH": "x", "TENKYO_HOME": ""}) == Settings(Path("var"), None)


def test_a_model_folder_is_taken(tmp_path: Path) -> None:
    assert read_settings({"TENKYO_MODEL": str(tmp_path)}).model == tmp_path


def test_an_unknown_setting_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(SettingError, match=r"TENKYO_HOEM is not a setting.*TENKYO_HOME, TENKYO_MODEL"):
        read_settings({"TENKYO_HOEM": "x"})


def test_a_model_that_is_no_folder_is_an_error() -> None:
    with pytest.raises(SettingError, match="no-such-folder, which is not a folder"):
        read_settings({"TENKYO_MODEL": "no-such-folder"})
