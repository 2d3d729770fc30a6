-- What belongs to an enterprise: products, sites, certificates, measuring instruments, people in roles.

create table product_category (
  code text collate "C" primary key check (code ~ '^[0-9]{2}([0-9]{2}){0,2}$'),
  parent_code text collate "C" references product_category (code),
  title_zh text not null check (title_zh <> ''),
  title_en text not null check (title_en <> ''),
  source text not null check (source <> ''),
  check ((length(code) = 2) = (parent_code is null)),
  check (parent_code is null or left(code, length(code) - 2) = parent_code)
);
comment on table product_category is 'Product categories that ship with the program: two digits a level, so that a category is found with all below it by its first digits.';

create table own_product_category (
  city text not null,
  code text collate "C" not null check (code ~ '^([0-9]{2}){1,2}C[0-9]{2}$'),
  parent_code text collate "C" not null,
  title_zh text not null check (title_zh <> ''),
  title_en text not null check (title_en <> ''),
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, code),
  foreign key (parent_code) references product_category (code),
  check (left(code, length(code) - 3) = parent_code)
);
comment on table own_product_category is 'Categories that a city adds below those that ship with the program, such as its own specialities; their codes have a C where the city''s own part begins.';

create table enterprise_product (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  category text collate "C" not null,
  name text not null check (name <> ''),
  model text,
  brand text,
  -- As GS1 stores it: 14 digits, check digit right
  gtin text collate "C" check (gtin ~ '^[0-9]{14}$'),
  standard_number text,
  state text not null check (state in ('made', 'stopped')),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  foreign key (city, enterprise_id) references enterprise (city, id)
);
comment on table enterprise_product is 'Products that an enterprise makes or sells, by category. What it makes no more stays, as stopped.';
create index enterprise_product_enterprise on enterprise_product (city, enterprise_id, id);
create index enterprise_product_category on enterprise_product (city, category, id);
create index enterprise_product_gtin on enterprise_product (city, gtin) where gtin is not null;

create table enterprise_site (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null check (kind in ('production', 'storage', 'sale', 'laboratory', 'office', 'other')),
  name text not null check (name <> ''),
  region text collate "C" not null check (region ~ '^[0-9]{6}([0-9]{3})?$'),
  address text not null check (address <> ''),
  -- WGS 84, degrees
  longitude numeric check (longitude >= -180 and longitude <= 180),
  latitude numeric check (latitude >= -90 and latitude <= 90),
  state text not null check (state in ('used', 'closed')),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  foreign key (city, enterprise_id) references enterprise (city, id),
  check ((longitude is null) = (latitude is null))
);
comment on table enterprise_site is 'Where an enterprise works: an inspection goes to a site, which may lie in another district than the registered address.';
create index enterprise_site_enterprise on enterprise_site (city, enterprise_id, id);
create index enterprise_site_region on enterprise_site (city, region, id);

create table enterprise_certificate (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  -- County under which it counts in figures: that of the enterprise
  region text collate "C" not null check (region ~ '^[0-9]{6}$'),
  -- Key of the list of kinds in the program
  kind text collate "C" not null check (kind ~ '^[a-z0-9-]+$'),
  number text not null check (number <> ''),
  issuer text,
  scope text,
  valid_from date not null,
  -- Last day of validity; null: without end
  valid_to date,
  -- What its issuer decided; whether it is still in date is a matter of valid_to
  status text not null check (status in ('valid', 'suspended', 'revoked', 'cancelled')),
  -- First day on which the status holds, of one that is not valid
  status_since date,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  unique (city, kind, number),
  foreign key (city, enterprise_id) references enterprise (city, id),
  check (valid_to >= valid_from),
  check ((status = 'valid') = (status_since is null))
);
comment on table enterprise_certificate is 'Certificates and licences of enterprises: one row a number. Never deleted: one that ended keeps how and when.';
create index enterprise_certificate_enterprise on enterprise_certificate (city, enterprise_id, id);
create index enterprise_certificate_end on enterprise_certificate (city, coalesce(valid_to, date '9999-12-31'), id);
create index enterprise_certificate_number on enterprise_certificate (city, number text_pattern_ops);

