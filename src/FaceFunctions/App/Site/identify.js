// Who is in a photo.
import { button, fill, make } from './dom.js';
import { count, t } from './language.js';
import { askJson } from './api.js';
import { framed } from './frames.js';
import { intake } from './intake.js';
import * as notices from './notices.js';
import { picture } from './pictures.js';
import { queue } from './queue.js';
import { bar, chance, chip, digits } from './scores.js';
import { thresholdSlider } from './threshold.js';

const candidates = 5;
const shown = 3;
const inTurn = queue(2);

/** The view. `enroll` takes a file and a name to where photos are added. */
export function identifyView(enroll) {
  const entries = new Set();
  const list = make('div', { class: 'cards' });
  let threshold = null;
  const slider = thresholdSlider((changed) => {
    threshold = changed;
    entries.forEach((entry) => entry.ask(threshold));
  });

  const take = (files) => {
    for (const file of files) {
      const entry = photoCard(file, slider, enroll, () => entries.delete(entry));
      entries.add(entry);
      list.prepend(entry.element);
      entry.ask(threshold);
    }
  };

  return make('section', {},
    make('p', {}, t('identify-lead')),
    intake(t('intake-choose'), take),
    slider.element,
    list);
}

function photoCard(file, slider, enroll, removed) {
  const photo = framed(file, t('photo-alt', { name: file.name }));
  const faces = make('div', { class: 'found' });
  let running = null;
  const element = make('article', { class: 'card' },
    make('div', { class: 'row spread' },
      make('h3', {}, file.name),
      make('button', { type: 'button', onclick: () => { running?.abort(); removed(); element.remove(); } }, t('remove'), heard(file.name))),
    make('div', { class: 'sides' }, photo.element, faces));

  async function ask(threshold) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    element.setAttribute('aria-busy', 'true');
    if (!faces.hasChildNodes()) {
      fill(faces, make('p', { class: 'hint' }, t('looking')));
    }

    try {
      const answer = await inTurn(() => askJson('POST', 'identify', { query: { top: candidates, threshold }, body: file, signal }));
      slider.know(answer);
      await tell(answer);
    } catch (problem) {
      if (problem.name === 'AbortError') {
        return;
      }

      photo.show([], null);
      fill(faces, notices.show(problem, problem.status === 0 || problem.status >= 500 || problem.kind === 'key-needed' ? button(t('again'), () => ask(threshold)) : null));
    }

    element.removeAttribute('aria-busy');
  }

  async function tell(answer) {
    const size = await photo.size();
    const fits = size === null || (size.width === answer.probe.width && size.height === answer.probe.height);
    photo.show(fits ? answer.faces.map(({ box, decision }) => ({ box, kind: decision })) : [], answer.probe);
    fill(faces,
      fits ? null : make('p', { class: 'problem' }, t('frames-off')),
      make('ol', { class: 'faces' }, answer.faces.map((face, index) => faceItem(face, index, answer, photo, () => enroll(file, face.person ?? '')))));
    const names = answer.faces.map((face) => face.person).filter((name) => name !== null);
    notices.announce([file.name, ': ', count('faces', answer.faces.length), names.length > 0 ? `: ${names.join(', ')}` : '']);
  }

  return { element, ask };
}

function faceItem(face, index, answer, photo, enroll) {
  const best = Math.max(0, face.candidates.findIndex((candidate) => candidate.person === face.person));
  const named = face.candidates[best];
  const next = face.candidates.filter((_, other) => other !== best)[0];
  const light = (on) => () => photo.light(index, on);
  return make('li', { class: `face ${face.decision}`, onmouseenter: light(true), onmouseleave: light(false), onfocusin: light(true), onfocusout: light(false) },
    make('div', { class: 'head' },
      photo.crop(face.box),
      make('div', {},
        make('p', { class: 'who' },
          answer.faces.length > 1 && make('span', { class: 'number' }, heard(t('face-number')), String(index + 1)),
          make('strong', {}, whoIs(face, named)), ' ', chip(face.decision)),
        named && make('p', { class: 'numbers' },
          t('cosine', { cosine: digits(named.similarity) }),
          next && [' · ', t('margin', { margin: digits(named.similarity - next.similarity) })]),
        named && bar(named.similarity, answer.threshold),
        named && chance(named.falseMatchProbability) && make('p', { class: 'hint' }, chance(named.falseMatchProbability)),
        answer.faces.length === 1 && button(t('enroll-this'), enroll, { class: 'quiet' }))),
    face.candidates.length === 0 ? make('p', { class: 'hint' }, t('gallery-empty')) : null,
    make('ul', { class: 'candidates', 'aria-label': t('nearest') }, face.candidates.slice(0, shown).map((candidate) => make('li', {},
      picture(candidate.photo, { face: 0, alt: t('face-of', { person: candidate.person }) }),
      make('span', { class: 'name' }, candidate.person),
      make('span', { class: 'numbers' }, digits(candidate.similarity)),
      bar(candidate.similarity, answer.threshold)))));
}

const whoIs = (face, best) =>
  face.person !== null ? face.person : face.decision === 'uncertain' && best ? t('perhaps', { person: best.person }) : t('nobody');

const heard = (text) => make('span', { class: 'heard' }, ' ', text, ' ');
