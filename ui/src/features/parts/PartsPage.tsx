import { useState } from "react";
import { Button, IconButton } from "@/shared/Button";
import { NewPill, StateTag, StatusChip, VEHICLE_STATUSES, VIOLATION_STATES } from "@/shared/Chip";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { CheckField, NumberField, SecretField, SelectField, TextField } from "@/shared/Fields";
import { FilterChip, FilterMenu } from "@/shared/Filter";
import { ICON_NAMES, Icon } from "@/shared/Icon";
import { Kbd } from "@/shared/Kbd";
import { Money, MoneyWithUnknown, Nothing } from "@/shared/Money";
import { Note, Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { Segmented } from "@/shared/Segmented";
import { Toasts } from "@/shared/Toasts";
import { showToast } from "@/shared/toast";
import { BarParts } from "./BarParts";
import css from "./parts.module.css";

/* Invented plates, one per drawing. This page is for the people who build the product: its words are not translated. */
const PLATES = [
  ["02", "苏E5X91C"],
  ["52", "苏ED29539"],
  ["01", "苏E35335"],
  ["51", "苏E28638D"],
  ["15", "苏E3172挂"],
  ["16", "苏E806C学"],
  ["26", "粤ZF483港"],
  ["04", "沪A0137领"],
  ["03", "使214018"],
  ["23", "苏E2086警"],
  ["13", "苏E77123"],
] as const;

export function PartsPage() {
  return (
    <main className={css.page}>
      <h1 className="visually-hidden">Parts</h1>
      <div className="stack">
        <Panel title="Plate s m l" padded>
          {PLATES.map(([type, plate]) => (
            <div key={type} className={css.plateRow}>
              <span className="soft">{type}</span>
              <Plate plate={plate} plateType={type} />
              <Plate plate={plate} plateType={type} size="m" />
              <Plate plate={plate} plateType={type} size="l" />
            </div>
          ))}
        </Panel>
        <BarParts />
      </div>
      <div className="stack">
        <Chips />
        <Panel title="Money" padded>
          <div className={css.money}>
            <Money fen={125_000} />
            <Money fen={125_050} places={2} />
            <MoneyWithUnknown knownFen={30_000} unknown={2} />
            <Money fen={null} />
            <Nothing />
          </div>
        </Panel>
        <Panel title="Icon" padded>
          <div className={css.icons}>
            {ICON_NAMES.map((name) => (
              <span key={name} title={name}>
                <Icon name={name} /> <Icon name={name} small />
              </span>
            ))}
          </div>
        </Panel>
      </div>
      <Controls />
      <Toasts />
    </main>
  );
}

function Chips() {
  return (
    <Panel title="StatusChip, StateTag, NewPill" padded>
      <div className={css.chips}>
        {VEHICLE_STATUSES.map((status) => (
          <StatusChip key={status} status={status} />
        ))}
      </div>
      <div className={css.chips}>
        {VIOLATION_STATES.map((state) => (
          <StateTag key={state} state={state} full />
        ))}
      </div>
      <div className={css.chips}>
        <NewPill count={3} />
        <NewPill />
      </div>
    </Panel>
  );
}

function Controls() {
  const [view, setView] = useState<"json" | "xml">("json");
  const [on, setOn] = useState(false);
  const [groups, setGroups] = useState<string[]>(["a"]);
  const [opened, setOpened] = useState(false);
  return (
    <div className="stack">
      <Panel title="Controls" padded>
        <div className={css.chips}>
          <Button kind="primary" icon="check" onClick={() => setOpened(true)}>
            开始查询
          </Button>
          <Button onClick={() => showToast("已删除 5 辆。", () => showToast("已恢复"))}>导出</Button>
          <Button kind="quiet">取消</Button>
          <Button kind="danger">删除账户</Button>
          <Button disabled>导出</Button>
          <IconButton icon="edit" label="edit" />
          <Kbd>Ctrl F</Kbd>
        </div>
        <div className={css.chips}>
          <FilterMenu
            label="分组"
            chosen="城配一队"
            values={groups}
            options={[
              { value: "a", label: "城配一队" },
              { value: "b", label: "冷链" },
            ]}
            onChange={setGroups}
          />
          <FilterChip label="有新增" on={on} onChange={setOn} />
          <Segmented
            label="format"
            value={view}
            segments={[
              { value: "json", label: "json" },
              { value: "xml", label: "xml" },
            ]}
            onChange={setView}
          />
        </div>
        <div className="stack">
          <TextField label="车架号" defaultValue="LZWACAGA7R60" error="车架号要 17 位，现在 12 位" />
          <SelectField label="号牌种类" data={["02", "52"]} defaultValue="02" />
          <NumberField label="单价" description="只用来算花费" defaultValue={0.14} />
          <SecretField label="密钥" placeholder="已保存" />
          <DateField label="决定书日期" placeholder="2026-03-11" />
          <CheckField label="结束时通知我" defaultChecked />
        </div>
      </Panel>
      <Note icon={<Icon name="info" />}>超时或断线的问题可能已计费，不会自动重问。</Note>
      <Note tone="doubtful" icon={<Icon name="question" />}>
        问题发出去了，没收到能读的回答。
      </Note>
      <Note tone="failed" icon={<Icon name="close" />}>
        车库文件损坏，没有打开
      </Note>
      <Note tone="passed" icon={<Icon name="tick" />}>
        地址和密钥都对。
      </Note>
      <Dialog opened={opened} title="Dialog" onClose={() => setOpened(false)}>
        <TextField data-autofocus label="车牌" />
      </Dialog>
    </div>
  );
}
