// Copies the text of the element that a button names; says so beside it. The text can be selected without this.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent;
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = said.dataset.copied;
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    said.textContent = said.dataset.selected;
  }
});
for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
