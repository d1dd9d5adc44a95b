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

  const step = (list, by, seen) => {
    const before = list.scrollTop;
    return until(
      () => { list.scrollTop += by; },
      () => list.scrollTop !== before && seen(),
    );
  };

  /** The words of the rows in view, again and again, in plain boxes of the same size: nothing moves them but the engine. */
  const plain = () => {
    const list = document.createElement("div");
    const { left, top, width, height } = grid().getBoundingClientRect();
    list.style.cssText = `position:fixed; left:${left}px; top:${top}px; width:${width}px; height:${height}px; overflow:auto`;
    const words = rows().map((row) => [...row.children].map((cell) => cell.textContent));
    while (list.children.length < 400) {
      for (const cells of words) {
        const row = list.appendChild(document.createElement("div"));
        row.style.cssText = `display:grid; grid-template-columns:repeat(${cells.length}, 1fr); height:36px; overflow:hidden`;
        for (const text of cells) row.appendChild(document.createElement("span")).textContent = text;
      }
    }
    return document.body.appendChild(list);
  };
  let beside;

  return {
    /** Shows a plain list in the place of the rows, or these again. */
    async showPlain(on) {
      beside ??= plain();
      beside.style.visibility = on ? "visible" : "hidden";
      grid().style.visibility = on ? "hidden" : "visible";
      await until(() => {}, () => true);
    },
    plainStep: (by) => step(beside, by, () => true),
    keystroke(text) {
      const [count, shown] = [total(), plates()];
      const settled = () => total() !== count && plates() !== shown && grid().ariaBusy !== "true" && grid().getAttribute("aria-busy") !== "true";
      return until(() => type(text), settled);
    },
    step: (by) => step(grid(), by, filled),
    ready: () => grid() !== null && grid().getAttribute("aria-busy") !== "true" && rows().length > 0 && filled(),
  };
})();
