"""Money that is given: how much, by whom, through whom, when, where and for what."""
