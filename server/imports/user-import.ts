import { type FileRequest, importUseCase } from "./import-file.js";
import { csvRows } from "./rows.js";
import { USER_LAYOUT, userImporter, userRow } from "./users.js";

/** Creates users from a CSV file, all or none of them. */
export const userImport = importUseCase(
  "userImport",
  userImporter,
  (_request: FileRequest) => () => csvRows(USER_LAYOUT, userRow),
);
