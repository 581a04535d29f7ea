"""Parameters as a form or as JSON: whoever reads them gets back what was put in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from bot.network.encoded import Encoded, form

values = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.lists(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.integers(), max_size=3)
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), values, max_size=4))
def test_nothing_is_lost(parameters: dict[str, Any]) -> None:
    """Texts come back as they were, everything else as JSON, short and long alike."""
    read = parse_qs(form(parameters).decode("ascii"), keep_blank_values=True, strict_parsing=bool(parameters))
    assert {name: found[0] for name, found in read.items()} == Encoded(parameters).json_parameters
    for name, value in parameters.items():
        assert (read[name][0] if isinstance(value, str) else json.loads(read[name][0])) == value
    assert json.loads(Encoded(parameters).json) == parameters
