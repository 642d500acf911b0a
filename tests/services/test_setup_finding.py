"""Which source of the servers is asked when, and what of its answer is used."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import pytest

from agent_console.config import Security
from agent_console.mail.providers import ServerAnswer
from agent_console.mail.resolve import Service
from agent_console.services.find_servers import (
    Guess,
    Lookup,
    Net,
    NoImap,
    Origin,
    ask_ispdb,
    known,
    look_up,
)

ME = "shop@firma-beispiel.de"
PAGE = """<clientConfig><emailProvider>
<incomingServer type="imap"><hostname>imap.page.de</hostname><port>993</port>
<socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.page.de</hostname><port>587</port>
<socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"""


class FakeNet:
    """A network that knows what it is told, and keeps what it was asked."""

    def __init__(
        self,
        mx: Sequence[str] = (),
        srv: Mapping[str, Service] | None = None,
        pages: Mapping[str, str] | None = None,
    ) -> None:
        self.asked: list[str] = []
        self._mx, self._srv, self._pages = tuple(mx), srv or {}, pages or {}
        self.net = Net(self._mail_hosts, self._services, self._fetch)

    def _mail_hosts(self, domain: str) -> tuple[str, ...]:
        self.asked.append(f"MX {domain}")
        return self._mx

    def _services(self, name: str) -> tuple[Service, ...]:
        self.asked.append(f"SRV {name}")
        return (self._srv[name],) if name in self._srv else ()

    def _fetch(self, place: str, _seconds: float) -> bytes:
        self.asked.append(place)
        if place not in self._pages:
            raise OSError("no such page")
        return self._pages[place].encode()


def guess(found: Guess | NoImap | None) -> Guess:
    assert isinstance(found, Guess)
    return found


def test_address_at_a_known_provider_is_answered_by_the_table() -> None:
    found = guess(known("shop@Web.de"))
    assert (found.origin, found.name) == (Origin.TABLE, "WEB.DE")
    assert (found.user, found.smtp_user, found.sent_copy) == ("shop", "shop", "append")
    assert any("Switch IMAP on" in step for step in found.steps)
    assert known(ME) is None


def test_provider_without_imap_is_told_apart() -> None:
    found = known("a@tutanota.de")
    assert isinstance(found, NoImap)
    assert found.name == "Tuta"


def test_mx_of_a_known_provider_ends_the_search() -> None:
    fake = FakeNet(mx=["w0123456.kasserver.com"], pages={"x": PAGE})
    found = guess(look_up(ME, fake.net))
    assert (found.origin, found.imap.host) == (Origin.MX, "w0123456.kasserver.com")
    assert found.user == ME
    assert fake.asked == ["MX firma-beispiel.de"]


def test_page_of_the_domain_comes_before_its_srv_records() -> None:
    well_known = "https://firma-beispiel.de/.well-known/autoconfig/mail/config-v1.1.xml"
    fake = FakeNet(mx=["mx.firma-beispiel.de"], pages={well_known: PAGE})
    found = guess(look_up(ME, fake.net))
    assert found.origin is Origin.DOMAIN
    assert found.imap == ServerAnswer("imap.page.de", 993)
    assert found.smtp == ServerAnswer("smtp.page.de", 587, Security.STARTTLS)
    assert (found.user, found.smtp_user, found.sent_copy) == ("shop", ME, "")
    assert fake.asked[-1] == well_known


def test_srv_records_name_the_servers_when_nothing_else_does() -> None:
    domain = "firma-beispiel.de"
    fake = FakeNet(
        srv={
            f"_imap._tcp.{domain}": Service("mail.hoster.de", 143),
            f"_submissions._tcp.{domain}": Service("out.hoster.de", 465),
            f"_submission._tcp.{domain}": Service("old.hoster.de", 587),
        }
    )
    found = guess(look_up(ME, fake.net))
    assert found.origin is Origin.SRV
    assert found.imap == ServerAnswer("mail.hoster.de", 143, Security.STARTTLS)
    assert found.smtp == ServerAnswer("out.hoster.de", 465)


def test_srv_for_reading_alone_is_not_enough() -> None:
    fake = FakeNet(srv={"_imaps._tcp.firma-beispiel.de": Service("mail.hoster.de", 993)})
    assert look_up(ME, fake.net) is None


@pytest.mark.parametrize("domain", ["company.example", "mail.test", "office.local", "localhost"])
def test_nothing_is_asked_about_a_domain_that_nobody_owns(domain: str) -> None:
    fake = FakeNet()
    assert look_up(f"a@{domain}", fake.net) is None
    assert ask_ispdb(f"a@{domain}", fake.net) is None
    assert fake.asked == []


def test_domain_that_is_no_domain_is_not_fetched_from() -> None:
    fake = FakeNet()
    assert look_up("a@b_c/d.de", fake.net) is None
    assert not [asked for asked in fake.asked if asked.startswith("http")]


def test_public_database_learns_the_domain_and_nothing_else() -> None:
    place = "https://autoconfig.thunderbird.net/v1.1/firma-beispiel.de"
    fake = FakeNet(pages={place: PAGE})
    assert guess(ask_ispdb(ME, fake.net)).origin is Origin.ISPDB
    assert fake.asked == [place]
    assert ask_ispdb(ME, FakeNet().net) is None


def test_lookup_goes_on_beside_and_is_given_up_in_time() -> None:
    go_on = threading.Event()

    def slow(address: str) -> Guess | NoImap | None:
        go_on.wait(30)
        return known("a@gmx.de")

    lookup = Lookup(ME, slow)
    assert not lookup.is_done
    assert lookup.result(seconds=0.01) is None
    go_on.set()
    assert guess(lookup.result(seconds=30)).name == "GMX"
