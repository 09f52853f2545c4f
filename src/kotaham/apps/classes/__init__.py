"""Sessions at which people meet: seats, waiting lists, letters, and who was there."""
