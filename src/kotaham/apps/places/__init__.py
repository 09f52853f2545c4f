"""Places: provinces, cities, districts and villages, their codes with validity dates, and how they changed."""
