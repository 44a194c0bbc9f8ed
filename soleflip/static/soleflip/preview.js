// "Preview" without leaving the page, so that the file stays chosen. Without this script the form is sent as usual.
"use strict";

{
    const form = document.getElementById("upload");
    const outcome = document.getElementById("outcome");
    let busy = false;

    const say = (text, look) => {
        const line = document.createElement("p");
        line.textContent = text;
        line.className = look;
        outcome.replaceChildren(line);
    };

    const preview = async (button) => {
        say(outcome.dataset.wait, "");
        outcome.setAttribute("aria-busy", "true");
        try {
            const response = await fetch(form.action, {method: "POST", body: new FormData(form, button)});
            const page = new DOMParser().parseFromString(await response.text(), "text/html");
            const found = page.getElementById("outcome");
            if (!found) {  // the login, or an error page: a reload leads there
                window.location.reload();
                return;
            }
            found.querySelector(".again")?.remove();
            outcome.replaceChildren(...found.childNodes);
        } catch {
            say(outcome.dataset.lost, "errornote");
        } finally {
            outcome.removeAttribute("aria-busy");
        }
    };

    form.addEventListener("submit", async (event) => {
        if (busy) {
            event.preventDefault();
            return;
        }
        busy = true;
        if (event.submitter?.value === "import") {
            say(outcome.dataset.wait, "");
            return;
        }
        event.preventDefault();
        await preview(event.submitter);
        busy = false;
    });

    // Whoever comes back by the browser's own button finds the page as it was left.
    window.addEventListener("pageshow", () => { busy = false; });
}
