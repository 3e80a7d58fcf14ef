// Takes photos in: chosen, dropped anywhere on the page, or pasted.
import { make, newId } from './dom.js';
import { t } from './language.js';

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/bmp'];
const open = [];

/**
 * A place for photos.
 * @param {any} label What it is for.
 * @param {(files: File[]) => void} take Called with what came, all of it: the service says what is no photo.
 * @param {{multiple?: boolean}} options Whether there can be several.
 */
export function intake(label, take, { multiple = true } = {}) {
  const id = newId();
  const input = make('input', {
    id,
    type: 'file',
    accept: types.join(','),
    multiple,
    onchange: () => {
      const files = [...input.files];
      input.value = '';
      take(files);
    },
  });
  const zone = make('div', { class: 'intake' },
    input,
    make('label', { for: id, class: 'button primary' }, label),
    make('p', { class: 'hint' }, t('intake-hint')));
  const give = (files) => take(multiple ? files : files.slice(0, 1));
  open.push({ zone, give });
  zone.addEventListener('dragover', () => zone.classList.add('over'));
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  return zone;
}

/** Starts to listen to what is dropped and pasted: into the place under the mouse, else into the first one that can be seen. */
export function listen() {
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    open.forEach(({ zone }) => zone.classList.remove('over'));
    give([...event.dataTransfer.files], event.target);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      give(files.map(named), event.target);
    }
  });
}

function give(files, where) {
  const seen = open.filter(({ zone }) => zone.isConnected && zone.checkVisibility());
  const place = seen.find(({ zone }) => zone.contains(where)) ?? seen.find(({ zone }) => !zone.classList.contains('full')) ?? seen[0];
  if (place && files.length > 0 && !document.querySelector('dialog[open]')) {
    place.give(files);
  }
}

// Browsers call every pasted picture image.png: two of them would be one photo of the gallery.
function named(file) {
  const ending = file.name.split('.').at(-1);
  const time = new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 19);
  return new File([file], `pasted-${time}.${ending}`, { type: file.type });
}
