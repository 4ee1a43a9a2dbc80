"""A picture is known by its content and made anew; nothing else of it is kept."""

import io
import subprocess
import sys
import time

import pytest
from django.conf import settings
from PIL import Image

from people.uploads import limits, pictures
from people.uploads.refusals import Refused
from tests.made_files import chunk, photo_with_place, picture, pixel_bomb

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = b"<script>alert(document.cookie)</script>"


def made(name, data):
    return pictures.made_anew(name, io.BytesIO(data))


def opened(data):
    return Image.open(io.BytesIO(data))


def test_row_17_an_svg_called_png_is_refused():
    with pytest.raises(Refused) as no:
        made("bild.png", SVG)
    assert no.value.code == "content"


@pytest.mark.parametrize("name", ["bild.svg", "bild.tiff", "bild.heic", "bild.exe", "bild"])
def test_other_kinds_are_refused(name):
    with pytest.raises(Refused):
        made(name, picture())


def test_row_18_a_gif_that_is_a_script_becomes_a_picture():
    gif = picture("GIF", mode="P", colour=1)
    hybrid = gif[:-1] + b"\x21\xfe" + bytes([len(SCRIPT)]) + SCRIPT + b"\0;" + SCRIPT
    kept = made("bild.gif", hybrid)
    assert kept.kind == "png" and opened(kept.data).format == "PNG"
    assert b"script" not in kept.data + kept.small


def test_row_18_a_jpeg_with_a_script_in_and_after_it_becomes_a_picture():
    jpeg = picture("JPEG", comment=SCRIPT) + SCRIPT + b"PK\x03\x04"
    kept = made("bild.jpg", jpeg)
    assert kept.kind == "jpg" and opened(kept.data).format == "JPEG"
    assert b"script" not in kept.data + kept.small


def test_row_22_place_and_author_are_gone_and_the_picture_stands_up():
    kept = made("IMG_1.JPG", photo_with_place())
    assert (kept.width, kept.height) == (40, 60)
    for data in (kept.data, kept.small):
        image = opened(data)
        assert not image.getexif() and "comment" not in image.info
        assert not [word for word in (b"Exif", b"Amina", b"GPS", b"fru Al") if word in data]
    red, _green, blue = opened(kept.data).getpixel((35, 30))
    assert blue > red


def test_a_png_on_its_side_stands_up_too():
    facts = Image.Exif()
    facts[0x0112] = 6
    kept = made("bild.png", picture(mode="P", colour=1, exif=facts))
    assert (kept.width, kept.height) == (30, 40)


@pytest.mark.parametrize(
    ("kind", "ending", "kept"),
    [
        ("PNG", "png", "png"),
        ("JPEG", "jpeg", "jpg"),
        ("WEBP", "webp", "webp"),
        ("GIF", "gif", "png"),
    ],
)
def test_a_large_picture_is_kept_at_1600_and_480(kind, ending, kept):
    found = made(f"bild.{ending}", picture(kind, (3200, 2000)))
    assert (found.kind, found.width, found.height) == (kept, 1600, 1000)
    assert opened(found.data).size == (1600, 1000)
    assert opened(found.small).size == (480, 300)


def test_see_through_stays_see_through():
    kept = made("bild.png", picture(mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(kept.data).getpixel((1, 1))[3] == 0


def test_of_a_moving_gif_the_first_picture_is_kept():
    into = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue", "green")]
    frames[0].save(into, "GIF", save_all=True, append_images=frames[1:])
    kept = opened(made("bild.gif", into.getvalue()).data)
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


MEASURE = """
import io, sys
sys.path[:0] = ["site", "."]
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from people.uploads import pictures
from people.uploads.refusals import Refused
try:
    pictures.made_anew(sys.argv[1], io.BytesIO(sys.stdin.buffer.read())); code = "made"
except Refused as no:
    code = no.code
print(code, next(row.split()[1] for row in open("/proc/self/status") if row.startswith("VmHWM")))
"""


def measured(name, data):
    """What happened, and the most memory in MB that a whole process of ours took."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, name],
        input=data,
        capture_output=True,
        cwd=settings.BASE_DIR,
        check=True,
    )
    code, memory = done.stdout.split()[-2:]
    return code.decode(), int(memory) // 1000


def test_row_19_a_pixel_bomb_is_refused_before_it_is_decoded():
    bomb = pixel_bomb()
    assert len(bomb) < 200_000
    begun = time.monotonic()
    code, memory = measured("bild.png", bomb)
    assert (code, memory <= 300) == ("pixels", True), memory
    assert time.monotonic() - begun <= 5


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        ("PNG", "RGBA", {"compress_level": 1}),
        ("JPEG", "RGB", {"progressive": True, "subsampling": 0}),
    ],
)
def test_the_largest_picture_that_is_taken_fits_in_memory(kind, mode, how):
    side = int(limits.PIXELS.get(kind, limits.OTHER_PIXELS) ** 0.5)
    code, memory = measured(f"bild.{kind.lower()}", picture(kind, (side, side), mode, **how))
    assert (code, memory <= 300) == ("made", True), memory


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF"])
def test_too_many_pixels_are_refused_whatever_the_kind(kind):
    data = picture(kind, (6000, 4500), "L" if kind != "WEBP" else "RGB", 0)
    with pytest.raises(Refused) as no:
        made(f"bild.{kind.lower()}", data)
    assert no.value.code == "pixels"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_half_a_picture_is_refused_or_made_whole(kind):
    data = picture(kind, (400, 300))
    for at in (3, 10, 20, 30, 40, len(data) // 2):
        try:
            made(f"bild.{kind.lower()}", data[:at])
        except Refused as no:
            assert no.code == "content"


def test_a_png_that_states_one_size_and_has_another_is_no_way_round():
    data = picture("PNG")
    told = data[:8] + chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0") + data[33:]
    kept = made("bild.png", told)
    assert (kept.width, kept.height) == (1, 1)
