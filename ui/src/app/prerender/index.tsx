/*
 * The first paint, drawn before React is read. Its one law: what stands in this folder draws exactly what the
 * page draws a moment later, with the page's own parts, and nothing that lives. Parts that are used here have
 * no hooks but those of the language. `prerender.test.tsx` holds the one against the other, `draw.test.tsx`
 * holds the drawing against React's.
 */
import "../start";
import type { AppState } from "@/bindings/AppState";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { FILTERS, toSort } from "@/features/garage/filter";
import { TotalsRow } from "@/features/garage/list/TotalsRow";
import type { GarageSearch } from "@/features/garage/search";
import { windowReady } from "@/host";
import { markPainted } from "@/shared/grid/firstRows";
import css from "@/shared/grid/grid.module.css";
import { HEAD_HEIGHT } from "@/shared/grid/gridStyle";
import { currentPreferences, rowHeight } from "@/shared/preferences";
import { withTimeout } from "@/shared/withTimeout";
import { drawWithoutReact } from "./draw";
import { FirstGrid } from "./FirstGrid";
import { FirstWindow } from "./FirstWindow";
import { shownColumns } from "./shownColumns";

/** So long the program waits for the answers; then it draws the page as if nothing had been prerendered. */
const WORTH_WAITING_MS = 150;
/** And so long for the first frame, which a hidden window may never get. */
const PAINT_MS = 300;

type Answers = { state: Promise<AppState>; head: Promise<VehicleWindow> };

/**
 * Draws the garage as soon as the core has answered, before the program is read that draws the page; React's
 * page takes its place at once. Fulfilled when it is on the screen, or when nothing comes of it.
 */
export async function prerender(place: Element, search: GarageSearch, answers: Answers): Promise<void> {
  if (!isWholeList(search)) return;
  await stylesHere();
  const box = rehearse(place);
  const both = Promise.all([answers.state, answers.head]);
  const known = await withTimeout(both, WORTH_WAITING_MS);
  if (!known || !isPlain(known[0]) || known[1].rows.length === 0) return place.replaceChildren();
  const [state, head] = known;
  const scrolls = HEAD_HEIGHT + head.total * box.row > box.height;
  const grid = (
    <FirstGrid
      rows={head.rows.slice(0, Math.ceil(box.height / box.row))}
      columns={shownColumns(scrolls ? box.beside : box.width, head)}
      sort={toSort(search)}
      totals={<TotalsRow head={head} go={() => {}} />}
      rowHeight={box.row}
      total={head.total}
    />
  );
  place.replaceChildren(drawWithoutReact(<FirstWindow state={state} grid={grid} />));
  void windowReady();
  await withTimeout(markPainted("cheku.first-rows"), PAINT_MS);
}

/** Not every engine keeps a module waiting for the styles that are named beside it. */
async function stylesHere(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  const late = links.filter(({ sheet }) => sheet === null);
  const over = (link: HTMLLinkElement) =>
    new Promise((resolve) => {
      link.addEventListener("load", resolve, { once: true });
      link.addEventListener("error", resolve, { once: true });
    });
  await Promise.all(late.map(over));
}

/**
 * Draws the frame before its facts are here, unseen: to know how large the list will be, and to have the faces of
 * the words looked for and the drawing's own program warm while the core answers.
 */
function rehearse(place: Element) {
  const row = rowHeight(currentPreferences());
  const grid = <FirstGrid rows={[]} columns={[]} sort={null} totals={null} rowHeight={row} total={1000} />;
  place.replaceChildren(drawWithoutReact(<FirstWindow state={undefined} grid={grid} />));
  const box = place.querySelector<HTMLElement>(`.${css.scroller}`);
  // With and without the scrollbar.
  return { row, height: box?.clientHeight ?? 0, beside: box?.clientWidth ?? 0, width: box?.offsetWidth ?? 0 };
}

/** The page will be the whole list and nothing else: no filter, no panel. */
function isWholeList(search: GarageSearch): boolean {
  return search.q === "" && !FILTERS.isFiltered(search) && !search.open && !search.edit && !search.import;
}

/** No banner, and no other page in its place. */
function isPlain(state: AppState): boolean {
  return state.garage === "real" && state.problem === null && state.unwritten_answers === 0;
}
