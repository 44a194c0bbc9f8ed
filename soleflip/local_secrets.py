"""Random secrets of one machine, for running without any configuration.

They lie beside the embedded data (mode 0600), because data encrypted with a key is worth
nothing without it. Production sets the variables itself and never comes here.
"""

import os
import secrets
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

from soleflip.embedded import prepare_data_dir


def local_secret(data_dir: Path, name: str, size: int) -> str:
    """The secret `name` of this machine: `size` random bytes as URL-safe base64, made at the first call."""
    prepare_data_dir(data_dir)
    path = data_dir / f"{name.lower()}.secret"
    if not path.exists():
        _create(path, urlsafe_b64encode(secrets.token_bytes(size)).decode())
    return path.read_text().strip()


def _create(path: Path, value: str) -> None:
    """Write the whole file or nothing; when two processes come at once, the first one's value stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(value + "\n")
            if os.geteuid() == 0:  # whoever owns the data works with them without root later
                owner = path.parent.stat()
                os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
