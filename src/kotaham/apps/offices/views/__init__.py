"""Pages of offices: the list and one office, its changes, its parts, tables of units, areas of the Kanwil."""
