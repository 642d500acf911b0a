"""The table of providers: complete, encrypted, and found by domain or MX."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent_console.config import Security
from agent_console.mail import providers
from agent_console.mail.providers import (
    Provider,
    Step,
    UserForm,
    load_providers,
    provider_by_mx,
    provider_of,
    what_to_do,
)

ALL = load_providers()
HOST = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}|127\.0\.0\.1")


def named(name: str) -> Provider:
    return next(provider for provider in ALL if provider.name == name)


def test_table_knows_the_providers_of_the_german_speaking_countries_and_the_big_ones() -> None:
    names = {provider.name for provider in ALL}
    assert names >= {
        "Gmail", "Google Workspace", "Microsoft 365", "Outlook.com", "iCloud", "Yahoo", "GMX",
        "WEB.DE", "freenet Mail", "IONOS", "STRATO", "mailbox.org", "Posteo", "Telekom", "Hetzner",
        "ALL-INKL.COM", "Host Europe", "DomainFactory", "netcup", "mittwald", "Infomaniak",
        "Hostpoint", "Bluewin", "cyon", "Sunrise", "A1", "World4You", "easyname", "Fastmail",
        "Zoho Mail", "Proton Mail", "mail.de", "Tuta",
    }  # fmt: skip


@pytest.mark.parametrize("provider", ALL, ids=lambda provider: provider.name)
def test_every_server_of_the_table_is_encrypted_and_on_its_usual_port(provider: Provider) -> None:
    usual = {
        ("imap", 993): Security.TLS,
        ("smtp", 465): Security.TLS,
        ("smtp", 587): Security.STARTTLS,
        ("imap", 1143): Security.STARTTLS,
        ("smtp", 1025): Security.STARTTLS,
    }
    for kind, server in (("imap", provider.imap), ("smtp", provider.smtp)):
        if server is None:
            assert provider.steps == (Step.NO_IMAP,)
            continue
        assert HOST.fullmatch(server.host) or (server.host == "MX" and provider.mx)
        assert server.security is usual[kind, server.port]
        assert server.port < 1024 or server.host == "127.0.0.1"
    assert provider.sent_copy in ("append", "server")
    assert provider.domains or provider.mx


def test_no_domain_and_no_mx_belongs_to_two_providers() -> None:
    for ends in ("domains", "mx"):
        listed = [end for provider in ALL for end in getattr(provider, ends)]
        assert len(listed) == len(set(listed))
        assert all(end == end.lower().strip() for end in listed)


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("GMX.de", "GMX"),
        ("gmx.ch.", "GMX"),
        ("googlemail.com", "Gmail"),
        ("firma.onmicrosoft.com", "Microsoft 365"),
        ("onmicrosoft.com", None),
        ("notgmx.de", None),
        ("mail.gmx.de", None),
        ("", None),
    ],
)
def test_provider_is_found_by_its_own_domain_only(domain: str, name: str | None) -> None:
    found = provider_of(domain)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("hosts", "name", "imap"),
    [
        (["ASPMX.L.GOOGLE.COM.", "alt1.aspmx.l.google.com"], "Google Workspace", "imap.gmail.com"),
        (
            ["firma-de.mail.protection.outlook.com"],
            "Microsoft 365",
            "outlook.office365.com",
        ),
        (["w01a2b3c.kasserver.com"], "ALL-INKL.COM", "w01a2b3c.kasserver.com"),
        (["mx2f9b.netcup.net"], "netcup", "mx2f9b.netcup.net"),
        (["mx01.ionos.de", "mx00.ionos.de"], "IONOS", "imap.ionos.de"),
        (["filter.example.net", "smtpin.rzone.de"], "STRATO", "imap.strato.de"),
        (["evilkasserver.com"], None, ""),
        (["kasserver.com.evil.example"], None, ""),
        ([], None, ""),
    ],
)
def test_provider_of_a_domain_of_ones_own_is_found_by_its_mx(
    hosts: list[str], name: str | None, imap: str
) -> None:
    found = provider_by_mx(hosts)
    assert (found.name if found else None) == name
    if found:
        assert found.imap is not None
        assert found.imap.host == imap
        assert found.smtp is not None
        assert found.smtp.host != "MX"


@pytest.mark.parametrize(
    ("form", "user"),
    [(UserForm.ADDRESS, "a@web.de"), (UserForm.LOCAL, "a"), (UserForm.OWN, "")],
)
def test_user_name_has_the_form_that_the_provider_wants(form: UserForm, user: str) -> None:
    assert form.of("a@web.de") == user


def test_what_a_person_must_do_is_said_in_sentences() -> None:
    assert what_to_do(named("Posteo")) == ()
    gmx = " ".join(what_to_do(named("GMX")))
    assert "Switch IMAP on in the settings of GMX" in gmx
    assert "hilfe.gmx.net" in gmx
    assert named("Microsoft 365").needs_oauth
    assert not named("Gmail").needs_oauth
    for provider in ALL:
        for sentence in what_to_do(provider):
            assert "{" not in sentence


def test_every_step_is_used_and_has_words() -> None:
    assert {step for provider in ALL for step in provider.steps} == set(Step)


def test_table_is_part_of_the_package() -> None:
    assert Path(providers.__file__).with_name("providers.toml").is_file()
