"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from builder.model.finding import CODES, Severity
from builder.render.report import PlacedFinding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(placed: Iterable[PlacedFinding], version: str) -> str:
    """One document with one run."""
    findings = list(placed)
    codes = sorted({item.finding.code for item in findings})
    driver = {
        "name": "Dateline",
        "version": version,
        "rules": [
            {
                "id": code,
                "defaultConfiguration": {"level": LEVELS[CODES[code].severity]},
                "help": {"text": f"`dateline explain {code}` says what it means and how to fix it."},
            }
            for code in codes
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result(item, codes.index(item.finding.code)) for item in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def result(placed: PlacedFinding, rule: int) -> dict[str, object]:
    finding = placed.finding
    words = [finding.message, *([f"help: {finding.help}"] if finding.help else []), *finding.notes]
    region = {"startLine": placed.line, "startColumn": placed.column, "endColumn": placed.end_column}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(words)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(placed.file)}, "region": region}},
        ],
    }
