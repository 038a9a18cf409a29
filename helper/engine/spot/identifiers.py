"""Numbers and addresses that single somebody out: by shape first, then by what can be checked.

Each finder takes a reading and gives the word ranges of what it finds. Shapes are tried on the
folded text, so letters are small and wide digits are plain.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from helper.engine.reading import Reading
from helper.engine.spot import digits

_DIGIT = re.compile(r"\d")
_TELEPHONE = re.compile(
    r"(?<![\w+.,£$/-])(?:(?:\+|00)\s?44[\s.-]?(?:\(0\))?|\(?0)(?:[\s().-]{0,2}\d){8,10}(?![\w£%])"
    r"|(?<![\w.])\+(?!44)(?:[\s().-]{0,2}\d){8,14}(?!\w)"
)
_ABROAD = re.compile(r"^(?:00)?440?")
_DRAMA = re.compile(
    r"0(?:7700900\d{3}|1632960\d{3}|1(?:1[3-8]|21|31|41|51|61|91)4960\d{3}|2079460\d{3}"
    r"|289018\d{4}|292018\d{4}|1914980\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)
"""Ofcom's numbers for drama, which the numbering plan's own tables call invalid."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])")
_POSTCODE = re.compile(
    r"(?<!\w)(?:gir ?0aa|(?:[a-pr-uwyz](?:\d{1,2}|[a-hk-y]\d{1,2}|\d[a-hjkps-uw]"
    r"|[a-hk-y]\d[abehmnprv-y])) ?\d[abd-hjlnp-uw-z]{2})(?!\w)"
)
_NHS = re.compile(r"(?<![\w-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-])")
_NHS_CUE = re.compile(r"\bnhs\b|\bpatient\b|\bhospital (?:number|no)\b")
_UPN = re.compile(r"(?<!\w)[a-z]\d{11}[0-9a-z](?!\w)")
_NINO = re.compile(r"(?<!\w)[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)")
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?!\w)")
_CARD = re.compile(
    r"(?<![\w-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}|\d{4}[ -]?\d{6}[ -]?\d{4,5}|\d{12,19})"
    r"(?![\w-])"
)
_PLATE = re.compile(r"(?<!\w)[a-hj-pr-y]{2}(?:[05]\d|[126-7]\d) ?[a-hj-pr-z]{3}(?!\w)")
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)"
)
_STREET = re.compile(
    r"(?<!\w)(?:flat \w{1,3},? )?\d{1,4}[a-e]?,? (?:[a-z']+ ){1,3}"
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|crescent|cres|terrace|place|grove"
    r"|court|ct|gardens|gdns|way|row|square|sq|hill|park|mews|walk|view|rise|green)(?!\w)"
)
_STREET_NOT = re.compile(
    r"\b(?:minutes?|hours?|miles?|years?|pupils?|people|kids|the|and|a|of|in)\b"
)


def _where(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The words that `[start, end)` of the folded text touches."""
    first = bisect_right(reading.ends, start)
    last = bisect_left(reading.starts, end)
    return (first, last) if first < last else None


def _found(
    reading: Reading, shape: re.Pattern[str], holds: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    text = reading.normalised.text
    if _DIGIT.search(text) is None and shape is not _MAIL:
        return
    for match in shape.finditer(text):
        if holds(match[0]):
            place = _where(reading, *match.span())
            if place is not None:
                yield place


def _plain(text: str) -> str:
    return re.sub(r"[\s().+-]", "", text)


def _always(_: str) -> bool:
    return True


def telephone(reading: Reading) -> Iterator[tuple[int, int]]:
    """Telephone numbers in the UK's plan, drama numbers too, and others that begin with a +."""
    return _found(reading, _TELEPHONE, _is_telephone)


def _is_telephone(text: str) -> bool:
    # Imported where a number has been seen: most posts hold none, and the tables take memory.
    import phonenumbers  # noqa: PLC0415

    if _DRAMA.fullmatch(_ABROAD.sub("0", _plain(text))):
        return True
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def email_address(reading: Reading) -> Iterator[tuple[int, int]]:
    """Email addresses."""
    return _found(reading, _MAIL, _always) if "@" in reading.normalised.text else iter(())


def postcode(reading: Reading) -> Iterator[tuple[int, int]]:
    """UK postcodes, by Royal Mail's table of letters."""
    return _found(reading, _POSTCODE, _always)


def street_address(reading: Reading) -> Iterator[tuple[int, int]]:
    """A number and a street: "14 Quernmore Road", "Flat 2, 9 High St"."""
    return _found(reading, _STREET, lambda text: _STREET_NOT.search(text) is None)


def nhs_number(reading: Reading) -> Iterator[tuple[int, int]]:
    """NHS numbers: the check digit, and a cue or the usual layout, since the check is weak."""
    text = reading.normalised.text
    cued = _NHS_CUE.search(text) is not None
    return _found(
        reading,
        _NHS,
        lambda number: digits.is_nhs_number(_plain(number)) and (cued or not number.isdecimal()),
    )


def pupil_number(reading: Reading) -> Iterator[tuple[int, int]]:
    """Unique Pupil Numbers."""
    return _found(reading, _UPN, digits.is_upn)


def national_insurance(reading: Reading) -> Iterator[tuple[int, int]]:
    """National Insurance numbers."""
    return _found(reading, _NINO, lambda text: digits.is_national_insurance(_plain(text)))


def bank_account(reading: Reading) -> Iterator[tuple[int, int]]:
    """International bank account numbers."""
    return _found(reading, _IBAN, lambda text: digits.is_iban(_plain(text)))


def payment_card(reading: Reading) -> Iterator[tuple[int, int]]:
    """Numbers of payment cards."""
    return _found(reading, _CARD, lambda text: digits.is_payment_card(_plain(text)))


def number_plate(reading: Reading) -> Iterator[tuple[int, int]]:
    """Vehicle marks of the present UK form."""
    return _found(reading, _PLATE, _always)


def ip_address(reading: Reading) -> Iterator[tuple[int, int]]:
    """Addresses of computers."""
    return _found(reading, _IP, _is_ip)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return text.count(":") != 2 or "::" in text
