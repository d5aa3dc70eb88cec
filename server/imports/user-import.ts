import { loadTold } from "../graphql/loader.js";
import { mutationField, type PayloadBuilder } from "../graphql/mutation.js";
import { userLoader } from "../users/store.js";
import { jobLoader } from "./job-store.js";
import { fileFields, importFile, jobFields, type Imported } from "./mutation.js";
import { csvRows } from "./rows.js";
import { userImporter, userRow, USER_LAYOUT } from "./users.js";

mutationField(
  "userImport",
  {
    description:
      "Creates users from a CSV file, all or none of them: login,email,phoneNumber,firstName,lastName. Only the login is needed. Problems are reported with the line of their row.",
    input: fileFields,
    errors: [],
    payload: (t: PayloadBuilder<Imported>) => ({
      ...jobFields(t),
      users: t.field({
        type: ["User"],
        description:
          "The first 100 users that were created, in the order of the file; `users` lists them all.",
        resolve: async ({ payload }, _args, context) => {
          const { firstIds } = await loadTold(jobLoader(context), payload.jobId);
          const users = await Promise.all(firstIds.map((id) => userLoader(context).load(id)));
          // Those that were deleted later are left out.
          return users.filter((user) => user !== null);
        },
      }),
    }),
  },
  async (input, context) =>
    importFile("userImport", userImporter, input, context, () => csvRows(USER_LAYOUT, userRow)),
);
