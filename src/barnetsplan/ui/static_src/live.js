// The meeting's pages: asks every second whether anything is new, puts it in without touching what is being typed, and
// sends forms so that nothing typed is lost when the connection is. Without this the page is reloaded by hand (ADR 0025).
(() => {
  "use strict";
  const EVERY = 700;
  const AT_LEAST = 90000 + 15000 * Math.random();
  const PATIENCE = 5000;
  let room = document.querySelector("[data-pass]");
  if (!room) return;
  let pass = room.dataset.pass;
  let number = `"${room.dataset.number}"`;
  let opened = Date.now();
  let failed = 0;
  let busy = false;
  let queue = Promise.resolve();
  const waiting = new Set();
  // Whether anybody has touched the page since it last asked: a page that nobody is at keeps no session alive.
  let touched = false;
  const lineOut = document.getElementById("kontakt");
  const changed = document.getElementById("ny-rad");

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const ask = (address, options) =>
    fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
  const heard = () => { failed = 0; lineOut.hidden = true; };
  const notHeard = () => { failed += 1; if (failed > 1) lineOut.hidden = false; };
  const isTyped = (box) => [...box.querySelectorAll("textarea, input:not([type=hidden]), select")].some((each) =>
    each.type === "checkbox" || each.type === "radio" ? each.checked !== each.defaultChecked
      : each.tagName === "SELECT" ? [...each.options].some((one) => one.selected !== one.defaultSelected && one.value)
        : each.value !== each.defaultValue);

  // A list keeps each line that is as it was, and the one that somebody is writing on.
  function mergeList(list, fresh) {
    const lines = [...fresh.children].map((line) => {
      const mine = line.id && [...list.children].find((each) => each.id === line.id);
      if (!mine) return line;
      if ("editing" in mine.dataset) {
        if (mine.dataset.v !== line.dataset.v) changed.hidden = false;
        return mine;
      }
      return mine.dataset.v === line.dataset.v ? mine : line;
    });
    [...list.children].filter((each) => "editing" in each.dataset && !lines.includes(each)).forEach((each) => {
      changed.hidden = false;
      lines.push(each);
    });
    const same = lines.length === list.children.length && lines.every((line, place) => list.children[place] === line);
    if (!same) list.replaceChildren(...lines);
  }

  const fieldsOf = (box) => [...box.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((each) => each.name);
  const saysOf = (each) => (["checkbox", "radio"].includes(each.type) ? (each.checked ? each.value : null) : each.value);
  // What has been typed in a form since it was sent: the fields that say another thing than what is on its way.
  const typedSince = (box, body) => fieldsOf(box).filter((each) => {
    const sent = body.getAll(each.name), says = saysOf(each);
    return says === null ? sent.includes(each.value) : !sent.includes(says);
  });

  function carryOver(typed, into) {
    for (const each of typed) {
      const box = fieldsOf(into).find((one) => one.name === each.name && (each.type !== "radio" || one.value === each.value));
      if (!box) continue;
      if (["checkbox", "radio"].includes(each.type)) box.checked = each.checked; else box.value = each.value;
    }
  }

  function mergeOptions(select, fresh) {
    const chosen = select.value;
    if (select.innerHTML === fresh.innerHTML) return;
    select.replaceChildren(...fresh.children);
    if ([...select.options].some((one) => one.value === chosen)) select.value = chosen;
    const around = select.closest("[data-with-lines]");
    if (around) around.hidden = select.options.length < 2;
  }

  function merge(page) {
    const fresh = page.querySelector("[data-pass]");
    if (!fresh || ("over" in fresh.dataset) !== ("over" in room.dataset)) { location.reload(); return; }
    for (const box of document.querySelectorAll("[data-live]")) {
      const other = page.getElementById(box.id);
      if (other && other.textContent !== box.textContent) box.replaceWith(other);
    }
    for (const list of document.querySelectorAll("[data-list]")) {
      const other = page.getElementById(list.id);
      if (other) mergeList(list, other); else list.replaceChildren();
    }
    for (const select of document.querySelectorAll("[data-form] select")) {
      const other = page.getElementById(select.id);
      if (other) mergeOptions(select, other);
    }
    const lists = (each) => [...each.querySelectorAll("[data-list]")].map((list) => list.id).join();
    if (lists(page) !== lists(document) && !isTyped(document.body)) { location.reload(); return; }
    pass = fresh.dataset.pass;
    number = `"${fresh.dataset.number}"`;
    opened = Date.now();
  }

  async function refresh() {
    const alone = touched ? {} : { "X-Unattended": "yes" };
    touched = false;
    const answer = await ask(location.pathname, { headers: { "X-Pass": pass, "X-Read": "lines", ...alone } });
    if (!answer.ok || answer.redirected) {
      // Somebody who has been away for long finds what was typed, and not the page for signing in.
      if (isTyped(document.body)) throw new Error();
      location.reload();
      return;
    }
    merge(parsed(await answer.text()));
  }

  async function listen() {
    if (!busy && !document.hidden) {
      try {
        const answer = await ask(room.dataset.pulse, {
          credentials: "omit",
          headers: { "X-Pass": pass, "If-None-Match": number },
        });
        const isNew = answer.status !== 304 || Date.now() - opened > AT_LEAST;
        if (answer.status >= 500) throw new Error();
        if (isNew) await refresh();
        heard();
      } catch { notHeard(); }
    }
    setTimeout(listen, failed ? Math.min(EVERY * 2 ** failed, 5000) : EVERY);
  }

  // What is sent brings its own id, so that sending it again when no answer came writes nothing twice.
  async function send(address, body, box) {
    for (busy = true; ; await new Promise((next) => setTimeout(next, 1500))) {
      try {
        const answer = await ask(address, { method: "POST", body, headers: { "X-Pass": pass } });
        const page = parsed(await answer.text());
        heard();
        busy = false;
        if (!answer.ok || !page.querySelector("[data-pass]")) { location.assign(answer.url); return; }
        await taken(page, box, body, answer.redirected);
        return;
      } catch { failed = 2; lineOut.hidden = false; }
    }
  }

  // The form of a line that has just been saved, once more: somebody has gone on writing in it.
  async function formOf(line) {
    const answer = await ask(`${location.pathname}?andra=${line}`, { headers: { "X-Pass": pass } });
    return parsed(await answer.text()).getElementById(`rad-${line}`);
  }

  async function taken(page, box, body, isWritten) {
    let fresh = box && page.getElementById(box.id)?.cloneNode(true);
    const isLine = box && "editing" in box.dataset;
    const typed = box && isWritten ? typedSince(box, body) : [];
    changed.hidden = true;
    if (isLine && typed.length) {
      const again = await formOf(body.get("rad")).catch(() => null);
      // What stands in the boxes is saved at the next click; a form that cannot be had is left as it is.
      if (!again) { changed.hidden = false; return; }
      fresh = again;
    } else if (isWritten && isLine) box.removeAttribute("data-editing");
    if (fresh) {
      if (isWritten && "open" in box) fresh.open = true;
      carryOver(isWritten ? typed : typedSince(box, body), fresh);
      const place = box.contains(document.activeElement) && document.activeElement.name;
      box.replaceWith(fresh);
      const same = typed.length && fieldsOf(fresh).find((each) => each.name === place);
      const first = same || (isWritten ? fresh.querySelector("textarea, summary, a") : fresh.querySelector("[aria-invalid=true], textarea"));
      if (first) first.focus({ preventScroll: isWritten });
    } else if (box && isWritten) box.remove();
    merge(page);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.closest("[data-pass]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    // One after the other, in the order of the clicks; a form that is on its way already is not sent beside itself.
    const key = [...body].filter(([name]) => name !== "csrfmiddlewaretoken").join();
    if (waiting.has(key)) return;
    waiting.add(key);
    const box = form.closest("[data-form]");
    queue = queue.then(() => {
      // What was sent before may have put a newer form in the place of this one, with what was typed carried over.
      const now = box && !box.isConnected ? document.getElementById(box.id)?.closest("[data-form]") : box;
      const newer = now && now !== box ? new FormData(now.querySelector("form")) : body;
      return send(form.action.split("#")[0], newer, now);
    }).finally(() => waiting.delete(key));
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-edit]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const line = link.closest("[data-v]");
    try {
      const page = parsed(await (await ask(link.href.split("#")[0], { headers: { "X-Pass": pass } })).text());
      const fresh = page.getElementById(line.id);
      if (!fresh) { location.assign(link.href); return; }
      line.replaceWith(fresh);
      const first = fresh.querySelector("textarea, input:not([type=hidden])");
      if (first) first.focus();
    } catch { notHeard(); }
  });

  for (const sign of ["input", "keydown", "pointerdown"]) document.addEventListener(sign, () => { touched = true; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().catch(notHeard); });
  setTimeout(listen, EVERY);
})();
