"""Evidence (data dukung): files and links, kept whole, looked into before they are trusted, and reused everywhere."""
