import { ASSIGNMENT_LAYOUT, assignmentImporter, assignmentRow } from "./assignments.js";
import { type FileRequest, importUseCase } from "./import-file.js";
import { csvRows } from "./rows.js";

/** Links tokens to resources from a CSV file, all or none of them. */
export const assignmentImport = importUseCase(
  "assignmentImport",
  assignmentImporter,
  (_request: FileRequest) => () => csvRows(ASSIGNMENT_LAYOUT, assignmentRow),
);
