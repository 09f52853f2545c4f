"""Questions, tests drawn from them, and what people answered."""
