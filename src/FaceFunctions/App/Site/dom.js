// Makes elements. What comes from outside only ever becomes text: nothing here reads markup.
import { isText, speak } from './language.js';

/**
 * Makes an element.
 * @param {string} tag Its name.
 * @param {object} properties Properties and attributes; `on...` listens; texts (see language.js) follow the language; null and undefined are left out.
 * @param {...any} children Elements, strings, texts, lists of these; null and false are left out.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) {
      continue;
    }

    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (isText(value)) {
      speak(element, () => set(element, name, String(value)));
    } else {
      set(element, name, value);
    }
  }

  append(element, children);
  return element;
}

/** Adds children to an element, as `make` takes them. */
export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (isText(child)) {
      const node = document.createTextNode('');
      element.append(node);
      speak(element, () => { node.data = String(child); });
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/** Puts children in place of those that an element has. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** A button that does something; while that runs, it cannot be pressed again. */
export function button(label, act, properties = {}) {
  const made = make('button', {
    type: 'button',
    ...properties,
    onclick: async () => {
      made.disabled = true;
      try {
        await act();
      } finally {
        made.disabled = false;
      }
    },
  }, label);
  return made;
}

/** Words that the service said, which are English in every language of the page. */
export const english = (words) => make('span', { lang: 'en' }, words);

let ids = 0;

/** An id for an element that another one refers to. */
export const newId = () => `e${++ids}`;

function set(element, name, value) {
  if (name === 'class') {
    element.className = value;
  } else if (name in element && typeof value !== 'string') {
    element[name] = value;
  } else {
    element.setAttribute(name, value);
  }
}
