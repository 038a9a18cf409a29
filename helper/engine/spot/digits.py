"""Check digits: whether a number can be what it looks like. Letters here are small ones."""

from __future__ import annotations

_UPN_LETTERS = "abcdefghjklmnpqrtuvwxyz"
"""The letters a Unique Pupil Number can begin with, in the order of their values (DfE)."""
_IBAN_LENGTHS = {"gb": 22, "ie": 22, "de": 22, "fr": 27, "es": 24, "it": 27, "nl": 18, "pl": 28}
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the modulus 11 check of the others (NHS Data Dictionary).

    One number in eleven passes by chance, so a caller wants a cue or the 3-3-4 layout besides.
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[-1])


def is_upn(number: str) -> bool:
    """A Unique Pupil Number: a check letter and twelve digits, or eleven and a letter.

    The authority's code is not looked up: the published lists of them lag behind.
    """
    if len(number) != 13 or not number[1:-1].isdecimal():
        return False
    last = number[-1]
    values = [int(digit) for digit in number[1:-1]]
    if last.isdecimal():
        values.append(int(last))
    elif last in _UPN_LETTERS:
        values.append(_UPN_LETTERS.index(last))
    else:
        return False
    total = sum(value * weight for weight, value in enumerate(values, 2))
    return _UPN_LETTERS[total % 23] == number[0]


def is_payment_card(digits: str) -> bool:
    """Twelve to nineteen digits that pass the Luhn check and begin as cards do (ISO/IEC 7812)."""
    if not 12 <= len(digits) <= 19 or digits[0] not in "23456" or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(number: str) -> bool:
    """An IBAN by its length and its modulus 97 check (ISO 13616)."""
    length = _IBAN_LENGTHS.get(number[:2])
    if length is not None and len(number) != length:
        return False
    if not _SHORTEST_IBAN <= len(number) <= _LONGEST_IBAN or not number.isalnum():
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def is_national_insurance(number: str) -> bool:
    """A National Insurance number: two letters that HMRC gives out, six digits, a to d."""
    if len(number) != 9 or not number[2:8].isdecimal() or number[8] not in "abcd":
        return False
    first, second = number[0], number[1]
    barred = number[:2] in {"bg", "gb", "kn", "nk", "nt", "tn", "zz"}
    return first not in "dfiquv" and second not in "dfioquv" and not barred
