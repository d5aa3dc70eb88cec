import type { ReactNode } from "react";

/** One component in one state. */
export interface Specimen {
  /** The names of the components that it shows. */
  readonly of: readonly string[];
  readonly state: string;
  readonly shown: ReactNode;
  /** Whether the part is shown in a form, as on its pages. */
  readonly isInForm?: boolean;
}

/** A text that is longer than its place, without a space where a line could end. */
export const LONG =
  "anna-magdalena.featherstonehaugh-cholmondeley.wolfeschlegelsteinhausenbergerdorff@logistics.northwind.example";

/** A sentence that needs several lines. */
export const LONG_SENTENCE =
  "Some of the tokens were not changed, because somebody else changed them at the same moment: look at the list again, choose those that are still to be changed, and repeat it for them alone.";

/** The handler of a button in a picture: it does nothing. */
export const nothing = (): void => {};
