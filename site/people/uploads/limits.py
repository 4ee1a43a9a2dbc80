"""How much may be sent, in one place. Sizes are bytes unless the name says otherwise."""

MB = 1_000_000

FORM = 3 * MB  # a request to a page that takes no files
BODY = 25 * MB  # a request to a page that does
FILE = 20 * MB
PICTURE = 15 * MB
DOCUMENT = 10 * MB  # a Word document that becomes a draft
PIXELS = {"JPEG": 25_000_000}  # width × height of a picture, before it is decoded
OTHER_PIXELS = 20_000_000  # the others take more memory for each
WIDTH, HEIGHT = 1600, 4000  # what is kept of a picture, in pixels
SMALL = 480  # width of the small picture
NAME = 120  # characters of a file's name
ENTRIES = 2_000  # files inside a zip, those of zips inside it among them
UNPACKED = 200 * MB  # all of them together, unpacked
NESTED = 1  # zips inside a zip: one step down
