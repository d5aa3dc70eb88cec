import { assignmentImport } from "../../imports/assignment-import.js";
import type { Imported } from "../../imports/import-file.js";
import { MAX_REPORTED } from "../../imports/move.js";
import { assignmentLoader } from "../assignments/assignment-loader.js";
import { loadReturned } from "../loader.js";
import { mutation, type PayloadBuilder } from "../mutation.js";
import { fileFields, jobFields } from "./import-fields.js";
import { jobLoader } from "./import-loader.js";

mutation(assignmentImport, {
  description:
    "Links tokens to resources from a CSV file, all or none of them: resource,serialNumber. Problems are reported with the line of their row.",
  input: fileFields,
  payload: (t: PayloadBuilder<Imported>) => ({
    ...jobFields(t),
    assignments: t.field({
      type: ["Assignment"],
      description:
        "The first 100 links that were created, in the order of the file; `assignments` lists them all.",
      complexity: { field: 1, multiplier: MAX_REPORTED },
      resolve: async ({ payload }, _args, context) => {
        const { firstIds } = await loadReturned(jobLoader(context), payload.jobId);
        const links = await Promise.all(firstIds.map((id) => assignmentLoader(context).load(id)));
        // Those that were deleted later are left out.
        return links.filter((link) => link !== null);
      },
    }),
  }),
});
