import { LeaveQuestion } from "../parts/leave-question.js";

/** Asks before the page is left. @param isNeeded while something is shown that is shown only once. */
export function SecretQuestion({ isNeeded }: { readonly isNeeded: boolean }) {
  return (
    <LeaveQuestion
      isNeeded={isNeeded}
      loss="What is shown here is shown only once. When you leave, the token stays in the list, and needs a new secret or a new code before anybody can use it."
    />
  );
}
