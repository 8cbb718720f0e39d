"""What an operator reads when something goes wrong holds no value of anybody's."""

import json
import logging
from typing import Any

import pytest
from django.test import RequestFactory

from barnetsplan.config.reporting import LineFormatter, SilentReporter

SECRET = "Noel leker ofta ensam"


def failed() -> logging.LogRecord:
    """A record of a fault that met a child's words."""
    with pytest.raises(ValueError, match=SECRET) as met:
        int(SECRET)
    trouble = (met.type, met.value, met.tb)
    return logging.LogRecord("barnetsplan", logging.ERROR, __file__, 1, "It failed for %s", (SECRET,), trouble)


def test_a_line_names_the_exception_and_where_and_not_what_it_met() -> None:
    line = LineFormatter().format(failed())

    told = json.loads(line)
    assert SECRET not in line
    assert told["exception"] == "ValueError"
    assert told["text"] == "It failed for %s"
    assert any("test_reporting.py" in place for place in told["at"])


def test_a_line_without_exception_is_a_line() -> None:
    record = logging.LogRecord("barnetsplan", logging.WARNING, __file__, 1, ValueError(SECRET), None, None)

    assert json.loads(LineFormatter().format(record))["text"] == "ValueError"


def test_a_report_holds_no_value_of_a_form_or_of_a_variable() -> None:
    request = RequestFactory().post("/", {"text": SECRET})
    kind, value, trace = failed().exc_info or (None, None, None)

    data: dict[str, Any] = SilentReporter(request, kind, value, trace).get_traceback_data()

    assert data["request"] is None
    assert data["settings"] == {}
    assert [frame["vars"] for frame in data["frames"] if frame["vars"]] == []
