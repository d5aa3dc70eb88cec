/**
 * The id of nothing. A filter that names something that does not exist must find nothing; it must not be
 * ignored.
 */
export const NIL_UUID = "00000000-0000-0000-0000-000000000000";
