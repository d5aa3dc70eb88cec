import { LeaveQuestion } from "../parts/leave-question.js";

/** Asks before the page is left. @param isNeeded while something is shown that is shown only once. */
export function SecretQuestion({ isNeeded }: { readonly isNeeded: boolean }) {
  return (
    <LeaveQuestion
      isNeeded={isNeeded}
      loss="The content of this page is shown only once. If you leave, the token stays in the list, but it needs a new secret or a new code before anybody can use it."
    />
  );
}
