"""The demo's texts, read from the files beside this one."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The one kind of tables in `<name>.toml`, texts without space around."""
    with (HERE / f"{name}.toml").open("rb") as file:
        (found,) = tidy(tomllib.load(file)).values()
    return list(found)


def tidy(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [tidy(one) for one in value]
    if isinstance(value, dict):
        return {key: tidy(one) for key, one in value.items()}
    return value
