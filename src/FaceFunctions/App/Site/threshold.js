// A slider that asks what another threshold would decide. The service decides: nothing here repeats its rule.
import { fill, make, newId } from './dom.js';
import { t } from './language.js';
import { digits } from './scores.js';

const settleMs = 250;

/**
 * The slider; it is seen from the first answer on.
 * @param {(threshold: number | null) => void} changed Called when it comes to rest; null is the service's own threshold.
 */
export function thresholdSlider(changed) {
  const id = newId();
  const own = { threshold: null, from: null };
  let timer = 0;
  const value = make('output', { for: id });
  const note = make('p', { id: `${id}-note`, class: 'hint' });
  const input = make('input', { id, type: 'range', min: 0, max: 1, step: 0.005, 'aria-describedby': `${id}-note`, oninput: () => { say(); settle(Number(input.value)); } });
  const back = make('button', { type: 'button', onclick: () => { input.value = own.threshold; say(null); settle(null); } }, t('threshold-back'));
  const element = make('div', { class: 'threshold', hidden: true },
    make('div', { class: 'row spread' }, make('label', { for: id }, t('threshold-label'), ' ', value), back),
    input,
    note);

  function say(trial = Number(input.value)) {
    value.textContent = digits(trial ?? own.threshold);
    back.hidden = trial === null;
    fill(note, trial === null ? t(`threshold-from-${own.from}`) : t('threshold-trial', { own: digits(own.threshold) }));
  }

  function settle(threshold) {
    clearTimeout(timer);
    timer = setTimeout(() => changed(threshold), settleMs);
  }

  return {
    element,

    /** Takes the service's own threshold from an answer to a question without one. */
    know({ threshold, thresholdFrom }) {
      if (thresholdFrom !== 'request' && own.threshold !== threshold) {
        Object.assign(own, { threshold, from: thresholdFrom });
        if (element.hidden || back.hidden) {
          input.value = threshold;
          say(null);
        }
      }

      element.hidden = false;
    },
  };
}
