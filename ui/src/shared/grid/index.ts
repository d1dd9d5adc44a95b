export { BulkBar } from "./BulkBar";
export { ColumnChooser } from "./ColumnChooser";
export { DataGrid } from "./DataGrid";
export { type ListQuery, useAskAhead, useHead } from "./listQuery";
export { type Selection, type SelectionAction, selectedCount, toRequest } from "./selection";
export { type CellLook, type GridColumn, type GridSort, textCell } from "./types";
export { type GridColumns, useGridColumns } from "./useGridColumns";
export { useSelection } from "./useSelection";
