import { scopeOf } from "../../actions/scope.js";
import { readAssignments } from "../../assignments/store.js";
import { loader } from "../loader.js";

/** Assignments by id. */
export const assignmentLoader = loader(({ services, actor }, ids) =>
  readAssignments(services.database, scopeOf(actor), ids),
);
