"""Pictures and files of the demo's lessons, taken in as if their authors had sent them."""

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from config.world.reading import rows
from knowledge.articles.models import ArticlePage
from knowledge.attachments.models import Attachment
from people.uploads.actions import take_in

WIDTH, HEIGHT, EDGE, FOOT = 1400, 720, 60, 110
PAPER, INK, BAR = "#faf7f0", "#1d2b24", "#2f6f55"


def build_attachments() -> None:
    for order, row in enumerate(rows("attachments"), start=1):
        article = ArticlePage.objects.select_related("author").get(title=row["article"])
        if article.author is None:
            continue
        data = drawn(row) if "bars" in row else row["text"].encode()
        Attachment.objects.create(
            article=article,
            upload=take_in(row["name"], io.BytesIO(data), by=article.author),
            alt=row.get("alt", ""),
            caption=row["caption"],
            order=order,
        )


def drawn(row: dict[str, Any]) -> bytes:
    """A bar for each number, with the number over it and its label under it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(40)
    step = (WIDTH - 2 * EDGE) / len(row["bars"])
    floor, tall = HEIGHT - FOOT, HEIGHT - FOOT - 2 * EDGE
    for n, (bar, label) in enumerate(zip(row["bars"], row["labels"], strict=True)):
        left, top = EDGE + n * step, floor - tall * bar / max(row["bars"])
        pen.rectangle((left + 24, top, left + step - 24, floor), fill=BAR)
        pen.text((left + step / 2, top - 12), str(bar), INK, font, anchor="mb")
        pen.text((left + step / 2, floor + 18), label, INK, font, anchor="mt")
    pen.line((EDGE, floor, WIDTH - EDGE, floor), fill=INK, width=3)
    into = io.BytesIO()
    image.save(into, "PNG")
    return into.getvalue()
