from django.contrib.auth.hashers import BCryptPasswordHasher

BCRYPT_READS = 72  # bytes


class OlderBCryptHasher(BCryptPasswordHasher):
    """The plain bcrypt of the older system, which left out what stands behind the 72nd byte of a password.

    bcrypt 5.0 raises ValueError for such a password instead: a login with one would be an error page.
    """

    def encode(self, password, salt):
        digest = self._load_library().hashpw(password.encode()[:BCRYPT_READS], salt)
        return f"{self.algorithm}${digest.decode('ascii')}"
