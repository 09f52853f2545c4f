"""Pages of the room: keeping courses, drafting versions, who takes them, and learning."""
