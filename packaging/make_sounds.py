"""Makes the sounds of the timers in resources/sounds with the standard library: python packaging/make_sounds.py.

Soft tones with a slow start and a fading end, so that nothing clicks; 22,050 samples a second, 16 bits, one channel.
"""

from __future__ import annotations

import array
import math
import sys
import wave
from pathlib import Path

RATE = 22_050
PEAK = 20_000  # of 32,767: players on full volume stay pleasant

Tone = tuple[float, float, float]
"""Start and length in seconds, and pitch in hertz."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "count": ((0, 0.09, 587),),
    "go": ((0, 0.32, 880),),
    "repeat": ((0, 0.06, 659),),
    "ten": ((0, 0.10, 698), (0.16, 0.10, 698)),
    "switch": ((0, 0.16, 659), (0.18, 0.28, 494)),
    "rest": ((0, 0.34, 440),),
    "next": ((0, 0.14, 523), (0.16, 0.24, 659)),
    "skin": ((0, 0.20, 587), (0.26, 0.20, 587), (0.52, 0.30, 784)),
    "over": ((0, 0.18, 523), (0.20, 0.18, 659), (0.40, 0.55, 784)),
}


def samples(tones: tuple[Tone, ...]) -> array.array[int]:
    """The wave of a few tones, each with a quiet octave above it."""
    total = max(start + long for start, long, _pitch in tones) + 0.03
    wanted = [0.0] * round(total * RATE)
    for start, long, pitch in tones:
        first, count = round(start * RATE), round(long * RATE)
        for n in range(count):
            rise = min(1.0, n / (0.008 * RATE))
            fall = math.cos(math.pi / 2 * n / count) ** 1.5
            angle = math.tau * pitch * n / RATE
            wanted[first + n] += rise * fall * (math.sin(angle) + 0.25 * math.sin(2 * angle)) / 1.25
    found = array.array("h", (round(PEAK * max(-1.0, min(1.0, value))) for value in wanted))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def write_all(folder: Path) -> None:
    """Write every sound; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(tones).tobytes())


if __name__ == "__main__":
    write_all(Path(__file__).resolve().parents[1] / "resources" / "sounds")
