// Countries, by their codes of ISO 3166-1 alpha-2.
import type { ListRule } from "./rule.js";

/**
 * The codes of ISO 3166-1, and three that phone numbers need besides: AC (Ascension), TA (Tristan da Cunha) and XK
 * (Kosovo).
 */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
   CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
   GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
   KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
   MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
   SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
   UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`
    .trim()
    .split(/\s+/),
);

/** A country: ISO 3166-1 alpha-2. */
export function country(code: string): string | null {
  if (COUNTRIES.has(code)) return null;
  const hint = code === "UK" ? " Great Britain is GB." : "";
  return `A country is written as two capital letters (ISO 3166-1 alpha-2), as in DE.${hint}`;
}

/** The countries that a channel may send to. */
export const countries: ListRule<string> = {
  all: (codes) =>
    codes.length > 0 && codes.length <= COUNTRIES.size
      ? null
      : `Name 1 to ${COUNTRIES.size} countries that SMS may be sent to, as in DE.`,
  each: country,
};
