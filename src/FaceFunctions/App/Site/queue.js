/** Runs work in the order in which it came, so much of it at once. */
export function queue(together) {
  const waiting = [];
  let running = 0;
  return (work) => new Promise((resolve, reject) => {
    waiting.push(() => work().then(resolve, reject));
    next();
  });

  async function next() {
    if (running < together && waiting.length > 0) {
      running++;
      await waiting.shift()();
      running--;
      next();
    }
  }
}
