// The page: its views, which the fragment of the address chooses, its language, and whether the service is there.
import { fill, make } from './dom.js';
import { change, current, languages, preferred, t } from './language.js';
import { askJson } from './api.js';
import * as connection from './connection.js';
import { enrollView } from './enroll.js';
import { healthView } from './health.js';
import { identifyView } from './identify.js';
import { listen } from './intake.js';
import * as notices from './notices.js';
import { peopleView } from './people.js';
import { statusView } from './status.js';
import { verifyView } from './verify.js';

const readyPauseMs = 1500;

const enroll = enrollView();
const views = {
  identify: { element: identifyView((file, person) => { location.hash = 'enroll'; open('enroll'); enroll.offer(file, person); }) },
  verify: { element: verifyView() },
  enroll,
  people: peopleView(),
  health: healthView(),
  status: statusView(),
};

const banner = make('div', { class: 'banner', role: 'alert', hidden: true });
const heading = make('h2', { tabIndex: -1 });
const main = make('main', { id: 'main' }, banner, heading);
const links = Object.keys(views).map((name) => make('a', { href: `#${name}` }, t(`view-${name}`)));
let shown = null;

function open(name, focus = true) {
  if (name === shown) {
    return;
  }

  shown = name;
  links.forEach((link) => link.hash === `#${name}` ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'));
  fill(heading, t(`view-${name}`));
  main.replaceChildren(banner, heading, views[name].element);
  title();
  refresh();
  if (focus) {
    heading.focus();
    scrollTo(0, 0);
  }
}

// What a view cannot load it says itself, or does without; some load nothing.
const refresh = () => Promise.resolve(views[shown].opened?.()).catch(() => {});

const title = () => { document.title = `${t(`view-${shown}`)} · FaceFunctions`; };

const chosen = () => Object.hasOwn(views, location.hash.slice(1)) ? location.hash.slice(1) : 'identify';

const next = () => languages[(languages.indexOf(current()) + 1) % languages.length];

const toggle = make('button', {
  type: 'button',
  onclick: () => {
    change(next());
    label();
    title();
  },
});

function label() {
  toggle.textContent = String(t('other-language'));
  toggle.lang = next() === 'zh' ? 'zh-Hans' : next();
}

change(preferred());
label();
document.body.append(
  make('a', { class: 'skip', href: '#main', onclick: (event) => { event.preventDefault(); heading.focus(); } }, t('skip')),
  make('header', {},
    make('h1', {}, make('img', { src: 'app/icon.svg', alt: '', width: 28, height: 28 }), 'FaceFunctions'),
    make('nav', { 'aria-label': t('views') }, links),
    toggle),
  main,
  notices.region,
  make('footer', {}, make('p', {}, t('privacy'))));
open(chosen(), false);
addEventListener('hashchange', () => open(chosen()));
listen();

function warn(...words) {
  fill(banner, words);
  banner.hidden = words.length === 0;
}

connection.events.addEventListener('lost', () => warn(make('strong', {}, t('away')), ' ', t('away-hint')));
connection.events.addEventListener('back', () => {
  warn();
  notices.announce(t('back-again'));
  refresh();
  waitUntilReady();
});

async function waitUntilReady() {
  try {
    while (!(await askJson('GET', 'status')).ready) {
      warn(make('strong', {}, t('starting')), ' ', t('starting-hint'));
      await new Promise((resolve) => { setTimeout(resolve, readyPauseMs); });
    }

    warn();
  } catch {
    // Without a key, or away, which says so by itself.
  }
}

waitUntilReady();
