"""Part of the room `evidence`."""
