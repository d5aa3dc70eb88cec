import { assignmentsCreate, assignmentsDelete } from "../../assignments/bulk-assignments.js";
import { bulkMutation } from "../bulk-mutation.js";
import { assignmentCreateMutation, assignmentDeleteMutation } from "./assignment-mutations.js";

bulkMutation(assignmentsCreate, assignmentCreateMutation, {
  description: "Links many tokens to existing or new resources, as `assignmentCreate` does.",
});

bulkMutation(assignmentsDelete, assignmentDeleteMutation, {
  description: "Unlinks many tokens from resources. A bypass that is valid only there ends.",
});
