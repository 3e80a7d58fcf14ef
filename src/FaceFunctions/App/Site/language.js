// Says the page's texts in the reader's language, and says them anew when that changes, without touching anything else on the page.
import { texts } from './texts.js';

export const languages = Object.keys(texts);

const speakers = new WeakMap();
let language = 'en';

/** A text that is still to be said: its key, and what its {placeholders} stand for (texts of their own, too). */
class Phrase {
  constructor(key, values) {
    this.key = key;
    this.values = values;
  }

  toString() {
    return texts[language][this.key].replace(/\{(\w+)\}/g, (whole, name) => String(this.values[name] ?? whole));
  }
}

/** A number or date, said as the language of the moment says it. */
class Localized {
  constructor(say) {
    this.say = say;
  }

  toString() {
    return this.say(language);
  }
}

/** The text of a key of texts.js. */
export const t = (key, values = {}) => new Phrase(key, values);

/** The text for a number of things: `key-one` or `key-other`, with {count}. */
export const count = (key, number, values = {}) =>
  t(`${key}-${new Intl.PluralRules('en').select(number)}`, { count: whole(number), ...values });

/** Whether there is a text for a word of the service's, which newer services have more of. */
export const knows = (key) => key in texts.en;

/** A whole number with its separators. */
export const whole = (number) => new Localized((to) => number.toLocaleString(to));

/** A moment, in the reader's own time zone. */
export const moment = (iso) => new Localized((to) => new Date(iso).toLocaleString(to, { dateStyle: 'medium', timeStyle: 'short' }));

export const isText = (value) => value instanceof Phrase || value instanceof Localized;

/** Says a text now and whenever the language changes, as long as the element is there. */
export function speak(element, say) {
  element.setAttribute('data-said', '');
  speakers.set(element, [...(speakers.get(element) ?? []), say]);
  say();
}

/** The present language. */
export const current = () => language;

/** Changes the language of everything that is on the page. */
export function change(to) {
  language = to;
  document.documentElement.lang = to === 'zh' ? 'zh-Hans' : to;
  for (const element of document.querySelectorAll('[data-said]')) {
    speakers.get(element)?.forEach((say) => say());
  }
}

/** The first of the reader's languages that the page speaks. */
export const preferred = () =>
  navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in texts) ?? 'en';
