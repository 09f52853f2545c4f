"""Pages of the room: certificates, templates, issuing, and what anybody may check."""
