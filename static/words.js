// On the page that shows a key of words: its buttons to print and to copy. The page does without them.
const copy = document.querySelector('[data-copy]');
const print = document.querySelector('[data-print]');
const told = document.querySelector('[data-copied]');

print.hidden = false;
print.addEventListener('click', () => window.print());

// Browsers let a page copy over https and on localhost only.
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      told.textContent = 'Copied. Paste them where nobody else reads.';
    } catch {
      told.textContent = 'Not copied: mark the words and copy them yourself.';
    }
  });
}
