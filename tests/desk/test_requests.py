"""Request types: what is matched, how levels and learning speak, German examples of our own."""

from __future__ import annotations

import pytest

from agent_console.desk.classify import RequestVerdict, classify, own_words
from agent_console.desk.complaint import History
from agent_console.desk.facts import FactKind
from agent_console.desk.learner import Suggestion
from agent_console.desk.phrases import parse_phrase
from agent_console.desk.request_types import (
    Cue,
    RequestType,
    RequestTypes,
    Strength,
    request_types,
)
from agent_console.desk.requests import Request, no_request, request_of, with_learning
from agent_console.services.examples import shipped_labels, shipped_learner
from agent_console.services.request_types import load_request_types
from agent_console.services.tones import load_tones
from tests.desk.labelled import held_out

TYPES = load_request_types().value
TONES = load_tones().value
WANTED = (
    *("order-status", "delivery-problem", "return", "refund", "payment", "invoice", "order"),
    *("cancellation", "product", "technical", "account", "complaint", "data-request", "praise"),
    *("delivery", "contact", "newsletter", "other"),
)


def small(**cues: tuple[tuple[str, Strength], ...]) -> RequestTypes:
    """Return types with the phrases given, all of level 1, that an order number helps."""
    return request_types(
        [
            RequestType(
                name,
                (("en", name),),
                1,
                cues=tuple(Cue(parse_phrase(text), strength) for text, strength in some),
                facts=(FactKind.ORDER,),
            )
            for name, some in cues.items()
        ]
    )


def asked(text: str, history: History | None = None) -> Request:
    return request_of(text, TYPES, TONES, history=history)


def test_types_that_are_shipped_are_complete_in_both_languages() -> None:
    assert {one.id for one in TYPES.types} == set(WANTED)
    assert TYPES.types[-1].id == "other"
    for one in TYPES.types:
        assert 1 <= one.level <= 3
        assert one.name("de") != one.name("en") or one.id == "newsletter"
        assert one.id == "other" or one.answers


def test_levels_that_are_shipped_are_those_of_the_desk() -> None:
    levels = {one.id: one.level for one in TYPES.types}
    assert {levels[one] for one in ("contact", "order", "order-status", "delivery")} == {1}
    assert levels["product"] == 2
    assert {levels[one] for one in ("complaint", "technical")} == {3}


def test_verdict_when_words_match_quotes_them_with_the_order_number() -> None:
    text = "Mein Paket zu BE-4711 ist noch nicht angekommen."
    verdict = classify(text, TYPES, {FactKind.ORDER})
    assert verdict.type == "delivery-problem"
    assert "nicht angekommen" in verdict.reasons[0]
    assert verdict.reasons[0].endswith(", order number")


def test_verdict_when_nothing_is_known_is_other_with_a_reason() -> None:
    assert classify("Wie alt wird ein Elefant?", TYPES) == RequestVerdict(
        "other", 1, ("no rule knows these words",)
    )


def test_verdict_when_only_hints_match_is_other() -> None:
    types = small(a=(("paket", Strength.HINT), ("ware", Strength.HINT)))
    assert classify("Paket Ware", types, {FactKind.ORDER}).type == "other"


def test_verdict_when_as_much_speaks_for_two_is_the_first_and_names_the_other() -> None:
    types = small(b=(("rot", Strength.SURE),), a=(("blau", Strength.SURE),))
    verdict = classify("blau und rot", types)
    assert (verdict.type, verdict.also) == ("b", ("a",))


def test_verdict_when_words_speak_against_a_type_takes_another() -> None:
    types = small(
        a=(("konto", Strength.SURE), ("newsletter", Strength.AGAINST)),
        b=(("newsletter", Strength.WORD),),
    )
    assert classify("konto", types).type == "a"
    assert classify("konto newsletter", types).type == "b"


def test_verdict_when_a_word_is_repeated_counts_it_once() -> None:
    types = small(a=(("paket", Strength.WORD),), b=(("geld", Strength.SURE),))
    assert classify("Paket, Paket! PAKET? paket geld", types).type == "b"


def test_own_words_when_the_subject_answers_us_are_the_body_alone() -> None:
    assert own_words("AW: Ihre Rechnung", "Danke").strip() == "Danke"
    assert own_words("Rechnung", "Danke") == "Rechnung\n\nDanke"


def test_request_when_it_is_a_complaint_needs_level_three() -> None:
    calm, angry = asked("Wann kommt mein Paket?"), asked("Wann kommt mein Paket? Frechheit!")
    assert (calm.type, calm.level, calm.complaint) == ("order-status", 1, False)
    assert (angry.type, angry.level, angry.complaint) == ("order-status", 3, True)
    assert angry.reasons.level == ("a complaint needs level 3",)
    assert angry.reasons.complaint == ("matched: 'Frechheit'",)


def test_request_when_its_type_is_complaint_is_flagged() -> None:
    request = asked("Mit der Hotline bin ich unzufrieden.")
    assert (request.type, request.complaint) == ("complaint", True)
    assert request.reasons.complaint


def test_request_when_no_person_wrote_is_none() -> None:
    request = no_request()
    assert (request.type, request.level, request.complaint) == ("other", 1, False)


@pytest.mark.parametrize(
    ("score", "lead", "expected"), [(2, 4.0, "refund"), (4, 4.0, "return"), (4, 13.0, "refund")]
)
def test_labels_when_rules_are_unsure_or_labels_very_sure_decide(
    score: int, lead: float, expected: str
) -> None:
    verdict = RequestVerdict("return", 2, ("matched: 'x'",), score)
    said = with_learning(verdict, Suggestion("refund", lead, 1.0, 1.0, 12), TYPES)
    assert said.type == expected
    if expected == "refund":
        assert said.reasons == ("like 12 labelled examples",)
        assert said.also == ("return",)


def test_labels_when_their_type_is_gone_are_not_heard() -> None:
    verdict = classify("hm", TYPES)
    assert with_learning(verdict, Suggestion("gone", 99.0, 9.0, 1.0, 12), TYPES) is verdict


def test_german_requests_when_the_rules_were_tuned_on_them_are_known() -> None:
    labels = shipped_labels()
    said = [(label.type, classify(label.text, TYPES).type, label.text) for label in labels]
    wrong = [one for one in said if one[0] != one[1]]
    assert len(labels) > 500
    assert len(wrong) <= 0.03 * len(labels), wrong


def test_german_requests_when_never_tuned_on_are_rarely_taken_for_something_else() -> None:
    learner = shipped_learner()
    said = [
        (
            want,
            classify(text, TYPES),
            with_learning(classify(text, TYPES), learner.suggest(text), TYPES),
        )
        for want, text in held_out()
    ]
    by_rules = sum(want == rules.type for want, rules, _both in said)
    right = sum(want == both.type for want, _rules, both in said)
    assert by_rules < right
    assert right >= 0.55 * len(said)
    assert sum(want != both.type != "other" for want, _rules, both in said) <= 0.08 * len(said)


def test_examples_that_are_shipped_name_shipped_types_and_none_is_held_out() -> None:
    labels = shipped_labels()
    assert {label.type for label in labels} <= set(WANTED)
    assert not {label.text for label in labels} & {text for _want, text in held_out()}
