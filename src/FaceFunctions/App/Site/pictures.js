// Shows pictures of the gallery's photos. They need the key, so they are fetched and shown from memory; the address of each is given back at once.
import { make } from './dom.js';
import { t } from './language.js';
import { ask } from './api.js';
import { queue } from './queue.js';

const inTurn = queue(4);

/**
 * A picture of a gallery photo.
 * @param {string} photo `gallery/path`, as the service names it, or the path alone.
 * @param {{face?: number, size?: number, boxes?: boolean, alt?: any}} view Which picture; without `alt` it only decorates.
 */
export function picture(photo, { face = null, size = 160, boxes = null, alt = '' } = {}) {
  const image = make('img', { class: 'picture loading', alt, width: 1, height: 1 });
  inTurn(async () => {
    try {
      const response = await ask('GET', 'photo/picture', { query: { path: pathOf(photo), face, size, boxes } });
      await showBlob(image, await response.blob());
    } catch {
      // The photo may be gone meanwhile, or has no face; its name stands beside it.
      image.classList.add('missing');
      image.alt = String(t('no-picture'));
    } finally {
      image.classList.remove('loading');
    }
  });
  return image;
}

/** Shows a file or a blob in an image, and waits until it can be seen. */
export async function showBlob(image, blob) {
  const address = URL.createObjectURL(blob);
  try {
    image.removeAttribute('width');
    image.removeAttribute('height');
    image.src = address;
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The path of a photo inside the gallery. */
export const pathOf = (photo) => photo.startsWith('gallery/') ? photo.slice('gallery/'.length) : photo;
