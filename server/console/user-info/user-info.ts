import type { UserInfoFragment } from "../generated/documents.js";

/** A user as the page about this user shows it. */
export type UserInfo = UserInfoFragment;

/** What every dialog about a user is given. */
export interface UserDialogProps {
  readonly user: UserInfo;
  readonly onClose: () => void;
}
