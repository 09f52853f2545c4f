"""Show a result as pages, documents and plots for people to read."""
