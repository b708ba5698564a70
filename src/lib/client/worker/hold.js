// Stands beside a still, for the time before the player: a press there waits for it, and is the only one.
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
