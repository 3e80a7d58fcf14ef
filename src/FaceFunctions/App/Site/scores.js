// Numbers about likeness, as words, digits and a bar.
import { make } from './dom.js';
import { t } from './language.js';

/** A cosine, to three digits. */
export const digits = (cosine) => cosine.toFixed(3).replace('-', '\u2212');

/** A decision as a word in its colour; the word alone says it too. */
export const chip = (decision) => make('span', { class: `chip ${decision}` }, t(`decision-${decision}`));

/** A cosine as a bar from 0 to 1, with a tick where the threshold is. The digits stand beside it for everybody who cannot see it. */
export function bar(cosine, threshold) {
  const full = make('span', { class: 'full' });
  const tick = make('span', { class: 'tick' });
  full.style.width = percent(cosine);
  tick.style.left = percent(threshold);
  return make('span', { class: `bar ${cosine >= threshold ? 'over' : 'under'}`, 'aria-hidden': 'true' }, full, tick);
}

/** How often a stranger would be so like anybody; null where no calibration says it. */
export const chance = (probability) => probability === null ? null : t('probability', { probability: probability.toPrecision(2) });

const percent = (value) => `${100 * Math.min(1, Math.max(0, value))}%`;
