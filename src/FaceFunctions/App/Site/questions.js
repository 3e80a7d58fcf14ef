// Asks before something is lost, and shows things that need the whole room.
import { make, newId } from './dom.js';
import { t } from './language.js';

/** Asks a question; true when the answer is yes. Enter on a fresh question says no. */
export function confirm({ title, text, yes, content = null }) {
  const id = newId();
  const dialog = make('dialog', { 'aria-labelledby': id },
    make('form', { method: 'dialog' },
      make('h2', { id }, title),
      make('p', {}, text),
      content,
      make('div', { class: 'row end' },
        make('button', { value: '', autofocus: true }, t('cancel')),
        make('button', { class: 'danger', value: 'yes' }, yes))));
  return show(dialog).then((answer) => answer === 'yes');
}

/** Shows something until it is closed. */
export function present(title, ...content) {
  const id = newId();
  return show(make('dialog', { class: 'wide', 'aria-labelledby': id },
    make('form', { method: 'dialog' },
      make('div', { class: 'row spread' }, make('h2', { id }, title), make('button', { value: '' }, t('close'))),
      content)));
}

function show(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
