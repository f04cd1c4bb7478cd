"""What kind of file some bytes are, where no name tells."""

from __future__ import annotations

from kneerehab.exchange.activities.source import HEAD


def suffix_of(data: bytes) -> str:
    """The suffix such a file would have: .json, .zip, .db, .fit, .gpx, .tcx, else .csv; packed ones end in .gz."""
    if data.startswith(b"\x1f\x8b"):
        return suffix_of(_unpacked_head(data)) + ".gz"
    if data.startswith(b"PK"):
        return ".zip"
    if data.startswith(b"SQLite format 3\0"):
        return ".db"
    if data[8:12] == b".FIT":
        return ".fit"
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    if head.startswith((b"{", b"[")):
        return ".json"
    if head.startswith(b"<"):
        if b"<HealthData" in head or b"<!DOCTYPE HealthData" in head:
            return ".xml"
        return ".tcx" if b"<TrainingCenterDatabase" in head else ".gpx"
    return ".csv"


def _unpacked_head(data: bytes) -> bytes:
    import zlib

    try:
        return zlib.decompressobj(wbits=31).decompress(data, HEAD)
    except zlib.error:
        return b""
