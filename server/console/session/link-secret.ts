import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { keepText, keptText } from "../parts/browser-storage.js";

/** The pages that a link with a secret leads to. */
type LinkedPage = "/invitation" | "/alarm";

/** Where this tab keeps the secret of a page's link. */
const getName = (page: LinkedPage) => `tokenplane-link${page}`;

/**
 * The secret of the link that was opened; empty when there is none. It is in the address bar for a moment only: what is there is
 * kept in the history, and seen by others. The tab keeps it, so that a reload shows the same.
 */
export function useLinkSecret(page: LinkedPage): string {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [secret, setSecret] = useState(() => keptText("sessionStorage", getName(page)) ?? "");
  if (hash !== "" && hash !== secret) setSecret(hash);
  useEffect(() => {
    if (hash === "") return;
    keepText("sessionStorage", getName(page), hash);
    void navigate({ to: page, replace: true });
  }, [hash, page, navigate]);
  return secret;
}

/** Forgets the secret of a link that was used. */
export function forgetLinkSecret(page: LinkedPage): void {
  keepText("sessionStorage", getName(page), null);
}
