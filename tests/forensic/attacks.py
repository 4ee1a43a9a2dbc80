"""All attacks, by the name that the report gives them."""

from collections.abc import Callable

from tests.forensic import attack_copies, attack_orders, attack_pictures, attack_values
from tests.forensic.evidence import Evidence
from tests.forensic.reading import Guess

ATTACKS: dict[str, Callable[[Evidence], Guess]] = {
    "order of the slots": attack_orders.places_of_slots,
    "slots taken in turn": attack_orders.places_taken_in_turn,
    "order of the cards": attack_orders.places_of_cards,
    "versions of rows": attack_orders.versions_of_rows,
    "order of coming in": attack_orders.order_of_coming,
    "order of sign-ins": attack_orders.order_of_sign_ins,
    "times beside cards": attack_orders.times_beside_cards,
    "numbers beside cards": attack_orders.numbers_beside_cards,
    "clocks in slots' keys": attack_orders.clocks_in_slot_keys,
    "clocks in cards' keys": attack_orders.clocks_in_card_keys,
    "people's own values": attack_values.own_values,
    "the same, hashed": attack_values.own_values_hashed,
    "audit events": attack_values.events,
    "notices and letters": attack_values.notices,
    "lines of logs": attack_values.lines_of_logs,
    "caches and mails": attack_values.caches_and_mails,
    "surroundings in files": attack_values.surroundings_in_files,
    "place in files": attack_copies.place_in_files,
    "copies in files": attack_copies.copies_in_files,
    "notes of the planner": attack_copies.notes_of_planner,
    "series of copies": attack_copies.series_without_open_cards,
    "series of pictures": attack_pictures.columns_that_grow,
}
