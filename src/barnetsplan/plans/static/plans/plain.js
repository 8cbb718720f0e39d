// Marks official words and abbreviations as one writes: under the field stands which they are and what they mean. The
// words come from the page itself, where all of them can be read without scripts; nothing that is typed is sent.
(() => {
  const list = document.querySelector("[data-plain-words]");
  if (!list) return;
  const words = [...list.querySelectorAll("dt[data-forms]")].map((name) => ({
    label: name.textContent.trim(),
    means: name.nextElementSibling.textContent.trim(),
    forms: name.dataset.forms.split("|"),
  }));
  const letter = /[\p{L}\p{N}_]/u;
  const says = (text, form) => {
    const short = form === form.toUpperCase();
    const [where, what] = short ? [text, form] : [text.toLowerCase(), form.toLowerCase()];
    for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
      const before = where[at - 1] ?? " ", after = where[at + what.length] ?? " ";
      if (!letter.test(before) && !letter.test(after)) return true;
    }
    return false;
  };
  const mark = (field) => {
    let told = document.getElementById(`${field.id}_words`);
    const found = words.filter((word) => word.forms.some((form) => says(field.value, form)));
    if (!told) {
      if (!found.length) return;
      told = document.createElement("div");
      told.id = `${field.id}_words`;
      told.className = "plain-found";
      told.setAttribute("role", "status");
      told.setAttribute("translate", "no");
      field.insertAdjacentElement("afterend", told);
    }
    told.replaceChildren(
      ...found.map((word) => {
        const line = document.createElement("p"), name = document.createElement("b");
        line.className = "small soft";
        name.textContent = word.label;
        line.append(name, `: ${word.means}`);
        return line;
      }),
    );
  };
  const isText = (field) => field.matches("textarea, input[type=text]");
  document.addEventListener("input", (event) => isText(event.target) && mark(event.target));
  document.querySelectorAll("form textarea, form input[type=text]").forEach(mark);
})();
