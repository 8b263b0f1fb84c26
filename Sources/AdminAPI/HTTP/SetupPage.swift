/// The page on which the first administrator is made. The link's token stands after `#`, which no browser sends anywhere by
/// itself; the script sends it with the form, and takes it out of the address.
enum SetupPage {
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; \
        frame-ancestors 'none'
        """

    static let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Ratchet: the first administrator</title>
        <link rel="stylesheet" href="/setup/page.css">
        <script src="/setup/page.js" defer></script>
        </head>
        <body>
        <main>
        <h1>The first administrator</h1>
        <p>Whoever is made here may do everything, and lets others in. The link works once.</p>
        <form id="form">
        <label>Name <input id="name" autocomplete="username" autocapitalize="none" required maxlength="64"></label>
        <label>Password, 15 characters or more
        <input id="password" type="password" autocomplete="new-password" required minlength="15"></label>
        <label>The same once more
        <input id="again" type="password" autocomplete="new-password" required minlength="15"></label>
        <button>Make the administrator</button>
        </form>
        <p id="said" role="status"></p>
        <noscript><p>This page needs its script; it comes from this server alone. The same without a browser, on the \
        server's own machine: ratchet user add NAME --role administrator --config FILE</p></noscript>
        </main>
        </body>
        </html>

        """

    static let script = """
        "use strict";
        const token = location.hash.slice(1);
        history.replaceState(null, "", location.pathname);
        const field = (id) => document.getElementById(id);
        const say = (text) => { field("said").textContent = text; };
        if (!token) say("This address lacks the token. Open the whole link that the server's start has printed.");
        field("form").addEventListener("submit", async (event) => {
          event.preventDefault();
          if (field("password").value !== field("again").value) return say("The two passwords differ.");
          say("One moment.");
          try {
            const answer = await fetch("/api/v1/setup", {
              method: "POST", headers: {"Content-Type": "application/json"},
              body: JSON.stringify({token, name: field("name").value, password: field("password").value}),
            });
            const body = await answer.json();
            if (!answer.ok) return say(body.faults?.length ? body.faults.map((f) => f.text).join(" ") : body.detail);
            field("form").remove();
            say(`${body.name} is the first administrator. Sign in with: ratchet login --server ${location.origin} --user ${body.name}`);
          } catch {
            say("The server can't be reached.");
          }
        });

        """

    static let style = """
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #f6f6f4; }
        main { max-width: 28rem; margin: 4rem auto; padding: 0 1rem; }
        label { display: block; margin: 1rem 0; }
        input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4rem; }
        button { font: inherit; padding: .5rem 1rem; }
        @media (prefers-color-scheme: dark) { body { color: #eee; background: #1c1c1c; } }

        """
}
