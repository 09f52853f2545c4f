"""Pages of the room: hours of people, claims, exports and programs."""
