// How the service is.
import { button, english, fill, make } from './dom.js';
import { count, knows, moment, t, whole } from './language.js';
import { askJson } from './api.js';
import * as notices from './notices.js';
import { digits } from './scores.js';

/** The view. */
export function statusView() {
  const place = make('div', { class: 'cards' });
  async function load() {
    try {
      fill(place, cards(await askJson('GET', 'status')));
    } catch (problem) {
      fill(place, notices.show(problem, button(t('again'), load)));
    }
  }

  return { element: make('section', {}, place, button(t('refresh'), load)), opened: load };
}

function cards(status) {
  const { thresholds, gallery, table, calibration, enrollment } = status;
  return [
    card(t('status-service'), [
      [t('status-state'), status.ready ? t('status-ready') : [t('status-waiting'), ' ', reason(status.reason)]],
      [t('status-version'), status.version],
      [t('status-bundle'), status.bundle],
    ]),
    card(t('status-gallery'), [
      [t('status-size'), gallery && [count('faces', gallery.faces), gallery.people === null ? null : [' · ', count('people', gallery.people)]]],
      [t('status-thresholds'), thresholds && t('status-thresholds-are', { match: digits(thresholds.match), review: digits(thresholds.review) })],
      [t('status-from'), status.thresholdFrom && t(`threshold-from-${status.thresholdFrom}`)],
      [t('status-table'), table && (table.complete ? [t('status-complete'), ' ', moment(table.completedAt)] : t('status-filling', { done: whole(table.checkedPhotos), all: whole(table.knownPhotos) }))],
    ]),
    card(t('status-calibration'), calibration === null ? [[t('status-calibration'), t('calibration-none')]] : [
      [t('calibration-id'), calibration.id],
      [t('calibration-rate'), calibration.falseAlarmRate],
      [t('calibration-basis'), count('people', calibration.people)],
      [t('calibration-state'), calibration.outgrown ? t('calibration-outgrown') : t('calibration-fits')],
    ]),
    enrollment && card(t('status-enrolment'), [
      [t('status-photo-bytes'), t('mebibytes', { size: whole(Math.round(enrollment.maxPhotoBytes / 1024 / 1024)) })],
      [t('status-photo-pixels'), t('megapixels', { size: whole(Math.round(enrollment.maxPhotoPixels / 1e6)) })],
      [t('status-smallest'), t('pixels', { size: enrollment.gate.minSidePixels })],
      [t('status-warnings'), t(`warnings-${enrollment.warnings}`)],
    ]),
  ];
}

const card = (title, rows) => make('article', { class: 'card' },
  make('h3', {}, title),
  make('dl', {}, rows
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, typeof value === 'number' ? String(value) : value)))));

const reason = (word) => word === null ? null : knows(`waiting-${word}`) ? t(`waiting-${word}`) : english(word);
