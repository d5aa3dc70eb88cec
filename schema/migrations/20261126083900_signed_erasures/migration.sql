-- What was erased of events is signed by the server from here on. What was erased before has no signature.
UPDATE events SET erasure = jsonb_build_object('fields', erasure, 'erasures', '[]'::jsonb)
  WHERE jsonb_typeof(erasure) = 'array';
