"""How passwords are kept: Argon2id with the first figures that OWASP's cheat sheet on password storage names."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """46 MiB, one pass, one lane; docs/decisions/passwords-cost-what-owasp-asks.md says why not Django's figures."""

    memory_cost = 47_104
    time_cost = 1
    parallelism = 1
