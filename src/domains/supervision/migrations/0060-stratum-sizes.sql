-- Subjects of each stratum, in the order of the plan: a draw's page must not read a list of millions to count them.
-- Null for draws that were committed before the sizes were kept.
alter table draw add column stratum_sizes integer[];
