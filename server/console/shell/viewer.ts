import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { getDocumentId, send } from "../data/send.js";
import { RequestError } from "../data/request-error.js";
import { ViewerDocument, type ViewerQuery } from "../generated/documents.js";

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

async function readViewer(): Promise<Viewer> {
  const { viewer } = await send(ViewerDocument, {});
  if (viewer === null) throw new RequestError("UNEXPECTED", "The server did not say who is signed in.");
  return viewer;
}

export const viewerQuery = queryOptions({ queryKey: [getDocumentId(ViewerDocument)], queryFn: readViewer });

/** The person who is signed in. */
export function useViewer(): Viewer {
  return useSuspenseQuery(viewerQuery).data;
}

/** Whether the person may use a field of the API, as in `tokenCreate`: what they may not use is not shown. */
export function useMayUse(): (field: string) => boolean {
  const { mayUse } = useViewer();
  return (field) => mayUse.includes(field);
}
