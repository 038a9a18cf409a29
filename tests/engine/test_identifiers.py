"""Numbers that single somebody out are found, and numbers that only look alike are not."""

from __future__ import annotations

import pytest

from helper.engine.reading import Reading
from helper.engine.spot import digits
from helper.engine.spot.known import KNOWN


def found(finder: str, text: str) -> list[str]:
    reading = Reading(text, frozenset())
    spans = [reading.span(first, last) for first, last in KNOWN[finder](reading)]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("finder", "text", "expected"),
    [
        ("telephone", "Ring me on 07911 123456 tonight.", "07911 123456"),
        ("telephone", "her mum is 07700 900123", "07700 900123"),
        ("telephone", "office: (01524) 581 872, ask for Pat", "01524) 581 872"),
        ("telephone", "+44 7911 123456 is his", "+44 7911 123456"),
        ("telephone", "0044 (0)1632 960123", "0044 (0)1632 960123"),
        ("telephone", "call 0 7 9 1 1 1 2 3 4 5 6 now", "0 7 9 1 1 1 2 3 4 5 6"),
        ("telephone", "in Dublin on +353 1 679 1977.", "+353 1 679 1977"),
        (
            "email-address",
            "write to Jo.Smith-7@mail.example.co.uk, please",
            "Jo.Smith-7@mail.example.co.uk",
        ),
        ("postcode", "They live at LA1 4HT now", "LA1 4HT"),
        ("postcode", "send it to ec1a1bb", "ec1a1bb"),
        ("postcode", "m1 1ae", "m1 1ae"),
        ("street-address", "He lives at 14 Quernmore Road, just up from us", "14 Quernmore Road"),
        ("nhs-number", "NHS number 9434765919", "9434765919"),
        ("nhs-number", "It is 943 476 5919", "943 476 5919"),
        ("pupil-number", "UPN is B801200005001", "B801200005001"),
        ("national-insurance", "NI no AB 12 34 56 C", "AB 12 34 56 C"),
        (
            "bank-account",
            "pay GB82 WEST 1234 5698 7654 32 by Friday",
            "GB82 WEST 1234 5698 7654 32",
        ),
        ("payment-card", "card 4111 1111 1111 1111, exp 09/27", "4111 1111 1111 1111"),
        ("payment-card", "amex 3782 822463 10005", "3782 822463 10005"),
        ("number-plate", "a silver Fiesta, PK19 XYZ", "PK19 XYZ"),
        ("ip-address", "the server is 10.20.30.40", "10.20.30.40"),
    ],
)
def test_it_is_found(finder: str, text: str, expected: str) -> None:
    assert [part.strip("(") for part in found(finder, text)] == [expected]


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        ("telephone", "the 2019-2020 cohort had 1234567890 entries"),
        ("telephone", "Order 04481123"),
        ("telephone", "it cost £01234567890"),
        ("telephone", "ISBN 0123456789012345"),
        ("postcode", "he got A1 5 times"),
        ("postcode", "QV1 1AA"),
        ("street-address", "20 minutes down the road"),
        ("street-address", "3 kids in the park"),
        ("nhs-number", "order 9434765919"),
        ("nhs-number", "NHS number 9434765918"),
        ("pupil-number", "A801200005001"),
        ("pupil-number", "parcel B801200005002"),
        ("national-insurance", "GB 12 34 56 C"),
        ("national-insurance", "QQ123456C"),
        ("bank-account", "GB82 WEST 1234 5698 7654 33"),
        ("payment-card", "order number 4111 1111 1111 1112"),
        ("payment-card", "0000 0000 0000 0000"),
        ("number-plate", "OK so AB12"),
        ("ip-address", "version 1.2.3.400"),
        ("ip-address", "at 12:30:45"),
        ("email-address", "see you @ the gate"),
    ],
)
def test_it_only_looks_alike(finder: str, text: str) -> None:
    assert found(finder, text) == []


def test_every_nhs_number_but_one_in_ten_fails_with_another_last_digit() -> None:
    assert [last for last in range(10) if digits.is_nhs_number(f"943476591{last}")] == [9]


def test_a_temporary_pupil_number_ends_with_a_letter() -> None:
    numbers = [f"{letter}80120000500a" for letter in "abcdefghjklmnpqrtuvwxyz"]
    assert sum(map(digits.is_upn, numbers)) == 1
