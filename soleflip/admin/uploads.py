"""Takes an uploaded file in without leaving it anywhere: it has no name on the disk, and is gone with the request."""

import tempfile

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST = 1 << 30  # bytes, of all files of a request


class NamelessUploadHandler(FileUploadHandler):
    """Keeps each file in one that has no name, so that even a process that is killed leaves nothing behind.

    What is too large, or finds no room on the disk, is read to its end and dropped: `problem` says why.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.received, self.problem = 0, ""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 the request closes it

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > LARGEST:
            self._drop(f"{self.file_name} is larger than the {LARGEST >> 20:,} MiB that a page takes: pack it.")
        try:
            self.file.write(raw_data)
        except OSError as error:
            self._drop(f"{self.file_name} cannot be kept: {(error.strerror or str(error)).lower()}.")

    def file_complete(self, file_size):
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()

    def _drop(self, problem: str) -> None:
        self.problem = problem
        self.file.close()
        raise SkipFile
