import { render } from "@testing-library/react";
import { memo } from "react";
import { describe, expect, it } from "vitest";
import { useTranslation } from "@/i18n";
import { Icon } from "@/shared/Icon";
import { drawWithoutReact } from "./draw";

const Word = memo(function Word({ name }: { name: "action.retry" }) {
  const { t } = useTranslation();
  return <b>{t(name)}</b>;
});

const SAMPLE = (
  <>
    <p className="a" aria-hidden="true" style={{ marginRight: 6, "--w": "3px" } as React.CSSProperties}>
      {0} {null}
      {false}
      {["x", "y"]}
      <Word name="action.retry" />
    </p>
    <Icon name="drivers" small />
    <input type="checkbox" aria-label="1" checked={false} disabled onChange={() => {}} />
    <button type="button" aria-pressed={false}>
      {"<i>"}
    </button>
  </>
);

function place(fill: (place: HTMLElement) => void): HTMLElement {
  const made = document.body.appendChild(document.createElement("div"));
  fill(made);
  return made;
}

describe("what is drawn without React", () => {
  it("is what React draws", () => {
    const before = place((container) => container.append(drawWithoutReact(SAMPLE)));
    const react = place((container) => render(SAMPLE, { container }));
    expect(before.innerHTML).toContain("重试");
    expect(before.innerHTML).toContain("stroke-linecap");
    before.normalize();
    react.normalize();
    expect(before.isEqualNode(react)).toBe(true);
  });

  it("has nothing by which a page is found or reached", () => {
    const button = (
      <button type="button" id="x" data-testid="x" tabIndex={0} onClick={() => {}}>
        x
      </button>
    );
    expect(place((container) => container.append(drawWithoutReact(button))).innerHTML).toBe(
      '<button type="button">x</button>',
    );
  });
});
