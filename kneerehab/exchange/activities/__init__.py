"""Activities from the files of watches and websites: GPX, TCX, FIT, CSV, zipped or not. No diary is written to."""

from kneerehab.exchange.activities.candidate import Candidate, ReadFile
from kneerehab.exchange.activities.chosen import read_again, read_files
from kneerehab.exchange.activities.csv_headers import lost
from kneerehab.exchange.activities.importers import IMPORTERS, Importer, read_bytes, read_file, read_stream, suffixes
from kneerehab.exchange.activities.mapping import Column, Mapping, recalled, remembered
from kneerehab.exchange.activities.preview import (
    Duplicate,
    FileFault,
    Preview,
    duplicates,
    preview,
    previewed,
    to_activity,
)
from kneerehab.exchange.activities.source import Reading, Stopped

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
    "duplicates",
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
]
