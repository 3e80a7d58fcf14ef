// A list that comes page by page.
import { button, fill, make } from './dom.js';
import { t } from './language.js';
import * as notices from './notices.js';

/**
 * The list, which loads its first page at once.
 * @param {{load: (continuation: string | null) => Promise<{items: any[], continuation: string | null}>, show: (item: any) => Element, empty: any}} source What it lists.
 */
export function pages({ load, show, empty }) {
  const list = make('ul', { class: 'tiles' });
  const foot = make('div', { class: 'foot' });
  const more = async (continuation) => {
    try {
      if (continuation === null) {
        fill(foot, make('p', { class: 'hint' }, t('loading')));
      }

      const page = await load(continuation);
      const fresh = page.items.map(show);
      list.append(...fresh);
      fill(foot,
        page.continuation !== null && button(t('more'), () => more(page.continuation)),
        list.childElementCount === 0 && page.continuation === null && make('p', {}, empty));
      if (continuation !== null) {
        // The button that had the focus is gone.
        fresh[0]?.querySelector('button')?.focus();
      }
    } catch (problem) {
      fill(foot, notices.show(problem, button(t('again'), () => more(continuation))));
    }
  };
  more(null);
  return make('div', {}, list, foot);
}
