"""The engine's own finders, by the name under which a concept file asks for one.

A finder takes a reading and gives word ranges. It is for what a list of words cannot say:
capitals, check digits, the shape of a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from helper.engine.reading import Reading
from helper.engine.spot import identifiers
from helper.engine.spot.capitals import (
    capitalised,
    initial,
    possessive,
    set_off,
    shouted,
    small,
)
from helper.engine.spot.titles import titled

Finder = Callable[[Reading], Iterable[tuple[int, int]]]

KNOWN: Mapping[str, Finder] = {
    "bank-account": identifiers.bank_account,
    "capitalised": capitalised,
    "initial": initial,
    "set-off": set_off,
    "shouted": shouted,
    "small": small,
    "titled": titled,
    "email-address": identifiers.email_address,
    "ip-address": identifiers.ip_address,
    "national-insurance": identifiers.national_insurance,
    "nhs-number": identifiers.nhs_number,
    "number-plate": identifiers.number_plate,
    "payment-card": identifiers.payment_card,
    "possessive": possessive,
    "postcode": identifiers.postcode,
    "pupil-number": identifiers.pupil_number,
    "street-address": identifiers.street_address,
    "telephone": identifiers.telephone,
}
