"""Row 6: a cell that a spreadsheet would compute is read as text, and comes back as it was."""

import pytest

from people.cells import as_written, harmless


@pytest.mark.parametrize("sign", ["=1", "+46 70", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_begins_like_a_formula_is_text(sign):
    assert harmless(sign) == f"'{sign}"
    assert as_written(harmless(sign)) == sign


@pytest.mark.parametrize("text", ["", "Vanlig", "O'Brien", "'citat'", "1=1"])
def test_other_cells_are_left_alone(text):
    assert harmless(text) == as_written(text) == text
