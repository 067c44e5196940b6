#!/usr/bin/env python3
"""Draws logo.png: the sun over calm water between a harbour's arms, and the name.

Needs ImageMagick and fonts-noto-core; the picture is kept, so that nobody needs them to build."""

import math
import struct
import subprocess
import zlib
from pathlib import Path

COLOURS = {"accent": (0x0B, 0x5A, 0x66), "sun": (0xC8, 0x89, 0x3B), "soft": (0x4B, 0x56, 0x61)}
WIDTH, HEIGHT = 430, 96
FINE = 4  # drawn so many times as large, so that every edge is smooth
SHADES = 16  # of an edge: few, so that the file is small
FONTS = "/usr/share/fonts/truetype/noto/"


def line_through(points):
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return "stroke-linecap round stroke-linejoin round polyline " + places


def wave(left, right, middle):
    return line_through((x, middle - 15 * math.sin((x - left) * 2 * math.pi / 108)) for x in range(left, right + 1, 3))


def arms():
    turns = (math.radians(degrees) for degrees in range(143, 398, 3))
    return line_through((192 + 162 * math.cos(turn), 192 + 162 * math.sin(turn)) for turn in turns)


def drawn():
    accent, sun, soft = ("#%02x%02x%02x" % COLOURS[name] for name in ("accent", "sun", "soft"))
    line = ["-fill", "none", "-stroke", accent, "-strokewidth"]
    command = ["convert", "-size", f"{WIDTH * FINE}x{HEIGHT * FINE}", "xc:none"]
    command += line + ["26", "-draw", arms()]
    command += ["-fill", sun, "-stroke", "none", "-draw", "circle 192,168 192,108"]
    command += line + ["22", "-draw", wave(111, 273, 290), "-draw", wave(138, 246, 348)]
    command += ["-stroke", "none", "-fill", accent, "-font", FONTS + "NotoSans-Bold.ttf", "-pointsize", "178"]
    command += ["-annotate", "+440+190", "Porto Sereno"]
    command += ["-fill", soft, "-font", FONTS + "NotoSans-Regular.ttf", "-pointsize", "116"]
    command += ["-annotate", "+444+328", "Savings Bank", "-filter", "Box", "-resize", "25%", "-depth", "8", "rgba:-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def nearest(pixel):
    return min(range(len(COLOURS)), key=lambda i: sum((a - b) ** 2 for a, b in zip(list(COLOURS.values())[i], pixel)))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main():
    pixels = drawn()
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            at = (y * WIDTH + x) * 4
            shade = round(pixels[at + 3] * (SHADES - 1) / 255)
            rows.append(nearest(pixels[at : at + 3]) * SHADES + shade if shade else 0)
    palette = b"".join(bytes(colour) * SHADES for colour in COLOURS.values())
    alpha = bytes(shade * 255 // (SHADES - 1) for shade in range(SHADES)) * len(COLOURS)
    png = b"\x89PNG\r\n\x1a\n"
    png += chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0))
    png += chunk(b"PLTE", palette) + chunk(b"tRNS", alpha)
    png += chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")
    Path(__file__).with_name("logo.png").write_bytes(png)


main()
