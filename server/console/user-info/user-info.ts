import type { UserInfoFragment } from "../generated/documents.js";

/** A user as the page about this user shows it. */
export type UserInfo = UserInfoFragment;

/** The props of every dialog about a user. */
export interface UserDialogProps {
  readonly user: UserInfo;
  readonly onClose: () => void;
}
