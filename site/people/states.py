"""What may happen to a thing, by the state that it is in. Each kind of thing has its own table."""

from collections.abc import Mapping

Table = Mapping[str, tuple[frozenset[str], str]]  # verb: the states it begins in, and its end


class NotNow(Exception):
    """The verb is not possible in the state that the thing is in."""


def after(state: str, verb: str, table: Table) -> str:
    """The state that the verb leads to; NotNow if it does not begin in this one."""
    if not may(state, verb, table):
        raise NotNow(f"{verb} is not possible in {state}")
    return table[verb][1]


def may(state: str, verb: str, table: Table) -> bool:
    return state in table[verb][0]
