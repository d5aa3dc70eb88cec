import type { Imported } from "../../imports/import-file.js";
import { MAX_REPORTED } from "../../imports/move.js";
import { userImport } from "../../imports/user-import.js";
import { loadReturned } from "../loader.js";
import { mutation, type PayloadBuilder } from "../mutation.js";
import { userLoader } from "../users/user-loader.js";
import { fileFields, jobFields } from "./import-fields.js";
import { jobLoader } from "./import-loader.js";

mutation(userImport, {
  description:
    "Creates users from a CSV file, all or none of them: login,email,phoneNumber,firstName,lastName. Only the login is needed. Problems are reported with the line of their row.",
  input: fileFields,
  payload: (t: PayloadBuilder<Imported>) => ({
    ...jobFields(t),
    users: t.field({
      type: ["User"],
      description: "The first 100 users that were created, in the order of the file; `users` lists them all.",
      complexity: { field: 1, multiplier: MAX_REPORTED },
      resolve: async ({ payload }, _args, context) => {
        const { firstIds } = await loadReturned(jobLoader(context), payload.jobId);
        const users = await Promise.all(firstIds.map((id) => userLoader(context).load(id)));
        // Those that were deleted later are left out.
        return users.filter((user) => user !== null);
      },
    }),
  }),
});
