import { expect, it } from "vitest";
import { panelText } from "./CopyPanel";

it("a panel is copied line by line, facts with their names, without what is pressed", () => {
  const panel = document.createElement("aside");
  panel.innerHTML = `<header><div><b>苏E1</b> <span>冷链</span></div><button>关闭</button></header>
    <h2>违章</h2><ul><li>闯红灯 <span>200 元</span></li><li>超速</li></ul>
    <dl><dt>车架号</dt><dd>LSV1</dd><dt>驾驶员</dt><dd>王国平 <a href="#">详情</a></dd></dl>`;
  expect(panelText(panel).split("\n")).toEqual([
    "苏E1 冷链",
    "违章",
    "闯红灯 200 元",
    "超速",
    "车架号：LSV1",
    "驾驶员：王国平 详情",
  ]);
});
