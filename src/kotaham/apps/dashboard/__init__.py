"""What a person finds first: my work, what waits for others, what is late; reads across rooms and owns no data."""
