import { getScope } from "../../actions/scope.js";
import { readJobs } from "../../imports/job-store.js";
import { loader } from "../loader.js";

/** Import jobs by id. */
export const jobLoader = loader(({ services, actor }, ids) =>
  readJobs(services.database, getScope(actor), ids),
);
