"""How large a table of figures may be: far above 514 cities x 120 indicators, far below what hurts a server."""

MAX_FILE_BYTES = 30 * 2**20
MAX_PART_BYTES = 100 * 2**20
MAX_TOTAL_BYTES = 120 * 2**20
MAX_RATIO = 100
RATIO_FROM_BYTES = 2**20  # small parts may compress as well as they like
MAX_SMALL_PART_BYTES = 4 * 2**20  # styles, workbook and links, which are held in memory as a tree
MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 2**20
MAX_ROWS = 20_000
MAX_COLUMNS = 2_730  # column CZZ: the last one before the three-letter names that begin with D
MAX_CELLS = 2_000_000
MAX_TAG_BYTES = 2**18  # an Excel cell holds at most 32,767 characters
CHILD_MEMORY_BYTES = 2**30
CHILD_SECONDS = 20
ISOLATE_FROM_BYTES = 2 * 2**20
ISOLATE_FROM_TOTAL = 20 * 2**20
