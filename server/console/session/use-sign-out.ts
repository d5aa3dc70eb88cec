import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";

/** Signs the person out, and shows the page of the sign-in. Nothing of what was shown stays in memory. @throws RequestError */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate();
  return useCallback(async () => {
    try {
      await request("DELETE", "/session");
    } catch (problem) {
      // It has ended already.
      if (!hasCode(problem, "UNAUTHENTICATED")) throw problem;
    }
    // Nor on a page that asks before it is left.
    await navigate({ to: "/sign-in", reloadDocument: true, ignoreBlocker: true });
  }, [navigate]);
}
