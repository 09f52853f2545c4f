"""The rooms of the house, ground floor first; docs/explanation/the-house.md tells what each is for."""
