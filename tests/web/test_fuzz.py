"""Whatever is sent: an answer in the agreed shape, and never a failure of ours."""

from __future__ import annotations

import json
import random
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helper.rulebook import find_rules, load
from helper.settings import Rate
from helper.web import contract
from helper.web.access import Access
from helper.web.app import create_app

ACCESS = Access(41234, "token", rate=Rate(1e9, 10**9))
HEADERS = {"Host": ACCESS.host, "Authorization": "Bearer token"}
EXPECTED = {200, 400, 413, 422}

wild_text = st.text(st.characters(codec=None), max_size=200)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | wild_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(wild_text, inner, max_size=4),
    max_leaves=12,
)
contexts = st.fixed_dictionaries(
    {},
    optional={
        "site": wild_text | json_values,
        "kind": st.sampled_from(["post", "reply", "message", "profile_bio"]) | json_values,
        "thread": wild_text | st.none(),
        "attachments": st.lists(st.sampled_from(["image", "video"]), max_size=3) | json_values,
        "audience": st.sampled_from(["public", "direct"]) | json_values,
        "account": st.fixed_dictionaries({}, optional={"bio_disclaimer": st.booleans()})
        | json_values,
        "limit": st.integers() | st.floats() | st.none(),
        "now": st.datetimes().map(lambda now: now.isoformat()) | wild_text,
    },
)
requests = st.fixed_dictionaries(
    {"text": wild_text | json_values},
    optional={"revision": st.integers() | json_values, "context": contexts | json_values},
)


@pytest.fixture(scope="module")
def client() -> Any:
    rules = SimpleNamespace(current=load(find_rules()), problems=())
    return create_app(rules, ACCESS).test_client()


def judged(client: Any, raw: bytes) -> Any:
    answer = client.post("/v1/check", data=raw, headers=HEADERS, content_type="application/json")
    assert answer.status_code in EXPECTED, answer.data
    contract.checker("Report" if answer.status_code == 200 else "Problem")(answer.json)
    return answer


quick = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(value=requests | json_values)
def test_any_json_is_judged_or_refused(value: Any, client: Any) -> None:
    judged(client, json.dumps(value).encode())


@quick
@given(text=wild_text, thread=wild_text, revision=st.integers(0, 2**53 - 1))
def test_any_text_is_judged(text: str, thread: str, revision: int, client: Any) -> None:
    body = {"text": text, "revision": revision, "context": {"thread": thread}}
    answer = judged(client, json.dumps(body).encode())

    assert answer.status_code == 200
    assert answer.json["revision"] == revision


@quick
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_refused_politely(raw: bytes, client: Any) -> None:
    if raw:
        judged(client, raw)


@quick
@given(path=st.text(max_size=60), method=st.sampled_from(["GET", "POST", "PUT", "OPTIONS"]))
def test_any_address_is_answered_with_a_problem(path: str, method: str, client: Any) -> None:
    target = "/v1/" + quote(path, safe="/%", errors="replace")
    answer = client.open(target, method=method, headers=HEADERS)

    assert answer.status_code in {200, 400, 404, 405, 411, 415}
    if answer.status_code != 200:
        assert answer.mimetype == "application/problem+json"


def test_mangled_requests_never_break_the_server(serve: Any) -> None:
    served = serve()
    chance = random.Random(9)  # noqa: S311
    good = served.request(json.dumps({"text": "Hello \ud83d", "revision": 1}).encode())
    for _ in range(150):
        raw = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            match chance.randrange(4):
                case 0:
                    raw[at] = chance.randrange(256)
                case 1:
                    del raw[at : at + chance.randint(1, 9)]
                case 2:
                    raw[at:at] = bytes(chance.randrange(256) for _ in range(5))
                case _:
                    raw[at:at] = raw[at : at + 20]
        try:
            status, _, _ = served.send(bytes(raw), seconds=0.2)
        except (TimeoutError, ConnectionError):
            continue  # it waits for the rest, as it should
        assert status < 500

    assert served.send(good)[0] == 200
