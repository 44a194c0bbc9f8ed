from django.shortcuts import redirect

# The way to a new password, and the way out. Static files come before this middleware.
ALLOWED = {"admin:password_change", "admin:logout", "admin:jsi18n"}


class PasswordChangeFirst:
    """Who must change their password gets no page but the form for it, in whichever session and by whatever method.

    It goes by the user as the database has it at this request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        must = request.user.is_authenticated and request.user.must_change_password
        if must and request.resolver_match.view_name not in ALLOWED:
            return redirect("admin:password_change")
