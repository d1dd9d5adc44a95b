/** The bench of the real window reads these marks: a list's first rows are seen, and can be used. */
type Mark = "cheku.first-rows" | "cheku.usable";

const marked = new Set<Mark>();

/** Marks the first time only, when what was just drawn is on the screen; fulfilled then. */
export async function markPainted(...marks: Mark[]): Promise<void> {
  const due = marks.filter((mark) => !marked.has(mark));
  if (due.length === 0) return;
  for (const mark of due) marked.add(mark);
  // The frame after the next one begins when the next one is on the screen.
  await nextFrame();
  await nextFrame();
  for (const mark of due) performance.mark(mark);
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