create table enterprise_instrument (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  region text collate "C" not null check (region ~ '^[0-9]{6}$'),
  -- Key of the list of kinds in the program
  kind text collate "C" not null check (kind ~ '^[a-z0-9-]+$'),
  name text not null check (name <> ''),
  model text,
  -- Number that its maker or its user gave it: unlike any other of the enterprise
  number text not null check (number <> ''),
  maker text,
  location text,
  use text not null check (use in ('trade', 'safety', 'medical', 'environment', 'process', 'other')),
  -- Whether the law asks for its verification (强制检定)
  compulsory boolean not null,
  cycle_months integer check (cycle_months > 0),
  in_use_since date not null,
  -- Day on which it was taken out of use
  out_of_use_on date,
  last_verified_on date,
  last_result text check (last_result in ('qualified', 'limited', 'failed')),
  last_verifier text,
  last_certificate_number text,
  -- Last day on which it may be used without a new verification
  due_on date,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  unique (city, enterprise_id, number),
  foreign key (city, enterprise_id) references enterprise (city, id),
  check (out_of_use_on >= in_use_since)
);
comment on table enterprise_instrument is 'Measuring instruments of enterprises with the outcome of their last verification; all verifications are in instrument_verification.';
create index enterprise_instrument_due on enterprise_instrument (city, coalesce(due_on, date '9999-12-31'), id);

create table instrument_verification (
  city text not null,
  id uuid not null,
  instrument_id uuid not null,
  verified_on date not null,
  result text not null check (result in ('qualified', 'limited', 'failed')),
  verifier text not null check (verifier <> ''),
  certificate_number text,
  due_on date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, id),
  foreign key (city, instrument_id) references enterprise_instrument (city, id)
);
comment on table instrument_verification is 'Verifications of measuring instruments as they were recorded; never changed.';
create index instrument_verification_instrument on instrument_verification (city, instrument_id, verified_on);

create table enterprise_person (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  -- Key of the list of roles in the program
  role text collate "C" not null check (role ~ '^[a-z-]+$'),
  name text not null check (name <> ''),
  phone text,
  email text,
  post text,
  qualification text,
  appointed_on date,
  -- First day on which the role is no longer held
  ended_on date,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  foreign key (city, enterprise_id) references enterprise (city, id),
  check (ended_on >= appointed_on)
);
comment on table enterprise_person is 'People who answer for something in an enterprise: name, role and how to reach them, no more; identity numbers are not kept. Shown masked, reading the whole is on the audit trail.';
create index enterprise_person_enterprise on enterprise_person (city, enterprise_id, id);
create index enterprise_person_role on enterprise_person (city, role, id);

create table enterprise_record_change (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  record_kind text not null check (record_kind in ('product', 'site', 'certificate', 'instrument', 'person')),
  record_id uuid not null,
  -- What a reader recognises the record by; of people the masked name
  label text not null,
  kind text not null check (kind in ('added', 'changed', 'moved')),
  -- Changed fields only; personal data masked
  before jsonb not null,
  after jsonb not null,
  reason text,
  at timestamptz not null,
  by_name text not null,
  by_user text,
  primary key (city, id),
  foreign key (city, enterprise_id) references enterprise (city, id)
);
comment on table enterprise_record_change is 'History of what belongs to enterprises: each change with its fields before and after, by whom, when and why.';
create index enterprise_record_change_enterprise on enterprise_record_change (city, enterprise_id, id);

create view registry_product as
  select city, id as product_id, enterprise_id, category, name, gtin from enterprise_product where state = 'made';
comment on view registry_product is 'Published: products that enterprises make or sell now.';

create view registry_certificate as
  select city, id as certificate_id, enterprise_id, kind, number, valid_from, valid_to, status from enterprise_certificate;
comment on view registry_certificate is 'Published: certificates. In force on a day: status is valid and the day lies from valid_from to valid_to, which may be null.';

-- Entry and exit, so that running sums give how many there are. What is older than the register's first year counts
-- from its last day, as enterprises do.
create view registry_certificate_fact as
  select c.city, c.id as record_id, c.region, step.at, c.kind, step.head
  from enterprise_certificate c
  cross join lateral (
    select greatest(c.valid_from, date '2015-12-31'), 1
    union all
    select greatest(least(c.status_since, c.valid_to + 1), c.valid_from, date '2015-12-31'), -1
    where c.status_since is not null or c.valid_to is not null
  ) step (at, head);
comment on view registry_certificate_fact is 'Stock of valid certificates by kind: +1 on the first day of validity, -1 on the first day without it.';

create view registry_instrument_fact as
  select i.city, i.id as record_id, i.region, step.at, i.kind,
    case when i.compulsory then 'yes' else 'no' end as compulsory, step.head
  from enterprise_instrument i
  cross join lateral (
    select greatest(i.in_use_since, date '2015-12-31'), 1
    union all
    select greatest(i.out_of_use_on, date '2015-12-31'), -1 where i.out_of_use_on is not null
  ) step (at, head);
comment on view registry_instrument_fact is 'Stock of measuring instruments in use: +1 on the first day of use, -1 on the day it ends.';
