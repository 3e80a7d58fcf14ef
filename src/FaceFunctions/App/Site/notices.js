// Tells what happened: on the page, and to those who hear it.
import { fill, english, make } from './dom.js';
import { knows, t } from './language.js';

const status = make('div', { class: 'heard', role: 'status' });

/** The element that says what happened; it is heard, not seen. */
export const region = status;

/** Says something to those who hear the page. */
export const announce = (text) => fill(status, text);

/** A problem in words: those of the page for its kind, and the service's own. */
export const describe = (problem) => [
  knows(`problem-${problem.kind}`) ? t(`problem-${problem.kind}`) : t('problem-unknown', { status: problem.status ?? '?' }),
  problem.detail ? [' ', english(problem.detail)] : null,
];

/** A problem where it happened; with a second try, where there can be one. */
export const show = (problem, retry = null) =>
  make('div', { class: 'problem', role: 'alert' }, make('p', {}, describe(problem)), retry);
