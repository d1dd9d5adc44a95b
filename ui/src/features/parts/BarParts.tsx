import type { EChartsCoreOption } from "echarts/core";
import { ProgressStack, RankBars } from "@/shared/Bars";
import { Chart, token } from "@/shared/Chart";
import { Figure, FigureRow, Panel } from "@/shared/Panel";

const MONTHS: EChartsCoreOption = {
  grid: { left: 28, right: 0, top: 8, bottom: 22 },
  xAxis: { type: "category", data: ["11", "12", "1", "2", "3"], axisTick: { show: false } },
  yAxis: { type: "value", splitNumber: 2 },
  series: [
    { type: "bar", data: [31, 38, 27, 35, 41], barWidth: 14, itemStyle: { color: token("--bar-neutral") } },
  ],
};

/** Figures, bars and the chart wrapper, for the parts page. */
export function BarParts() {
  return (
    <Panel>
      <FigureRow>
        <Figure label="待缴罚款" value="15,000" unit="元" note="另有 7 条金额未知" big />
        <Figure label="待处理记分" value="221" unit="分" note="95 条未处理" big />
        <Figure label="速度" value="1.1" unit="辆/秒" note="4 路并发" />
      </FigureRow>
      <div className="stack" style={{ padding: 16 }}>
        <ProgressStack
          label="已完成 96 / 151"
          end="计划 151"
          slices={[
            { key: "clean", label: "无违章", count: 68, tone: "clean" },
            { key: "owing", label: "未结清", count: 23, tone: "owing" },
            { key: "doubtful", label: "存疑", count: 2, tone: "doubtful" },
            { key: "failed", label: "失败", count: 3, tone: "failed" },
            { key: "asking", label: "正在问", count: 4, tone: "asking" },
            { key: "rest", label: "还没问", count: 51, tone: "rest" },
          ]}
        />
        <RankBars
          rows={[
            { key: "a", label: "违反禁止标线指示", count: 28 },
            { key: "b", label: "驾驶时拨打、接听手持电话", count: 13 },
          ]}
        />
        <Chart label="按月" height={110} option={MONTHS} />
      </div>
    </Panel>
  );
}
