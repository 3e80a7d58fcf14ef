// What is worth a look in the gallery.
import { button, english, fill, make } from './dom.js';
import { count, knows, t, whole } from './language.js';
import { askJson } from './api.js';
import * as notices from './notices.js';
import { pathOf, picture } from './pictures.js';
import { digits } from './scores.js';

const top = 10;

/** The view. It asks when it is told to: the service compares everybody with everybody. */
export function healthView() {
  const place = make('div', { class: 'cards' });
  const start = button(t('health-start'), run, { class: 'primary' });
  async function run() {
    fill(place, make('p', { class: 'hint' }, t('looking')));
    try {
      tell(await askJson('GET', 'gallery/health', { query: { top } }));
    } catch (problem) {
      fill(place, notices.show(problem, button(t('again'), run)));
    }
  }

  function tell(report) {
    const sections = report.sections.filter((section) => section.count > 0);
    fill(place,
      make('p', { class: 'hint' }, count('faces', report.faces), ' · ', count('people', report.people), ' · ', t('threshold-is', { threshold: digits(report.threshold) })),
      sections.length === 0 ? make('p', {}, t('health-good')) : sections.map(sectionCard));
    notices.announce(sections.length === 0 ? t('health-good') : count('health-kinds', sections.length));
  }

  return { element: make('section', {}, make('p', {}, t('health-lead')), start, place) };
}

function sectionCard(section) {
  const known = knows(`health-${section.kind}`);
  return make('article', { class: 'card' },
    make('div', { class: 'row spread' },
      make('h3', {}, known ? t(`health-${section.kind}`) : english(section.title)),
      make('span', { class: 'chip' }, whole(section.count))),
    make('p', { class: 'hint' }, known ? t(`health-${section.kind}-advice`) : english(section.advice)),
    make('ul', { class: 'findings' }, section.findings.map((finding) => make('li', {},
      faceOf(finding.face),
      finding.own && faceOf(finding.own, t('health-own'), finding.ownSimilarity),
      finding.other && faceOf(finding.other, t('health-other'), finding.similarity)))));
}

const faceOf = (face, label = null, similarity = null) => make('figure', {},
  picture(face.photo, { face: 0, alt: t('face-of', { person: face.person }) }),
  make('figcaption', {},
    make('strong', {}, face.person),
    make('span', { class: 'hint' }, pathOf(face.photo)),
    label && make('span', { class: 'hint' }, label, similarity === null || similarity === undefined ? null : ` ${digits(similarity)}`)));
