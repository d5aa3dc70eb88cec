/**
 * The security headers of every answer: browsers must use its stated type, no page may show it in a frame, no page of another site
 * may load it, it loads nothing, and its address is sent to no other site. (OWASP ASVS 3.4.)
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};
