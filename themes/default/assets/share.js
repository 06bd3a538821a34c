/* Buttons that copy a link or a citation. Without this script both are there to be copied by hand. */
for (const source of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const link = source.href;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = link ? "Copy link" : `Copy ${source.dataset.copy}`;
  button.addEventListener("click", async () => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(link || source.textContent);
      said.textContent = button.textContent = "Copied";
    } catch {
      said.textContent = button.textContent = "Not copied: the browser does not allow it";
    }
    setTimeout(() => { button.textContent = before; }, 2000);
  });
  source.after(button);
}
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.querySelector("main").append(said);
