import { useViewer } from "./viewer.js";

/** Of a user: whether the person has a role in the console. */
interface Person {
  readonly administrator: object | null;
}

/** The props of a list entry that is about an administrator, and cannot be chosen; empty for the others. */
interface Refused {
  readonly isDisabled?: true;
  readonly description?: string;
}

/** @returns whether the person may change who signs in at a resource: at the console, the server lets only the role ADMIN do so. */
export function useMayChangeLinks(): (resource: { readonly builtIn: boolean }) => boolean {
  const { role } = useViewer();
  return ({ builtIn }) => !builtIn || role === "ADMIN";
}

/** The entries that the server lets only the role ADMIN change. @returns the props of an entry that the person may not choose. */
export function useAdminsOnly(): (person: Person | null) => Refused {
  const { role } = useViewer();
  return (person) =>
    role === "ADMIN" || person === null || person.administrator === null
      ? {}
      : { isDisabled: true, description: `The role ${role} may not change administrators.` };
}
