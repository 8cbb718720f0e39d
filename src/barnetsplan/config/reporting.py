"""Error lines that an operator can act on and that hold no personal data (law.md 4.4)."""

import json
import logging
import traceback

from django.views.debug import ExceptionReporter


class SilentReporter(ExceptionReporter):
    """A report without local variables, request data or settings."""

    def get_traceback_data(self) -> dict[str, object]:
        """Keep the frames and drop every value."""
        data = super().get_traceback_data()
        for frame in data.get("frames", []):
            frame["vars"] = []
        data["request"] = None
        data["settings"] = {}
        return data


class LineFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, where, the type of the exception; never its message or values."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "text": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(record.exc_info[2])][-8:]
        return json.dumps(line, ensure_ascii=False)
