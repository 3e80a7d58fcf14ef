// Whether two photos show one person.
import { button, fill, make } from './dom.js';
import { t } from './language.js';
import { askJson } from './api.js';
import { framed } from './frames.js';
import { intake } from './intake.js';
import * as notices from './notices.js';
import { bar, chance, chip, digits } from './scores.js';
import { thresholdSlider } from './threshold.js';

/** The view. */
export function verifyView() {
  const result = make('div', { class: 'verdict' });
  let running = null;
  let threshold = null;
  const slider = thresholdSlider((changed) => {
    threshold = changed;
    compare();
  });
  const slots = ['a', 'b'].map((name) => slot(name, compare));

  async function compare() {
    running?.abort();
    if (slots.some((one) => one.file === null)) {
      result.replaceChildren();
      return;
    }

    running = new AbortController();
    const body = new FormData();
    slots.forEach((one) => body.append(one.name, one.file, one.name));
    if (!result.hasChildNodes()) {
      fill(result, make('p', { class: 'hint' }, t('looking')));
    }

    try {
      const answer = await askJson('POST', 'verify', { query: { threshold }, body, signal: running.signal });
      slider.know(answer);
      slots.forEach((one) => one.frame(answer[one.name].box, answer.decision));
      tell(answer);
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        slots.forEach((one) => one.frame(null));
        fill(result, notices.show(problem, problem.status === 0 || problem.status >= 500 ? button(t('again'), compare) : null));
      }
    }
  }

  function tell(answer) {
    fill(result,
      make('p', { class: 'who' }, make('strong', {}, t(`verify-${answer.decision}`)), ' ', chip(answer.decision)),
      make('p', { class: 'numbers' }, t('cosine', { cosine: digits(answer.similarity) }), ' · ', t('threshold-is', { threshold: digits(answer.threshold) })),
      bar(answer.similarity, answer.threshold),
      answer.falseMatchProbability === null ? null : make('p', { class: 'hint' }, chance(answer.falseMatchProbability)));
    notices.announce(t(`verify-${answer.decision}`));
  }

  return make('section', {},
    make('p', {}, t('verify-lead')),
    make('div', { class: 'pair' }, slots.map((one) => one.element)),
    slider.element,
    result);
}

function slot(name, changed) {
  const holder = make('div', { class: 'holder' });
  const self = { name, file: null, element: null, frame: () => {} };
  const place = intake(t(`verify-${name}`), ([file]) => {
    const photo = framed(file, t('photo-alt', { name: file.name }));
    self.file = file;
    self.frame = async (box, kind) => {
      const size = await photo.size();
      photo.show(box === null || size === null ? [] : [{ box, kind }], size);
    };
    fill(holder, photo.element, make('p', { class: 'hint' }, file.name));
    place.classList.add('full');
    changed();
  }, { multiple: false });
  self.element = make('div', { class: 'card' }, place, holder);
  return self;
}
