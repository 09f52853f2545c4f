"""Publication: objections of cities, and the decision lists that end a round."""
