from .encrypted import DecryptionError, EncryptedTextField
from .enum import EnumField

__all__ = ["DecryptionError", "EncryptedTextField", "EnumField"]
