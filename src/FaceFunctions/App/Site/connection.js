// Knows whether the service can be reached, and finds out when it can again.

const pauseMs = 2000;

/** Fires `lost` and `back`. */
export const events = new EventTarget();

let away = false;

/** Says that a request did not reach the service; from then on it is looked for until it answers. */
export function lost(root) {
  if (away) {
    return;
  }

  away = true;
  events.dispatchEvent(new Event('lost'));
  look(root);
}

function look(root) {
  setTimeout(async () => {
    if (await answers(root)) {
      away = false;
      events.dispatchEvent(new Event('back'));
    } else {
      look(root);
    }
  }, pauseMs);
}

async function answers(root) {
  try {
    // Without the key: who asks for one is there.
    const response = await fetch(new URL('status', root), { cache: 'no-store' });
    return response.status < 500;
  } catch {
    return false;
  }
}
