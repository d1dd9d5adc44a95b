import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef } from "react";

type ChartProps = { label: string; className: string | undefined; option: EChartsCoreOption };

/** A chart. It repeats what a table or a list says, so its label is all a screen reader needs. */
export function Chart({ label, className, option }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let dispose = () => {};
    let gone = false;
    // A chunk of its own, loaded only by the pages that draw. SVG keeps text crisp at every zoom.
    void import("./chartEngine").then(({ init }) => {
      if (gone || !box.current) return;
      const chart = init(box.current, null, { renderer: "svg" });
      chart.setOption({ animation: false, ...option });
      const sizes = new ResizeObserver(() => chart.resize());
      sizes.observe(box.current);
      dispose = () => {
        sizes.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [option]);
  return <div ref={box} role="img" aria-label={label} className={className} />;
}

/** The value of a colour token as it stands now: charts cannot read CSS variables. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
