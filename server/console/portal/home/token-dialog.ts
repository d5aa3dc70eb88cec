import type { MyToken } from "../me.js";

/** What a dialog about a token gets. */
export interface TokenDialogProps {
  readonly token: MyToken;
  /** What the person signs in to with it. */
  readonly resource: string;
  readonly onClose: () => void;
}
