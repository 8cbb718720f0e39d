// Asks the device for a passkey and posts what it answers; without scripts the form says how to sign in instead.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

const ask = async (form) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.ask, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok) throw new Error("not asked");
  const options = JSON.parse((await answer.json()).ask);
  options.challenge = bytes(options.challenge);
  if (options.user) {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = withBytes(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  }
  options.allowCredentials = withBytes(options.allowCredentials);
  return navigator.credentials.get({ publicKey: options });
};

const written = (key) => {
  const response = { clientDataJSON: text(key.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  const extensions = key.getClientExtensionResults();
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: extensions });
};

document.querySelectorAll("form[data-ask]").forEach((form) => {
  if (!window.PublicKeyCredential) return;
  const failed = form.querySelector("[data-failed]");
  form.querySelectorAll("[data-with-key]").forEach((part) => (part.hidden = false));
  form.querySelectorAll("[data-without-key]").forEach((part) => (part.hidden = true));
  form.addEventListener("submit", async (event) => {
    if (form.elements.passkey.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.passkey.value = written(await ask(form));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
});
