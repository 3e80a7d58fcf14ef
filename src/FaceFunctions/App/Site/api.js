// Talks with the service that this page came from. Names of people and photos stand in the query or the body of a request, never in its path.
import { askForKey } from './key.js';
import * as connection from './connection.js';
import { Problem } from './problem.js';

// This file is /api/app/api.js, whatever the host's prefix is.
const root = new URL('../', import.meta.url);

// In this variable and nowhere else: it is gone with the tab, and with a reload.
let key = null;

/**
 * Asks the service.
 * @returns {Promise<Response>} A success.
 * @throws {Problem} Anything else; its kind is that of the problem, or `offline`, `key-needed`.
 * @throws {DOMException} `AbortError`, when the signal said so.
 */
export async function ask(method, path, { query = {}, body, headers = {}, signal } = {}) {
  const address = new URL(path, root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) {
      address.searchParams.set(name, value);
    }
  }

  for (;;) {
    const sent = key;
    const response = await send(address, { method, body, signal, headers: sent === null ? headers : { ...headers, 'x-functions-key': sent } });
    if (response.status !== 401) {
      return response.ok ? response : refuse(response);
    }

    // Several requests may be refused at once: the first one asks, and who used an older key just tries the newer.
    if (key === sent) {
      key = await askForKey(sent !== null, (typed) => { key = typed; });
    }
  }
}

/** Asks the service for JSON. */
export const askJson = async (method, path, options) => (await ask(method, path, options)).json();

async function send(address, options) {
  let response;
  try {
    // Not stored: pictures of people stay in this tab.
    response = await fetch(address, { ...options, cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    connection.lost(root);
    throw new Problem(0, 'offline', '');
  }

  if (response.status === 502 || response.status === 503 || response.status === 504) {
    connection.lost(root);
  }

  return response;
}

async function refuse(response) {
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // What a host or a gateway answers itself has no words.
  }

  const kind = (problem.type ?? '').split(':').at(-1) || (response.status >= 500 ? 'offline' : 'unknown');
  throw new Problem(response.status, kind === 'host-unavailable' ? 'offline' : kind, problem.detail ?? '');
}
