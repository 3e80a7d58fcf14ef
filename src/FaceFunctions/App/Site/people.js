// Everybody in the gallery, with their photos; and deletion.
import { button, english, fill, make } from './dom.js';
import { count, moment, t } from './language.js';
import { ask, askJson } from './api.js';
import { statusWord } from './enroll.js';
import * as notices from './notices.js';
import { pages } from './pages.js';
import { pathOf, picture } from './pictures.js';
import { confirm, present } from './questions.js';

const pageSize = 24;

/** The view. */
export function peopleView() {
  const place = make('div', {});
  const element = make('section', {}, place);
  const home = () => fill(place, everybody());

  function everybody() {
    const list = pages({
      empty: t('people-empty'),
      load: async (continuation) => {
        const page = await askJson('GET', 'people', { query: { top: pageSize, continuation } });
        return { items: page.people, continuation: page.continuation };
      },
      show: ({ person, photos }) => make('li', {},
        button([portrait(person), make('span', { class: 'name' }, person), make('span', { class: 'hint' }, count('photos', photos))],
          () => open(person, photos), { class: 'tile' })),
    });
    return [
      make('div', { class: 'row spread' }, make('p', {}, t('people-lead')), make('button', { type: 'button', onclick: () => open(null) }, t('people-all-photos'))),
      list,
    ];
  }

  // Photos of a person lie in the folder of the name, or are called so; what the metadata says otherwise shows among all photos.
  function open(person, expected = null) {
    const heading = make('h3', { tabIndex: -1 }, person ?? t('people-all-photos'));
    const elsewhere = make('p', { class: 'hint' });
    let found = 0;
    const list = pages({
      empty: t('photos-empty'),
      load: async (continuation) => {
        const page = await askJson('GET', 'photos', { query: { top: pageSize, prefix: person, continuation } });
        const items = page.photos.filter((photo) => person === null || photo.person === person);
        found += items.filter((photo) => photo.status === 'enrolled').length;
        const missing = page.continuation === null && expected !== null ? expected - found : 0;
        fill(elsewhere, missing > 0 ? count('photos-elsewhere', missing) : null);
        return { items, continuation: page.continuation };
      },
      show: (photo) => photoTile(photo),
    });
    fill(place,
      make('div', { class: 'row spread' },
        make('button', { type: 'button', onclick: home }, t('people-back')),
        person !== null && button(t('delete-person'), () => deletePerson(person, home), { class: 'danger' })),
      heading,
      list,
      elsewhere);
    heading.focus();
  }

  return { element, opened: home };
}

/** One face of a person, from the first photo that is found by name. */
function portrait(person) {
  const holder = make('span', { class: 'portrait' });
  askJson('GET', 'photos', { query: { top: 5, prefix: `${person}/` } }).then(
    ({ photos }) => {
      const photo = photos.find((one) => one.person === person && one.status === 'enrolled');
      fill(holder, photo ? picture(photo.photo, { face: 0 }) : null);
    },
    () => {});
  return holder;
}

function photoTile(photo) {
  const path = pathOf(photo.photo);
  const item = make('li', { class: 'photo' },
    button([picture(path, { face: photo.faceCount > 0 ? 0 : null }), make('span', { class: 'heard' }, t('look'), ' '), make('span', { class: 'name' }, path)], () => look(path), { class: 'tile' }),
    make('p', {}, statusWord(photo.status), ' ', photo.warnings > 0 && make('span', { class: 'chip uncertain' }, count('warnings', photo.warnings))),
    photo.reason && make('p', { class: 'hint' }, english(photo.reason)),
    button([t('delete'), make('span', { class: 'heard' }, ` ${path}`)], () => deletePhoto(path, item), { class: 'quiet' }));
  return item;
}

async function look(path) {
  const photo = await orNull(() => askJson('GET', 'photo', { query: { path } }));
  await present(path,
    picture(path, { size: 1024, boxes: true, alt: t('photo-alt', { name: path }) }),
    photo === null ? make('p', {}, statusWord('pending')) : [
      make('p', {}, statusWord(photo.status), ' ', photo.person),
      photo.reason && make('p', { class: 'hint' }, english(photo.reason)),
      photo.warnings.map((warning) => make('p', { class: 'warning' }, make('strong', {}, t('warning')), ' ', english(warning.message))),
      make('p', { class: 'hint' }, `${photo.width} × ${photo.height} · `, count('faces', photo.faces.length), ' · ', moment(photo.recordedAt)),
    ]);
}

async function deletePhoto(path, item) {
  const yes = await confirm({
    title: t('delete-photo-title'),
    text: t('delete-photo-text', { path }),
    yes: t('delete'),
    content: picture(path, { size: 240 }),
  });
  if (yes) {
    await orShow(item, async () => {
      await ask('DELETE', 'photo', { query: { path } });
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      next?.querySelector('button')?.focus();
      notices.announce(t('deleted', { name: path }));
    });
  }
}

async function deletePerson(person, home) {
  const yes = await confirm({ title: t('delete-person-title', { person }), text: t('delete-person-text', { person }), yes: t('delete') });
  if (yes) {
    await orShow(document.querySelector('main'), async () => {
      const { deletedPhotos } = await askJson('DELETE', 'person', { query: { name: person } });
      home();
      notices.announce([t('deleted', { name: person }), ' ', count('photos', deletedPhotos)]);
    });
  }
}

async function orNull(work) {
  try {
    return await work();
  } catch {
    return null;
  }
}

async function orShow(place, work) {
  try {
    await work();
  } catch (problem) {
    place.append(notices.show(problem));
  }
}
