"""How much a file of evidence may be and cost: above what offices send, below what hurts a server."""

MAX_FILE_BYTES = 50 * 2**20
MAX_NAME_CHARS = 150
MAX_NAME_BYTES = 240  # most file systems take 255 bytes; the rest is for the ending of a second download

# Of the process that looks into the file.
CHILD_MEMORY_BYTES = 200 * 2**20  # address space, so that what is resident stays below it
CHILD_CPU_SECONDS = 1.5
CHILD_WALL_SECONDS = 2.0
DRAW_WALL_SECONDS = 8.0  # a page that is looked at: worth a moment on a busy machine
PATIENT_WALL_SECONDS = 20.0  # in the background, where nobody waits and the machine may be busy
MAX_ANSWER_BYTES = 8 * 2**20

# Archives: DOCX, XLSX, PPTX, ODT, ODS, ODP.
MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 2**20
MAX_UNPACKED_BYTES = 200 * 2**20
MAX_RATIO = 100
RATIO_FROM_BYTES = 4 * 2**20  # a small part may compress as well as it likes
MAX_LINKS_BYTES = 4 * 2**20
MAX_NESTED_BYTES = 16 * 2**20

# Pictures.
MAX_PIXELS = 100_000_000
MAX_SIDE = 30_000
MAX_DECODED_PIXELS = 20_000_000  # above it only the frame is checked: the points would not fit in the memory allowed
MAX_TEXT_CHUNKS = 200

# PDF.
MAX_OBJECT_STREAM_BYTES = 40 * 2**20
MAX_PAGES = 10_000

# Pictures of pages for the screen.
PREVIEW_SIDE = 1_400
PREVIEW_PAGES = 50

MAX_LINE_BYTES = 2**20  # a text with a longer line is no text
