import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { SearchBox } from "./SearchBox";

/** A page with a list under its search; `rows` fit what was typed. */
function Scene({ rows, opened }: { rows: number; opened: (at: number) => void }) {
  const [value, onChange] = useState("");
  return (
    <main>
      <SearchBox value={value} onChange={onChange} />
      <div role="grid" tabIndex={0} aria-busy="false" aria-rowcount={rows + 1}>
        <div role="rowgroup">
          {Array.from({ length: rows }, (_, at) => (
            // biome-ignore lint: rows of a test
            <div role="row" key={String(at)} onClick={() => opened(at)} />
          ))}
        </div>
      </div>
    </main>
  );
}

function typed(rows: number) {
  const opened: number[] = [];
  const keys: string[] = [];
  render(<Scene rows={rows} opened={(at) => opened.push(at)} />);
  screen.getByRole("grid").addEventListener("keydown", (event) => keys.push((event as KeyboardEvent).key));
  const box = screen.getByTestId("search");
  fireEvent.change(box, { target: { value: "苏E" } });
  return { box, opened, keys };
}

it("goes into the rows by ↓ and by Enter", () => {
  for (const key of ["ArrowDown", "Enter"]) {
    const { box, opened, keys } = typed(3);
    fireEvent.keyDown(box, { key });
    expect(document.activeElement).toBe(screen.getByRole("grid"));
    expect([keys, opened]).toEqual([["Home"], []]);
    document.body.innerHTML = "";
  }
});

it("opens the only one, and stays where nothing fits", () => {
  const one = typed(1);
  fireEvent.keyDown(one.box, { key: "Enter" });
  expect(one.opened).toEqual([0]);
  document.body.innerHTML = "";
  const none = typed(0);
  none.box.focus();
  fireEvent.keyDown(none.box, { key: "Enter" });
  expect(document.activeElement).toBe(none.box);
});
