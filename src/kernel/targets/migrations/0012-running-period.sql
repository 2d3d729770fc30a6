alter table target_state
  -- What the period that is not over yet has come to, in the unit of the target; shown, never judged
  add column so_far_value numeric,
  add column so_far_period text;
