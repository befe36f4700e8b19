from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2(Argon2PasswordHasher):
    """Argon2id at 19 MiB: an OWASP setting that lets two cores sign in some 36 people a second."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
