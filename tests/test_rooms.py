"""Imports point down; the drawing is in pyproject.toml."""

from importlinter.cli import lint_imports


def test_no_room_imports_upwards_or_sideways(capsys):
    assert lint_imports() == 0, capsys.readouterr().out
