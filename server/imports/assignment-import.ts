import { assignmentLoader } from "../assignments/store.js";
import { loadTold } from "../graphql/loader.js";
import { mutationField, type PayloadBuilder } from "../graphql/mutation.js";
import { assignmentImporter, assignmentRow, ASSIGNMENT_LAYOUT } from "./assignments.js";
import { jobLoader } from "./job-store.js";
import { fileFields, importFile, jobFields, type Imported } from "./mutation.js";
import { csvRows } from "./rows.js";

mutationField(
  "assignmentImport",
  {
    description:
      "Links tokens to resources from a CSV file, all or none of them: resource,serialNumber. Problems are reported with the line of their row.",
    input: fileFields,
    errors: [],
    payload: (t: PayloadBuilder<Imported>) => ({
      ...jobFields(t),
      assignments: t.field({
        type: ["Assignment"],
        description:
          "The first 100 links that were created, in the order of the file; `assignments` lists them all.",
        resolve: async ({ payload }, _args, context) => {
          const { firstIds } = await loadTold(jobLoader(context), payload.jobId);
          const links = await Promise.all(firstIds.map((id) => assignmentLoader(context).load(id)));
          // Those that were deleted later are left out.
          return links.filter((link) => link !== null);
        },
      }),
    }),
  },
  async (input, context) =>
    importFile("assignmentImport", assignmentImporter, input, context, () =>
      csvRows(ASSIGNMENT_LAYOUT, assignmentRow),
    ),
);
