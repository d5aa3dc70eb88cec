import { ChangePill } from "./change-pill.js";
import { countText } from "./count-text.js";
import { Pager, type PageInfo } from "./pager.js";
import type { Place } from "./paging.js";

/** Below a list: how many rows there are, whether others are there now, and the pages. */
export function ListFoot({
  count,
  changes,
  onRefresh,
  pageInfo,
  place,
  onGo,
}: {
  /** As in "12 users". */
  readonly count: string;
  readonly changes: number;
  readonly onRefresh: () => void;
  readonly pageInfo: PageInfo;
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}) {
  return (
    <div className="tp-row tp-foot">
      <span>{count}</span>
      <ChangePill
        changes={changes}
        label={`${countText(changes, "change")} · Refresh`}
        onRefresh={onRefresh}
      />
      <Pager pageInfo={pageInfo} place={place} onGo={onGo} />
    </div>
  );
}
