// Asks for the function key.
import { make, newId } from './dom.js';
import { t } from './language.js';
import { Problem } from './problem.js';

let asking = null;

/** Opens the question, or joins the one that is open. Fails when it is closed without an answer. */
export function askForKey(wasRefused, take) {
  asking ??= ask(wasRefused, take).finally(() => { asking = null; });
  return asking;
}

function ask(wasRefused, take) {
  const id = newId();
  const title = newId();
  const input = make('input', { id, type: 'password', autocomplete: 'off', required: true, spellcheck: false, 'aria-describedby': `${id}-hint` });
  const dialog = make('dialog', { 'aria-labelledby': title },
    make('form', { method: 'dialog', onsubmit: () => { dialog.returnValue = 'given'; } },
      make('h2', { id: title }, t('key-title')),
      wasRefused && make('p', { class: 'problem', role: 'alert' }, t('key-refused')),
      make('p', { id: `${id}-hint` }, t('key-hint')),
      make('label', { for: id }, t('key-label')),
      input,
      make('div', { class: 'row end' },
        make('button', { type: 'button', onclick: () => dialog.close('') }, t('cancel')),
        make('button', { class: 'primary', value: 'given' }, t('key-use')))));
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise((resolve, reject) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue === 'given') {
        take(input.value.trim());
        resolve(input.value.trim());
      } else {
        reject(new Problem(401, 'key-needed', ''));
      }
    });
  });
}
