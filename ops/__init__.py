"""Everything run from a terminal or a timer: `python3 -m ops <verb>`."""
