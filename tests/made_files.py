"""The good and bad files that people send, made here. Nothing of them is stored in the project."""

import io
import struct
import zipfile
import zlib

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
# In two parts, so that no scanner stops this very file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(kind="PNG", size=(40, 30), mode="RGB", colour="teal", **how):
    into = io.BytesIO()
    Image.new(mode, size, colour).save(into, kind, **how)
    return into.getvalue()


def chunk(name, data):
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def pixel_bomb(side=30_000):
    """A PNG of about 100 kB that would be 900 million pixels."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + side // 8)
    packed = zlib.compress(row * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def photo_with_place():
    """A JPEG lying on its side, with author, place and time."""
    image = Image.new("RGB", (60, 40), "red")
    image.paste("blue", (0, 0, 60, 20))
    facts = Image.Exif()
    facts[0x0112], facts[0x013B], facts[0x010E] = 6, "Amina Berg", "hemma hos fru Al"
    facts.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 0.0), 3: "E", 4: (18.0, 4.0, 0.0)})
    into = io.BytesIO()
    image.save(into, "JPEG", exif=facts, comment=b"tagen av Amina Berg")
    return into.getvalue()


def zipped(parts, *, compression=zipfile.ZIP_DEFLATED):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return into.getvalue()


def content_types(main, extra=""):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="emf" ContentType="image/x-emf"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{extra}</Types>'
    )


DOCX = f"{OPEN_XML}.wordprocessingml.document.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"


def p(text, style="", bold=False):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    loud = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{look}<w:r>{loud}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def link(text, number):
    return f'<w:p><w:hyperlink r:id="rId{number}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>'


def drawing(number, alt=""):
    return f"""<w:p><w:r><w:drawing><wp:inline
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
        <wp:docPr id="{number}" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>
        <pic:blipFill><a:blip r:embed="rId{number}"/></pic:blipFill></pic:pic></a:graphicData>
        </a:graphic></wp:inline></w:drawing></w:r></w:p>"""


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
    <w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1">
    <w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def docx(body="", *, links=(), pictures=(), parts=None, main=DOCX):
    """`body` is WordprocessingML; links are rId1…, pictures follow them."""
    rows = [
        f'<Relationship Id="rId{n}" Type="{R}/hyperlink" Target="{to}" TargetMode="External"/>'
        for n, to in enumerate(links, start=1)
    ]
    files = {}
    for n, data in enumerate(pictures, start=len(rows) + 1):
        rows.append(f'<Relationship Id="rId{n}" Type="{R}/image" Target="media/image{n}.png"/>')
        files[f"word/media/image{n}.png"] = data
    about = "http://schemas.openxmlformats.org/package/2006/relationships"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (
            ("Rubrik", "Title"),
            ("Rubrik1", "heading 1"),
            ("Rubrik2", "heading 2"),
        )
    )
    return zipped(
        {
            "[Content_Types].xml": content_types(main),
            "_rels/.rels": f'<Relationships xmlns="{about}"><Relationship Id="rId1" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
            "</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{about}">'
            f'{"".join(rows)}<Relationship Id="rId99" Type="{R}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId98" Type="{R}/numbering" Target="numbering.xml"/>'
            "</Relationships>",
            "word/numbering.xml": NUMBERING,
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            **files,
            **(parts or {}),
        }
    )


def docm():
    """A document with macros, as Word saves it."""
    return docx(p("Hej"), parts={"word/vbaProject.bin": b"Attribut VB_Name"}, main=DOCM)


def docx_bomb(size=400_000_000):
    """Half a megabyte that unpacks to 400 MB."""
    into = io.BytesIO(docx(p("Hej")))
    with (
        zipfile.ZipFile(into, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/media/bomb.bin", "w", force_zip64=True) as stream,
    ):
        for _ in range(size // 1_000_000):
            stream.write(bytes(1_000_000))
    return into.getvalue()


def lying(data, size=1_000, entry=b"word/media/bomb.bin"):
    """The same file, stating in its list that the entry is of that size unpacked."""
    told = bytearray(data)
    at = told.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack("<H", told[at + 28 : at + 30])[0]
        if told[at + 46 : at + 46 + length] == entry:
            told[at + 24 : at + 28] = struct.pack("<I", size)
        at = told.find(b"PK\x01\x02", at + 4)
    return bytes(told)


def nested_zips(steps=4):
    inner = zipped({"a.txt": b"0" * 1000})
    for _ in range(steps):
        inner = zipped({"a.zip": inner})
    return docx(p("Hej"), parts={"word/embeddings/a.zip": inner})


def many_entries(number=100_000):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for n in range(number):
            archive.writestr(f"{n}", b"")
    return into.getvalue()


def pdf(*objects, stream=b""):
    """As small as one can be."""
    rows = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *objects]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, row) for n, row in enumerate(rows, start=1))
    return b"%PDF-1.7\n" + body + stream + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def pdf_with_script():
    return pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")


def pdf_with_hidden_script(packed=None):
    """The script stands in a packed stream of objects."""
    objects = b"7 0 << /S /Java#53cript /JS (app.alert\\(1\\)) >>"
    data = zlib.compress(objects) if packed is None else packed
    return pdf(
        stream=b"9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream endobj\n" % (len(data), data)
    )
