"""What shops call the columns of their files and the states of their orders, German and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent_console.desk.orders import OrderStatus

_NO_LETTERS = re.compile(r"[\W_]+")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def plain_header(name: str) -> str:
    """Return a name by which columns are compared: letters and digits alone, in lower case."""
    return _NO_LETTERS.sub("", name.casefold().translate(_SPELLED))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": _names(
        "ordernumber orderno ordernr orderid orderref orderreference order bestellnummer bestellnr"
        " bestellid bestellung auftragsnummer auftragsnr auftrag auftragid belegnummer number"
        " nummer id"
    ),
    "email": _names(
        "email emailaddress mail customeremail buyeremail billingemail contactemail kundenemail"
        " emailadresse kundenmail rechnungsemail mailadresse"
    ),
    "first_name": _names("firstname customerfirstname billingfirstname vorname kundenvorname"),
    "last_name": _names("lastname customerlastname billinglastname nachname kundennachname"),
    "name": _names(
        "customername customer fullname billingname buyername buyer shippingname recipient"
        " kundenname kunde rechnungsname besteller empfaenger name"
    ),
    "ordered": _names(
        "orderdate ordered orderedat orderedon createdat created dateoforder purchasedate placedat"
        " bestelldatum bestelltam bestellt auftragsdatum date datum"
    ),
    "status": _names(
        "orderstatus fulfillmentstatus deliverystatus shippingstatus bestellstatus auftragsstatus"
        " lieferstatus versandstatus status state zustand"
    ),
    "total": _names(
        "ordertotal totalamount grandtotal totalprice totalgross gesamtbetrag gesamtsumme"
        " gesamtpreis bestellwert rechnungsbetrag auftragswert total sum amount gesamt summe betrag"
        " brutto"
    ),
    "currency": _names("currency currencycode waehrung"),
    "item": _names(
        "itemname lineitemname productname producttitle articlename items lineitems products"
        " positions artikelname artikelbezeichnung produktname produktbezeichnung positionen"
        " artikelliste item product article artikel produkt produkte bezeichnung"
    ),
    "sku": _names(
        "sku itemsku lineitemsku productsku articlenumber articleno itemnumber productid"
        " artikelnummer artikelnr artnr produktnummer"
    ),
    "quantity": _names("quantity qty lineitemquantity itemquantity count menge anzahl stueck stk"),
    "price": _names(
        "unitprice itemprice lineitemprice productprice price einzelpreis stueckpreis"
        " artikelpreis preis"
    ),
    "carrier": _names(
        "carrier shippingcarrier trackingcompany shippingprovider courier shipper"
        " versanddienstleister versanddienst paketdienst zusteller transporteur spediteur"
    ),
    "tracking": _names(
        "trackingnumber trackingno trackingid trackingcode trackingnumbers tracking parcelnumber"
        " parcels shipments packages sendungsnummer sendungsnr sendungsnummern paketnummer paketnr"
        " trackingnummer sendungsverfolgung pakete sendungen"
    ),
    "shipped": _names(
        "shipdate shippingdate shippeddate shippedat shippedon shipped dispatchdate dispatchedat"
        " dispatched fulfilledat versanddatum versandtam versendetam versandt verschickt"
    ),
    "due": _names(
        "duedate expecteddelivery expecteddeliverydate estimateddelivery estimateddeliverydate"
        " deliverydue promiseddate eta due liefertermin voraussichtlichelieferung"
        " voraussichtlicheslieferdatum zustelltermin lieferdatum"
    ),
    "delivered": _names(
        "delivereddate deliveredat deliveredon deliverydate delivered zugestelltam zugestellt"
        " geliefertam geliefert zustelldatum"
    ),
    "cancelled": _names("cancelledat canceledat cancelledon storniertam stornodatum"),
    "page": _names("orderurl orderlink url link statusurl bestelllink"),
}
"""Our fields with the names they are known by; the surest first."""

STATES: Mapping[str, OrderStatus] = {
    **dict.fromkeys(
        _names(
            "open new pending placed received unpaid awaitingpayment pendingpayment onhold paid"
            " confirmed offen neu eingegangen bestellt bezahlt unbezahlt bestaetigt"
            " zahlungausstehend wartetaufzahlung angenommen"
        ),
        OrderStatus.OPEN,
    ),
    **dict.fromkeys(
        _names(
            "preparing processing packing packed picking inprogress inpreparation readytoship"
            " unfulfilled partial awaitingshipment inbearbeitung bearbeitung verpackt wirdverpackt"
            " kommissioniert inkommissionierung versandbereit invorbereitung"
        ),
        OrderStatus.PREPARING,
    ),
    **dict.fromkeys(
        _names(
            "shipped sent dispatched fulfilled intransit onitsway outfordelivery partiallyshipped"
            " versendet versandt verschickt unterwegs inzustellung teilversendet teilweiseversandt"
        ),
        OrderStatus.SHIPPED,
    ),
    **dict.fromkeys(
        _names(
            "delivered completed complete done closed zugestellt geliefert abgeschlossen"
            " ausgeliefert erledigt"
        ),
        OrderStatus.DELIVERED,
    ),
    **dict.fromkeys(
        _names("cancelled canceled voided storniert abgebrochen widerrufen"), OrderStatus.CANCELLED
    ),
    **dict.fromkeys(
        _names(
            "returned refunded partiallyrefunded retourniert zurueckgeschickt retoure erstattet"
            " teilerstattet zurueckgesendet"
        ),
        OrderStatus.RETURNED,
    ),
}
"""The words of shops for a state, as :func:`plain_header` writes them."""
