// Adds photos to a person, and shows what became of each.
import { button, english, fill, make, newId } from './dom.js';
import { knows, t } from './language.js';
import { askJson } from './api.js';
import { framed } from './frames.js';
import { intake } from './intake.js';
import * as notices from './notices.js';
import { pathOf, picture } from './pictures.js';
import { confirm } from './questions.js';
import { queue } from './queue.js';

const firstPauseMs = 400;
const longestPauseMs = 4000;
const patienceMs = 10 * 60 * 1000;
const inTurn = queue(2);

/** The view. `offer` brings a photo to it, with a name or none. */
export function enrollView() {
  const id = newId();
  const known = make('datalist', { id: `${id}-known` });
  const name = make('input', { id, list: known.id, maxLength: 256, required: true, autocomplete: 'off', spellcheck: false, 'aria-describedby': `${id}-hint` });
  const chosen = make('ul', { class: 'chosen' });
  const done = make('div', { class: 'cards' });
  const files = new Map();
  const send = make('button', { class: 'primary' }, t('enroll-send'));
  const form = make('form', { class: 'card', onsubmit: submit },
    make('label', { for: id }, t('enroll-name')),
    name,
    known,
    make('p', { id: `${id}-hint`, class: 'hint' }, t('enroll-name-hint')),
    intake(t('intake-choose'), (taken) => taken.forEach(add)),
    chosen,
    make('div', { class: 'row end' }, send));
  send.disabled = true;

  function add(file) {
    const item = make('li', {},
      framed(file, '').element,
      make('span', { class: 'name' }, file.name),
      make('button', { type: 'button', onclick: () => drop(file) }, t('remove'), make('span', { class: 'heard' }, ` ${file.name}`)));
    files.set(file, item);
    chosen.append(item);
    send.disabled = false;
  }

  function drop(file) {
    files.get(file).remove();
    files.delete(file);
    send.disabled = files.size === 0;
  }

  function submit(event) {
    event.preventDefault();
    for (const file of [...files.keys()]) {
      drop(file);
      done.prepend(follow(file, name.value.trim()));
    }
  }

  return {
    element: make('section', {}, make('p', {}, t('enroll-lead')), form, done),

    async opened() {
      // Names that are there already, so that a slip of the finger makes no new person.
      const { people } = await askJson('GET', 'people', { query: { top: 1000 } });
      known.replaceChildren(...people.map(({ person }) => make('option', { value: person })));
    },

    offer(file, person) {
      if (person.length > 0 || name.value.length === 0) {
        name.value = person;
      }

      add(file);
      name.focus();
    },
  };
}

/** A card that tells a photo's way into the gallery. */
function follow(file, person) {
  const path = `${asFolder(person)}/${asFolder(file.name)}`;
  const state = make('div', {});
  const card = make('article', { class: 'card row' },
    framed(file, '').element,
    make('div', { class: 'grow' }, make('h3', {}, path), state));
  run({ 'If-None-Match': '*' });
  return card;

  async function run(condition) {
    tell('sending');
    try {
      const accepted = await inTurn(() => askJson('PUT', 'photo', { query: { path, person }, headers: condition, body: file }));
      tell('pending');
      await wait(accepted);
    } catch (problem) {
      if (problem.kind === 'photo-exists' || problem.kind === 'photo-changed') {
        await askToReplace();
      } else {
        card.className = 'card row failed';
        fill(state, notices.show(problem, button(t('again'), () => run(condition))));
      }
    }
  }

  async function askToReplace() {
    let old = null;
    try {
      old = await askJson('GET', 'photo', { query: { path } });
    } catch {
      // It waits for its turn: there is nothing to show of it yet.
    }

    const yes = await confirm({
      title: t('replace-title'),
      text: t('replace-text', { path }),
      yes: t('replace-yes'),
      content: picture(path, { size: 240, alt: t('replace-present') }),
    });
    if (yes) {
      // The version that was just shown, and no newer one, is what may go.
      await run(old === null ? {} : { 'If-Match': old.eTag });
    } else {
      tell('kept');
    }
  }

  async function wait({ eTag }) {
    const since = performance.now();
    for (let pause = firstPauseMs; performance.now() - since < patienceMs; pause = Math.min(longestPauseMs, pause * 1.5)) {
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      const photo = await find();
      if (photo?.eTag === eTag) {
        tellEnd(photo);
        return;
      }
    }

    tell('slow');
  }

  async function find() {
    try {
      return await askJson('GET', 'photo', { query: { path } });
    } catch (problem) {
      if (problem.kind === 'photo-not-found' || problem.kind === 'offline' || problem.kind === 'unavailable') {
        return null;
      }

      throw problem;
    }
  }

  function tell(step) {
    card.className = `card row ${step}`;
    fill(state, make('p', {}, t(`enroll-${step}`)));
  }

  function tellEnd(photo) {
    card.className = `card row ${photo.status}`;
    fill(state,
      make('p', {}, statusWord(photo.status), ' ', photo.status === 'enrolled' ? t('enroll-as', { person: photo.person }) : null),
      photo.reason && make('p', { class: 'hint' }, english(photo.reason)),
      photo.warnings.map((warning) => make('p', { class: 'warning' }, make('strong', {}, t('warning')), ' ', english(warning.message))),
      photo.status === 'enrolled' ? make('div', { class: 'row' }, picture(photo.photo, { face: 0, alt: t('face-of', { person: photo.person }) })) : null);
    notices.announce([pathOf(photo.photo), ': ', t(`status-${photo.status}`)]);
  }
}

/** What became of a photo, as a word in its colour. */
export const statusWord = (status) => make('span', { class: `chip ${status}` }, knows(`status-${status}`) ? t(`status-${status}`) : status);

// A blob's folder or file name: no slashes of its own, nothing that storage clients tidy away. Whose photo it is the parameter says, with any letters.
const asFolder = (name) => name.normalize('NFC').replace(/[\u0000-\u001f\u007f/\\]/g, '-').replace(/^\.+$|[. ]+$/g, '_').slice(0, 200) || '_';
