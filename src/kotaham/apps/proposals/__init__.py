"""From the score of a city to courses for the offices that own its weak indicators."""
