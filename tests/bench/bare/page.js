// The floor of a page that a script makes: one question, put up at once.
navigator.serviceWorker.register('worker.js');
const form = document.createElement('form');
for (const year of ['1991', '1994', '1996', '2006']) {
  const label = form.appendChild(document.createElement('label'));
  const choice = label.appendChild(document.createElement('input'));
  choice.type = 'radio';
  choice.name = 'choice';
  choice.value = year;
  label.append(year);
}
form.appendChild(document.createElement('button')).textContent = 'Check answer';
document.body.append(form);
