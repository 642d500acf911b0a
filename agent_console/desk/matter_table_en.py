"""How matters are said back in English; ``{…}`` are the facts that ``matter_words`` knows."""

from __future__ import annotations

from types import MappingProxyType

from agent_console.desk.matter_kinds import MatterKind

ENGLISH = MappingProxyType(
    {
        MatterKind.CANCELLED_CHARGED: (
            "that we charged you {amount} although you had cancelled {contract}",
            "that we charged you although you had cancelled {contract}",
            "that we charged you {amount} although you had cancelled {order}",
            "that we charged you for {order} although you had cancelled it",
        ),
        MatterKind.CHARGED_TWICE: (
            "that we charged you {amount} {times} {for_order}",
            "that we charged you {amount} {times}",
            "that we charged you the same amount {times} {for_order}",
            "that we charged you the same amount {times}",
        ),
        MatterKind.REFUND_MISSING: (
            "that you have been waiting {span} for your refund of {amount} {for_order}",
            "that you have been waiting {span} for your refund {for_order}",
            "that you have been waiting {span} for your refund of {amount}",
            "that you have been waiting {span} for your refund",
            "that you returned {item} {from_order} and are still waiting for {amount}{returned}",
            "that you returned {item} {from_order} and are still waiting for your refund{returned}",
            "that you returned {item} and are still waiting for {amount}{returned}",
            "that you returned {item} and are still waiting for your refund{returned}",
            "that your refund of {amount} {for_order} has still not reached you",
            "that your refund {for_order} has still not reached you",
            "that your refund of {amount} has still not reached you",
            "that your refund has still not reached you",
        ),
        MatterKind.WRONG_ITEM: (
            "that you received {wrong_form} with {known_order}",
            "that you received {wrong_form}",
            "that you received the wrong item with {known_order}",
            "that you received an item other than the one you ordered",
        ),
        MatterKind.MISSING_ITEM: (
            "that {order} arrived without {item}",
            "that {order} did not arrive complete",
        ),
        MatterKind.DAMAGED: (
            "that {item} {from_order} arrived damaged{arrived}",
            "that {item} arrived damaged{arrived}",
            "that {item} {from_order} {is} damaged",
            "that {item} {is} damaged",
            "that {item} {from_order} turned out to be damaged{later}",
            "that {item} turned out to be damaged{later}",
            "that what you received {from_order} is damaged{later}",
            "that what you received is damaged{later}",
            "that {item} {from_order} arrived damaged",
            "that {item} arrived damaged",
            "that {order} arrived damaged",
        ),
        MatterKind.NO_ACCESS: (
            "that you have been locked out of your account {since}{locked}",
            "that you are locked out of your account{locked}",
            "that you have not been able to log in to your account {since}",
            "that you have not been able to use {thing} properly {since}",
            "that you cannot use {thing} properly",
            "that you cannot log in to your account",
        ),
        MatterKind.DEFECTIVE: (
            "that {item} {from_order} {is} {state}",
            "that {item} {is} {state}",
            "that {item} {from_order} {is} not working properly",
            "that {item} {is} not working properly",
            "that {item} {from_order} stopped working{stopped}",
            "that {item} stopped working{stopped}",
            "that {item} {from_order} turned out to be defective",
            "that {item} turned out to be defective",
            "that the item {from_order} is {state}",
            "that the item {from_order} is not working properly",
            "that the product is not working properly",
        ),
        MatterKind.QUALITY: (
            "that {item} {from_order} {does} not match the description{described}",
            "that {item} {does} not match the description{described}",
            "that what you received {from_order} does not match the description{described}",
            "that what you received does not match the description{described}",
            "that you are not satisfied with the quality of {item} {from_order}",
            "that you are not satisfied with the quality of {item}",
            "that you are not satisfied with the quality of {known_order}",
            "that you are not satisfied with the quality of what we sent you",
        ),
        MatterKind.LATE: (
            "that {order} arrived {delay} late",
            "that {order} arrived late",
        ),
        MatterKind.NOT_ARRIVED: (
            "that you have been waiting {span} for {order}",
            "that {order} has still not arrived",
        ),
        MatterKind.BAD_TREATMENT: (
            "that you were treated rudely and that someone hung up on you{hung_up}{rude}",
            "that your call was simply cut off{hung_up}",
            "that you were shouted at{shouted}",
            "that you were treated rudely",
        ),
        MatterKind.NO_ANSWER: (
            "that you could not reach us by phone{by_phone}",
            "that you have been waiting {span} for an answer from us",
            "that you have had no answer to your messages{several}",
            "that you have had no answer to your message",
        ),
        MatterKind.OTHER: ("that, in your own words, “{quote}”",),
    }
)
ENGLISH_MANNERS = MappingProxyType(
    {
        MatterKind.BAD_TREATMENT: ("were treated rudely",),
        MatterKind.NO_ANSWER: (
            "could not reach us by phone{by_phone}",
            "have had no answer from us",
        ),
    }
)
