// Stands beside a still, for the time before the player.

// Scripts of the app come when the question is drawn: each request for one would hold that up.
const come = () => {
  const { content } = document.querySelector('#device > template');
  document.head.append(content);
};
addEventListener('DOMContentLoaded', () => {
  // A page in the background draws nothing.
  if (document.hidden) come();
  // In the first frame it is being drawn, in the second it has been.
  else requestAnimationFrame(() => requestAnimationFrame(come));
});

// A press waits for the player, and is the only one.
addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('[data-still] button');
    if (!button) return;
    event.preventDefault();
    button.dataset.pressed = '';
    button.disabled = true;
    // What was chosen when it was pressed is what counts.
    button.closest('[data-still]').inert = true;
  },
  true,
);
