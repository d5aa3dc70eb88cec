import type { ResourceInfoFragment } from "../generated/documents.js";

/** A resource as its page shows it. */
export type ResourceInfo = ResourceInfoFragment;

/** What every dialog about a resource is given. */
export interface ResourceDialogProps {
  readonly resource: ResourceInfo;
  readonly onClose: () => void;
}
