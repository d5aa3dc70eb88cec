/**
 * The props of a heading that sorts the list by its column.
 * @param column its number. @param sorted the number of the column that the list is sorted by, if it is one.
 */
export function columnSort(
  column: number,
  sorted: number | undefined,
  isDescending: boolean,
  onSort: (isDescending: boolean) => void,
) {
  return {
    sortBy: {
      ...(sorted === undefined ? {} : { index: sorted }),
      direction: isDescending ? "desc" : "asc",
    },
    columnIndex: column,
    onSort: (_event: unknown, _index: number, direction: "asc" | "desc") => onSort(direction === "desc"),
  } as const;
}
