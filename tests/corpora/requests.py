"""Request types measured on public texts and on our own German examples."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from statistics import mean

from agent_console.desk.classify import classify
from agent_console.desk.learner import Label, Learner
from agent_console.desk.request_types import OTHER, RequestTypes
from agent_console.desk.requests import with_learning
from agent_console.services.examples import shipped_labels, shipped_learner
from agent_console.services.request_types import load_request_types
from tests.corpora.figures import Figure, records
from tests.desk.corpora import corpus
from tests.desk.labelled import held_out

_LABELS = 1_579
_INTENTS = 12
_GROUPS = 6
_MEANT: Mapping[str, str] = {
    "track_order": "order-status",
    "delivery_period": "order-status delivery",
    "delivery_options": "delivery",
    "change_shipping_address": "delivery",
    "set_up_shipping_address": "delivery",
    "place_order": "order",
    "change_order": "order",
    "cancel_order": "cancellation",
    "check_cancellation_fee": "cancellation",
    "check_refund_policy": "refund return",
    "get_refund": "refund",
    "track_refund": "refund",
    "check_invoice": "invoice",
    "check_invoices": "invoice",
    "get_invoice": "invoice",
    "check_payment_methods": "payment",
    "payment_issue": "payment",
    "create_account": "account",
    "delete_account": "account",
    "edit_account": "account",
    "switch_account": "account",
    "recover_password": "account",
    "registration_problems": "account",
    "complaint": "complaint",
    "review": "praise",
    "contact_customer_service": "contact",
    "contact_human_agent": "contact",
    "newsletter_subscription": "newsletter",
}


def types_by_rules() -> list[Figure]:
    """Short English requests get their type by the rules alone."""
    types = load_request_types().value
    total = right = 0
    for record in records(corpus("text-bitext/data.jsonl")):
        total += 1
        right += classify(record["text"], types).type in _MEANT[record["label"]].split()
    return [Figure("Bitext request types by rules", right, total * 0.93, total)]


def out_of_scope() -> list[Figure]:
    """What is no request of a customer gets no type."""
    types = load_request_types().value
    oos = [
        record["text"]
        for record in records(corpus("text-clinc150/data.jsonl"))
        if record["label"] == "oos"
    ]
    spoken = [record["text"] for record in records(corpus("text-massive-de/data.jsonl"))]
    return [
        _guessed("clinc150 out of scope given a type", oos, 0.05, types),
        _guessed("text-massive-de given a type", spoken, 0.1, types),
    ]


def _guessed(title: str, texts: list[str], share: float, types: RequestTypes) -> Figure:
    model = shipped_learner()
    verdicts = (with_learning(classify(text, types), model.suggest(text), types) for text in texts)
    given = sum(verdict.type != OTHER for verdict in verdicts)
    return Figure(title, given, len(texts) * share, len(texts), most=True)


def german() -> list[Figure]:
    """German requests of our own: those the rules were tuned on, and those kept apart."""
    types = load_request_types().value
    shipped, apart, model = shipped_labels(), held_out(), shipped_learner()
    known = sum(classify(label.text, types).type == label.type for label in shipped)
    rules = [(want, classify(text, types)) for want, text in apart]
    both = [
        (want, with_learning(verdict, model.suggest(text), types).type)
        for (want, verdict), (_want, text) in zip(rules, apart, strict=True)
    ]
    by_rules = sum(want == verdict.type for want, verdict in rules)
    right = sum(want == got for want, got in both)
    wrong = sum(want != got != OTHER for want, got in both)
    total = len(apart)
    return [
        Figure("German requests the rules were tuned on", known, len(shipped) * 0.93, len(shipped)),
        Figure("German requests held out, by rules", by_rules, total * 0.45, total),
        Figure("German requests held out, with examples", right, total * 0.55, total),
        Figure("German requests held out, wrong type", wrong, total * 0.08, total, most=True),
    ]


def learner() -> list[Figure]:
    """Twelve intents are learned from at most 1,579 labels, six times with other intents."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for record in records(corpus("text-banking77/data.jsonl")):
        by_intent[record["label"]].append(record["text"])
    names = list(by_intent)
    shares, spoken, right, most = [], 0, 0, 0
    for group in range(_GROUPS):
        chosen = names[group * _INTENTS : (group + 1) * _INTENTS]
        train, test = _split({name: by_intent[name] for name in chosen})
        model = Learner(train)
        best = [(label.type, model.best(label.text)) for label in test]
        shares.append(
            sum(found is not None and found.type == want for want, found in best) / len(best)
        )
        for label in test:
            suggestion = model.suggest(label.text)
            spoken += suggestion is not None
            right += suggestion is not None and suggestion.type == label.type
        most += len(test)
    return [
        Figure("banking77, 12 intents by the learner", mean(shares), 0.95),
        Figure("banking77, suggestions that are right", right, spoken * 0.97, spoken),
        Figure("banking77, texts with a suggestion", spoken, most * 0.7, most),
    ]


def _split(texts: Mapping[str, list[str]]) -> tuple[list[Label], list[Label]]:
    """Return labels to learn, at most 1,579 and four of five, and the others, by their hash."""
    labels = [Label(text, name) for name, some in texts.items() for text in some]
    labels.sort(key=lambda label: hashlib.sha256(label.text.encode()).digest())
    cut = min(_LABELS, len(labels) * 4 // 5)
    return labels[:cut], labels[cut:]


MEASURES: tuple[Callable[[], list[Figure]], ...] = (
    types_by_rules,
    out_of_scope,
    german,
    learner,
)
