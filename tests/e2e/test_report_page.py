"""The report's page in a real browser: it draws, it stands alone, it asks for nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from agent_console.desk.metrics_period import Span, period_of
from agent_console.services.exports_html import report_html
from tests.e2e.chromium import is_blank, opened_in_chromium
from tests.screens.fake_reports import FakeReports


def test_page_of_a_report_is_drawn_and_no_request_leaves(tmp_path: Path) -> None:
    report = FakeReports().report(period_of(Span.MONTH, date(2026, 3, 1)))
    page = tmp_path / "report.html"
    page.write_text(report_html(report, str, "en"), encoding="utf-8")
    found = opened_in_chromium(page)
    assert not is_blank(found.png)
    assert found.hosts == frozenset()
    assert len(re.findall("<svg", found.html)) == len(report.curves) + 1 + 6
    assert "Tickets opened" in found.html
