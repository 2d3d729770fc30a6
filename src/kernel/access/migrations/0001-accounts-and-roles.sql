create table account (
  id uuid primary key,
  city text not null check (city ~ '^[0-9]{6}$'),
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{2,29}$'),
  name text not null check (name <> ''),
  phone text,
  email text,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  active boolean not null default true,
  must_change_password boolean not null default false,
  password_changed_at timestamptz not null,
  second_factor_enabled boolean not null default false,
  sign_in_address text not null unique generated always as (username) stored,
  sign_in_address_verified boolean not null default true,
  image text,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_city on account (city, username);
comment on table account is 'People who may sign in: one row each, of one city. Never deleted, since the audit trail names them; who leaves is made inactive. Also the sign-in library''s user table: it looks accounts up by an e-mail address, for which sign_in_address, the user name again, stands here, because not every official has one.';

create table account_credential (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, provider_account_id)
);
create unique index account_credential_password on account_credential (account_id) where provider_id = 'credential';
create index account_credential_account on account_credential (account_id);
comment on table account_credential is 'How an account proves itself: provider "credential" holds the scrypt hash of its password, any other provider the link to an identity provider.';

create table account_former_password (
  account_id uuid not null references account (id) on delete cascade,
  replaced_at timestamptz not null,
  password text not null,
  primary key (account_id, replaced_at)
);
comment on table account_former_password is 'Hashes of passwords used before, so that the last ones cannot be used again; older ones are dropped.';

create table account_session (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  last_active_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_session_account on account_session (account_id);
create index account_session_expiry on account_session (expires_at);
comment on table account_session is 'Open sessions. expires_at is the absolute limit, last_active_at serves the idle limit.';

create table account_second_factor (
  id uuid primary key,
  account_id uuid not null unique references account (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
comment on table account_second_factor is 'Time-based one-time passwords (RFC 6238): the shared secret and the backup codes, both encrypted with the installation''s secret.';

create table account_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_verification_identifier on account_verification (identifier);
create index account_verification_expiry on account_verification (expires_at);
comment on table account_verification is 'Short-lived states of a sign-in under way: second factor, identity provider.';

create table sign_in_failure (
  username text primary key,
  failed_at timestamptz[] not null,
  locked_until timestamptz
);
comment on table sign_in_failure is 'Recent failed sign-ins by the name that was given, whether or not such an account exists, so that the answer tells nothing about it. A success removes the row.';

create table installation_secret (
  name text primary key,
  value text not null,
  expires_at timestamptz,
  created_at timestamptz not null
);
comment on table installation_secret is 'Secrets made at the first start: the key of the sign-in cookies, and the hash of the one-time link for the first administrators.';

create table account_duty (
  city text not null,
  account_id uuid not null,
  duty text not null check (duty in ('work', 'system-administrator', 'security-administrator', 'audit-administrator')),
  primary key (city, account_id),
  unique (city, account_id, duty)
);
comment on table account_duty is 'The one duty of an account: work, or being one of the three administrators. role_grant refers to it, so that no account can hold roles of two duties, however the rows come in.';

create table role_grant (
  city text not null,
  account_id uuid not null,
  role text not null check (role in ('clerk', 'liaison', 'leader', 'inspector', 'reviewer', 'enterprise', 'institution', 'system-administrator', 'security-administrator', 'audit-administrator')),
  duty text not null generated always as (case when role like '%-administrator' then role else 'work' end) stored,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (city, account_id, role),
  foreign key (city, account_id, duty) references account_duty (city, account_id, duty)
);
create index role_grant_role on role_grant (city, role);
comment on table role_grant is 'The roles an account holds in its city. The three administrators are separate people (GB/T 22239-2019, 8.1.5): the duty, derived from the role, must be the account''s one duty.';

create table access_policy (
  city text primary key,
  password_length integer not null check (password_length >= 8 and password_length <= 64),
  password_classes integer not null check (password_classes >= 3 and password_classes <= 4),
  passwords_remembered integer not null check (passwords_remembered >= 0 and passwords_remembered <= 24),
  password_days integer not null check (password_days >= 0 and password_days <= 3650),
  failures_allowed integer not null check (failures_allowed >= 3 and failures_allowed <= 10),
  failure_minutes integer not null check (failure_minutes >= 5 and failure_minutes <= 1440),
  idle_minutes integer not null check (idle_minutes >= 5 and idle_minutes <= 120),
  second_factor_roles text[] not null,
  updated_at timestamptz not null
);
comment on table access_policy is 'What the security administrator of a city has set instead of the defaults in policy.ts; at most one row a city.';
