"""Dates on pages are never broken over two lines."""

from __future__ import annotations

from willing.report.html import asset
from willing.report.unbroken import unbroken


def test_a_date_in_a_text_is_kept_on_one_line() -> None:
    """Every date in running text is an element that the style does not break."""
    told = unbroken("<td>from 2027-04-01 to 2027-05-01, outcome 2027-04-01/<wbr>full</td>")
    assert told == (
        "<td>from <time>2027-04-01</time> to <time>2027-05-01</time>, "
        "outcome <time>2027-04-01</time>/<wbr>full</td>"
    )
    assert "time{white-space:nowrap}" in asset("style.css")


def test_what_is_no_running_text_stays_as_it_is() -> None:
    """Attributes, drawings, titles, choices, styles and scripts are left alone."""
    page = (
        '<title>Plan of 2027-04-01</title><style>a{b:"2027-04-01"}</style>'
        '<script>"2027-04-01"</script><option value="2027-04-01">2027-04-01</option>'
        '<svg aria-label="from 2027-04-01"><text>2027-04-01</text></svg>'
        '<td title="of 2027-04-01">serial A-2027-04-01-B</td>'
    )
    assert unbroken(page) == page
