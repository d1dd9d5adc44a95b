import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { useTitles } from "./useTitles";

function List({ words }: { words: readonly string[] }) {
  const onPointerOver = useTitles({ titleOf: (row, column) => `${words[row]} ${column}`, lead: 1 });
  return (
    <div role="grid" tabIndex={0} onPointerOver={onPointerOver}>
      {words.map((word, at) => (
        <div role="row" tabIndex={-1} key={`${at}`} aria-rowindex={at + 2} aria-label={word}>
          <span role="gridcell" aria-colindex={1} tabIndex={-1} data-testid={`box-${at}`} />
          <span role="gridcell" aria-colindex={2} tabIndex={-1} data-testid={`cell-${at}`}>
            <b data-testid={`words-${at}`}>x</b>
          </span>
        </div>
      ))}
    </div>
  );
}

const titles = () => screen.getAllByRole("gridcell").map((cell) => cell.title);

it("gives a title to the cell under the pointer, as its row has it now, and to no other", async () => {
  const { rerender } = render(<List words={["a", "b"]} />);
  expect(titles()).toEqual(["", "", "", ""]);
  await userEvent.hover(screen.getByTestId("words-0"));
  expect(titles()).toEqual(["", "a 0", "", ""]);
  rerender(<List words={["a", "c"]} />);
  await userEvent.hover(screen.getByTestId("cell-1"));
  expect(titles()).toEqual(["", "", "", "c 0"]);
  await userEvent.hover(screen.getByTestId("box-0"));
  expect(titles()).toEqual(["", "", "", ""]);
});

it("follows the words when another row comes under a pointer that rests", async () => {
  const { rerender } = render(<List words={["a", "b"]} />);
  await userEvent.hover(screen.getByTestId("words-0"));
  rerender(<List words={["z", "b"]} />);
  expect(titles()).toEqual(["", "z 0", "", ""]);
});
