"""Turn the facts of one place into exact scores, each with its trace."""
