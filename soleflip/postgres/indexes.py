from django.db import models


class Index(models.Index):
    """An index whose name may be as long as PostgreSQL takes it, and which may carry a comment.

    `comment` becomes COMMENT ON INDEX; name there the query that the index is for.
    """

    max_name_length = 63

    def __init__(self, *expressions, comment="", **kwargs):
        super().__init__(*expressions, **kwargs)
        self.comment = comment

    def deconstruct(self):
        path, expressions, kwargs = super().deconstruct()
        if self.comment:
            kwargs["comment"] = self.comment
        return path, expressions, kwargs
