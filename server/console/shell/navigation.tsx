import { Nav, NavItem, NavList } from "@patternfly/react-core/dist/esm/components/Nav";
import { Link, useLocation } from "@tanstack/react-router";
import { useMayUse } from "./viewer.js";

/** The entries, each with the field of the API that its page is about, and with the key that leads there after g. */
export const ENTRIES = [
  { to: "/tokens", label: "Tokens", field: "tokens", key: "t" },
  { to: "/users", label: "Users", field: "users", key: "u" },
  { to: "/resources", label: "Resources", field: "resources", key: "r" },
  { to: "/api-keys", label: "API keys", field: "apiKeys", key: "k" },
] as const;

/** The list of pages at the side. */
export function Navigation() {
  const mayUse = useMayUse();
  const { pathname } = useLocation();
  return (
    <Nav aria-label="Pages">
      <NavList>
        {ENTRIES.filter(({ field }) => mayUse(field)).map(({ to, label }) => (
          <NavItem key={to} itemId={to} isActive={pathname === to || pathname.startsWith(`${to}/`)}>
            <Link to={to}>{label}</Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}
