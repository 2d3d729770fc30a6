create table enterprise (
  city text not null,
  id uuid not null,
  -- Codes and keys compare by their bytes: nobody reads an order of language into them
  credit_code text collate "C" not null check (length(credit_code) = 18),
  name text not null check (name <> ''),
  former_names text[] not null default '{}',
  aliases text[] not null default '{}',
  status text not null check (status in ('active', 'suspended', 'revoked', 'cancelled', 'moved-out')),
  -- Day on which the status began; of an active one that never was anything else, the day of establishment
  status_since date not null,
  region text collate "C" not null check (length(region) in (6, 9)),
  industry text collate "C" not null check (length(industry) <= 5 and industry >= 'A' and industry < 'U'),
  size text not null check (size in ('large', 'medium', 'small', 'micro')),
  tags text[] not null default '{}',
  established_on date not null,
  -- In units of 10,000 yuan
  registered_capital numeric check (registered_capital >= 0),
  address text,
  legal_representative text,
  phone text,
  grid_cell_id uuid,
  -- All names as they are compared: without punctuation, half-width, small letters; parted by a bar
  search_text text not null,
  -- First letters of their pinyin: search, and the order of lists by name
  initials text collate "C" not null,
  -- Pairs of neighbouring characters of all names, each name's last character with an end mark
  search tsvector not null,
  merged_into uuid check (merged_into <> id),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  unique (city, credit_code),
  foreign key (city, merged_into) references enterprise (city, id)
);
comment on table enterprise is 'Market entities of the city: one row each, never deleted. A duplicate that was merged stays and leads to the one that took it over.';
-- Each further index adds 4 to 8 s to taking in a million rows.
create index enterprise_initials on enterprise (city, initials, id);
create index enterprise_established on enterprise (city, established_on, id);
create index enterprise_place on enterprise (city, region, industry, id);
create index enterprise_merged on enterprise (city, merged_into) where merged_into is not null;
create index enterprise_search on enterprise using gin (search);

create table enterprise_change (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null check (kind in ('changed', 'merged', 'took-over')),
  -- Changed fields only
  before jsonb not null,
  after jsonb not null,
  reason text,
  at timestamptz not null,
  by_name text not null,
  by_user text,
  primary key (city, id),
  foreign key (city, enterprise_id) references enterprise (city, id)
);
comment on table enterprise_change is 'History of enterprises: each change with its fields before and after, by whom, when and why. The creation is on the row itself.';
create index enterprise_change_enterprise on enterprise_change (city, enterprise_id, id);

create table enterprise_work (
  city text not null,
  -- Gapless and in the order of committing: taken last in the transaction, under a lock
  revision bigint not null check (revision > 0),
  kind text not null check (kind in ('entry', 'import', 'feed', 'merge')),
  -- What was made or changed
  enterprise_ids uuid[] not null,
  at timestamptz not null,
  by_name text not null,
  primary key (city, revision)
);
comment on table enterprise_work is 'Pieces of work on the register in the order in which they were committed: readers of the feed of changes remember how far they have read.';

create table enterprise_pair (
  city text not null,
  -- Two neighbouring characters of names, or a name's last character with an end mark
  pair text collate "C" not null,
  -- Syllables with a blank between; letters and digits stand for themselves
  reading text collate "C" not null,
  initials text collate "C" not null,
  -- In how many enterprises, when last counted: an estimate that chooses the way of searching
  frequency integer not null check (frequency >= 0),
  primary key (city, pair)
);
comment on table enterprise_pair is 'The vocabulary of the register: every pair of characters in its names with its pinyin. Turns pinyin into characters, tells rare words from common ones, and answers at once for words that occur nowhere. Pairs are added, never taken away.';
create index enterprise_pair_initials on enterprise_pair (city, initials, reading);

create view registry_subject as
  select city, id as enterprise_id, credit_code, name, region, industry, size, status, grid_cell_id, tags, established_on
  from enterprise where merged_into is null;
comment on view registry_subject is 'Published: who can be supervised. Merged duplicates are left out; registry_redirect says where they lead.';

create view registry_redirect as
  select city, id as enterprise_id, merged_into as leads_to from enterprise where merged_into is not null;
comment on view registry_redirect is 'Published: duplicates that were merged and the enterprise that took each over; never a chain.';

create view enterprise_found as
  select * from enterprise where city = current_setting('zhiheng.city', true);
comment on view enterprise_found is 'The same rows for searching: under row-level security the planner may not use the search index.';

-- Entry and exit of each status: running sums of head give how many there are. What is older than the register's
-- first year counts from its last day, or every month since 1950 would have cells of its own.
create view registry_enterprise_fact as
  select e.city, e.id as record_id, left(e.region, 6) as region, step.at, step.status,
    left(e.industry, 1) as section, e.size, step.head
  from enterprise e
  cross join lateral (
    select greatest(e.established_on, date '2015-12-31'), 'active', 1
    union all
    select greatest(e.status_since, e.established_on, date '2015-12-31'), leaving.status, leaving.head
    from (values ('active', -1), (e.status, 1)) leaving (status, head)
    where e.status <> 'active'
  ) step (at, status, head)
  where e.merged_into is null;
comment on view registry_enterprise_fact is 'Stock of enterprises: +1 on the day a status begins, -1 on the day it ends, by status, section, size and county.';

-- The same stock without its days: a few thousand cells, from which the counts beside a list are read.
create view registry_enterprise_count as
  select city, id as record_id, left(region, 6) as region, date '2015-12-31' as at, status,
    left(industry, 1) as section, size, 1 as head
  from enterprise where merged_into is null;
comment on view registry_enterprise_count is 'Enterprises as they are now, one row each, by status, section, size and county.';
