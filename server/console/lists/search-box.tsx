import { SearchInput } from "@patternfly/react-core/dist/esm/components/SearchInput";
import { useEffect, useState } from "react";

/** After the last key, the list is asked for, in milliseconds. */
const PAUSE = 300;

/** A field that searches while the person types. @param label what is searched, also read out. */
export function SearchBox({
  label,
  value,
  onSearch,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [searched, setSearched] = useState(value);
  // Changed elsewhere, as by "Clear filters" or by going back.
  if (value !== searched) {
    setSearched(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === searched) return undefined;
    const timer = setTimeout(() => {
      setSearched(typed.trim());
      onSearch(typed.trim());
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, searched, onSearch]);
  return (
    <SearchInput
      className="tp-search"
      aria-label={label}
      inputProps={{ "aria-keyshortcuts": "/" }}
      placeholder={label}
      value={typed}
      onChange={(_event, changed) => setTyped(changed)}
      onClear={() => setTyped("")}
    />
  );
}
