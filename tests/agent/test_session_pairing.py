"""Pairing, on the agent's side of a connection, frame by frame, with no socket."""

import asyncio
from datetime import timedelta

from agent.pairing import CODE_LIFE
from protocol.channel import (
    SESSION_MODE,
    Close,
    Initiator,
)
from protocol.messages import Request
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.messages.state import Done, Ping, Problem
from protocol.pairing_code import PairingCode
from tests.support.bench import Bench, ask, refused
from tests.support.wire import CHROME


def test_pairing_goes_in_two_phases(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    offer = ask(session, channel, 0, PairingRequest("Firefox on Linux"))
    assert isinstance(offer, PairingOffer)
    assert bench.pairings.browsers() == []
    assert ask(session, channel, 1, PairingConfirm(offer.pairing)) == Done()
    (browser,) = bench.pairings.browsers()
    assert (browser.pairing, browser.name, browser.origin) == (offer.pairing, "Firefox on Linux", CHROME)
    session.end()


def test_a_session_under_a_code_answers_nothing_but_pairing(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    requests: tuple[Request, ...] = (Ping(), PairingConfirm("00" * 16))
    for number, request in enumerate(requests):
        reply = ask(session, channel, number, request)
        assert isinstance(reply, Problem)
        assert reply.code == "not_allowed"
    assert bench.asked == []


def test_another_pairing_than_the_one_offered_is_not_confirmed(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    ask(session, channel, 0, PairingRequest("x"))
    reply = ask(session, channel, 1, PairingConfirm("00" * 16))
    assert isinstance(reply, Problem)
    assert reply.code == "bad_input"
    assert bench.pairings.browsers() == []


def test_a_code_works_once(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    (first, first_channel), (second, second_channel) = bench.connect_by_code(text), bench.connect_by_code(text)
    assert isinstance(ask(first, first_channel, 0, PairingRequest("first")), PairingOffer)
    late = ask(second, second_channel, 0, PairingRequest("second"))
    assert isinstance(late, Problem)
    assert late.code == "not_allowed"
    refused(Close.CODE_USED, lambda: bench.connect_by_code(text))


def test_a_code_that_is_late_or_replaced_has_expired(bench: Bench) -> None:
    replaced, _expires_at = bench.pairings.start()
    text, _expires_at = bench.pairings.start()
    refused(Close.CODE_EXPIRED, lambda: bench.connect_by_code(replaced))
    session, channel = bench.connect_by_code(text)
    bench.clock.now += CODE_LIFE + timedelta(seconds=1)
    late = ask(session, channel, 0, PairingRequest("late"))
    assert isinstance(late, Problem)
    refused(Close.CODE_EXPIRED, lambda: bench.connect_by_code(text))


def test_a_code_that_was_never_made_is_wrong(bench: Bench) -> None:
    bench.pairings.start()
    wrong = PairingCode.make(48217).text()
    refused(Close.HANDSHAKE_FAILED, lambda: bench.connect_by_code(wrong))


def test_a_code_needs_an_origin(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    refused(Close.NOT_ALLOWED, lambda: bench.connect_by_code(text, ""))


def test_an_offer_ends_with_its_connection(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    offer = ask(session, channel, 0, PairingRequest("x"))
    assert isinstance(offer, PairingOffer)
    session.end()
    assert bench.pairings.browsers() == []
    assert asyncio.run(bench.pairings.wait()) is None
    first = Initiator(SESSION_MODE, bytes.fromhex(offer.key), bytes.fromhex(offer.pairing)).first
    refused(Close.UNKNOWN_PAIRING, lambda: bench.session().hello(first))


def test_a_code_that_nobody_used_stays_good_when_a_connection_ends(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    bench.connect_by_code(text)[0].end()
    session, channel = bench.connect_by_code(text)
    assert isinstance(ask(session, channel, 0, PairingRequest("x")), PairingOffer)
