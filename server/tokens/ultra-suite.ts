/** The suite of an Ultra when no other one is stated. */
export const ULTRA_SUITE = "OCRA-1:HOTP-SHA1-6:QN08";
