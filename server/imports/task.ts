import type { Actor } from "../actions/actor.js";
import type { Circumstances } from "../events/record.js";
import type { Importer, RowReader } from "./importer.js";
import type { JobKey } from "./job-store.js";
import type { UploadedFile } from "./uploaded-file.js";

/** One import. */
export interface Task {
  readonly job: JobKey;
  readonly importer: Importer;
  readonly file: UploadedFile;
  readonly reader: RowReader;
  readonly dryRun: boolean;
  /** The actor that imports; may do so until the end. */
  readonly actor: Actor;
  readonly circumstances: Circumstances;
  /** Whether the actor may change people with a role. */
  readonly mayTouchAdministrators: boolean;
}
