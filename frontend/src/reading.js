// Reading a report by keyboard: an enhancement; every key has a visible link or button.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".read-desk")) return;
  if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  const verdict = /^[1-4]$/.test(event.key) && document.querySelector(`[data-verdict="${event.key}"]`);
  const target = verdict || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
  if (verdict) verdict.focus();
});
// What is wrong has the focus when the page comes back; pictures of the proof that load above it must not push it away.
addEventListener("load", () => document.querySelector(".read-desk [autofocus]")?.scrollIntoView({ block: "center" }));
