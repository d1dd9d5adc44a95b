// Runs inside the page: waits measured there, by frames that were painted.
window.bench ??= (() => {
  const grid = () => document.querySelector("[data-testid=grid]");
  const rows = () => [...grid().querySelectorAll("[role=rowgroup] [role=row]")];
  const total = () => document.querySelector("[data-testid=garage-total] b, [data-testid=total-rows] b").textContent;
  const plates = () => rows().map((row) => row.querySelector("[role=img]")?.ariaLabel ?? row.textContent).join();

  /** Milliseconds from `act` until a frame that fulfils `seen` is on the screen. */
  const until = (act, seen) =>
    new Promise((resolve) => {
      const start = performance.now();
      const look = () => {
        if (!seen()) return requestAnimationFrame(look);
        // A message sent in a frame arrives when that frame is drawn.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage(null);
      };
      act();
      requestAnimationFrame(look);
    });

  const type = (text) => {
    const box = document.querySelector("[data-testid=search]");
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** Every row of the view is there with its words. */
  const filled = () => {
    const view = grid().getBoundingClientRect();
    const inView = rows().map((row) => [row.getBoundingClientRect(), row.querySelector("[aria-colindex='2']").textContent]);
    const top = Math.min(...inView.map(([box]) => box.top));
    const bottom = Math.max(...inView.map(([box]) => box.bottom));
    const seen = inView.filter(([box]) => box.bottom > view.top && box.top < view.bottom);
    return top <= view.top + 34 && bottom >= view.bottom && seen.every(([, words]) => words !== "");
  };

  return {
    keystroke(text) {
      const [count, shown] = [total(), plates()];
      const settled = () => total() !== count && plates() !== shown && grid().ariaBusy !== "true" && grid().getAttribute("aria-busy") !== "true";
      return until(() => type(text), settled);
    },
    step(by) {
      const before = grid().scrollTop;
      return until(
        () => { grid().scrollTop += by; },
        () => grid().scrollTop !== before && filled(),
      );
    },
    ready: () => grid() !== null && grid().getAttribute("aria-busy") !== "true" && rows().length > 0 && filled(),
  };
})();
