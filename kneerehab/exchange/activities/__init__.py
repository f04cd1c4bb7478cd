"""Activities from the files of watches and websites, packed or not (`importers`). No diary is written to."""

from kneerehab.exchange.activities.candidate import Candidate, ReadFile, as_kind, with_walks, without_walks
from kneerehab.exchange.activities.chosen import read_again, read_files
from kneerehab.exchange.activities.importers import (
    IMPORTERS,
    Importer,
    holds_runs,
    kinds,
    read_bytes,
    read_file,
    read_stream,
    suffixes,
)
from kneerehab.exchange.activities.mapping import Column, Mapping, lost, recalled, remembered
from kneerehab.exchange.activities.preview import (
    Duplicate,
    FileFault,
    Preview,
    duplicates,
    preview,
    previewed,
)
from kneerehab.exchange.activities.records import to_activity, to_records
from kneerehab.exchange.activities.source import Reading, Stopped
from kneerehab.exchange.activities.walks import Walk, Walks

__all__ = [
    "IMPORTERS",
    "Candidate",
    "Column",
    "Duplicate",
    "FileFault",
    "Importer",
    "Mapping",
    "Preview",
    "ReadFile",
    "Reading",
    "Stopped",
    "Walk",
    "Walks",
    "as_kind",
    "duplicates",
    "holds_runs",
    "kinds",
    "lost",
    "preview",
    "previewed",
    "read_again",
    "read_bytes",
    "read_file",
    "read_files",
    "read_stream",
    "recalled",
    "remembered",
    "suffixes",
    "to_activity",
    "to_records",
    "with_walks",
    "without_walks",
]
