// A photo with frames around its faces. Boxes are in pixels of the upright photo, which is what browsers show too.
import { append, make } from './dom.js';
import { t } from './language.js';
import { showBlob } from './pictures.js';

/** A photo of the reader's own. `show` puts frames on it; `crop` cuts a face out. */
export function framed(file, alt) {
  const image = make('img', { alt });
  const layer = make('div', { class: 'frames', 'aria-hidden': 'true' });
  const element = make('div', { class: 'framed' }, image, layer);
  const shown = showBlob(image, file).then(() => true, () => {
    element.classList.add('unseen');
    return false;
  });

  return {
    element,

    /** The photo's size in pixels, upright, once it can be seen; null where this browser cannot show it. */
    size: async () => await shown ? { width: image.naturalWidth, height: image.naturalHeight } : null,

    /** Frames boxes: each with its class and, where there are several, its number. */
    show(boxes, size) {
      layer.replaceChildren();
      append(layer, boxes.map(({ box, kind }, index) => {
        const frame = make('div', { class: `frame ${kind}` }, boxes.length > 1 && make('span', {}, String(index + 1)));
        const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
        frame.style.left = `${100 * left / size.width}%`;
        frame.style.top = `${100 * top / size.height}%`;
        frame.style.width = `${100 * (Math.min(size.width, box.x + box.width) - left) / size.width}%`;
        frame.style.height = `${100 * (Math.min(size.height, box.y + box.height) - top) / size.height}%`;
        return frame;
      }));
    },

    /** Lights one frame up. */
    light: (index, on) => layer.children[index]?.classList.toggle('lit', on),

    /** One face, cut out with a margin as the service cuts those of the gallery. */
    crop(box) {
      const side = 160;
      const canvas = make('canvas', { class: 'picture', width: side, height: side, role: 'img', 'aria-label': t('face-of-photo') });
      shown.then((seen) => {
        if (seen) {
          const square = 1.4 * Math.max(box.width, box.height);
          canvas.getContext('2d').drawImage(
            image, box.x + box.width / 2 - square / 2, box.y + box.height / 2 - square / 2, square, square, 0, 0, side, side);
        }
      });
      return canvas;
    },
  };
}
