import { getScope } from "../../actions/scope.js";
import { readAssignments } from "../../assignments/assignment-store.js";
import { loader } from "../loader.js";

/** Assignments by id. */
export const assignmentLoader = loader(({ services, actor }, ids) =>
  readAssignments(services.database, getScope(actor), ids),
);
