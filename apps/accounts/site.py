from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse

from apps.accounts.forms import ChangeOwnPasswordForm, LoginForm
from soleflip.admin.site import Site


class BackOfficeSite(Site):
    """The site of all pages, with our way of logging in and of changing a password."""

    login_form = LoginForm

    def login(self, request, extra_context=None):
        """The login page."""
        return with_wait(super().login(request, extra_context))

    def password_change(self, request, extra_context=None):
        """The page where people change their own password; who must, reads why they are here."""
        title = {"title": "Choose a password of your own first"} if request.user.must_change_password else {}
        request.current_app = self.name
        view = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **title, **(extra_context or {})},
        )
        return with_wait(view(request))


class OwnPasswordView(PasswordChangeView):
    """Django's page with our form, which wants to know where the visitor is."""

    form_class = ChangeOwnPasswordForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}


def with_wait(response):
    """The page of a form. Who has to wait gets 429, and in Retry-After the seconds."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if form is not None and form.wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(form.wait)
    return response
