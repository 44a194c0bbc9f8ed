"""What a report of an error tells: where, and nothing that was typed, stored or set as a secret."""

import re

from django.views.debug import SafeExceptionReporterFilter


class Reticent(SafeExceptionReporterFilter):
    """Django's own filter, without the values of variables and forms, with DEBUG too.

    Django hides them only where a view names them and DEBUG is off. A secret may be in any variable of any function
    that it passes through, and addresses such as DATABASE_URL have a password in them, or are one.
    """

    hidden_settings = re.compile(
        "API|AUTH|TOKEN|KEY|SECRET|PASS|SIGNATURE|HTTP_COOKIE|DATABASE_|EMAIL_URL|WEBHOOK|RATES_SOURCE",
        flags=re.IGNORECASE,
    )

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request, tb_frame):
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
