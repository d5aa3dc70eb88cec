import type { MyToken } from "../me.js";

/** The props of a dialog about a token. */
export interface TokenDialogProps {
  readonly token: MyToken;
  /** The name of the resource to which the person signs in with the token. */
  readonly resource: string;
  readonly onClose: () => void;
}
