import type { MyEnrolmentFieldsFragment } from "../../generated/documents.js";
import type { MyToken } from "../me.js";

/** The token that is being connected. */
export interface Begun {
  /** As it was before. */
  readonly token: Pick<MyToken, "id" | "name" | "model" | "status" | "sentElsewhere">;
  /** The enrolment, which is shown once; undefined when it was shown before. */
  readonly enrolment: MyEnrolmentFieldsFragment | undefined;
}

/** Called when something was begun, with what is shown once. */
export type OnBegun = (token: MyToken, enrolment: MyEnrolmentFieldsFragment | null) => void;
