import type { ResourceInfoFragment } from "../generated/documents.js";

/** A resource as its page shows it. */
export type ResourceInfo = ResourceInfoFragment;

/** The props of every dialog about a resource. */
export interface ResourceDialogProps {
  readonly resource: ResourceInfo;
  readonly onClose: () => void;
}
